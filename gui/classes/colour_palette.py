"""A popup with the colours that colour-blind people can tell apart; those in use are marked, and every colour has a name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QWidget

from engine.errors import translate
from engine.project.colours import FARTHEST, OKABE_ITO
from gui import theme
from gui.classes.class_row import paint_swatch
from gui.filters.popup import cut_corners, paint_panel
from gui.widgets.parts import button

COLOURS = (*OKABE_ITO, *FARTHEST)
_NAMES = (
    *(translate("Colours", "blue"), translate("Colours", "orange"), translate("Colours", "bluish green")),
    *(translate("Colours", "reddish purple"), translate("Colours", "sky blue"), translate("Colours", "vermilion")),
    *(translate("Colours", "yellow"), translate("Colours", "raspberry"), translate("Colours", "aqua")),
    *(translate("Colours", "indigo"), translate("Colours", "violet"), translate("Colours", "pale green")),
    *(translate("Colours", "brown"), translate("Colours", "dusky purple"), translate("Colours", "purple")),
    *(translate("Colours", "mauve"), translate("Colours", "pale blue"), translate("Colours", "periwinkle")),
    *(translate("Colours", "magenta"), translate("Colours", "crimson"), translate("Colours", "moss green")),
    translate("Colours", "apricot"),
)
_COLUMNS = 8
_SIDE = 30
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_COLUMNS, Qt.Key.Key_Down: _COLUMNS}


class ColourPalette(QFrame):
    """`used` tells which classes have a colour: {"#RRGGBB": names}. Closes once something is chosen."""

    chosen = Signal(str)  # "#RRGGBB"
    other_wanted = Signal()

    def __init__(self, current: str, used: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(self.tr("Colours"))
        self.swatches = [_Swatch(colour, _told(name, used.get(colour, ""))) for colour, name in zip(COLOURS, _NAMES, strict=True)]
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 12, 12, 12)
        grid.setSpacing(4)
        for number, swatch in enumerate(self.swatches):
            swatch.mark = "check" if swatch.colour == current else "dot" if swatch.colour in used else ""
            swatch.moved.connect(lambda step, start=number: self._go(start + step))
            swatch.clicked.connect(lambda _=False, colour=swatch.colour: self._choose(colour))
            grid.addWidget(swatch, number // _COLUMNS, number % _COLUMNS)
        self.other = button(self.tr("Other …"))
        self.other.clicked.connect(self._on_other)
        grid.addWidget(self.other, grid.rowCount(), 0, 1, _COLUMNS)
        self._first = COLOURS.index(current) if current in COLOURS else 0

    def popup(self, place: QPoint) -> None:
        """Show it with its top left at `place` on the screen, or where the screen has room for it."""
        self.adjustSize()
        screen = (QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()).availableGeometry()
        corner = screen.bottomRight() - QPoint(self.width(), self.height())
        self.move(min(place.x(), corner.x()), min(place.y(), corner.y()))
        self.show()
        self.swatches[self._first].setFocus(Qt.FocusReason.PopupFocusReason)

    def _go(self, number: int) -> None:
        if number >= len(self.swatches):
            self.other.setFocus(Qt.FocusReason.TabFocusReason)
        elif number >= 0:
            self.swatches[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, colour: str) -> None:
        self.close()
        self.chosen.emit(colour)

    def _on_other(self) -> None:
        self.close()
        self.other_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up and self.other.hasFocus():
            self._go(len(self.swatches) - 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_panel(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut_corners(self)


class _Swatch(QAbstractButton):
    """One colour. `mark` is "check" for the one in force, "dot" for one that a class has, or empty."""

    moved = Signal(int)

    def __init__(self, colour: str, name: str) -> None:
        super().__init__()
        self.colour, self.mark = colour, ""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(theme.current().accent), 2) if self.hasFocus() else QPen(QColor(theme.current().border_strong), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.RADIUS_SMALL, theme.RADIUS_SMALL)
        paint_swatch(painter, rect.adjusted(4, 4, -4, -4), self.colour, radius=5)
        ink = theme.readable_on(self.colour)
        if self.mark == "dot":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(rect.center(), 3, 3)
        elif self.mark == "check":
            painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline([rect.center() + QPointF(*step) for step in ((-4.5, 0.5), (-1.5, 3.5), (4.5, -3.5))])
        painter.end()


def _told(name: str, classes: str) -> str:
    """The colour and the classes that have it, in the user's language."""
    name = QCoreApplication.translate("Colours", name)
    return QCoreApplication.translate("Colours", "{0}, the colour of {1}").format(name, classes) if classes else name
