"""What the model sees: real pictures exactly as the network receives them, plain and augmented, beside the settings that decide it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from engine.classifier.recipe import AUGMENTATION, SIGHT, Recipe
from engine.fields import has_effect
from gui import theme
from gui.dialogs.fitting import moved_into, room_for
from gui.jobs import Jobs
from gui.recipes.rows import row_of
from gui.recipes.seen_pictures import a_few, seen_rows
from gui.recipes.seen_view import NARROWEST, RowName, SeenRow, SeenView
from gui.session import Session
from gui.tasks import Task
from gui.text import sentences
from gui.training.recipe_form import RecipeForm
from gui.training.subject_choice import SubjectChoice
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import Card, EmptyState, MessageBar, button

_SIZE = QSize(1180, 720)
_PANEL = 296  # px, of the settings at the left
_PICTURES, _VIEWS = 6, 4
_SETTLE_MS = 60  # so that a number that is being typed is not followed digit by digit
_SHOWN_AFTER_MS = 300  # work that is over sooner is not announced: the word would only flicker
_EMPTY, _FIRST, _SHOWN = range(3)


class PreviewDialog(QDialog):
    """`recipe` is the one that was given with what was changed here. Shows `sample_ids`, or else a few pictures of each class."""

    def __init__(self, session: Session, jobs: Jobs, recipe: Recipe, parent: QWidget | None = None, sample_ids: Sequence[int] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What the model sees"))
        self._session, self._jobs = session, jobs
        self._wanted = tuple(sample_ids)[:_PICTURES]
        self._draw = self._turn = 0
        self._task: Task | None = None
        self._originals: dict[Path, QImage] = {}
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._announce = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._build(recipe)
        self._arrange()
        self._connect()
        self._choose()

    @property
    def recipe(self) -> Recipe:
        return self.form.value()

    # ---- building ------------------------------------------------------------------------------------------

    def _build(self, recipe: Recipe) -> None:
        self.form = RecipeForm()
        self.form.search.hide()
        for title, section in self.form.sections.items():
            section.setVisible(title in (SIGHT, AUGMENTATION))
            section.set_open(title in (SIGHT, AUGMENTATION))
        self.subject = SubjectChoice()
        self.form.put_on_top(AUGMENTATION, self.subject)
        self.form.set_value(recipe)
        self._show_subject()
        self.view = SeenView()
        self.message = MessageBar()
        self.empty = EmptyState(
            "picture", self.tr("No pictures yet"), self.tr("Add pictures to the project to see them as the model would.")
        )
        self.first = EmptyState("picture", self.tr("Preparing the pictures …"))  # torch is loaded for the first ones: seconds
        self.status = MutedLabel()
        self.status.setWordWrap(False)
        self.draw_button = button(self.tr("Another draw"), "", "refresh")
        self.draw_button.setToolTip(self.tr("The same pictures, with other random changes"))
        self.others_button = button(self.tr("Other pictures"), "", "picture")
        self.cancel_button = button(self.tr("Cancel"))
        self.apply_button = button(self.tr("Apply"), "primary")
        self.apply_button.setDefault(True)
        for each in (self.draw_button, self.others_button, self.cancel_button):
            each.setAutoDefault(False)

    def _arrange(self) -> None:
        settings = QWidget()
        settings.setObjectName("contents")
        column = QVBoxLayout(settings)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(3 * theme.STEP)
        column.addWidget(self.form)
        column.addStretch(1)
        panel = _scrolling(settings, self.tr("Settings"))
        panel.setFixedWidth(_PANEL)
        self._stack = QStackedWidget()
        pictures = _scrolling(self.view, self.tr("Pictures as the model sees them"))
        pictures.setMinimumWidth(NARROWEST + 5 * theme.STEP)
        for page in (self.empty, self.first, pictures):
            self._stack.addWidget(page)
        card = Card()
        card.body.setContentsMargins(16, 8, 4, 4)
        card.body.addWidget(self._stack)
        right = QVBoxLayout()
        right.setSpacing(2 * theme.STEP)
        right.addWidget(self.message)
        right.addWidget(card, 1)
        upper = QHBoxLayout()
        upper.setSpacing(4 * theme.STEP)
        upper.addWidget(panel)
        upper.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(4 * theme.STEP)
        layout.addLayout(upper, 1)
        layout.addLayout(row_of(self.draw_button, self.others_button, self.status, None, self.cancel_button, self.apply_button))
        self.resize(_SIZE)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.subject.chosen.connect(self._on_subject)
        self._settle.timeout.connect(self._look)
        self._announce.timeout.connect(lambda: self.status.setText(self.tr("Working …")))
        self.draw_button.clicked.connect(self._on_draw)
        self.others_button.clicked.connect(self._on_others)
        self.cancel_button.clicked.connect(self.reject)
        self.apply_button.clicked.connect(self.accept)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setGeometry(moved_into(self.geometry(), room_for(self)))

    # ---- settings ------------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._show_subject()
        self._settle.start()

    def _on_subject(self, recipe: Recipe) -> None:
        self.form.set_value(recipe)
        self._on_edited()

    def _show_subject(self) -> None:
        recipe = self.recipe
        self.subject.show_recipe(recipe, any(has_effect(option, recipe) for option in self.form.sections[AUGMENTATION].options))

    # ---- looking -------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        """Decide whose pictures are shown, and show them."""
        samples = self._session.samples()
        known = {sample.id: sample for sample in samples}
        self._samples = [known[each] for each in self._wanted if each in known] or a_few(samples, _PICTURES, self._turn)
        self._stack.setCurrentIndex(_FIRST if self._samples else _EMPTY)
        for each in (self.draw_button, self.others_button):
            each.setEnabled(bool(self._samples))
        self.others_button.setVisible(len(samples) > len(self._samples))
        self._look()

    def _look(self) -> None:
        project = self._session.project
        self._cancel()
        if project is None or not self._samples:
            return
        ids, recipe, draw, originals = [sample.id for sample in self._samples], self.recipe, self._draw, self._originals
        self._task = Task("", lambda: seen_rows(project, recipe, ids, _VIEWS, draw, originals))
        self._task.succeeded.connect(self._on_seen)
        self._task.failed.connect(self._on_failed)
        self._announce.start()
        self._jobs.questions.submit(self._task)

    def _on_seen(self, rows: Sequence[SeenRow]) -> None:
        self._end()
        self.message.hide()
        if self._stack.currentIndex() != _SHOWN:
            self._stack.setCurrentIndex(_SHOWN)
        names = {sample.path: self._name(sample.class_id, sample.name) for sample in self._samples}
        self.view.set_rows(rows, [names.get(row.path, RowName(row.path.name)) for row in rows])

    def _name(self, class_id: int | None, file: str) -> RowName:
        named = next((each for each in self._session.classes if each.id == class_id), None)
        return RowName(file, named.name, named.colour) if named else RowName(file)

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        self.first.set_texts(self.tr("No preview"), self.tr("It comes by itself once the settings can be used."))
        self.message.show_message(sentences(error), "error")

    def _end(self) -> None:
        self._task = None
        self._announce.stop()
        self.status.clear()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._end()

    def _on_draw(self) -> None:
        self._draw += 1
        self._look()

    def _on_others(self) -> None:
        self._wanted = ()
        self._turn += 1
        self._originals = {}
        self._choose()

    def done(self, result: int) -> None:
        self._settle.stop()
        self._cancel()
        super().done(result)


def _scrolling(widget: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    return area
