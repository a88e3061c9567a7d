"""Commands that bring pictures into a project and take labels out of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.commands.shared import Folders, JsonFlag, ProjectFolder, end, one_of, open_or_create
from engine.console import followed, say
from engine.errors import SettingInvalid
from engine.operations.import_report import Imported
from engine.project.project import Project

if TYPE_CHECKING:
    from engine.transfer.columns import Columns

_MOST_LINES = 100  # of a report that are printed


def new(project: ProjectFolder, as_json: JsonFlag = False) -> None:
    """Make an empty project."""

    def command() -> dict[str, Any]:
        with Project.create(project) as made:
            say(f"Made {made.folder}")
            return {"project": str(made.folder)}

    end(command, as_json)


def import_(
    project: ProjectFolder,
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER...", help="Folders of pictures, single pictures, label files, or sets such as MNIST."),
    ],
    labels: Annotated[
        str,
        typer.Option(
            metavar="folders|none|FILE", help="Classes from folders, from none, or from a CSV, JSON lines, Label Studio or CVAT file."
        ),
    ] = "folders",
    split: Annotated[
        str, typer.Option(metavar="folders|auto", help="Honour train/val/test folders where there are any, or ignore them.")
    ] = "folders",
    nested: Annotated[
        str, typer.Option(metavar="first|last|path", help="What names the class of mammal/fox/x.jpg: mammal, fox, or mammal - fox.")
    ] = "first",
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="PART=COLUMN,...",
            help="Which columns of the label file to use, by name or by number from 1, such as path=File,class=3; "
            "the parts are path, class, split and group. Left out, they are guessed.",
        ),
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="Where the list of all that was noticed goes.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Import folders of pictures, label files or MNIST and CIFAR sets into a project, which is made if it is not there.

    The pictures stay where they are; sets that come in one file are unpacked into the project's folder.
    """

    def command() -> dict[str, Any]:
        from engine.operations.import_report import write_report
        from engine.operations.importing import AUTO, FOLDERS, NONE, import_folders
        from engine.transfer.columns import tells_columns

        one_of("--split", split, (AUTO, FOLDERS))
        one_of("--nested", nested, ("first", "last", "path"))
        if labels not in (FOLDERS, NONE) and not Path(labels).is_file():
            raise SettingInvalid(value=labels, field="--labels", reason="say folders, none, or the path of a label file")
        said_by, chosen = _chosen_columns(columns, labels, folders) if columns else (labels, None)
        with open_or_create(project) as opened:
            outcome = followed(import_folders(opened, folders, said_by, split, chosen, nested))
        _say_first([": ".join(issue.told()) for issue in outcome.issues])
        if chosen is None and any(tells_columns(issue.reason) for issue in outcome.issues):
            say("If these are not the right columns, import into a new project with --columns path=NAME,class=NAME")
        if report is not None:
            write_report(report, outcome.issues)
        _say_imported(outcome)
        return _imported_as_json(outcome)

    end(command, as_json)


def _say_imported(outcome: Imported) -> None:
    say(f"{outcome.imported} imported ({outcome.unlabelled} without a class), {len(outcome.failed)} unreadable, {outcome.classes} classes")
    if outcome.refused:
        say(f"{outcome.refused} labels name no class that can be used")
    if outcome.skipped:
        say(f"{outcome.skipped} skipped: {outcome.known} in the project before, {outcome.skipped - outcome.known} no pictures")


def _imported_as_json(outcome: Imported) -> dict[str, Any]:
    counts = ("imported", "skipped", "unlabelled", "refused", "relabelled", "found_again", "changed")
    return {
        **{name: getattr(outcome, name) for name in counts},
        "failed": len(outcome.failed),
        "failures": [{"path": str(issue.place), "reason": str(issue.reason)} for issue in outcome.failed],
        "issues": [dict(zip(("kind", "place", "what"), issue.told(), strict=True)) for issue in outcome.issues],
    }


def export(
    project: ProjectFolder,
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="The folder or file to write.")],
    form: Annotated[str, typer.Option("--as", metavar="FORM", help="One of folders, csv, tsv, jsonl, label-studio, cvat.")] = "folders",
    how: Annotated[str, typer.Option(metavar="copy|hardlink|symlink", help="How pictures get into class folders.")] = "copy",
    splits: Annotated[bool, typer.Option("--splits", help="Class folders below train, validation and test.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Write the labels as class folders, as a table, or for another tool. The project stays as it is."""

    def command() -> dict[str, Any]:
        from engine.operations.exporting import export as exported

        with Project.open(project) as opened:
            outcome = followed(exported(opened, target.absolute(), form, how, splits))
        _say_first([str(problem) for problem in outcome.problems])
        kept = f", {outcome.kept} were there already" if outcome.kept else ""
        say(f"{outcome.written} written to {outcome.target}{kept}")
        problems = [str(problem) for problem in outcome.problems]
        return {"target": str(outcome.target), "written": outcome.written, "kept": outcome.kept, "problems": problems}

    end(command, as_json)


def relink(project: ProjectFolder, folders: Folders, as_json: JsonFlag = False) -> None:
    """Find pictures again that were moved, renamed or are on another drive: search FOLDER... for them by content."""

    def command() -> dict[str, Any]:
        from engine.operations.relinking import relink as relinked

        with Project.open(project, to_write=True) as opened:
            outcome = followed(relinked(opened, folders))
        say(f"{outcome.found} found again, {outcome.still_missing} still missing")
        return {"found": outcome.found, "still_missing": outcome.still_missing}

    end(command, as_json)


def _chosen_columns(text: str, labels: str, sources: Sequence[Path]) -> tuple[str, Columns]:
    """The label file that --columns is about, which may be the only thing to import, and the columns."""
    from engine.transfer.sources import TABLE, recognise
    from engine.transfer.table import choose_columns

    file = sources[0] if labels == "folders" and len(sources) == 1 else Path(labels)
    if not file.is_file() or recognise(file) != TABLE:
        raise SettingInvalid(value=text, field="--columns", reason="only a table has columns: name it with --labels FILE")
    try:
        return str(file), choose_columns(file, text, [source if source.is_dir() else source.parent for source in sources])
    except ValueError as error:
        raise SettingInvalid(value=text, field="--columns", reason=str(error)) from error


def _say_first(lines: Sequence[str]) -> None:
    for line in lines[:_MOST_LINES]:
        say(line)
    if len(lines) > _MOST_LINES:
        say(f"and {len(lines) - _MOST_LINES} more")
