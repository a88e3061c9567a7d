"""What the mouse is doing in a gallery: clicking cards and headers, spanning a rubber band, or dragging the selection away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

if TYPE_CHECKING:
    from gui.gallery.gallery import Gallery

_NOWHERE = QPoint(-1, -1)
_LEFT = Qt.MouseButton.LeftButton


class GalleryMouse:
    """Sees the events of the viewport before Qt; its methods say whether that is all that should be done about them."""

    def __init__(self, gallery: Gallery) -> None:
        self._gallery = gallery
        self._position = _NOWHERE
        self._pressed: QPoint | None = None
        self._corner: QPoint | None = None  # of the rubber band, where it began, in content coordinates
        self._holds = False  # a card of the selection was pressed, which moving drags away
        self._taken = False  # Qt has not heard of the press, so it must not hear of what follows

    @property
    def has_band(self) -> bool:
        return self._corner is not None

    def band(self) -> QRect:
        """What the rubber band spans, in content coordinates, corners included."""
        assert self._corner is not None
        corner = self._gallery.content(self._position)
        left, right = sorted((self._corner.x(), corner.x()))
        top, bottom = sorted((self._corner.y(), corner.y()))
        return QRect(left, top, right - left + 1, bottom - top + 1)

    def hovered(self) -> tuple[int, int]:
        """The row and the section that stand out under the pointer; -1 for none."""
        if self._position == _NOWHERE or self.has_band:
            return -1, -1
        return self._gallery.row_under(self._position), self._gallery.section_under(self._position)

    def press(self, event: QMouseEvent) -> bool:
        if event.button() != _LEFT:
            return False
        gallery, position = self._gallery, event.position().toPoint()
        section, row = gallery.section_under(position), gallery.row_under(position)
        if section >= 0:
            gallery.select_section(section, event.modifiers())
            self._take()
            return True
        self._pressed, self._taken = position, False
        self._holds = gallery.drags_samples and row >= 0 and gallery.is_selected(row) and not event.modifiers()
        return False

    def move(self, event: QMouseEvent) -> bool:
        self.follow(event.position().toPoint())
        if not event.buttons() & _LEFT:
            return False
        if self._has_gone_far() and self._holds:
            self._take()
            self._gallery.startDrag(Qt.DropAction.CopyAction)
        elif self._has_gone_far() and not self.has_band and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._corner = self._gallery.content(self._pressed or _NOWHERE)
        if self.has_band:
            self._gallery.viewport().update()
        return not self.has_band

    def release(self, event: QMouseEvent) -> bool:
        if event.button() == _LEFT and self._taken:
            return True
        had_band, self._corner, self._pressed, self._holds = self.has_band, None, None, False
        if had_band:
            self._gallery.setState(QAbstractItemView.State.NoState)
            self._gallery.stopAutoScroll()
            self._gallery.viewport().update()
        return had_band

    def leave(self) -> None:
        self.follow(_NOWHERE)

    def follow(self, position: QPoint) -> None:
        """Note where the pointer is, and paint anew what it has left and what it has come to."""
        row, section = self.hovered()
        self._position = position
        new_row, new_section = self.hovered()
        if row != new_row:
            self._gallery.repaint_rows((row, new_row))
        if section != new_section:
            self._gallery.viewport().update()

    def _take(self) -> None:
        self._pressed, self._holds, self._taken = None, False, True

    def _has_gone_far(self) -> bool:
        """Whether the pressed pointer has moved so far that it is no click any more."""
        return self._pressed is not None and (self._position - self._pressed).manhattanLength() >= QApplication.startDragDistance()
