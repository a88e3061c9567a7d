"""The class of one picture: its square and its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.widgets.labels import paint_square

_SQUARE, _GAP = 10, 7  # px


class ClassMark(QWidget):
    """Says "unlabelled" or "not sure" where there is no class."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named: tuple[str, str] | None = None
        self._unsure = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_class(self, named: tuple[str, str] | None, unsure: bool) -> None:
        """`named`: name and colour of the class."""
        self._named, self._unsure = named, unsure
        self.setAccessibleName(self.text())
        self.update()

    def text(self) -> str:
        if self._unsure:
            return self.tr("not sure")
        return self._named[0] if self._named else self.tr("unlabelled")

    def sizeHint(self) -> QSize:
        return QSize(120, QFontMetrics(self.font()).height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, rect = theme.current(), self.rect()
        painter = QPainter(self)
        if self._named and not self._unsure:
            square = QRectF(0, rect.center().y() - _SQUARE / 2 + 0.5, _SQUARE, _SQUARE)
            paint_square(painter, square, self._named[1], suggested=False)
            rect = rect.adjusted(_SQUARE + _GAP, 0, 0, 0)
        painter.setPen(QColor(tokens.text if self._named and not self._unsure else tokens.muted))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
