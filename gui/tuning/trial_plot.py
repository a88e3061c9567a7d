"""Trials as dots: their scores one after the other with the best so far as a line, or against the values of one field.

What became of a trial is told by the shape of its dot as well as by its colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.classifier.learning.search_space import Choices, Domain, Span
from engine.classifier.learning.trials import LOSS, TrialReport, TrialState, Tuning
from engine.classifier.recipe import Recipe
from engine.fields import Option, options
from gui import theme
from gui.text import of_engine
from gui.tuning.trial_model import written_value
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.labels import SectionLabel
from gui.widgets.plot_loading import load_plot

if TYPE_CHECKING:
    from pyqtgraph import PlotDataItem

    from gui.widgets.plot import Plot

_POLL_MS = 25
_TICKS = 6
DONE, BEHIND, BEST, LINE = "done", "behind", "best", "line"
_SYMBOLS = {DONE: "o", BEHIND: "x", BEST: "star"}
_SIZES = {DONE: 9, BEHIND: 9, BEST: 17}


def _colour(kind: str) -> QColor:
    tokens = theme.current()
    return QColor({DONE: tokens.accent, BEHIND: tokens.muted, BEST: tokens.warning, LINE: tokens.accent}[kind])


class _Key(QWidget):
    """One entry of the legend."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__()
        self._kind, self._text = kind, text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(20 + metrics.horizontalAdvance(self._text), metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.small_font(self.font()))
        painter.setPen(QColor(theme.current().muted))
        painter.drawText(QRectF(18, 0, self.width() - 18, self.height()), Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.setPen(QPen(_colour(self._kind), 2))
        _paint_mark(painter, self._kind, QPointF(7, self.height() / 2))
        painter.end()


class TrialPlot(QWidget):
    """Empty until `show_tuning`. The box above it chooses what is drawn along the bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tuning: Tuning | None = None
        self._trials: list[TrialReport] = []
        self._best: TrialReport | None = None
        self._plot: Plot | None = None
        self._kind = ""
        self._items: dict[str, PlotDataItem] = {}
        self._options = {option.name: option for option in options(Recipe)}
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._build_when_loaded)
        self.axis = ChoiceBox()
        self.axis.setAccessibleName(self.tr("Along the bottom"))
        self.axis.currentIndexChanged.connect(self._draw)
        self._title = SectionLabel(self.tr("Scores"))
        self._keys = {
            DONE: _Key(DONE, self.tr("finished")),
            BEHIND: _Key(BEHIND, self.tr("not finished")),
            BEST: _Key(BEST, self.tr("best")),
            LINE: _Key(LINE, self.tr("best so far")),
        }
        self.setMinimumHeight(180)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(3 * theme.STEP)
        head.addWidget(self._title)
        for key in self._keys.values():
            head.addWidget(key)
        head.addStretch(1)
        head.addWidget(self.axis)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.STEP)
        self._column.addLayout(head)
        self._column.addStretch(1)

    # ---- data ------------------------------------------------------------------------------------------------

    def show_tuning(self, tuning: Tuning | None, trials: Iterable[TrialReport], best: TrialReport | None) -> None:
        """Draw the trials of another tuning."""
        names = list(tuning.space) if tuning else []
        if names != [self.axis.itemData(row) for row in range(1, self.axis.count())]:
            self.axis.blockSignals(True)
            self.axis.clear()
            self.axis.addItem(self.tr("Trial after trial"), "")
            for name in names:
                self.axis.addItem(self.tr("By {0}").format(of_engine("recipe", self._options[name].label)), name)
            self.axis.blockSignals(False)
        self._tuning = tuning
        self.show_trials(trials, best)

    def show_trials(self, trials: Iterable[TrialReport], best: TrialReport | None) -> None:
        self._trials, self._best = sorted(trials, key=lambda trial: trial.number), best
        self._title.setText(
            of_engine("recipe", self._options["monitor"].choices[self._tuning.metric]) if self._tuning else self.tr("Scores")
        )
        self._draw()

    def points(self, kind: str) -> list[tuple[float, float]]:
        """What is drawn of a kind: (x, score), x being the trial's number from 1, or the field's value as far along as it is drawn."""
        if kind == LINE:
            return self._best_so_far()
        chosen = [trial for trial in self._trials if trial.score is not None and self._kind_of(trial) == kind]
        return [(x, trial.score) for trial in chosen if trial.score is not None and (x := self._place(trial)) is not None]

    @property
    def ready(self) -> bool:
        return self._plot is not None

    def _kind_of(self, trial: TrialReport) -> str:
        if self._best is not None and trial.number == self._best.number:
            return BEST
        return DONE if trial.state is TrialState.COMPLETE else BEHIND

    def _place(self, trial: TrialReport) -> float | None:
        """Where along the bottom `trial` stands; None for automatic values, which are nowhere."""
        name = self.axis.currentData()
        if not name or self._tuning is None:
            return float(trial.number + 1)
        domain, value = self._tuning.space[name], trial.values[name]
        if isinstance(domain, Choices):
            return float(domain.values.index(value)) if value in domain else None
        if value not in domain:
            return None
        return math.log10(value) if domain.log else float(value)

    def _best_so_far(self) -> list[tuple[float, float]]:
        if self._tuning is None or self.axis.currentData():
            return []
        better = min if self._tuning.metric == LOSS else max
        line: list[tuple[float, float]] = []
        for trial in self._trials:
            if trial.state is TrialState.COMPLETE and trial.score is not None:
                line.append((float(trial.number + 1), better(trial.score, line[-1][1]) if line else trial.score))
        return line

    # ---- the plot --------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plot is None:
            load_plot()
            self._poll.start()

    def _build_when_loaded(self) -> None:
        if not load_plot().is_alive():
            self._poll.stop()
            self._build()
            self._draw()

    def _build(self) -> None:
        from gui.widgets.plot import Plot

        self._kind = "plain" if self._tuning and self._tuning.metric == LOSS else "percent"
        self._column.takeAt(1)  # the stretch that kept its place, or the plot of another metric
        if self._plot is not None:
            self._plot.deleteLater()
        self._plot = Plot(self._kind)
        self._column.addWidget(self._plot, 1)
        self._items = {kind: self._plot.add_curve() for kind in (LINE, BEHIND, DONE, BEST)}

    def _draw(self) -> None:
        self._keys[LINE].setVisible(not self.axis.currentData())
        if self._plot is None:
            return
        if self._tuning is not None and (self._tuning.metric == LOSS) != (self._kind == "plain"):
            self._build()
        for kind, item in self._items.items():
            points = _stepped(self.points(kind)) if kind == LINE else self.points(kind)
            item.setData([x for x, _ in points], [y for _, y in points], **self._look(kind))
        self._plot.getAxis("bottom").setTicks(self._ticks())
        self._fit()

    def _fit(self) -> None:
        """Show the whole domain of the chosen field, or all trials."""
        assert self._plot is not None
        name = self.axis.currentData()
        if not name or self._tuning is None:
            first, last = 0.5, max((trial.number for trial in self._trials), default=0) + 1.5
        else:
            first, last = _ends(self._tuning.space[name])
        self._plot.setXRange(first, last, padding=0.02)

    def _look(self, kind: str) -> dict[str, object]:
        colour = _colour(kind)
        if kind == LINE:
            pen = QPen(colour, 2 * self.devicePixelRatioF())  # a cosmetic pen counts in device pixels
            pen.setCosmetic(True)
            return {"pen": pen}
        return {"pen": None, "symbol": _SYMBOLS[kind], "symbolSize": _SIZES[kind], "symbolPen": None, "symbolBrush": colour}

    def _ticks(self) -> list[list[tuple[float, str]]] | None:
        """The values of the chosen field where they stand; None leaves numbers to the plot."""
        name = self.axis.currentData()
        if not name or self._tuning is None:
            return None
        option, domain = self._options[name], self._tuning.space[name]
        return [[(place, written_value(option, value)) for place, value in _marks(domain, option)]]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and getattr(self, "_plot", None) is not None:
            assert self._plot is not None
            self._plot.dress()
            self._draw()


def _stepped(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of a line that stays until it changes."""
    corners = points[:1]
    for (_, before), (x, score) in pairwise(points):
        corners += [(x, before), (x, score)]
    return corners


def _ends(domain: Domain) -> tuple[float, float]:
    if isinstance(domain, Choices):
        return -0.5, len(domain.values) - 0.5
    return (math.log10(domain.low), math.log10(domain.high)) if domain.log else (domain.low, domain.high)


def _marks(domain: Domain, option: Option) -> list[tuple[float, object]]:
    if isinstance(domain, Choices):
        return [(float(place), value) for place, value in enumerate(domain.values)]
    return _span_marks(domain, option)


def _span_marks(domain: Span, option: Option) -> list[tuple[float, object]]:
    if domain.log:
        powers = range(math.floor(math.log10(domain.low)), math.ceil(math.log10(domain.high)) + 1)
        steps = (1, 3) if len(powers) <= _TICKS else (1,)
        values = [step * 10.0**power for power in powers for step in steps]
        return [(math.log10(value), value) for value in values if domain.low * 0.999 <= value <= domain.high * 1.001]
    step = (domain.high - domain.low) / (_TICKS - 1)
    values = [domain.low + number * step for number in range(_TICKS)]
    if option.kind is int:
        values = sorted({round(value) for value in values})
    return [(float(value), value) for value in values]


def _paint_mark(painter: QPainter, kind: str, centre: QPointF) -> None:
    x, y = centre.x(), centre.y()
    if kind == LINE:
        painter.drawLine(QPointF(x - 7, y), QPointF(x + 7, y))
    elif kind == BEHIND:
        painter.drawLine(QPointF(x - 3, y - 3), QPointF(x + 3, y + 3))
        painter.drawLine(QPointF(x - 3, y + 3), QPointF(x + 3, y - 3))
    else:
        painter.setBrush(painter.pen().color())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPath(_star(centre)) if kind == BEST else painter.drawEllipse(centre, 4.5, 4.5)


def _star(centre: QPointF) -> QPainterPath:
    path = QPainterPath()
    for corner in range(10):
        radius, angle = (7.0, 2.8)[corner % 2], math.pi * (corner / 5 - 0.5)
        point = centre + QPointF(radius * math.cos(angle), radius * math.sin(angle))
        path.lineTo(point) if corner else path.moveTo(point)
    path.closeSubpath()
    return path
