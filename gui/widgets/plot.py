"""The pyqtgraph side of `CurveChart`. Importing this module takes half a second: `gui.widgets.plot_loading` does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyqtgraph
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from gui import theme


class _Axis(pyqtgraph.AxisItem):
    """An axis whose numbers are written by `write`."""

    def __init__(self, side: str, write: Callable[[float], str]) -> None:
        super().__init__(side)
        self._write = write

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [self._write(value * scale) for value in values]


def _whole(value: float) -> str:
    return f"{value:.0f}" if abs(value - round(value)) < 1e-6 else ""


def _plain(value: float) -> str:
    return f"{value:.4g}"


def _percent(value: float) -> str:
    return f"{value * 100:.4g} %"


_WRITERS = {"plain": _plain, "percent": _percent, "rate": _plain}


class Plot(pyqtgraph.PlotWidget):
    """Lines over a light grid; nothing in it can be dragged, zoomed or opened."""

    hovered = Signal(float)  # x under the pointer
    left = Signal()

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        axes = {"left": _Axis("left", _WRITERS[kind]), "bottom": _Axis("bottom", _whole)}
        super().__init__(parent, background=None, axisItems=axes)
        self.setMouseEnabled(False, False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setAntialiasing(True)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self._cursor = pyqtgraph.InfiniteLine(angle=90, movable=False)
        self._mark = pyqtgraph.InfiniteLine(
            angle=90, movable=False, label="", labelOpts={"position": 0.94, "anchors": [(0, 0.5), (1, 0.5)]}
        )
        for line in (self._cursor, self._mark):
            line.hide()
            self.addItem(line, ignoreBounds=True)
        self.scene().sigMouseMoved.connect(self._on_mouse_moved)
        self.getViewBox().setDefaultPadding(0.04)
        self.getViewBox().setZValue(1)  # curves lie above the grid, which the axes draw
        self.dress()

    def add_curve(self) -> pyqtgraph.PlotDataItem:
        return self.plot([], [], antialias=True)

    def sizeHint(self) -> QSize:
        return QSize(200, 120)

    def set_span(self, last: float | None) -> None:
        """Show x from 0 to `last`; None: as far as there are points."""
        if last is None:
            self.enableAutoRange(axis="x")
        else:
            self.setXRange(0, max(1.0, last), padding=0.02)

    def set_top(self, highest: float) -> None:
        """Show y from 0 to `highest`, where the way down to nothing is what matters."""
        self.setYRange(0, highest or 1, padding=0.05)

    def show_cursor(self, x: float | None) -> None:
        self._cursor.setVisible(x is not None)
        if x is not None:
            self._cursor.setPos(x)

    def show_mark(self, mark: tuple[float, str] | None) -> None:
        """A place x that stays marked, with a word; None: none."""
        self._mark.setVisible(mark is not None)
        if mark is not None:
            self._mark.label.setFormat(mark[1])
            self._mark.setPos(mark[0])

    def dress(self) -> None:
        """Take the colours of the theme."""
        tokens = theme.current()
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pyqtgraph.mkPen(None) if side == "left" else pyqtgraph.mkPen(tokens.border_strong))
            axis.setTickPen(pyqtgraph.mkPen(tokens.border, width=1))
            axis.setTextPen(pyqtgraph.mkPen(tokens.muted))
            axis.setStyle(tickFont=theme.scaled_font(self.font(), 11 / 13), tickLength=0, tickTextOffset=6, maxTickLevel=0)
            axis.setGrid(255 if side == "left" else False)
        self._cursor.setPen(pyqtgraph.mkPen(QColor(tokens.border_strong), width=1))
        self._mark.setPen(pyqtgraph.mkPen(QColor(tokens.muted), width=1, style=Qt.PenStyle.DotLine))
        self._mark.label.setColor(QColor(tokens.text))
        plate = QColor(tokens.surface)
        plate.setAlpha(200)  # curves may run behind the word
        self._mark.label.fill = pyqtgraph.mkBrush(plate)
        self._mark.label.setFont(theme.scaled_font(self.font(), 11 / 13))

    def _on_mouse_moved(self, position: QPointF) -> None:
        if self.getViewBox().sceneBoundingRect().contains(position):
            self.hovered.emit(self.getViewBox().mapSceneToView(position).x())

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self.left.emit()
