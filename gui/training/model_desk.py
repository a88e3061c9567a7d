"""What is done with finished models: rename, delete and bring back, hand on as one file, take one in, read the model card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.classifier.model.card import ModelCard
from engine.errors import FieldmarkError, Sentence
from engine.operations.models import delete_model, export_model, import_model, rename_model, restore_model
from engine.project.project import Project
from gui.jobs import Jobs
from gui.notices import Notice
from gui.session import Session
from gui.text import sentence
from gui.training.models_card import ModelsCard

SUFFIX = "fieldmark-model"


class ModelDesk(QObject):
    """Nothing is asked before a model is deleted: the notice of it brings it back."""

    refused = Signal(object)  # FieldmarkError
    said = Signal(object)  # Notice

    def __init__(self, session: Session, jobs: Jobs, models: ModelsCard, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._jobs, self._models, self._window = session, jobs, models, window
        models.card_wanted.connect(self.show_card)
        models.export_wanted.connect(self.choose_export)
        models.rename_wanted.connect(self.rename)
        models.delete_wanted.connect(self.delete)
        models.import_wanted.connect(self.choose_import)

    def rename(self, card: ModelCard, name: str) -> None:
        self._change(lambda project: rename_model(project, card.name, name))

    def delete(self, card: ModelCard) -> None:
        if self._change(lambda project: delete_model(project, card.name)):
            text = self.tr("The model {0} was deleted.").format(card.name)
            self.said.emit(Notice((text,), "info", self.tr("Bring it back"), lambda: self.restore(card.name)))

    def restore(self, name: str) -> None:
        self._change(lambda project: restore_model(project, name))

    def show_card(self, card: ModelCard) -> None:
        from gui.training.card_dialog import CardDialog

        dialog = CardDialog(card, self._window)
        dialog.exec()
        dialog.deleteLater()

    def choose_export(self, card: ModelCard) -> None:
        suggestion = str(Path.home() / f"{card.name}.{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export the model as one file"), suggestion, self._filter())
        if name:
            self.export(card, Path(name))

    def export(self, card: ModelCard, file: Path) -> None:
        self._jobs.start(self.tr("Exporting {0}").format(card.name), lambda: export_model(card.folder, file), self._on_exported)

    def choose_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Take in a model file"), str(Path.home()), self._filter())
        project = self._session.project
        if name and project is not None:
            self._jobs.start(self.tr("Taking in {0}").format(Path(name).name), lambda: import_model(project, Path(name)), self._on_imported)

    def _filter(self) -> str:
        return self.tr("Models (*.{0})").format(SUFFIX)

    def _on_exported(self, file: Path) -> None:
        self.said.emit(Notice((self.tr("The model is in {0}").format(file),), "success"))

    def _on_imported(self, outcome: tuple[ModelCard, tuple[Sentence, ...]]) -> None:
        card, notes = outcome
        self._session.models_changed.emit()
        told = self.tr("{0} is one of this project's models now.").format(card.name)
        self.said.emit(Notice((told, *map(sentence, notes)), "warning" if notes else "success"))

    def _change(self, change: Callable[[Project], object]) -> bool:
        """Whether it was done; what was refused is told."""
        project = self._session.project
        if project is None:
            return False
        try:
            change(project)
        except FieldmarkError as error:
            self.refused.emit(error)
            return False
        self._session.models_changed.emit()
        return True
