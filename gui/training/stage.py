"""The middle of the Train page: the training that runs, a model that was chosen, two of them compared, or what to do first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from engine.classifier.model.card import ModelCard
from engine.operations.runs import RunRecord
from gui import theme
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.training.compare_view import CompareView
from gui.training.curves_view import CurvesView
from gui.training.kept import has_epochs
from gui.training.live_view import LiveView
from gui.training.model_head import ModelHead
from gui.training.result_view import ResultView
from gui.widgets.parts import Card, EmptyState, grouped

_EMPTY_HEIGHT = 240  # px


class Stage(QWidget):
    """Shows one of them; each keeps what it has while another is shown.

    What is shown of chosen models is all of the same height, so that the table of models below stays where it is.
    """

    label_wanted = Signal()

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.live = ModelHead(), LiveView(thumbnails)
        self.model, self.result, self.compare = CurvesView(), ResultView(), CompareView()
        self._chosen = QStackedWidget()
        for view in (self.model, self.result, self.compare):
            self._chosen.addWidget(view)
        self.empty = EmptyState("train", self.tr("Ready to train"))
        self.empty.secondary_clicked.connect(self.label_wanted)  # the one primary button of the page trains
        holder = Card()
        holder.setMinimumHeight(_EMPTY_HEIGHT)
        holder.body.addWidget(self.empty)
        self._parts: tuple[QWidget, ...] = (self.live, self._chosen, holder)
        self._nothing = holder
        self._has_run = False
        self._made: ModelCard | None = None  # by the training that is shown
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.STEP)
        column.addWidget(self.head)
        for part in self._parts:
            column.addWidget(part)
        self.show_cards([])

    def clear(self) -> None:
        """Another project: forget the training that was shown."""
        self._has_run, self._made = False, None
        self.show_cards([])

    def begin(self, record: RunRecord, names: Sequence[str], colours: Sequence[str]) -> None:
        """A training begins, of these classes."""
        self._has_run, self._made = True, None
        self.live.begin(names, colours, record.recipe)
        self.show_cards([])

    def finish(self, card: ModelCard) -> None:
        """The training has made this model."""
        self._made = card
        self.live.show_model(card)
        if self.shown() is self.live:
            self.show_cards([])

    def end(self) -> None:
        """A training that ended before it could show anything leaves nothing to look at."""
        if self._has_run and self.live.is_empty:
            self._has_run = False
            if self.shown() is self.live:
                self.show_cards([])

    @property
    def has_run(self) -> bool:
        """Whether there is a training to show when no model is chosen."""
        return self._has_run

    def shown(self) -> QWidget:
        part = next(part for part in self._parts if not part.isHidden())
        return (self._chosen.currentWidget() or part) if part is self._chosen else part

    def show_cards(self, cards: Sequence[ModelCard]) -> None:
        """The curves of one model, two compared; none: the training, or what to do first."""
        self.compare.figures.setVisible(len(cards) == 2)
        if len(cards) == 2:
            self.compare.show_cards(*cards)
            self.head.show_two(*cards)
            self._choose(self.compare)
        elif len(cards) == 1:
            self._show_one(cards[0])
        else:
            self._show_latest()

    def _show_one(self, card: ModelCard) -> None:
        self.head.show_card(card)
        if has_epochs(card):
            self.model.show_reports(card.curves)
            self.model.mark_kept(card)
        else:
            self.result.show_card(card)
        self._choose(self.model if has_epochs(card) else self.result)

    def _show_latest(self) -> None:
        if self._has_run and self._made is not None:
            self.head.show_card(self._made)
        self.head.setVisible(self._has_run and self._made is not None)
        self._show(self.live if self._has_run else self._nothing)

    def _choose(self, view: QWidget) -> None:
        self.head.show()
        self._chosen.setCurrentWidget(view)
        self._show(self._chosen)

    def show_labels(self, pictures: int, classes: int) -> None:
        """Say what is missing before anything can be learned, or that nothing is."""
        if pictures == 0:
            self.empty.set_texts(
                self.tr("Nothing is labelled yet"),
                self.tr("Training learns from your labels: a few pictures of at least two classes are enough to begin."),
                secondary=self.tr("Label pictures"),
            )
        elif classes < 2:
            self.empty.set_texts(
                self.tr("Only one class so far"),
                self.tr("To tell classes apart there must be two of them. Label some pictures of another class, or of none of them."),
                secondary=self.tr("Label pictures"),
            )
        else:
            text = self.tr("{0} labelled pictures of {1} classes. Press Train: what it learns is drawn here as it goes.")
            self.empty.set_texts(self.tr("Ready to train"), text.format(grouped(pictures), classes))

    def _show(self, wanted: QWidget) -> None:
        for part in self._parts:
            part.setVisible(part is wanted)
