"""The changes of the open project, newest first, as a list that grows as one scrolls and follows each edit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer

from engine.project.project import HistoryEntry
from gui.session import Session
from gui.text import summary
from gui.when import day_of

Index = QModelIndex | QPersistentModelIndex
EntryRole = Qt.ItemDataRole.UserRole + 1
NewDayRole = Qt.ItemDataRole.UserRole + 2  # whether it is the first one shown of its day
HereRole = Qt.ItemDataRole.UserRole + 3  # whether it is the latest change that holds
_PAGE = 300
_DELAY_MS = 60  # a key that labels must not wait for the list of what was done


class HistoryModel(QAbstractListModel):
    """Reads at most as far back as someone has scrolled."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entries: list[HistoryEntry] = []
        self._here = 0
        self._whole = False  # whether the first change of all has been read
        self._later = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._later.timeout.connect(self.refresh)
        session.edited.connect(self._later.start)
        session.project_opened.connect(self.restart)
        session.project_closed.connect(self.restart)
        self.restart()

    def restart(self) -> None:
        """Begin anew at the latest change."""
        self.beginResetModel()
        self._entries = self._session.history(_PAGE)
        self._whole = len(self._entries) < _PAGE
        self._find_here()
        self.endResetModel()

    def refresh(self) -> None:
        """Follow what was done, undone or redone; rows that stay keep their place under the pointer."""
        old, now = self._entries, self._brought_up_to_date()
        places = {entry.id: row for row, entry in enumerate(now)}
        gone = next((row for row, entry in enumerate(old) if entry.id in places), len(old))
        new = places[old[gone].id] if gone < len(old) else len(now)
        now = now[: new + len(old) - gone] if gone < len(old) else now  # what lies beyond has not been asked for yet
        if gone:
            self.beginRemoveRows(QModelIndex(), 0, gone - 1)
            self._entries = old[gone:]
            self.endRemoveRows()
        if new:
            self.beginInsertRows(QModelIndex(), 0, new - 1)
            self._entries = now[:new] + self._entries
            self.endInsertRows()
        self._entries = now
        self._find_here()
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def _brought_up_to_date(self) -> list[HistoryEntry]:
        """Only the newest entries are read again: what is older than one that holds, holds as well."""
        fresh, page = self._session.history(_PAGE), _PAGE
        while fresh and fresh[-1].undone and (more := self._session.history(page, fresh[-1].id)):
            fresh, page = fresh + more, 4 * page
        if len(fresh) < _PAGE:
            return fresh
        return fresh + [replace(entry, undone=False) if entry.undone else entry for entry in self._entries if entry.id < fresh[-1].id]

    # ---- what rows mean --------------------------------------------------------------------------------------

    def here(self) -> int:
        """The row of the latest change that holds; behind the last row if none does."""
        return self._here

    def steps_to(self, row: int) -> int:
        """How many steps lead to where `row` is the latest change: below zero to undo, above to redo."""
        return self._here - row

    def entry(self, row: int) -> HistoryEntry:
        return self._entries[row]

    # ---- QAbstractListModel ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index) -> None:
        if self._whole:
            return
        added = self._session.history(_PAGE, self._entries[-1].id if self._entries else None)
        self._whole = len(added) < _PAGE
        if added:
            self.beginInsertRows(QModelIndex(), len(self._entries), len(self._entries) + len(added) - 1)
            self._entries += added
            self._find_here()
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return summary(self._entries[row].summary)
        if role == EntryRole:
            return self._entries[row]
        if role == NewDayRole:
            return row == 0 or day_of(self._entries[row].time) != day_of(self._entries[row - 1].time)
        if role == HereRole:
            return row == self._here
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(row)
        return None

    def _hint(self, row: int) -> str:
        steps = self.steps_to(row)
        if not steps:
            return self.tr("The project is as it was after this change.")
        text = self.tr("Go back to just after this change: {0} steps") if steps < 0 else self.tr("Bring back up to this change: {0} steps")
        return text.format(abs(steps))

    def _find_here(self) -> None:
        self._here = next((row for row, entry in enumerate(self._entries) if not entry.undone), len(self._entries))
