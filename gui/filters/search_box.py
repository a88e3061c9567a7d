"""The line in which filters are typed: it suggests how to go on, and says below what it does not understand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from gui import icons
from gui.filters.choice_rows import ROW_HEIGHT, ChoiceDelegate, ChoiceModel, ChoiceRole
from gui.filters.complaint import Complaint
from gui.filters.popup import cut_corners, paint_panel
from gui.filters.suggestions import Suggestions, completed

_DELAY_MS = 150  # after the last key, before the pictures follow
_MOST_ROWS = 12
_WIDEST, _NARROWEST, _SUGGESTIONS = 340, 260, 320  # px
_BELOW, _MARGIN = 4, 5  # px
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LEAVERS = {*_ENTERS, Qt.Key.Key_Down}


class SearchBox(QLineEdit):
    """Its text is the filter. `edited` comes a moment after the last key, at once with Enter."""

    edited = Signal(str)
    left = Signal()  # the user is done: the pictures get the keyboard

    def __init__(self, suggestions: Suggestions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggestions = suggestions
        self._rows = ChoiceModel()
        self._popup = _SuggestionList()
        self._completer = self._made_completer()
        self._complaint = Complaint(self)
        self._later = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._later.timeout.connect(self._tell)
        self.setPlaceholderText(self.tr("Search, or class:ant -blur …"))
        self.setAccessibleName(self.tr("Search"))
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)

    def _made_completer(self) -> QCompleter:
        completer = QCompleter(self._rows, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST_ROWS)
        completer.setWidget(self)
        completer.setPopup(self._popup)
        self._popup.setItemDelegate(ChoiceDelegate(self._popup))
        self._popup.setAccessibleName(self.tr("Suggestions"))
        completer.activated[QModelIndex].connect(self._on_chosen)  # type: ignore[index]
        return completer

    # ---- the text ----------------------------------------------------------------------------------------------

    def show_text(self, text: str) -> None:
        """Show a filter that was changed elsewhere; typing goes on after it."""
        if text.split() != self.text().split():
            self._later.stop()
            self.setText(f"{text} " if text else "")

    def show_problems(self, problems: Sequence[str]) -> None:
        """Say what is not understood, in red below the line while it has the keyboard, and as its tooltip."""
        self.setProperty("invalid", bool(problems))
        self.setToolTip("\n".join(problems))
        self.setAccessibleDescription(" ".join(problems))
        self.style().unpolish(self)
        self.style().polish(self)
        self._complaint.say(problems)

    def _on_edited(self, _text: str) -> None:
        self._suggest()

    def _on_changed(self, _text: str) -> None:
        self._later.start()

    def _tell(self) -> None:
        self._later.stop()
        self.edited.emit(self.text())

    # ---- suggestions -------------------------------------------------------------------------------------------

    def _suggest(self) -> None:
        self._rows.show_rows(self._suggestions.of(self.text()[: self.cursorPosition()]))
        popup = self._popup
        if not self._rows.rows:
            popup.hide()
            return
        self._completer.complete(QRect(0, _BELOW, max(self.width(), _SUGGESTIONS), self.height()))
        self._popup.setFixedHeight(min(len(self._rows.rows), _MOST_ROWS) * ROW_HEIGHT + 2 * _MARGIN)
        self._popup.setCurrentIndex(QModelIndex())  # Enter takes a suggestion only if one was moved to
        self._popup.verticalScrollBar().setValue(0)

    def _on_chosen(self, index: QModelIndex) -> None:
        choice = index.data(ChoiceRole)
        before, after = self.text()[: self.cursorPosition()], self.text()[self.cursorPosition() :]
        text = completed(before, choice)
        self.setText(text + after.lstrip())
        self.setCursorPosition(len(text))
        if text.endswith(":"):
            self._suggest()
        else:
            self._tell()

    # ---- keys --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        if event.key() in _ENTERS and not popup.currentIndex().isValid():
            popup.hide()
        if popup.isVisible() and event.key() in (*_LEAVERS, Qt.Key.Key_Up, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            event.ignore()  # they belong to the suggestions
        elif event.key() in _LEAVERS or (event.key() == Qt.Key.Key_Escape and not self.text()):
            self._tell()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._tell()
        else:
            super().keyPressEvent(event)


class _SuggestionList(QListView):
    """Drawn as menus are."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # for the round corners

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:  # of the frame; `paintEvent` is that of the rows
            paint_panel(self)
            return True
        if event.type() == QEvent.Type.Resize:
            cut_corners(self)
        return super().event(event)
