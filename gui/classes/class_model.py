"""The classes of the open project with their counts, as a list that can be narrowed, and reordered by dragging."""

from __future__ import annotations

import html
import os
from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal

from engine.project.sample import SampleClass
from gui.classes.class_rows import ClassRole as ClassRole
from gui.classes.class_rows import ClassRows, Index, pictures
from gui.classes.class_rows import CountRole as CountRole
from gui.classes.class_search import ClassSearch
from gui.models.sample_model import SampleModel
from gui.session import Session

_MIME = "application/x-fieldmark-class"
_MOST_NOTES = 600  # characters of the notes that a tooltip shows


class ClassModel(ClassRows):
    """Rows are classes in the user's order; dropping one elsewhere asks for a new order through `reordered`."""

    reordered = Signal(list)  # class ids in the wanted order
    counts_changed = Signal()

    def __init__(self, session: Session, samples: SampleModel) -> None:
        super().__init__(lambda class_id: samples.counts[class_id])
        self.session = session
        self._text = ""
        self._classes: list[SampleClass] = []
        self._by_id: dict[int, SampleClass] = {}
        for signal in (session.project_opened, session.project_closed, session.classes_changed):
            signal.connect(self.reload)
        samples.counts_changed.connect(self._on_counts_changed)
        self.reload()

    def reload(self) -> None:
        """Take the classes over; unless some came, went or moved, the rows stay, and with them what is selected."""
        before = [each.id for each in self._classes]
        self._classes = list(self.session.classes)
        self._by_id = {each.id: each for each in self._classes}
        self._search = ClassSearch(self._classes)
        if self._text or before != list(self._by_id):
            self.find(self._text)
        elif self._classes:
            self._set_shown(list(self._classes))
            self.dataChanged.emit(self.index(0), self.index(len(self._classes) - 1))

    def classes(self) -> Sequence[SampleClass]:
        """All classes, also those that the search hides."""
        return self._classes

    def by_id(self, class_id: int) -> SampleClass | None:
        """The class as it is now; None if it is gone."""
        return self._by_id.get(class_id)

    def find(self, text: str, first: Collection[int] = ()) -> None:
        self._text = text.strip()
        super().find(text, first)

    @property
    def narrowed(self) -> bool:
        """Whether a search is on; then rows stand in its order, which is not the user's."""
        return bool(self._text)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            return self._tip(self._shown[index.row()])
        return super().data(index, role)

    def _tip(self, each: SampleClass) -> str:
        """Marked up, for only so Qt breaks long lines."""
        notes = self.session.project.class_notes().get(each.id, "") if self.session.project else ""
        if len(notes) > _MOST_NOTES:
            notes = notes[:_MOST_NOTES].rstrip() + " …"
        lines = [f"<b>{html.escape(each.name)}</b> · {html.escape(pictures(self.count(each.id)))}"]
        lines += [html.escape(line) for line in notes.splitlines()]
        return "<br>".join(lines)

    # ---- reordering ----------------------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        fixed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return fixed | Qt.ItemFlag.ItemIsDragEnabled if self.session.writable and not self.narrowed else fixed

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, f"{os.getpid()}/{indexes[0].row()}".encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if data.hasFormat(_MIME):
            process, _, source = bytes(data.data(_MIME).data()).decode().partition("/")
            if process == str(os.getpid()):  # a row of another window means another class
                self.move(int(source), len(self._classes) if row < 0 else row)
        return False  # the view must not remove the dragged row, the new order comes back from the project

    def move(self, source: int, before: int) -> None:
        """Ask for the class at row `source` to stand before the one that is now at row `before`; not while a search is on."""
        ids = [each.id for each in self._classes]
        if self.narrowed or not 0 <= source < len(ids):
            return
        moved = ids.pop(source)
        ids.insert(before - (source < before), moved)
        if ids != [each.id for each in self._classes]:
            self.reordered.emit(ids)

    def _on_counts_changed(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        self.counts_changed.emit()
