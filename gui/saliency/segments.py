"""One of a few words, side by side in one frame; the arrow keys move between them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from gui import theme

_INSET = 2  # px between the frame and the chosen word
_PADDING = 2 * theme.STEP
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Segments(QWidget):
    """`chosen` is told when a hand chooses; `choose` tells nobody."""

    chosen = Signal(str)

    def __init__(self, name: str, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self.buttons = {key: _Segment(word) for key, word in words.items()}
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        row.setSpacing(0)
        for key, each in self.buttons.items():
            self._group.addButton(each)
            each.toggled.connect(lambda on, key=key: self._on_toggled(key, on))
            each.stepped.connect(self._step)
            row.addWidget(each, 1)
        self._quiet = False
        self.choose(next(iter(self.buttons)))

    def sizeHint(self) -> QSize:
        """All words are as wide as the widest."""
        sizes = [each.sizeHint() for each in self.buttons.values()]
        widest = max(size.width() for size in sizes)
        return QSize(len(sizes) * widest + 2 * _INSET, max(size.height() for size in sizes) + 2 * _INSET)

    def key(self) -> str:
        return next(key for key, each in self.buttons.items() if each.isChecked())

    def choose(self, key: str) -> None:
        self._quiet = True
        self.buttons[key].setChecked(True)
        self._quiet = False

    def _step(self, by: int) -> None:
        """Choose the next word that can be chosen, and give it the focus."""
        usable = [each for each in self.buttons.values() if each.isEnabled()]
        place = next(number for number, each in enumerate(usable) if each.isChecked()) + by
        if 0 <= place < len(usable):
            usable[place].setChecked(True)
            usable[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_toggled(self, key: str, on: bool) -> None:
        if on and not self._quiet:
            self.chosen.emit(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.setBrush(QColor(tokens.window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.end()


class _Segment(QAbstractButton):
    """Left and right lead to its neighbours."""

    stepped = Signal(int)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font(True))
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _PADDING, metrics.height() + 2 * theme.STEP)

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * theme.STEP, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if on or self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft) if on else Qt.BrushStyle.NoBrush)
            inset = 1.0 if self.hasFocus() else 0.0
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme.RADIUS_SMALL, theme.RADIUS_SMALL)
        painter.setFont(self._font(on))
        painter.setPen(QColor(self._ink(tokens, on)))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 4)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()

    def _ink(self, tokens: theme.Tokens, on: bool) -> str:
        if not self.isEnabled():
            return tokens.disabled
        return tokens.accent_text if on else tokens.text if self.underMouse() else tokens.muted

    def _font(self, bold: bool) -> QFont:
        return theme.scaled_font(self.font(), 12 / 13, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
