"""The rail at the left: the four steps of the work, one of them current."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from gui import icons, theme
from gui.gallery.bar_row import elided

WIDTH = 72


class RailButton(QAbstractButton):
    """Icon above text; the current one lies on a soft accent."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(60, 38 + QFontMetrics(theme.small_font(self.font())).height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        colour = "accent_text" if on else "text" if self.underMouse() else "muted"
        painter.drawPixmap(QPoint((self.width() - 22) // 2, 8), icons.pixmap(self._icon, 22, colour, self.devicePixelRatioF()))
        font = theme.scaled_font(self.font(), 11.5 / 13, QFont.Weight.DemiBold if on else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(getattr(tokens, colour)))
        line = QRect(2, 32, self.width() - 4, self.height() - 36)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, elided(self.text(), line.width(), font.toString()))
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = theme.current()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(tokens.accent), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
        ground = tokens.accent_soft if self.isChecked() else tokens.hover if self.underMouse() else ""
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)


class Rail(QFrame):
    """Ctrl+1..4 are shown here but belong to the window's actions; Up and Down move between the steps."""

    page_selected = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Steps"))
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.page_selected)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(theme.STEP)
        entries = (
            ("label", self.tr("Label")),
            ("train", self.tr("Train")),
            ("evaluate", self.tr("Evaluate")),
            ("classify", self.tr("Classify")),
        )
        for number, (icon, text) in enumerate(entries):
            button = RailButton(icon, text)
            button.setToolTip(f"{text} (Ctrl+{number + 1})")
            self._group.addButton(button, number)
            column.addWidget(button)
        column.addStretch()
        self.set_current(0)

    def current(self) -> int:
        return self._group.checkedId()

    def set_current(self, page: int) -> None:
        """Mark `page` without telling anyone."""
        self._group.button(page).setChecked(True)

    def button(self, page: int) -> QAbstractButton:
        return self._group.button(page)

    def add_at_bottom(self, widget: QWidget) -> None:
        """Something that is no step, such as the menu."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        target = self._group.button(self.current() + step) if step else None
        if target is None:
            event.ignore()
            return
        target.setFocus()
        target.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(theme.current().border))
        painter.end()
