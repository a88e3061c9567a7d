"""Choosing a class by typing a few letters of its name, or making one of that name; lies over the window until it is left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from engine.project.sample import SampleClass
from gui import theme
from gui.classes.class_row import class_list, row_height
from gui.classes.class_rows import ClassRole, Counting
from gui.classes.find_line import FindLine
from gui.classes.picker_rows import PickerRows
from gui.session import Session
from gui.widgets.parts import Card, MutedLabel

_WIDTH = 340
_MOST_ROWS = 10  # more scroll
_MOST_RECENT = 8
_MARGIN = 8  # px, at least, to the edges of the window and to the cell


class ClassPicker(QWidget):
    """Make one and keep it: it remembers which classes were chosen last. `counts` may be a function, for counts that are replaced.

    It is a part of the window and not a window of its own, because input methods for Chinese and Japanese do not work in popups.
    """

    chosen = Signal(object)  # SampleClass
    new_wanted = Signal(str)  # name of a new class for the selection
    closed = Signal()

    def __init__(self, session: Session, counts: Mapping[int | None, int] | Counting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._recent: list[int] = []
        self._before: QWidget | None = None
        self.rows = PickerRows(counts if callable(counts) else lambda class_id: counts.get(class_id, 0), self)
        self.card = Card(parent=self)
        self.view = class_list(self.rows)
        self.line = FindLine(self.view, self.tr("Find or make a class"), clears=False)
        self._build()
        self.hide()
        self.line.textChanged.connect(self._on_text)
        self.line.entered.connect(self._on_entered)
        self.view.clicked.connect(self._take)
        session.project_closed.connect(self._on_project_closed)

    def _build(self) -> None:
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAccessibleName(self.tr("Classes"))
        hint = MutedLabel(self.tr("Enter chooses, Ctrl+Enter makes a new class, Esc leaves"))
        hint.setFont(theme.small_font(self.font()))
        self.card.setAccessibleName(self.tr("Find or make a class"))
        self.card.setFixedWidth(_WIDTH)
        self.card.body.setContentsMargins(10, 10, 10, 10)
        self.card.body.setSpacing(6)
        for widget in (self.line, self.view, hint):
            self.card.body.addWidget(widget)

    # ---- opening and leaving ---------------------------------------------------------------------------------

    def popup_over(self, widget: QWidget, near: QRect | None = None) -> None:
        """Open beside `near` (in the coordinates of `widget`; without it, the current cell of a view), else in the middle of it."""
        self.leave()
        window = widget.window()
        self._before = window.focusWidget()
        self.setParent(window)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.rows.set_classes(self._session.classes)
        self.line.clear()
        self._on_text("")
        self._place(widget, near if near is not None else _current_cell(widget))
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close it and give the focus back."""
        if self.isHidden():
            return
        self.window().removeEventFilter(self)
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def remember(self, target: SampleClass) -> None:
        """Show `target` first when nothing is typed; also of use for classes that were given in another way."""
        self._recent = [target.id, *(id_ for id_ in self._recent if id_ != target.id)][:_MOST_RECENT]

    def _on_project_closed(self) -> None:
        self._recent = []
        self.leave()

    def _place(self, widget: QWidget, near: QRect | None) -> None:
        """Below the cell, or above it where the window ends."""
        self._fit()
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size = self.card.size()
        if near is None:
            centre = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size()).center()
            corner = centre - QPoint(size.width(), size.height()) / 2
        else:
            cell = QRect(widget.mapTo(widget.window(), near.topLeft()), near.size())
            below, above = cell.bottom() + _MARGIN, cell.top() - _MARGIN - size.height()
            corner = QPoint(cell.center().x() - size.width() // 2, below if below + size.height() <= room.bottom() else above)
        self.card.move(
            max(room.left(), min(corner.x(), room.right() + 1 - size.width())),
            max(room.top(), min(corner.y(), room.bottom() + 1 - size.height())),
        )

    def _fit(self) -> None:
        """As high as its rows; the upper edge, where one types, stays."""
        rows = min(max(self.rows.rowCount(), 1), _MOST_ROWS)
        self.view.setFixedHeight(rows * row_height(self.view.font()))
        before = self.card.size()
        self.card.adjustSize()
        if self.card.size() != before:
            self.update()  # the shadow

    # ---- typing and choosing ---------------------------------------------------------------------------------

    def _on_text(self, text: str) -> None:
        self.rows.offer(text if self._session.writable else "")
        self.rows.find(text, self._recent)
        self.line.go_to_first()
        self._fit()

    def _on_entered(self, make: bool) -> None:
        if make:
            self._make(self.line.text())
        elif self.view.currentIndex().isValid():
            self._take(self.view.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        target = index.data(ClassRole)
        if isinstance(target, SampleClass):
            self._choose(target)
        else:
            self._make(self.line.text())

    def _choose(self, target: SampleClass) -> None:
        self.remember(target)
        self.leave()
        self.chosen.emit(target)

    def _make(self, text: str) -> None:
        """A name that a class has already means that class: there cannot be two."""
        known = self.rows.known(text)
        if known is not None:
            self._choose(known)
        elif text.strip() and self._session.writable:
            self.leave()
            self.new_wanted.emit(" ".join(text.split()))

    # ---- events ----------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.leave()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key goes on to the window, where digits and letters label."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return True  # Tab stays in the line

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft shadow around the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 4))
        for spread in range(1, 13):
            rect = QRectF(self.card.geometry()).adjusted(-spread, 3 - spread, spread, 3 + spread)
            painter.drawRoundedRect(rect, theme.RADIUS_CARD + spread, theme.RADIUS_CARD + spread)
        painter.end()


def _current_cell(widget: QWidget) -> QRect | None:
    """The current cell of a view, if it can be seen."""
    if not isinstance(widget, QAbstractItemView) or not widget.currentIndex().isValid():
        return None
    cell = widget.visualRect(widget.currentIndex())
    return cell if widget.viewport().rect().intersects(cell) else None
