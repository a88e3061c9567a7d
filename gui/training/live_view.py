"""A training as it goes: its curves, the validation pictures, and what was decided for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.classifier.model.card import ModelCard
from engine.classifier.recipe import Recipe
from engine.classifier.values import EpochReport, Glimpse, Notice, Plan, StepReport
from engine.progress import Progress
from gui import theme
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.training.curves_view import CurvesView
from gui.training.glimpse_strip import GlimpseStrip
from gui.training.kept import has_epochs
from gui.training.plan_view import PlanCard
from gui.training.result_view import ResultView
from gui.training.wide_row import WideRow
from gui.widgets.parts import Card

_ABREAST = 1100  # px of width from which the plan stands beside the pictures


class LiveView(QWidget):
    """Sorts what a training says by its kind."""

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves, self.result = CurvesView(), ResultView()
        self.strip = GlimpseStrip(thumbnails)
        self._strip_card = Card(self.tr("As it learns: validation pictures"))
        self._strip_card.body.addWidget(self.strip)
        self._strip_card.body.addStretch(1)
        self._plan_card = PlanCard()
        self.plan = self._plan_card.plan
        lower = WideRow(_ABREAST)
        lower.add(self._strip_card, 5)
        lower.add(self._plan_card, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.STEP)
        column.addWidget(self.curves)
        column.addWidget(self.result)
        column.addWidget(lower)
        self._takers: dict[type, Callable[..., object]] = {
            StepReport: self.curves.add_step,
            EpochReport: self.curves.add_epoch,
            Glimpse: self._on_glimpse,
            Plan: self._on_plan,
            Notice: self._on_notice,
        }
        self.begin((), (), Recipe())

    def begin(self, names: Sequence[str], colours: Sequence[str], recipe: Recipe) -> None:
        """A training by `recipe` begins, of these classes. A linear head is fitted at once: it has no curves."""
        self.is_empty = True
        self.curves.clear()
        self.curves.set_epochs(recipe.epochs)
        self.curves.setVisible(not recipe.only_head)
        self.result.hide()
        self.strip.begin(names, colours)
        self._plan_card.clear()
        self._strip_card.hide()

    def take(self, progress: Progress) -> None:
        taker = self._takers.get(type(progress.detail))
        if taker is not None:
            self.is_empty = False
            taker(progress.detail)

    def show_model(self, card: ModelCard) -> None:
        """What the training has made."""
        self.curves.mark_kept(card)
        self.curves.setVisible(has_epochs(card))
        self.result.setVisible(not has_epochs(card))
        self.result.show_card(card)

    def _on_glimpse(self, glimpse: Glimpse) -> None:
        self._strip_card.setVisible(bool(glimpse.predictions))
        self.strip.show_glimpse(glimpse)

    def _on_plan(self, plan: Plan) -> None:
        self.curves.set_epochs(plan.recipe.epochs)
        self._plan_card.show_plan(plan)

    def _on_notice(self, notice: Notice) -> None:
        self._plan_card.add_notice(notice)
