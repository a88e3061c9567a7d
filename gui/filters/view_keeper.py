"""Keeps views in the project: the one in use, so that the project opens as it was left, and those that people save under a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import FieldmarkError
from engine.project.project import Project
from engine.views.view import SavedView, View, keep_last_view, keep_views, saved_views, with_renamed_classes, with_saved
from gui.models.sample_model import SampleModel
from gui.session import Session

_DELAY_MS = 1000  # a view that is left again at once need not reach the disk


class ViewKeeper(QObject):
    changed = Signal()  # the saved views

    def __init__(self, session: Session, model: SampleModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._model = session, model
        self.views: list[SavedView] = []
        self._later = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._later.timeout.connect(self._keep)
        session.project_opened.connect(self._on_project)
        session.project_closing.connect(self._keep_now)
        session.project_closed.connect(self._on_project)
        model.view_changed.connect(self._later.start)
        model.classes_renamed.connect(self._on_renamed)
        self._on_project()

    @property
    def writable(self) -> bool:
        return self._session.writable

    def save(self, name: str) -> bool:
        """Keep the present view under `name`, in place of one that has it."""
        name = " ".join(name.split())
        return bool(name) and self._save(with_saved(self.views, name, self._model.view))

    def delete(self, name: str) -> bool:
        return self._save([each for each in self.views if each.name != name])

    def _save(self, views: list[SavedView]) -> bool:
        if not self._write(lambda project: keep_views(project, views)):
            return False
        self.views = views
        self.changed.emit()
        return True

    def _keep_now(self) -> None:
        if self._later.isActive():
            self._later.stop()
            self._keep()

    def _keep(self) -> None:
        view = self._model.view
        self._write(lambda project: keep_last_view(project, view))

    def _write(self, write: Callable[[Project], None]) -> bool:
        project = self._session.project
        if project is None or not project.writable:
            return False
        try:
            write(project)
        except FieldmarkError as error:
            self._session.failed.emit(error)
            return False
        return True

    def _on_project(self) -> None:
        project = self._session.project
        self._later.stop()
        self.views = saved_views(project) if project else []
        self.changed.emit()

    def _on_renamed(self, names: dict[str, str]) -> None:
        views = [SavedView(each.name, with_renamed_classes(each.view, names)) for each in self.views]
        if views != self.views:
            self._save(views)


def same(one: View, other: View) -> bool:
    """Whether both show the same, however their filters are spaced."""
    return (one.text.split(), one.sort, one.descending, one.group) == (other.text.split(), other.sort, other.descending, other.group)
