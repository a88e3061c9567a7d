"""Curves that grow while a model trains: training solid and blue, validation dashed and orange, values read off by pointing.

pyqtgraph takes half a second to import; that begins when a chart is first shown, which draws what came in meanwhile.
However fast points come in, they are drawn at most five times a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from gui import theme
from gui.text import percent
from gui.widgets.chart_key import ChartKey, curve_pen, faint_pen
from gui.widgets.chart_points import Points
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import SectionLabel
from gui.widgets.plot_loading import load_plot

if TYPE_CHECKING:
    from pyqtgraph import PlotDataItem

    from gui.widgets.plot import Plot

_POLL_MS = 25
_PERIOD_MS = 200  # between two drawings of new points
_GRID_LINES = 4  # of the picture that stands in until the plot is there

# How values are written in the legend, and the widest of them.
_LEGENDS: dict[str, tuple[Callable[[float], str], str]] = {
    "plain": (lambda value: f"{value:.3f}", "00.000"),
    "percent": (percent, "100.0 %"),
    "rate": (lambda value: f"{value:.2g}", "0.00000"),
}


class CurveChart(QWidget):
    """`series` maps the keys used in `append` to the names shown; by default they are "training" and "validation".

    `kind` is "plain", "percent" or "rate". `faint` maps keys of further curves to the one that they underlie in a pale tone.
    """

    def __init__(
        self,
        title: str = "",
        parent: QWidget | None = None,
        *,
        kind: str = "plain",
        series: Mapping[str, str] | None = None,
        faint: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(parent)
        names = dict(series) if series is not None else {"training": self.tr("training"), "validation": self.tr("validation")}
        self._kind = kind
        self._write, widest = _LEGENDS[kind]
        self._numbers = {key: number for number, key in enumerate(names)}
        self._faint = {key: self._numbers[below] for key, below in (faint or {}).items()}
        self._points = {key: Points() for key in (*self._faint, *names)}  # the faint ones lie below the others
        self._keys = {key: ChartKey(number, name, widest) for number, (key, name) in enumerate(names.items())}
        self._plot: Plot | None = None
        self._curves: dict[str, PlotDataItem] = {}
        self._pointed: float | None = None
        self._span: float | None = None
        self._mark: tuple[float, str] | None = None
        self._places: dict[str, float] = {}  # where the legend's values are read, unless somebody points; else the last ones
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._build_when_loaded)
        self._undrawn: set[str] = set()
        self._drawing = QTimer(self, interval=_PERIOD_MS, singleShot=True)
        self._drawing.timeout.connect(self._draw)
        self._title = SectionLabel(title)
        self.setAccessibleName(title)
        self.setMinimumHeight(140)
        self._arrange()

    def _arrange(self) -> None:
        self._legend = QWidget()
        policy = self._legend.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._legend.setSizePolicy(policy)
        self._legend.hide()  # until there is something that it explains
        flow = FlowLayout(2 * theme.STEP, self._legend)
        for key in self._keys.values():
            flow.addWidget(key)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(theme.STEP)
        self._head.addWidget(self._title)
        self._head.addStretch()
        self._head.addWidget(self._legend)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.STEP)
        self._column.addLayout(self._head)
        self._column.addStretch(1)

    # ---- data ------------------------------------------------------------------------------------------------

    def append(self, x: float, values: Mapping[str, float]) -> None:
        """Add one point at `x` to each series named in `values`; what is not a number is left out."""
        for key, y in values.items():
            if y == y:
                self._points[key].append(x, y)
        self._show(values)

    def set_series(self, series: Mapping[str, tuple[Sequence[float], Sequence[float]]]) -> None:
        """Replace the points (xs, ys) of the series named in `series`."""
        for key, (xs, ys) in series.items():
            self._points[key].replace(xs, ys)
        self._show(series)

    def points(self, key: str) -> list[tuple[float, float]]:
        """The points of the series `key`."""
        return list(zip(self._points[key].xs, self._points[key].ys, strict=True))

    def clear(self) -> None:
        self.set_series(dict.fromkeys(self._points, ((), ())))

    def set_name(self, key: str, name: str) -> None:
        self._keys[key].set_name(name)

    def set_span(self, last: float | None) -> None:
        """Leave room for the curves to grow up to x = `last`; None: they take all the room."""
        self._span = last
        if self._plot is not None:
            self._plot.set_span(last)

    def mark(self, x: float | None, word: str = "") -> None:
        """Mark the place `x` with a line and a word; the legend shows its values. None: no place, and the last values."""
        self._mark = None if x is None else (x, word)
        if self._plot is not None:
            self._plot.show_mark(self._mark)
        for key in self._keys:
            self.show_value_at(key, x)

    def show_value_at(self, key: str, x: float | None) -> None:
        """Which value of the series the legend shows; None: the last."""
        self._places.pop(key, None)
        if x is not None:
            self._places[key] = x
        self._show_values()

    def values(self) -> dict[str, str]:
        """What the legend shows, by key."""
        return {key: entry.value for key, entry in self._keys.items()}

    @property
    def ready(self) -> bool:
        """Whether the plot has been built; until then the data wait."""
        return self._plot is not None

    def _show(self, keys: Mapping[str, object]) -> None:
        self._undrawn.update(keys)
        if not self._drawing.isActive():
            self._drawing.start()

    def _draw(self) -> None:
        for key in self._undrawn & set(self._curves):
            points = self._points[key]
            alone = len(points) == 1  # a line needs two points: a linear head has but one
            self._curves[key].setData(
                points.xs, points.ys, symbol="o" if alone else None, symbolSize=9, symbolPen=None, symbolBrush=self._colour(key)
            )
        self._undrawn.clear()
        if self._kind == "rate" and self._plot is not None:
            self._plot.set_top(max((y for points in self._points.values() for y in points.ys), default=0))
        self._show_values()

    def _colour(self, key: str) -> QColor:
        return curve_pen(self._faint.get(key, self._numbers.get(key, 0))).color()

    def _show_values(self) -> None:
        for key, entry in self._keys.items():
            points = self._points[key]
            if points:
                at = self._places.get(key) if self._pointed is None else self._pointed
                place = len(points) - 1 if at is None else points.nearest(at)
                entry.set_value(self._write(points.ys[place]))
            else:
                entry.set_value("")

    # ---- the plot --------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plot is None:
            load_plot()
            self._poll.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Faint lines where the plot will be, so that a page that opens is not blank."""
        super().paintEvent(event)
        if self._plot is not None:
            return
        painter = QPainter(self)
        painter.setPen(QColor(theme.current().border))
        top = self._head.geometry().bottom() + 6 * theme.STEP
        step = max(1, self.height() - top - 6 * theme.STEP) // (_GRID_LINES - 1)
        for line in range(_GRID_LINES):
            painter.drawLine(10 * theme.STEP, top + line * step, self.width(), top + line * step)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the legend stands below the title."""
        super().resizeEvent(event)
        keys = [key.sizeHint().width() for key in self._keys.values()]
        legend = sum(keys) + 2 * theme.STEP * (len(keys) - 1)
        beside = self._title.sizeHint().width() + legend + 3 * theme.STEP <= self.width()
        self._legend.setMinimumWidth(legend if beside else 0)
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _build_when_loaded(self) -> None:
        if load_plot().is_alive():
            return
        self._poll.stop()
        from gui.widgets.plot import Plot

        self._plot = Plot(self._kind)
        self._plot.hovered.connect(self._on_hovered)
        self._plot.left.connect(self._on_left)
        self._plot.set_span(self._span)
        self._plot.show_mark(self._mark)
        self._legend.show()
        self._column.takeAt(1)  # the stretch that kept its place
        self._column.addWidget(self._plot, 1)
        for key in self._points:
            self._curves[key] = self._plot.add_curve()
        self._dress()
        self._undrawn.update(self._points)
        self._draw()

    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        for key, curve in self._curves.items():
            curve.setPen(faint_pen(self._faint[key], ratio) if key in self._faint else curve_pen(self._numbers[key], ratio))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange) and getattr(self, "_plot", None):
            assert self._plot is not None
            self._plot.dress()
            self._dress()

    def _on_hovered(self, x: float) -> None:
        longest = max(self._points.values(), key=len)
        if longest and self._plot is not None:
            self._pointed = longest.xs[longest.nearest(x)]
            self._plot.show_cursor(self._pointed)
            self._show_values()

    def _on_left(self) -> None:
        self._pointed = None
        if self._plot is not None:
            self._plot.show_cursor(None)
        self._show_values()
