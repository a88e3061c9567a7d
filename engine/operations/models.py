"""Find and open models; the one opened last stays in memory, so that looking at picture after picture is quick."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from engine.classifier.model.card import ModelCard, list_models, read_card
from engine.errors import ModelMissing
from engine.project.project import Project

if TYPE_CHECKING:
    from engine.classifier.model.files import LoadedModel

_lock = threading.Lock()
_last: tuple[tuple[Path, float], LoadedModel] | None = None


def open_model(folder: Path) -> LoadedModel:
    """The model in `folder`, ready to classify; raises `ModelMissing`, `ModelDamaged`."""
    from engine.classifier.model.files import load

    global _last
    card_file = folder / "model.json"
    identity = (folder.absolute(), card_file.stat().st_mtime if card_file.exists() else 0.0)
    with _lock:
        if _last is None or _last[0] != identity:
            _last = None  # let go of the old one before the new one takes memory
            _last = (identity, load(folder))
        return _last[1]


def models_of(project: Project) -> list[ModelCard]:
    """The cards of the project's models, newest first."""
    return list_models(project.models_folder)


def model_folder(project: Project, name: str = "") -> Path:
    """The folder of the model `name`, of the newest if no name is given; raises `ModelMissing`, `ModelDamaged`."""
    if name:
        read_card(project.models_folder / name)
        return project.models_folder / name
    cards = models_of(project)
    if not cards:
        raise ModelMissing(folder=project.models_folder)
    return cards[0].folder
