"""Take labels out of a project: as class folders, as a table, or in the form of another tool. Nothing in the project changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import SettingInvalid, translate
from engine.progress import Operation, Progress
from engine.project.project import Project
from engine.transfer.exporting import export_folders
from engine.transfer.tool_writers import write_cvat, write_label_studio
from engine.transfer.values import Problem, Row, problem
from engine.transfer.writers import write_json_lines, write_table

FOLDERS = "folders"
COPY, HARD_LINK, SYMLINK = HOW = ("copy", "hardlink", "symlink")

# The forms by name, as people read them; all but the class folders are one file.
FORMS = {
    FOLDERS: translate("operations", "Class folders"),
    "csv": translate("operations", "Table (CSV)"),
    "tsv": translate("operations", "Table with tabs (TSV)"),
    "jsonl": translate("operations", "JSON lines"),
    "label-studio": translate("operations", "Label Studio"),
    "cvat": translate("operations", "CVAT for images"),
}
ENDINGS = {"csv": ".csv", "tsv": ".tsv", "jsonl": ".jsonl", "label-studio": ".json", "cvat": ".xml"}

_Writer = Callable[[Path, Sequence[Row]], tuple[Problem, ...] | None]
_WRITERS: dict[str, _Writer] = {
    "csv": write_table,
    "tsv": write_table,
    "jsonl": write_json_lines,
    "label-studio": write_label_studio,
    "cvat": write_cvat,
}


@dataclass(frozen=True)
class Exported:
    """How many pictures or rows were written to `target`; `kept` were there already from an earlier export of class folders."""

    written: int
    target: Path
    problems: tuple[Problem, ...] = ()
    kept: int = 0


def export(
    project: Project, target: Path, form: str, how: str = COPY, with_splits: bool = False, ids: Sequence[int] | None = None
) -> Operation[Exported]:
    """Write the samples `ids` (None: all) to the folder or file `target` in one of `FORMS`; `how` and `with_splits` are for class folders.

    Raises `SettingInvalid`, `FolderNotWritable`, `OutputNotWritable`.
    """
    if form not in FORMS:
        raise SettingInvalid(value=form, field=translate("operations", "form"), reason=", ".join(FORMS))
    if how not in HOW:
        raise SettingInvalid(value=how, field=translate("operations", "how"), reason=", ".join(HOW))
    yield Progress(translate("operations", "Reading the labels"))
    rows = rows_of(project, ids)
    if form == FOLDERS:
        done = yield from export_folders(rows, target, how, with_splits)
        return Exported(done.written, target, done.problems, done.kept)
    target = target if target.suffix else target.with_suffix(ENDINGS[form])
    problems = _WRITERS[form](target, rows)
    return Exported(len(rows), target, (*(problems or ()), *_missing(project, rows)))


def _missing(project: Project, rows: Sequence[Row]) -> list[Problem]:
    """A table can name files that are not there; whoever reads it should have been told."""
    count = sum(not row.path.exists() for row in rows)
    text = translate("transfer", "{count} pictures are not where the project has them; their labels were written all the same")
    return [problem(project.name, text, count=count)] if count else []


def rows_of(project: Project, ids: Iterable[int] | None = None) -> list[Row]:
    """What the project says of the samples `ids` (None: all), in their order."""
    names = {each.id: each.name for each in project.classes()}
    annotated = project.annotated()
    rows = []
    for sample in project.samples(ids):
        time, confidence = annotated.get(sample.id, (None, None))
        name, source = names.get(sample.class_id or 0, ""), sample.source.value if sample.source else ""
        facts = (sample.digest, sample.width, sample.height)
        rows.append(
            Row(sample.path, name, sample.split.value, sample.group, sample.unsure, source, time, confidence, *facts, pinned=sample.pinned)
        )
    return rows
