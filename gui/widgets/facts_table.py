"""A few facts as two columns; what is too long is cut in its middle and shown whole on hover."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.sample_facts import Fact

_GAP = 3 * theme.STEP
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class FactsTable(QWidget):
    """Paints itself: the facts change with each step through the pictures, and labels in a layout would cost more than the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Sequence[Fact] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Facts"))

    def set_facts(self, facts: Sequence[Fact]) -> None:
        if len(facts) != len(self._facts):
            self.updateGeometry()
        self._facts = facts
        self.setAccessibleDescription("; ".join(f"{fact.name}: {fact.value}" for fact in facts))
        self.update()

    def facts(self) -> Sequence[Fact]:
        return self._facts

    def sizeHint(self) -> QSize:
        return QSize(200, len(self._facts) * self._line_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _line_height(self) -> int:
        return QFontMetrics(self._font(False)).height() + 5

    def _font(self, bold: bool) -> QFont:
        return theme.scaled_font(self.font(), 12 / 13, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)

    def _names_width(self) -> int:
        metrics = QFontMetrics(self._font(False))
        return max((metrics.horizontalAdvance(fact.name) for fact in self._facts), default=0)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, height, indent = theme.current(), self._line_height(), self._names_width() + _GAP
        painter = QPainter(self)
        for number, fact in enumerate(self._facts):
            line = QRect(0, number * height, self.width(), height)
            painter.setFont(self._font(False))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(line, _LINE, fact.name)
            painter.setFont(self._font(fact.differs))
            painter.setPen(QColor(tokens.text))
            value = line.adjusted(indent, 0, 0, 0)
            painter.drawText(value, _LINE, painter.fontMetrics().elidedText(fact.value, Qt.TextElideMode.ElideMiddle, value.width()))
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = event.pos().y() // self._line_height()
            QToolTip.showText(event.globalPos(), self._facts[number].value if number < len(self._facts) else "", self)
            return True
        return super().event(event)
