"""Whether an export can go where somebody wants it, and what there is to say about the place."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Sentence, translate
from engine.operations.exporting import FOLDERS
from engine.transfer.exporting import MAPPING


@dataclass(frozen=True)
class Place:
    """What there is to say, whether it forbids the export, and whether an earlier export is continued there."""

    remark: Sentence
    forbidden: bool = False
    continued: bool = False


def place_of(target: Path, form: str, project: Path) -> Place:
    """What lies at `target`; `project` is the folder of the project, which must not get files of others."""
    if not target.is_absolute():
        return _refused(translate("ExportDialog", "Say where the export should go."))
    if target == project or project in target.parents:
        return _refused(translate("ExportDialog", "This lies within the project folder. Choose a place outside of it."))
    if any(parent.is_file() for parent in target.parents):
        return _refused(translate("ExportDialog", "A part of this path is a file. Choose another folder."))
    return _folder(target) if form == FOLDERS else _file(target)


def room_at(target: Path) -> int:
    """Bytes that are free on the drive of `target`, which need not exist yet; raises OSError."""
    there = next((each for each in (target, *target.parents) if each.exists()), Path("/"))
    return shutil.disk_usage(there).free


def _folder(target: Path) -> Place:
    if target.is_file():
        return _refused(translate("ExportDialog", "There is a file of this name. Choose another name."))
    if not target.exists():
        return Place(Sentence(translate("ExportDialog", "Fieldmark will make this folder.")))
    try:
        is_empty = next(target.iterdir(), None) is None
    except OSError as error:
        text = translate("ExportDialog", "This folder cannot be read: {reason}.")
        return Place(Sentence(text, {"reason": error.strerror or type(error).__name__}), forbidden=True)
    if is_empty:
        return Place(Sentence(translate("ExportDialog", "This folder is empty.")))
    if (target / MAPPING).is_file():
        text = translate("ExportDialog", "An earlier export is here: only what is new is added, and nothing is deleted.")
        return Place(Sentence(text), continued=True)
    return _refused(translate("ExportDialog", "This folder holds other things. Choose an empty folder or a new name."))


def _file(target: Path) -> Place:
    if target.is_dir():
        return _refused(translate("ExportDialog", "This is a folder. Give the file a name."))
    if target.exists():
        return Place(Sentence(translate("ExportDialog", "This file is there already and will be replaced.")))
    return Place(Sentence(translate("ExportDialog", "Fieldmark will write this file. The pictures stay where they are.")))


def _refused(text: str) -> Place:
    return Place(Sentence(text), forbidden=True)
