"""What the pictures show, which sets all of the augmentation at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.classifier.recipe import Recipe
from engine.classifier.sight.subjects import SUBJECTS, subject_of, with_subject
from gui import theme
from gui.text import of_engine
from gui.training.field_row import BACK_WIDTH
from gui.widgets.choice_box import ChoiceBox


class SubjectChoice(QWidget):
    """Says “Own mixture” where single controls were changed."""

    chosen = Signal(object)  # Recipe with the augmentation of the subject

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = Recipe()
        help_ = self.tr("What the pictures show decides which changes leave their class as it is.")
        self.box = ChoiceBox()
        self.box.setAccessibleName(self.tr("Subject"))
        self.box.setToolTip(help_)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.addItem(self.tr("Own mixture"), "")
        for name, text in SUBJECTS.items():
            self.box.addItem(of_engine("recipe", text), name)
        label = QLabel(self.tr("Subject"))
        label.setToolTip(help_)
        label.setBuddy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, BACK_WIDTH + theme.STEP, 0)
        column.setSpacing(theme.STEP)
        column.addWidget(label)
        column.addWidget(self.box)
        self.box.activated.connect(self._on_chosen)

    def show_recipe(self, recipe: Recipe, used: bool) -> None:
        self._recipe = recipe
        self.box.setCurrentIndex(max(0, self.box.findData(subject_of(recipe))))
        self.setEnabled(used)

    def _on_chosen(self) -> None:
        name = str(self.box.currentData())
        if name:
            self.chosen.emit(with_subject(self._recipe, name))
        else:
            self.show_recipe(self._recipe, self.isEnabled())
