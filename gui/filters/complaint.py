"""What is wrong with a line of text, said just below it while it has the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from gui import theme

_WIDEST = 420  # px
_GAP = 4
_FOLLOWED = {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide}


class Complaint(QLabel):
    """Lies over the window that `line` is in, and takes no clicks."""

    def __init__(self, line: QWidget) -> None:
        super().__init__()
        self._line = line
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMargin(8)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        line.installEventFilter(self)
        line.destroyed.connect(self.deleteLater)

    def say(self, problems: Sequence[str]) -> None:
        """Nothing to say hides it."""
        self.setText("\n".join(problems))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _place(self) -> None:
        line = self._line
        wanted = bool(self.text()) and line.hasFocus() and line.isVisible()
        if wanted:
            if self.parent() is not line.window():
                self.setParent(line.window())
            self.setFixedWidth(min(_WIDEST, self.fontMetrics().boundingRect(0, 0, _WIDEST - 20, 999, 0, self.text()).width() + 20))
            self.adjustSize()
            self.move(line.mapTo(line.window(), QPoint(0, line.height() + _GAP)))
            self.raise_()
        self.setVisible(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.danger), 1))
        painter.setBrush(QColor(tokens.danger_soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.end()
        super().paintEvent(event)
