"""Evaluate: how often a model is right, class by class, and the pictures behind each number."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.classifier.model.card import ModelCard
from engine.classifier.values import Prediction
from engine.operations.evaluating import Answer, Evaluation, evaluate, kept_evaluation
from engine.operations.models import models_of
from gui import theme
from gui.gallery.gallery import Gallery
from gui.jobs import Jobs
from gui.models.prediction_model import PredictionModel
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.session import Session
from gui.text import percent
from gui.training.accuracy_words import accuracy_words
from gui.widgets.confusion_view import ConfusionView
from gui.widgets.page_frame import PageFrame
from gui.widgets.parts import Card, EmptyState, MutedLabel, button, grouped
from gui.widgets.table import TextTable

_STRIP_HEIGHT = 176
_LOWEST_CARD, _AROUND_MATRIX = 200, 64


class EvaluatePage(PageFrame):
    """Shows the outcome that was kept beside the model, or makes it anew."""

    train_wanted = Signal()

    def __init__(self, session: Session, jobs: Jobs, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._evaluation: Evaluation | None = None
        self.models = QComboBox()
        self.models.setAccessibleName(self.tr("Model"))
        self.models.setMinimumWidth(200)
        self.again_button = button(self.tr("Evaluate again"), "", "refresh")
        self.bar.addWidget(self.models)
        self.bar.addStretch(1)
        self.bar.addWidget(self.again_button)
        self._build_middle(thumbnails)
        self._build_inspector()
        self.lead_keys_to(self.confusion)
        self.models.currentIndexChanged.connect(self._on_model)
        self.again_button.clicked.connect(self.evaluate)
        for signal in (session.project_opened, session.project_closed, session.models_changed):
            signal.connect(self._show_models)
        self._show_models()

    def _build_middle(self, thumbnails: ThumbnailLoader) -> None:
        self.confusion = ConfusionView()
        heads = (self.tr("Class"), self.tr("Precision"), self.tr("Recall"), self.tr("F1"), self.tr("Pictures"))
        self.table = TextTable(self.tr("Scores by class"), heads, right=(1, 2, 3, 4))
        self._strip_model = PredictionModel()
        self.strip = Gallery(thumbnails)
        self.strip.setModel(self._strip_model)
        self.strip.setProperty("kind", "clear")
        self.strip.set_bar_rows(2)
        self.strip.set_cell_size(140)
        self.strip.set_margin(2)
        self.strip.setMinimumHeight(_STRIP_HEIGHT)
        left, right = Card(self.tr("Confusion: rows are the truth")), Card(self.tr("By class"))
        left.body.addWidget(self.confusion, 1)
        right.body.addWidget(self.table, 1)
        self._upper = (left, right)
        upper = QHBoxLayout()
        upper.setSpacing(12)
        upper.addWidget(left, 4)
        upper.addWidget(right, 3)
        self._strip_card = Card(self.tr("Worst mistakes"))
        self._no_mistakes = MutedLabel(self.tr("No mistakes on these pictures."))
        self._strip_card.body.addWidget(self._no_mistakes)
        self._strip_card.body.addWidget(self.strip)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(upper, 3)
        column.addWidget(self._strip_card, 2)
        self._no_model = EmptyState(
            "train",
            self.tr("No model yet"),
            self.tr("Train one, and see here where it is right and where it is not."),
            self.tr("Train a model"),
        )
        self._not_evaluated = EmptyState("evaluate", self.tr("Not evaluated yet"), "", self.tr("Evaluate"))
        for widget in (content, self._no_model, self._not_evaluated):
            self.middle.addWidget(widget)
        self._no_model.primary_clicked.connect(self.train_wanted)
        self._not_evaluated.primary_clicked.connect(self.evaluate)
        self.confusion.cell_selected.connect(self._on_cell)

    def _build_inspector(self) -> None:
        self.accuracy = QLabel("–")
        self.accuracy.setFont(theme.scaled_font(self.font(), 26 / 13))
        self._accuracy_note = MutedLabel()
        self._model_facts = MutedLabel()
        self.inspect(self.tr("Accuracy"), self.accuracy, self._accuracy_note)
        self.inspect(self.tr("Model"), self._model_facts)
        self.inspect(self.tr("Pictures"), MutedLabel(self.tr("Click a cell of the confusion matrix to see its pictures.")))
        self.end_inspector()

    # ---- which model ---------------------------------------------------------------------------------------

    def card(self) -> ModelCard | None:
        """The model that is shown."""
        return self.models.currentData()  # type: ignore[no-any-return]

    def choose_model(self, name: str) -> None:
        """Show this one, if there is one of that name."""
        place = self.models.findText(name)
        if place >= 0:
            self.models.setCurrentIndex(place)

    def _show_models(self) -> None:
        project = self._session.project
        self.title.setText(project.name if project else "")
        cards = models_of(project) if project else []
        self.models.blockSignals(True)
        self.models.clear()
        for card in cards:
            self.models.addItem(card.name, card)
        self.models.blockSignals(False)
        self._on_model()

    def _on_model(self) -> None:
        card = self.card()
        self.models.setVisible(card is not None)
        self.again_button.setVisible(card is not None)
        if card is None:
            self.middle.setCurrentIndex(1)
            self._model_facts.setText("")
            self._clear()
            return
        facts = (card.architecture, self.tr("{0} training pictures").format(grouped(card.training_count)), card.created[:10])
        self._model_facts.setText("\n".join(facts))
        kept = kept_evaluation(card.folder)
        self.again_button.setVisible(kept is not None)
        if kept is None:
            self.middle.setCurrentIndex(2)
            self._clear()
        else:
            self._show(kept)

    def _clear(self) -> None:
        self.accuracy.setText("–")
        self._accuracy_note.setText("")
        self._evaluation = None

    # ---- evaluating ----------------------------------------------------------------------------------------

    def evaluate(self) -> None:
        project, card = self._session.project, self.card()
        if project is None or card is None:
            return
        self.again_button.setEnabled(False)
        self._jobs.start(
            self.tr("Evaluating {0}").format(card.name),
            lambda: evaluate(project, card.folder),
            self._on_evaluated,
            on_end=lambda: self.again_button.setEnabled(True),
        )

    def _on_evaluated(self, evaluation: Evaluation) -> None:
        card = self.card()
        if card is not None and card.name == evaluation.model:
            self._show(evaluation)

    # ---- showing -------------------------------------------------------------------------------------------

    def _show(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self.again_button.setVisible(True)
        self.middle.setCurrentIndex(0)
        scores = evaluation.scores
        self.accuracy.setText(percent(scores.accuracy))
        self.accuracy.setToolTip(accuracy_words(scores))
        side = {"test": self.tr("test"), "validation": self.tr("validation"), "train": self.tr("training")}[evaluation.split.value]
        note = self.tr("of {0} pictures of the {1} split\nbalanced over the classes: {2}")
        self._accuracy_note.setText(note.format(grouped(scores.count), side, percent(scores.balanced_accuracy)))
        self.confusion.set_matrix(evaluation.class_names, scores.confusion)
        self.table.set_rows(
            [
                (each.name, percent(each.precision), percent(each.recall), percent(each.f1), grouped(each.support))
                for each in scores.per_class
            ]
        )
        for upper in self._upper:  # few classes leave their room to the pictures
            upper.setMaximumHeight(max(_LOWEST_CARD, self.confusion.sizeHint().height() + _AROUND_MATRIX))
        wrong = [answer for answer in evaluation.answers if answer.predicted != answer.truth]
        self._show_pictures(self.tr("Worst mistakes"), sorted(wrong, key=lambda answer: answer.probabilities[answer.truth]))

    def _on_cell(self, truth: int, predicted: int) -> None:
        evaluation = self._evaluation
        if evaluation is None:
            return
        names = evaluation.class_names
        answers = [answer for answer in evaluation.answers if (answer.truth, answer.predicted) == (truth, predicted)]
        if truth == predicted:
            heading = self.tr("{0} recognized: {1} pictures").format(names[truth], grouped(len(answers)))
        else:
            heading = self.tr("{0} taken for {1}: {2} pictures").format(names[truth], names[predicted], grouped(len(answers)))
        self._show_pictures(heading, answers)

    def _show_pictures(self, heading: str, answers: list[Answer]) -> None:
        card = self.card()
        self._strip_card.set_title(heading)
        names = self._evaluation.class_names if self._evaluation else ()
        truths = {answer.path: answer.truth for answer in answers}
        predictions = (Prediction(answer.path, answer.probabilities) for answer in answers)
        self._strip_model.show(names, card.class_colours if card else (), predictions, truths)
        self.strip.setVisible(bool(answers))
        self._no_mistakes.setVisible(not answers)
        self._no_mistakes.setText(self.tr("No pictures."))
