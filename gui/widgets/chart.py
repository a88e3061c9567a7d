"""Curves that grow while a model trains: training solid and blue, validation dashed and orange, values read off by pointing.

pyqtgraph takes half a second to import; the chart has it done by a thread when it is first shown, and draws what came in meanwhile.
"""

from __future__ import annotations

import importlib
import threading
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.labels import SectionLabel

if TYPE_CHECKING:
    from pyqtgraph import PlotDataItem

    from gui.widgets.plot import Plot

_COLOURS = {"light": ("#0072B2", "#C77700", "#009E73"), "dark": ("#56B4E9", "#E69F00", "#2FC79A")}
_DASHES: tuple[list[float], ...] = ([], [4.0, 2.5], [1.0, 2.0])
_POLL_MS = 25

_loading: threading.Thread | None = None


def _load_plot() -> threading.Thread:
    """The one thread that imports pyqtgraph."""
    global _loading
    if _loading is None:
        _loading = threading.Thread(target=importlib.import_module, args=("gui.widgets.plot",), name="pyqtgraph import")
        _loading.start()
    return _loading


def curve_pen(number: int, ratio: float = 0.0) -> QPen:
    """The colour and dash of the curve `number` in the current scheme.

    In the plot's own coordinates the pen must be cosmetic, which counts in device pixels: `ratio` of them are one pixel.
    """
    pen = QPen(QColor(_COLOURS[theme.current().scheme][number % 3]), 2 * (ratio or 1))
    pen.setCosmetic(ratio > 0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if _DASHES[number % 3] else Qt.PenCapStyle.RoundCap)
    if _DASHES[number % 3]:
        pen.setDashPattern(_DASHES[number % 3])
    return pen


class _Key(QWidget):
    """One entry of the legend: a piece of the line, its name, and the value that is pointed at (else the last one)."""

    def __init__(self, number: int, name: str, widest: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._name = name
        self._widest = widest
        self.value = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_value(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.setAccessibleName(f"{self._name} {value}")
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.small_font(self.font()))
        return QSize(26 + metrics.horizontalAdvance(f"{self._name} {self._widest}") + 2, metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.small_font(self.font())
        painter.setFont(font)
        metrics = QFontMetrics(font)
        value_width = metrics.horizontalAdvance(self._widest)
        left = self.width() - value_width - metrics.horizontalAdvance(self._name + " ") - 26
        painter.setPen(curve_pen(self._number))
        painter.drawLine(left, self.height() // 2, left + 20, self.height() // 2)
        text = QRectF(left + 26, 0, self.width() - left - 26, self.height())
        painter.setPen(QColor(tokens.muted))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._name)
        painter.setPen(QColor(tokens.text))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.value)
        painter.end()


class CurveChart(QWidget):
    """`series` maps the keys used in `append` to the names shown; by default they are "training" and "validation"."""

    def __init__(
        self, title: str = "", parent: QWidget | None = None, *, percent: bool = False, series: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(parent)
        names = dict(series) if series is not None else {"training": self.tr("training"), "validation": self.tr("validation")}
        self._percent = percent
        self._points: dict[str, tuple[list[float], list[float]]] = {key: ([], []) for key in names}
        self._keys = {key: _Key(number, name, "100.0%" if percent else "00.000") for number, (key, name) in enumerate(names.items())}
        self._plot: Plot | None = None
        self._curves: dict[str, PlotDataItem] = {}
        self._pointed: float | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._build_when_loaded)
        self._title = SectionLabel(title)
        self.setAccessibleName(title)
        self.setMinimumHeight(140)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4 * theme.STEP)
        head.addWidget(self._title)
        head.addStretch()
        for key in self._keys.values():
            head.addWidget(key)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.STEP)
        self._column.addLayout(head)
        self._column.addStretch(1)

    # ---- data ------------------------------------------------------------------------------------------------

    def append(self, x: float, values: Mapping[str, float]) -> None:
        """Add one point at `x` to each series named in `values`; what is not a number is left out."""
        for key, y in values.items():
            if y == y:
                xs, ys = self._points[key]
                xs.append(x)
                ys.append(y)
        self._show(values)

    def set_series(self, series: Mapping[str, tuple[Sequence[float], Sequence[float]]]) -> None:
        """Replace the points (xs, ys) of the series named in `series`."""
        for key, (xs, ys) in series.items():
            self._points[key] = (list(xs), list(ys))
        self._show(series)

    def points(self, key: str) -> list[tuple[float, float]]:
        """What is drawn of the series `key`."""
        return list(zip(*self._points[key], strict=True))

    def clear(self) -> None:
        self.set_series(dict.fromkeys(self._points, ((), ())))

    @property
    def ready(self) -> bool:
        """Whether the plot has been built; until then the data wait."""
        return self._plot is not None

    def _show(self, keys: Mapping[str, object]) -> None:
        for key in keys:
            if key in self._curves:
                xs, ys = self._points[key]
                alone = len(xs) == 1  # a line needs two points: a linear head has but one
                self._curves[key].setData(
                    xs, ys, symbol="o" if alone else None, symbolSize=9, symbolPen=None, symbolBrush=self._colour(key)
                )
        self._show_values()

    def _colour(self, key: str) -> QColor:
        return curve_pen(list(self._points).index(key)).color()

    def _show_values(self) -> None:
        for key, entry in self._keys.items():
            xs, ys = self._points[key]
            if xs:
                place = len(xs) - 1 if self._pointed is None else _nearest(xs, self._pointed)
                entry.set_value(f"{ys[place]:.1%}" if self._percent else f"{ys[place]:.3f}")
            else:
                entry.set_value("")

    # ---- the plot --------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plot is None:
            _load_plot()
            self._poll.start()

    def _build_when_loaded(self) -> None:
        if _load_plot().is_alive():
            return
        self._poll.stop()
        from gui.widgets.plot import Plot

        self._plot = Plot(self._percent)
        self._plot.hovered.connect(self._on_hovered)
        self._plot.left.connect(self._on_left)
        self._column.takeAt(1)  # the stretch that kept its place
        self._column.addWidget(self._plot, 1)
        for number, key in enumerate(self._points):
            self._curves[key] = self._plot.add_curve(curve_pen(number, self.devicePixelRatioF()))
        self._show(self._points)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange) and getattr(self, "_plot", None):
            assert self._plot is not None
            self._plot.dress()
            for number, curve in enumerate(self._curves.values()):
                curve.setPen(curve_pen(number, self.devicePixelRatioF()))

    def _on_hovered(self, x: float) -> None:
        longest = max((xs for xs, _ in self._points.values()), key=len, default=[])
        if longest and self._plot is not None:
            self._pointed = longest[_nearest(longest, x)]
            self._plot.show_cursor(self._pointed)
            self._show_values()

    def _on_left(self) -> None:
        self._pointed = None
        if self._plot is not None:
            self._plot.show_cursor(None)
        self._show_values()


def _nearest(xs: Sequence[float], x: float) -> int:
    """The place in the ascending, non-empty `xs` that is closest to `x`."""
    right = min(len(xs) - 1, bisect_left(xs, x))
    return right - 1 if right > 0 and x - xs[right - 1] < xs[right] - x else right
