"""A training as it goes: its curves, the validation pictures, and what was decided for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.classifier.values import EpochReport, Glimpse, Notice, Plan, StepReport
from engine.progress import Progress
from gui import theme
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.training.curves_view import CurvesView
from gui.training.glimpse_strip import GlimpseStrip
from gui.training.plan_view import PlanView
from gui.training.wide_row import WideRow
from gui.widgets.parts import Card

_ABREAST = 1100  # px of width from which the plan stands beside the pictures


class LiveView(QWidget):
    """Sorts what a training says by its kind."""

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves = CurvesView()
        self.strip = GlimpseStrip(thumbnails)
        self.plan = PlanView()
        self._strip_card = Card(self.tr("As it learns: validation pictures"))
        self._strip_card.body.addWidget(self.strip)
        self._strip_card.body.addStretch(1)
        self._plan_card = Card(self.tr("Plan"))
        self._plan_card.body.addWidget(self.plan)
        lower = WideRow(_ABREAST)
        lower.add(self._strip_card, 5)
        lower.add(self._plan_card, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.STEP)
        column.addWidget(self.curves)
        column.addWidget(lower)
        self._takers: dict[type, Callable[..., object]] = {
            StepReport: self.curves.add_step,
            EpochReport: self.curves.add_epoch,
            Glimpse: self._on_glimpse,
            Plan: self._on_plan,
            Notice: self._on_notice,
        }
        self.begin((), ())

    def begin(self, names: Sequence[str], colours: Sequence[str]) -> None:
        """A training begins, of these classes."""
        self.is_empty = True
        self.curves.clear()
        self.strip.begin(names, colours)
        self.plan.clear()
        self._strip_card.hide()
        self._plan_card.hide()

    def take(self, progress: Progress) -> None:
        taker = self._takers.get(type(progress.detail))
        if taker is not None:
            self.is_empty = False
            taker(progress.detail)

    def _on_glimpse(self, glimpse: Glimpse) -> None:
        self._strip_card.setVisible(bool(glimpse.predictions))
        self.strip.show_glimpse(glimpse)

    def _on_plan(self, plan: Plan) -> None:
        self.curves.set_epochs(plan.recipe.epochs)
        self.plan.show_plan(plan)
        self._plan_card.setVisible(bool(plan.reasons) or not self._plan_card.isHidden())

    def _on_notice(self, notice: Notice) -> None:
        self.plan.add_notice(notice)
        self._plan_card.show()
