"""Train: a preset and one button; every setting one click deeper; what is trained as it goes, what waits, and the models so far."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from engine.classifier.model.card import ModelCard
from engine.classifier.recipe import Recipe, with_preset
from engine.classifier.values import Plan
from engine.errors import FieldmarkError, WeightsUnreachable
from engine.operations.models import models_of
from engine.operations.recipes import recipe_of, remember_recipe
from engine.operations.runs import RunRecord, TrainingOutcome
from engine.progress import Progress
from gui.jobs import Jobs
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.notices import Notice
from gui.session import Session
from gui.text import sentences
from gui.training.estimates import estimated_seconds
from gui.training.label_facts import LabelFacts, label_facts
from gui.training.model_desk import ModelDesk
from gui.training.models_card import ModelsCard
from gui.training.recipe_desk import RecipeDesk
from gui.training.run_header import RunHeader
from gui.training.run_list import RunList
from gui.training.run_queue import RunQueue
from gui.training.scrolled import Scrolled
from gui.training.stage import Stage
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.page_frame import PageFrame
from gui.widgets.parts import button

_KEYS = ("Ctrl+Return", "F5")


class TrainPage(PageFrame):
    """Joins the parts of `gui.training`: what they do is in them."""

    trained = Signal(object)  # TrainingOutcome
    refused = Signal(object)  # exception
    said = Signal(object)  # Notice
    label_wanted = Signal()
    evaluate_wanted = Signal(object)  # ModelCard
    classify_wanted = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._facts = LabelFacts(0, 0, 0, 0, 0)
        self.queue = RunQueue(session, jobs, self)
        self.desk = RecipeDesk(session, jobs, self)
        self.header, self.stage, self.runs, self.models = RunHeader(), Stage(thumbnails), RunList(self.queue), ModelsCard()
        self.model_desk = ModelDesk(session, jobs, self.models, self)
        self.recipe, self.show_recipe, self.use_pack = self.desk.recipe, self.desk.show_recipe, self.desk.use_pack
        self.cancel = self.queue.cancel
        self.preset_cards, self.cancel_button = self.desk.presets.cards, self.header.cancel_button
        self._facts_label = ElidedLabel()
        self._facts_label.setProperty("kind", "muted")
        self.train_button = button(self.tr("Train"), "primary", "play")
        self.train_button.setToolTip(" · ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in _KEYS))
        self.bar.addWidget(self._facts_label, 1)
        self.bar.addWidget(self.train_button)
        self._scrolled = Scrolled(self.header, (self.desk.presets, self.stage, self.runs, self.models, self.stage.compare.figures))
        self.scroller = self._scrolled.area
        self.middle.addWidget(self._scrolled)
        self._build_inspector()
        self._connect()
        self._on_project()

    def _build_inspector(self) -> None:
        desk = self.desk
        self.inspect(self.tr("Architecture"), desk.network)
        self.inspect(self.tr("Weights"), desk.weights)
        self.inspect(self.tr("Recipe"), desk.tools, desk.form)
        self.end_inspector()

    def _connect(self) -> None:
        session, queue, header = self._session, self.queue, self.header
        self.train_button.clicked.connect(self.start)
        for key in _KEYS:
            QShortcut(QKeySequence(key), self, self.start, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for signal in (session.project_opened, session.project_closed):
            signal.connect(self._on_project)
        for signal in (session.membership_changed, session.samples_changed, session.classes_changed):
            signal.connect(self._show_facts)
        session.models_changed.connect(self._show_models)
        header.pause_wanted.connect(queue.set_paused)
        header.finish_wanted.connect(queue.finish)
        header.cancel_wanted.connect(queue.cancel)
        queue.paused_changed.connect(header.set_paused)
        queue.finishing.connect(header.set_finishing)
        queue.began.connect(self._on_began)
        queue.progressed.connect(self._on_progress)
        queue.trained.connect(self._on_trained)
        queue.ended.connect(self._on_ended)
        queue.failed.connect(self._on_failed)
        self.models.chosen.connect(self._on_chosen)
        self.stage.head.evaluate_wanted.connect(self.evaluate_wanted)
        self.stage.head.classify_wanted.connect(self.classify_wanted)
        self.models.recipe_wanted.connect(lambda card: self.show_recipe(card.recipe))
        self.stage.label_wanted.connect(self.label_wanted)
        self.desk.changed.connect(self._show_times)
        for refusing in (self.desk, self.model_desk):
            refusing.refused.connect(self.refused)
        for source in (self.runs, self.model_desk):
            source.said.connect(self.said)

    def _show_times(self) -> None:
        cards, recipe = self.models.cards(), self.recipe()
        pictures = self._facts.training or self._facts.pictures
        self.desk.presets.show_times(lambda preset: estimated_seconds(cards, with_preset(recipe, preset), pictures), recipe.epochs)
        self.lead_keys_to(self.preset_cards[recipe.preset])

    # ---- running -------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Train by the recipe that is shown, now or when it is its turn."""
        project = self._session.project
        if project is None or not self.train_button.isEnabled():
            return
        try:
            remember_recipe(project, self.recipe())
        except FieldmarkError as error:
            self.refused.emit(error)
            return
        self.queue.train(self.recipe())

    def _on_began(self, record: RunRecord) -> None:
        project = self._session.project
        counts = project.class_counts() if project else {}
        classes = [each for each in self._session.classes if counts.get(each.id)]
        self.models.table.clearSelection()
        self.header.begin(record)
        self.stage.begin(record, [each.name for each in classes], [each.colour for each in classes])
        self._scrolled.to_top()
        self._show_running()

    def _on_progress(self, progress: Progress) -> None:
        if isinstance(progress.detail, Plan):
            self.header.set_epochs(progress.detail.recipe.epochs)
        self.header.update_progress(progress)
        self.stage.live.take(progress)

    def _on_trained(self, outcome: TrainingOutcome) -> None:
        self.stage.finish(outcome.card)
        self._session.models_changed.emit()
        self._session.reload()
        self.trained.emit(outcome)

    def _on_ended(self) -> None:
        self.stage.end()
        self._show_models()
        self._show_running()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, WeightsUnreachable):
            self.said.emit(Notice(sentences(error), "error", self.tr("Choose a weights pack …"), self.desk.choose_pack))
        else:
            self.refused.emit(error)

    def _show_running(self) -> None:
        running = self.queue.running is not None
        self._scrolled.show_head(running)
        self.train_button.setText(self.tr("Add to the queue") if running else self.tr("Train"))
        self.train_button.setEnabled(self._session.writable)

    # ---- showing -------------------------------------------------------------------------------------------

    def _on_project(self) -> None:
        project = self._session.project
        self.title.setText(project.name if project else "")
        self.stage.clear()
        self._scrolled.to_top()
        self.models.table.clearSelection()
        self.show_recipe(recipe_of(project) if project else Recipe())
        self._show_facts()
        self._show_models()
        self._show_running()
        QTimer.singleShot(0, self.runs, self.runs.offer_to_go_on)  # after the window has greeted the project

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.desk.weights.refresh_packs()
        self._show_facts()

    def _show_facts(self) -> None:
        if not self.isVisible():
            return
        self._facts = label_facts(self._session)
        self._facts_label.setText(self._facts.told())
        self.stage.show_labels(self._facts.pictures, self._facts.classes)
        self._show_times()

    def _on_chosen(self, cards: list[ModelCard]) -> None:
        if self.models.table.hasFocus():  # somebody is about to choose the next
            self._scrolled.hold(self.models, lambda: self.stage.show_cards(cards))
        else:
            self.stage.show_cards(cards)

    def _show_models(self) -> None:
        cards = models_of(self._session.project) if self._session.project else []
        self.models.set_cards(cards)
        if cards and not self.stage.has_run and not self.models.table.selected():
            self.models.table.select(cards[:1])
        self._show_times()
