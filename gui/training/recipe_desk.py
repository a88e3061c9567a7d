"""Where a recipe is put together: the preset cards, the boxes and the form show one recipe, and dialogs hand in others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.classifier.recipe import AUGMENTATION, SCRATCH, Recipe, with_preset
from engine.classifier.weights.packs import pack_architecture
from engine.errors import FieldmarkError
from gui import theme
from gui.jobs import Jobs
from gui.session import Session
from gui.training.network_box import NetworkBox
from gui.training.preset_row import PresetRow
from gui.training.recipe_form import RecipeForm
from gui.training.subject_choice import SubjectChoice
from gui.training.weights_box import WeightsBox
from gui.tuning.tuner import Tuner
from gui.widgets.flow import FlowLayout
from gui.widgets.parts import button


class RecipeDesk(QObject):
    """The page puts its widgets where they belong. Dialogs are imported when they are asked for."""

    changed = Signal()
    refused = Signal(object)  # FieldmarkError

    def __init__(self, session: Session, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._jobs, self._window = session, jobs, window
        self._tuner = Tuner(session, jobs, self)
        self.presets, self.network, self.weights, self.form = PresetRow(), NetworkBox(), WeightsBox(), RecipeForm()
        self.subject = SubjectChoice()
        self.form.put_on_top(AUGMENTATION, self.subject)
        self.preview_button = button(self.tr("What the model sees …"), "", "picture")
        self.recipes_button = button(self.tr("Recipes …"), "", "view")
        self.recipes_button.setToolTip(self.tr("Save this recipe under a name, open a saved one, and compare them."))
        self.tuning_button = button(self.tr("Tune …"), "", "suggestion")
        self.tuning_button.setToolTip(self.tr("Have good settings searched for within a budget of time."))
        self.tools = QWidget()
        flow = FlowLayout(theme.STEP * 2, self.tools)
        for each in (self.recipes_button, self.tuning_button, self.preview_button):
            flow.addWidget(each)
        self._connect()
        self.show_recipe(Recipe())

    def _connect(self) -> None:
        self.presets.chosen.connect(self._on_preset)
        self.network.edited.connect(self._on_network)
        self.weights.edited.connect(self._on_weights)
        self.form.edited.connect(self._on_form)
        self.subject.chosen.connect(self.show_recipe)
        self.preview_button.clicked.connect(self.show_preview)
        self.recipes_button.clicked.connect(self.show_recipes)
        self.tuning_button.clicked.connect(self.show_tuning)
        self.network.choose_wanted.connect(self.choose_architecture)
        self.weights.packs_wanted.connect(self.show_packs)
        self.weights.folder_wanted.connect(self.choose_pack)

    # ---- the recipe ----------------------------------------------------------------------------------------

    def recipe(self) -> Recipe:
        return self.form.value()

    def show_recipe(self, recipe: Recipe) -> None:
        """Show it everywhere. An empty architecture shows as the recommended one, or as that of the weights pack."""
        name = recipe.architecture or (_architecture_of(recipe.weights) if recipe.uses_pack else "")
        self.network.set_name(name)
        recipe = replace(recipe, architecture=self.network.name())
        self.form.set_value(recipe)
        self.presets.blockSignals(True)
        self.presets.choose(recipe.preset)
        self.presets.blockSignals(False)
        self.weights.set_value(recipe.weights)
        self._on_form()

    def use_pack(self, folder: Path) -> None:
        """Take the weights pack in `folder`, and the architecture that it is for."""
        try:
            architecture = pack_architecture(folder)
        except FieldmarkError as error:
            self.refused.emit(error)
            return
        self.show_recipe(replace(self.recipe(), architecture=architecture, weights=str(folder)))

    def _on_preset(self, preset: str) -> None:
        self.form.set_value(with_preset(self.recipe(), preset))
        self._on_form()

    def _on_network(self) -> None:
        self.form.set_value(replace(self.recipe(), architecture=self.network.name()))
        self._on_form()

    def _on_weights(self) -> None:
        weights = self.weights.value()
        recipe = replace(self.recipe(), weights=weights)
        if recipe.uses_pack:
            self.use_pack(Path(weights))
        else:
            self.form.set_value(recipe)
            self._on_form()

    def _on_form(self) -> None:
        recipe = self.recipe()
        self.weights.set_used(recipe.preset != SCRATCH)
        self.weights.set_architecture(recipe.architecture)
        self.subject.show_recipe(recipe, used=not recipe.only_head)
        self.changed.emit()

    # ---- dialogs -------------------------------------------------------------------------------------------

    def show_preview(self) -> None:
        from gui.dialogs.preview_dialog import PreviewDialog

        dialog = PreviewDialog(self._session, self._jobs, self.recipe(), self._window)
        if dialog.exec():
            self.show_recipe(dialog.recipe)
        dialog.deleteLater()

    def show_recipes(self) -> None:
        from gui.dialogs.recipes_dialog import RecipesDialog

        dialog = RecipesDialog(self.recipe(), self._window)
        if dialog.exec() and dialog.chosen is not None:
            self.show_recipe(dialog.chosen)
        dialog.deleteLater()

    def show_tuning(self) -> None:
        from gui.dialogs.tuning_dialog import TuningDialog

        dialog = TuningDialog(self._tuner, self.recipe(), self._window)
        if dialog.exec() and dialog.chosen is not None:
            self.show_recipe(dialog.chosen)
        dialog.deleteLater()

    def choose_architecture(self) -> None:
        from gui.dialogs.architecture_dialog import ArchitectureDialog

        recipe = self.recipe()
        dialog = ArchitectureDialog(self._jobs, self.network.name(), self._window, pack=recipe.weights if recipe.uses_pack else "")
        if dialog.exec() and dialog.chosen:
            self.show_recipe(replace(self.recipe(), architecture=dialog.chosen))
        dialog.deleteLater()

    def show_packs(self) -> None:
        from gui.dialogs.weights_dialog import WeightsDialog

        dialog = WeightsDialog(self._jobs, self._window, self._session)
        dialog.packs_changed.connect(self.weights.refresh_packs)
        dialog.exec()
        dialog.deleteLater()

    def choose_pack(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("A folder with config.json and model.safetensors"))
        if folder:
            self.use_pack(Path(folder))


def _architecture_of(pack: str) -> str:
    try:
        return pack_architecture(Path(pack))
    except FieldmarkError:  # the drive that it lies on may not be plugged in: training says so
        return ""
