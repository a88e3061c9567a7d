"""What the commands share: their common arguments, and how they begin and end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.classifier.values import Scores
from engine.console import finish, say
from engine.errors import ProjectMissing, SettingInvalid
from engine.project.project import Project
from engine.project.sample import Split

JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
ProjectFolder = Annotated[Path, typer.Argument(metavar="PROJECT", help="The project's folder, NAME.fieldmark.")]
ModelFolder = Annotated[
    Path, typer.Argument(metavar="MODEL", help="A model file, the folder of a model (it holds model.json), or a project: its newest model.")
]
Folders = Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folders of pictures, or single pictures.")]


def end(command: Callable[[], Mapping[str, Any]], as_json: bool) -> None:
    raise typer.Exit(finish(command, as_json))


def one_of(name: str, value: str, choices: Sequence[str]) -> None:
    if value not in choices:
        raise SettingInvalid(value=value, field=name, reason="the choices are " + ", ".join(choices))


@contextmanager
def open_or_create(folder: Path) -> Iterator[Project]:
    """A project that had to be made for a command goes away again if the command puts nothing into it."""
    try:
        project, made = Project.open(folder, to_write=True), False
    except ProjectMissing:
        project, made = Project.create(folder), True
    try:
        yield project
    finally:
        unused = made and not project.history()
        project.close()
        if unused:
            shutil.rmtree(project.folder)


def assignments_of(texts: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            raise SettingInvalid(value=text, field="--set", reason="write FIELD=VALUE")
        pairs[name.strip()] = value.strip()
    return pairs


def absolute_pack(weights: str | None) -> str | None:
    """A folder is remembered with its whole path, so that it is found from everywhere."""
    return str(Path(weights).resolve()) if weights and Path(weights).is_dir() else weights


def model_in(folder: Path) -> Path:
    """The folder itself, or the newest model of the project that it is."""
    from engine.operations.models import model_folder
    from engine.project.schema import FILE_NAME

    if not (folder / FILE_NAME).is_file():
        return folder
    with Project.open(folder) as project:
        newest = model_folder(project)
    say(f"Using {newest.name}, the newest model of {project.name}")
    return newest


def split_of(text: str) -> Split | None:
    if text not in ("", *Split):
        raise SettingInvalid(value=text, field="--split", reason="the choices are test, validation, train")
    return Split(text) if text else None


def per_class(scores: Scores | None) -> list[dict[str, Any]]:
    return [asdict(each) for each in scores.per_class] if scores else []


def percent(share: float | None) -> str:
    return "unknown" if share is None else f"{share:.1%}"
