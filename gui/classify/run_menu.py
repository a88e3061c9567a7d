"""The button that classifies, and its menu: what to ask about, how, again, compared with another model, and what was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from engine.classifier.asking import Asking
from engine.classifier.model.card import ModelCard
from gui import icons
from gui.filters.popup import Popup
from gui.forms import Form
from gui.quantities import when_text
from gui.widgets.parts import MutedLabel, button, give_keys, grouped

if TYPE_CHECKING:
    from engine.operations.classifying import JobCard

_MOST_JOBS = 12


class RunMenu(QObject):
    """Knows what is wished and nothing else; the page does it. `asking` is how the next run asks."""

    folder_wanted = Signal()
    unlabelled_wanted = Signal()
    watch_wanted = Signal()
    stop_watching_wanted = Signal()
    new_files_wanted = Signal()
    fresh_wanted = Signal()
    compare_wanted = Signal(object)  # ModelCard
    alarm_wanted = Signal()
    adopt_wanted = Signal()
    earlier_wanted = Signal(object)  # JobCard
    about_to_show = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.button: QPushButton = button(self.tr("Classify"), "primary", "classify")
        give_keys(self.button, "F5", self.tr("What to ask the model about, and how"))
        self._menu = QMenu(self.button)
        self.button.setMenu(self._menu)
        self.options = OptionsPopup(self.button)
        self._fill()
        self._menu.aboutToShow.connect(self.about_to_show)

    @property
    def asking(self) -> Asking:
        return self.options.form.value()

    def _fill(self) -> None:
        menu = self._menu
        self.folder = self._entry("folder", self.tr("A folder …"), self.folder_wanted)
        self.unlabelled = self._entry("unlabelled", self.tr("The unlabelled pictures of the project"), self.unlabelled_wanted)
        self.watch = self._entry("watch", self.tr("Watch a folder …"), self.watch_wanted)
        self.stop_watching = self._entry("stop", self.tr("Stop watching"), self.stop_watching_wanted)
        menu.addSeparator()
        self.new_files = self._entry("refresh", self.tr("Look for new files"), self.new_files_wanted)
        self.fresh = self._entry("history", self.tr("Start over: ask everything again"), self.fresh_wanted)
        self.compare: QMenu = menu.addMenu(icons.icon("compare"), self.tr("Compare with"))
        self.alarm = self._entry("picture", self.tr("Does it go by the background? …"), self.alarm_wanted)
        self.adopt = self._entry("label", self.tr("Make labels of what you said"), self.adopt_wanted)
        menu.addSeparator()
        self.earlier: QMenu = menu.addMenu(icons.icon("report"), self.tr("Earlier answers"))
        options = menu.addAction(icons.icon("options"), self.tr("Options …"))
        options.triggered.connect(lambda: self.options.open_below(self.button))

    def _entry(self, icon: str, text: str, wish: object) -> QAction:
        action = self._menu.addAction(icons.icon(icon), text)
        action.triggered.connect(lambda _=False: wish.emit())  # type: ignore[attr-defined] # a signal of this object
        return action

    # ---- what the page says --------------------------------------------------------------------------------

    def allow(self, *, unlabelled: bool, watching: bool, answers: bool, idle: bool, project: bool) -> None:
        """What makes sense now."""
        self.unlabelled.setEnabled(unlabelled)
        self.watch.setVisible(not watching)
        self.stop_watching.setVisible(watching)
        for action in (self.new_files, self.fresh):
            action.setEnabled(answers and idle)
        self.alarm.setEnabled(answers)
        self.adopt.setEnabled(answers and project)

    def offer_models(self, cards: Sequence[ModelCard]) -> None:
        """Other models to compare with."""
        self.compare.clear()
        self.compare.setEnabled(bool(cards))
        for card in cards:
            action = self.compare.addAction(card.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, card=card: self.compare_wanted.emit(card))

    def offer_earlier(self, cards: Sequence[JobCard]) -> None:
        self.earlier.clear()
        self.earlier.setEnabled(bool(cards))
        for card in cards[:_MOST_JOBS]:
            action = self.earlier.addAction(icons.icon("pause" if card.interrupted else "check"), self._told(card).replace("&", "&&"))
            action.triggered.connect(lambda _=False, card=card: self.earlier_wanted.emit(card))

    def _told(self, card: JobCard) -> str:
        done = card.answered + card.unreadable
        counted = self.tr("{0} of {1}").format(grouped(done), grouped(done + card.waiting)) if card.waiting else grouped(done)
        return " · ".join(filter(None, (name_of(card.question.sources), card.question.model.name, counted, _when(card.began))))


class OptionsPopup(Popup):
    """Precision, views and runtime of the next run."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.form: Form[Asking] = Form(Asking(), "asking", without=("batch_size",))
        self.form.setFixedWidth(432)
        hint = MutedLabel(self.tr("Holds for the next run. What was answered in another way is asked again."))
        hint.setFixedWidth(432)
        self.body.addWidget(self.form)
        self.body.addWidget(hint)


def name_of(sources: Sequence[Path]) -> str:
    """What a job is about, short: its first folder, and how many more there are."""
    first = sources[0].name or str(sources[0]) if sources else ""
    return first if len(sources) < 2 else f"{first} +{len(sources) - 1}"


def _when(moment: str) -> str:
    """ISO 8601 as people say it; nothing for what is no moment."""
    try:
        return when_text(datetime.fromisoformat(moment).timestamp())
    except ValueError:
        return ""
