"""Keeps a dialog that grows with what it shows on the screen: at most as large as there is room, and moved up rather than cut off."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QDialog


def height_for(dialog: QDialog, least: bool = False) -> int:
    """Pixels that the content needs at the dialog's width: comfortably, or at the `least`; lines that wrap count as they wrap."""
    layout = dialog.layout()
    assert layout is not None
    if layout.hasHeightForWidth():
        return layout.totalMinimumHeightForWidth(dialog.width()) if least else layout.totalHeightForWidth(dialog.width())
    return (layout.totalMinimumSize() if least else layout.totalSizeHint()).height()


def room_for(dialog: QDialog) -> QRect:
    """Where the content may lie: the free part of the screen without the frame that the system draws."""
    frame, inner = dialog.frameGeometry(), dialog.geometry()
    left, top = inner.left() - frame.left(), inner.top() - frame.top()
    right, bottom = frame.right() - inner.right(), frame.bottom() - inner.bottom()
    return dialog.screen().availableGeometry().adjusted(left, top, -right, -bottom)


def moved_into(inner: QRect, room: QRect) -> QRect:
    """`inner` no larger than `room`, and moved no further than is needed to lie in it."""
    size = inner.size().boundedTo(room.size())
    left = max(room.left(), min(inner.left(), room.right() + 1 - size.width()))
    top = max(room.top(), min(inner.top(), room.bottom() + 1 - size.height()))
    return QRect(left, top, size.width(), size.height())
