"""A choice that explains itself: title, sentence and a note at the foot in a card, one of several chosen at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from gui import theme

_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class PresetCard(QRadioButton):
    """A radio button to keyboard and screen readers: the arrows move between cards of the same parent."""

    def __init__(self, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._sentence = sentence
        self._note = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # as high as the highest of the row
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleDescription(sentence)

    def sentence(self) -> str:
        return self._sentence

    def note(self) -> str:
        return self._note

    def set_note(self, note: str) -> None:
        """A few words at the foot of the card, such as how long it takes."""
        if note != self._note:
            self._note = note
            self.setAccessibleDescription(f"{self._sentence} {note}")
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        area = QRect(0, 0, max(1, width - 32), 1000)
        words = QFontMetrics(self.font()).boundingRect(area, _WRAPPED, self._sentence).height()
        note = self._note_height(area.width()) + 6 if self._note else 0
        return 30 + self._title_height(area.width()) + 4 + words + note

    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(220))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, QFontMetrics(self._title_font()).height() + 32)

    def hitButton(self, position: object) -> bool:
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _title_font(self) -> QFont:
        return theme.scaled_font(self.font(), 1.0, QFont.Weight.DemiBold)

    def _title_height(self, width: int) -> int:
        return QFontMetrics(self._title_font()).boundingRect(QRect(0, 0, width, 1000), _WRAPPED, self.text()).height()

    def _note_height(self, width: int) -> int:
        return QFontMetrics(theme.small_font(self.font())).boundingRect(QRect(0, 0, width, 1000), _WRAPPED, self._note).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        area = self.rect().adjusted(16, 16, -16, -14)
        painter.setFont(self._title_font())
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.disabled))
        painter.drawText(area, _WRAPPED, self.text())
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.muted if self.isEnabled() else tokens.disabled))
        painter.drawText(area.adjusted(0, self._title_height(area.width()) + 4, 0, 0), _WRAPPED, self._sentence)
        if self._note:
            self._paint_note(painter, area)
        painter.end()

    def _paint_note(self, painter: QPainter, area: QRect) -> None:
        tokens = theme.current()
        painter.setFont(theme.small_font(self.font()))
        painter.setPen(QColor(tokens.accent_text if self.isEnabled() else tokens.disabled))
        painter.drawText(area, _WRAPPED & ~Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignBottom, self._note)

    def _paint_frame(self, painter: QPainter) -> None:
        tokens = theme.current()
        chosen, focus = self.isChecked(), self.hasFocus()
        colour = tokens.accent if chosen or focus else tokens.border_strong if self.underMouse() else tokens.border
        width = 3.0 if chosen and focus else 2.0 if chosen else 1.5 if focus else 1.0
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(QColor(tokens.window if not self.isEnabled() else tokens.accent_soft if chosen and focus else tokens.surface))
        rect = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(rect, theme.RADIUS_CARD, theme.RADIUS_CARD)
