"""Find, open, hand on, rename and delete models; the one opened last stays in memory, so that looking at picture after picture is quick.

A deleted model lies in the hidden folder `models/.deleted` of its project until it is brought back or deleted for good.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.classifier.model.card import CARD_FILE, ModelCard, list_models, read_card, too_new_models
from engine.classifier.model.card_text import TEXT_FILE, card_text
from engine.classifier.model.inspection import SUFFIX, name_inside
from engine.classifier.model.package import pack, unpack, unpacked
from engine.errors import FolderNotWritable, ModelMissing, ModelNameUnusable, OutputNotWritable, Sentence, translate
from engine.paths import write_atomically
from engine.progress import Operation
from engine.project.project import Project

if TYPE_CHECKING:
    from engine.classifier.model.files import LoadedModel

_lock = threading.Lock()
_last: tuple[tuple[Path, float], LoadedModel] | None = None

_LONGEST_NAME = 100
_UNUSABLE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]|^[.\s]|[.\s]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$', re.IGNORECASE)


def open_model(folder: Path) -> LoadedModel:
    """The model in `folder`, or in the one file that it is, ready to classify; raises `ModelMissing`, `ModelDamaged`."""
    from engine.classifier.model.files import load

    global _last
    written = folder if folder.is_file() else folder / CARD_FILE
    identity = (folder.absolute(), written.stat().st_mtime if written.exists() else 0.0)
    with _lock:
        if _last is None or _last[0] != identity:
            _last = None  # let go of the old one before the new one takes memory
            _last = (identity, load(folder))
        return _last[1]


def models_of(project: Project) -> list[ModelCard]:
    """The cards of the project's models, newest first."""
    return list_models(project.models_folder)


def too_new_of(project: Project) -> list[str]:
    """The names of the project's models that only a newer Fieldmark can use."""
    return too_new_models(project.models_folder)


def model_folder(project: Project, name: str = "") -> Path:
    """The folder of the model `name`, of the newest if no name is given, or the model file that it is.

    Raises `ModelMissing`, `ModelDamaged`.
    """
    if name.endswith(SUFFIX) and Path(name).is_file():
        return Path(name)
    if name:
        return read_card(_place(project, name)).folder
    cards = models_of(project)
    if not cards:
        raise ModelMissing(folder=project.models_folder)
    return cards[0].folder


# ---- handing on --------------------------------------------------------------------------------------------


def export_model(folder: Path, file: Path) -> Operation[Path]:
    """Write the model in `folder` as one file and return its path; raises `ModelMissing`, `ModelDamaged`, `OutputNotWritable`."""
    card = replace(read_card(unpacked(folder)), name=name_inside(folder)) if folder.is_file() else read_card(folder)
    return (yield from pack(card, file))


def import_model(project: Project, file: Path, name: str = "") -> Operation[tuple[ModelCard, tuple[Sentence, ...]]]:
    """Make the model in `file` one of the project's, called `name` or as where it was exported; returns its card and what to know of it.

    Raises `ProjectReadOnly`, `ModelMissing`, `ModelDamaged`, `ModelNameUnusable`, `OutputNotWritable`.
    """
    project.check_writable()
    if not file.is_file():
        raise ModelMissing(folder=file)
    place = _new_place(project, name) if name else _free_place(project, _UNUSABLE.sub("-", name_inside(file)[:_LONGEST_NAME]) or "model")
    card, notes = yield from unpack(file, place)
    return card, (*notes, *_strange_classes(project, card))


def text_of_card(folder: Path) -> str:
    """The card in Markdown: that beside the model, into which people may have written, or a new one; raises as `open_model` does."""
    card = read_card(folder)
    written = (unpacked(folder) if folder.is_file() else folder) / TEXT_FILE
    try:
        return written.read_text(encoding="utf-8") if written.is_file() else card_text(card)
    except (OSError, UnicodeDecodeError):
        return card_text(card)


def write_card_text(folder: Path, file: Path) -> None:
    """`text_of_card` as a file; raises `OutputNotWritable` too."""
    try:
        write_atomically(file, text_of_card(folder))
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror or str(error)) from error


# ---- renaming and deleting ---------------------------------------------------------------------------------


def rename_model(project: Project, name: str, new: str) -> ModelCard:
    """Raises `ProjectReadOnly`, `ModelMissing`, `ModelDamaged`, `ModelNameUnusable`, `FolderNotWritable`."""
    project.check_writable()
    source = read_card(_place(project, name)).folder
    if new != name:
        _move(source, _new_place(project, new, besides=source))
        _rename_evaluations(_place(project, new), new)
    return read_card(_place(project, new))


def delete_model(project: Project, name: str, for_good: bool = False) -> None:
    """Put the model away, from where `restore_model` brings it back, or with `for_good` delete it, also when it was put away before.

    Raises `ProjectReadOnly`, `ModelMissing`, `FolderNotWritable`.
    """
    project.check_writable()
    source = _place(project, name) if _place(project, name).is_dir() else _bin(project) / name
    if not source.is_dir() or (source.parent == _bin(project) and not for_good):
        raise ModelMissing(folder=_place(project, name))
    away = _bin(project) / name
    if source != away:
        if away.exists():  # an earlier one of that name, deleted too
            _move(away, next(place for number in range(2, 10**6) if not (place := away.with_name(f"{name}~{number}")).exists()))
        _move(source, away)
        os.utime(away)
    if for_good:
        shutil.rmtree(away, ignore_errors=True)


def restore_model(project: Project, name: str) -> ModelCard:
    """Bring back a deleted model; raises `ProjectReadOnly`, `ModelMissing`, `ModelDamaged`, `ModelNameUnusable`, `FolderNotWritable`."""
    project.check_writable()
    if name not in deleted_models(project):
        raise ModelMissing(folder=_bin(project) / name)
    _move(_bin(project) / name, _new_place(project, name))
    return read_card(_place(project, name))


def deleted_models(project: Project) -> list[str]:
    """The names of the models that were deleted and can be brought back, the one deleted last first."""
    kept = [each for each in _bin(project).glob("*") if (each / CARD_FILE).is_file()]
    return [each.name for each in sorted(kept, key=lambda each: each.stat().st_mtime, reverse=True)]


# ---- the inside --------------------------------------------------------------------------------------------


def _strange_classes(project: Project, card: ModelCard) -> list[Sentence]:
    own = {each.name for each in project.classes()}
    text = translate("errors", "None of the model's classes is one of this project's: it knows {names}.")
    return [Sentence(text, {"names": ", ".join(card.class_names)})] if own and own.isdisjoint(card.class_names) else []


def _bin(project: Project) -> Path:
    return project.models_folder / ".deleted"


def _place(project: Project, name: str) -> Path:
    """Where the model `name` is; raises `ModelMissing` for a name that leads elsewhere."""
    if name.startswith(".") or {"/", "\\"} & set(name):
        raise ModelMissing(folder=project.models_folder / name)
    return project.models_folder / name


def _new_place(project: Project, name: str, besides: Path | None = None) -> Path:
    """Where a model of that name would be; raises `ModelNameUnusable`. `besides` may have it, in other capitals."""
    if not name or len(name) > _LONGEST_NAME or _UNUSABLE.search(name):
        raise ModelNameUnusable(name=name, reason=translate("errors", "folders cannot have that name on every system"))
    place = project.models_folder / name
    if place.exists() and (besides is None or not place.samefile(besides)):
        raise ModelNameUnusable(name=name, reason=translate("errors", "there is a model of that name already"))
    return place


def _free_place(project: Project, name: str) -> Path:
    names = (name, *(f"{name}-{number}" for number in range(2, 10**6)))
    return _new_place(project, next(each for each in names if not (project.models_folder / each).exists()))


def _move(source: Path, target: Path) -> None:
    global _last
    with _lock:
        _last = None  # its weights may be mapped into memory, and some systems do not move such files
    try:
        target.parent.mkdir(exist_ok=True)
        os.replace(source, target)
    except OSError as error:
        raise FolderNotWritable(folder=source, reason=error.strerror or str(error)) from error


def _rename_evaluations(folder: Path, name: str) -> None:
    """Evaluations beside a model say whose they are."""
    for file in folder.glob("evaluation-*.json"):
        try:
            write_atomically(file, json.dumps({**json.loads(file.read_text(encoding="utf-8")), "model": name}))
        except (OSError, ValueError, TypeError):
            file.unlink(missing_ok=True)  # it can be made again
