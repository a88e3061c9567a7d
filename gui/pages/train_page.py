"""Train: a preset and one button; every field of the recipe one click deeper; live curves; the models so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.classifier.architectures.names import recommended
from engine.classifier.model.card import ModelCard
from engine.classifier.recipe import PRESETS, PRETRAINED, RECOMMENDED, Recipe
from engine.classifier.values import EpochReport
from engine.classifier.weights.packs import pack_architecture
from engine.errors import FieldmarkError
from engine.operations.models import models_of
from engine.operations.recipes import recipe_of, remember_recipe
from engine.operations.training import TrainingOutcome, train_project
from engine.progress import Progress
from gui import icons
from gui.forms import Form
from gui.jobs import Jobs
from gui.session import Session
from gui.tasks import Task
from gui.text import of_engine, percent
from gui.widgets.chart import CurveChart
from gui.widgets.page_frame import PageFrame
from gui.widgets.parts import Card, MutedLabel, PresetCard, button, grouped
from gui.widgets.table import TextTable
from gui.widgets.task_bar import duration_text

_CHART_HEIGHT, _TABLE_HEIGHT = 220, 100
_OWN_FIELDS = ("preset", "architecture", "weights")  # these have widgets of their own


class TrainPage(PageFrame):
    """Starts trainings of the open project and shows how they go."""

    trained = Signal(object)  # TrainingOutcome
    refused = Signal(object)  # FieldmarkError

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._task: Task | None = None
        self._cards: list[ModelCard] = []
        self._facts = MutedLabel()
        self._facts.setWordWrap(False)
        self.train_button = button(self.tr("Train"), "primary", "play")
        self.cancel_button = button(self.tr("Cancel"), "", "cancel")
        self.bar.addWidget(self._facts)
        self.bar.addStretch(1)
        self.bar.addWidget(self.cancel_button)
        self.bar.addWidget(self.train_button)
        self._build_middle()
        self._build_inspector()
        self.train_button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.cancel)
        self.models.itemSelectionChanged.connect(self._on_model_selected)
        for signal in (session.project_opened, session.project_closed):
            signal.connect(self._on_project)
        for signal in (session.membership_changed, session.samples_changed, session.classes_changed):
            signal.connect(self._show_facts)
        session.models_changed.connect(self._show_models)
        self._on_project()

    # ---- building ------------------------------------------------------------------------------------------

    def _build_middle(self) -> None:
        self._presets = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.preset_cards = {
            "instant": PresetCard(self.tr("Instant"), self.tr("A linear head on frozen features: seconds, strong with few pictures.")),
            "finetune": PresetCard(self.tr("Fine-tune"), self.tr("All layers learn: minutes on a CPU, best with hundreds of pictures.")),
            "thorough": PresetCard(self.tr("Thorough"), self.tr("Longer, with stronger augmentation.")),
            "scratch": PresetCard(self.tr("From scratch"), self.tr("No pretrained weights: needs many pictures.")),
        }
        for preset in self.preset_cards.values():
            self._presets.addButton(preset)
            row.addWidget(preset)
        self.loss, self.accuracy = CurveChart(self.tr("Loss")), CurveChart(self.tr("Accuracy"), percent=True)
        charts = QHBoxLayout()
        charts.setSpacing(12)
        for chart in (self.loss, self.accuracy):
            card = Card()
            card.body.addWidget(chart)
            card.setMinimumHeight(_CHART_HEIGHT)
            charts.addWidget(card)
        heads = (self.tr("Model"), self.tr("Recipe"), self.tr("Accuracy"), self.tr("Balanced"), self.tr("Time"), self.tr("Ended"))
        self.models = TextTable(self.tr("Models of this project"), heads, right=(2, 3, 4), wide=1)
        self.models.setMinimumHeight(_TABLE_HEIGHT)
        runs = Card(self.tr("Models"))
        self._no_models = MutedLabel(self.tr("None yet. Choose a preset and press Train."))
        runs.body.addWidget(self._no_models)
        runs.body.addWidget(self.models)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(row)
        column.addLayout(charts, 3)
        column.addWidget(runs, 2)
        self.middle.addWidget(content)

    def _build_inspector(self) -> None:
        self.architecture = QComboBox()
        self.architecture.setEditable(True)
        _keep_narrow(self.architecture)
        self.architecture.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.architecture.setAccessibleName(self.tr("Architecture"))
        for each in recommended():
            self.architecture.addItem(each.name)
            self.architecture.setItemData(self.architecture.count() - 1, of_engine("architectures", each.note), Qt.ItemDataRole.ToolTipRole)
        self._architecture_note = MutedLabel()
        self.inspect(self.tr("Architecture"), self.architecture, self._architecture_note)
        self.weights = QComboBox()
        _keep_narrow(self.weights)
        self.weights.setAccessibleName(self.tr("Weights"))
        self.weights.addItem(self.tr("Pretrained, downloaded once"), PRETRAINED)
        self.pack_button = button(self.tr("Choose a weights pack …"), "", "folder")
        self._weights_note = MutedLabel()
        self.inspect(self.tr("Weights"), self.weights, self.pack_button, self._weights_note)
        self._more = QToolButton()
        self._more.setText(self.tr("All settings"))
        self._more.setCheckable(True)
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more.setIcon(icons.icon("right"))
        self.form: Form[Recipe] = Form(Recipe(), "recipe", without=_OWN_FIELDS)
        self.form.hide()
        self.inspect(self.tr("Recipe"), self._more, self.form)
        self.end_inspector()
        self._more.toggled.connect(self._on_more)
        self.architecture.currentTextChanged.connect(self._describe_architecture)
        self.weights.currentIndexChanged.connect(self._describe_weights)
        self.pack_button.clicked.connect(self._on_choose_pack)

    # ---- the recipe ----------------------------------------------------------------------------------------

    def recipe(self) -> Recipe:
        """What the page shows, as a recipe."""
        preset = next(name for name, card in self.preset_cards.items() if card.isChecked())
        chosen = {"preset": preset, "architecture": self.architecture.currentText().strip(), "weights": self.weights.currentData()}
        return replace(self.form.value(), **chosen)

    def show_recipe(self, recipe: Recipe) -> None:
        self.form.set_value(recipe)
        self.preset_cards[recipe.preset].setChecked(True)
        if recipe.uses_pack:
            self.use_pack(Path(recipe.weights))
        else:
            self.weights.setCurrentIndex(self.weights.findData(recipe.weights))
        self.architecture.setCurrentText(recipe.architecture or self.architecture.currentText() or RECOMMENDED)
        self._describe_architecture()
        self._describe_weights()

    def use_pack(self, folder: Path) -> None:
        """Take the weights pack in `folder`, and the architecture that it is for."""
        try:
            architecture = pack_architecture(folder)
        except FieldmarkError as error:
            self.refused.emit(error)
            return
        if self.weights.findData(str(folder)) < 0:
            self.weights.addItem(folder.name, str(folder))
        self.weights.setCurrentIndex(self.weights.findData(str(folder)))
        self.architecture.setCurrentText(architecture)

    def _on_choose_pack(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A folder with config.json and model.safetensors"))
        if folder:
            self.use_pack(Path(folder))

    def _on_more(self, shown: bool) -> None:
        self.form.setVisible(shown)
        self._more.setIcon(icons.icon("down" if shown else "right"))

    def _describe_architecture(self) -> None:
        known = {each.name: each for each in recommended()}.get(self.architecture.currentText())
        if known is None:
            self._architecture_note.setText(self.tr("Any timm name will do."))
        else:
            facts = self.tr("{0} M parameters · {1} px · {2}").format(f"{known.parameters:g}", known.input_size, known.license)
            self._architecture_note.setText(f"{of_engine('architectures', known.note)}\n{facts}")

    def _describe_weights(self) -> None:
        notes = {
            PRETRAINED: self.tr("Fetched from the model hub at the first training, then kept. Nothing else uses the network."),
        }
        chosen = self.weights.currentData()
        self._weights_note.setText(notes.get(chosen, str(chosen)))

    # ---- running -------------------------------------------------------------------------------------------

    def start(self) -> None:
        project = self._session.project
        if project is None or self._task is not None:
            return
        recipe = self.recipe()
        try:
            remember_recipe(project, recipe)
        except FieldmarkError as error:
            self.refused.emit(error)
            return
        for chart in (self.loss, self.accuracy):
            chart.clear()
        self._task = self._jobs.start(
            self.tr("Training"), lambda: train_project(project, recipe), self._on_trained, self._on_progress, self._on_end
        )
        self._show_running()

    def cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.cancel_button.setEnabled(False)

    def _on_progress(self, progress: Progress) -> None:
        if isinstance(progress.detail, EpochReport):
            self._draw(progress.detail)

    def _draw(self, report: EpochReport) -> None:
        self.loss.append(report.epoch, {"training": report.training_loss, "validation": report.validation_loss})
        self.accuracy.append(report.epoch, {"training": report.training_accuracy, "validation": report.validation_accuracy})

    def _on_trained(self, outcome: TrainingOutcome) -> None:
        self._session.models_changed.emit()
        self._session.reload()
        self.trained.emit(outcome)

    def _on_end(self) -> None:
        self._task = None
        self._show_running()

    def _show_running(self) -> None:
        running = self._task is not None
        self.cancel_button.setVisible(running)
        self.cancel_button.setEnabled(running)
        self.train_button.setEnabled(not running and self._session.writable)

    def _on_model_selected(self) -> None:
        rows = self.models.selectionModel().selectedRows()
        if rows and self._task is None:
            self.show_curves_of(self._cards[rows[0].row()])

    def show_curves_of(self, card: ModelCard) -> None:
        """Draw the curves of a finished training."""
        for chart in (self.loss, self.accuracy):
            chart.clear()
        for report in card.curves:
            self._draw(report)

    # ---- showing -------------------------------------------------------------------------------------------

    def _on_project(self) -> None:
        project = self._session.project
        self.title.setText(project.name if project else "")
        self.show_recipe(recipe_of(project) if project else Recipe())
        self._show_facts()
        self._show_models()
        self._show_running()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_facts()

    def _show_facts(self) -> None:
        if not self.isVisible():  # counted anew when it is shown: labelling must not wait for a page that nobody sees
            return
        samples = [sample for sample in self._session.samples() if sample.class_id is not None]
        sides = Counter(sample.split.value for sample in samples)
        facts = [
            self.tr("{0} labelled").format(grouped(len(samples))),
            self.tr("{0} classes").format(len({sample.class_id for sample in samples})),
        ]
        if sides["train"]:
            facts.append(self.tr("split {0} / {1} / {2}").format(sides["train"], sides["validation"], sides["test"]))
        self._facts.setText(" · ".join(facts))

    def _show_models(self) -> None:
        cards = models_of(self._session.project) if self._session.project else []
        if cards and self._task is None:
            self.show_curves_of(cards[0])
        self._cards = cards
        self.models.set_rows([_described(card) for card in cards])
        self.models.setVisible(bool(cards))
        self._no_models.setVisible(not cards)


def _keep_narrow(box: QComboBox) -> None:
    """As wide as there is room, not as its longest entry."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)


def _described(card: ModelCard) -> tuple[str, ...]:
    scores = card.metrics
    accuracy, balanced = (scores.accuracy, scores.balanced_accuracy) if scores else (None, None)
    recipe = f"{of_engine('recipe', PRESETS[card.recipe.preset])} · {card.architecture}"
    return (card.name, recipe, percent(accuracy), percent(balanced), duration_text(card.seconds), of_engine("operations", card.stop_reason))
