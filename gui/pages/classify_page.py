"""Classify: a model and folders in, a grid that fills with answers, and a person's word on them. Puts `gui.classify` together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.classifier.model.card import ModelCard
from engine.operations.models import models_of
from gui import icons
from gui.classify.answer_chips import AnswerChips
from gui.classify.answer_desk import AnswerDesk
from gui.classify.answer_keys import command_of
from gui.classify.answer_menu import AnswerMenu
from gui.classify.answer_pages import AnswerPages
from gui.classify.closing_words import ClosingWords
from gui.classify.comparing import Comparing
from gui.classify.earlier import Earlier
from gui.classify.run_menu import RunMenu, name_of
from gui.classify.sequels import Sequels
from gui.classify.threshold_box import ThresholdBox
from gui.classify.tools import AnswerTools
from gui.jobs import Jobs
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.notices import Speaker
from gui.pages.label_keys import class_of_key
from gui.session import Session
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.page_frame import PageFrame
from gui.widgets.parts import button

_TITLE_WIDTH, _NARROW = 120, 1240  # px, the same for all titles; in a page narrower than that there is no room for one
_TIGHT = 1300  # px; narrower than that, the pills need the room of the words on buttons
_MODELS_WIDTH, _MODELS_TIGHT = 152, 120  # px


class ClassifyPage(PageFrame):
    """One job is shown at a time; those before it are kept and can be shown again."""

    train_wanted = Signal()
    said = Signal(object)  # Notice
    told = Signal(str)  # a word for the foot of the window
    steps_changed = Signal()  # what `undo` takes back

    def __init__(self, session: Session, jobs: Jobs, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ClosingWords(self)
        self.speaker = Speaker(self)
        self.desk = AnswerDesk(session, jobs, thumbnails, self)
        self.desk.showing.connect(self._on_showing)  # before anybody says something of what is shown now
        self.model, self.gallery, self.hand, self.runs = self.desk.model, self.desk.gallery, self.desk.hand, self.desk.runs
        self.comparing = Comparing(jobs, self.desk, self)
        self.sequels = Sequels(session, jobs, self.desk, self._words, self)
        self.commands = self._commands()
        self._build_bar()
        self.middle_pages = AnswerPages(self.desk, self.middle)
        self.earlier = Earlier(self.desk, self.run_menu, self.middle_pages, self.chips, self._words, self)
        self._build_inspector()
        AnswerMenu(self.desk, {**self.commands, "large": self.sequels.show_large}, self)
        self.lead_keys_to(self.gallery)
        self._connect()
        self._show_models()

    def shutdown(self) -> None:
        self.desk.shutdown()

    # ---- building ------------------------------------------------------------------------------------------

    def _build_bar(self) -> None:
        self.title.setFixedWidth(_TITLE_WIDTH)
        self.models = ChoiceBox()
        self.models.setAccessibleName(self.tr("Model"))
        self.models.setToolTip(self.tr("The model that is asked next"))
        self.chips = AnswerChips(self.desk.arranger)
        self.tools = AnswerTools(self.desk.arranger)
        self.export_button, self.sort_button = button(""), button("")
        self._dresses = ((self.export_button, self.tr("Export …"), "export"), (self.sort_button, self.tr("Sort files …"), "move"))
        for each, words, _ in self._dresses:
            each.setAccessibleName(words)
            each.setToolTip(words)
        self.run_menu = RunMenu(self)
        self.bar.addWidget(self.models)
        self.bar.addWidget(self.chips, 1)
        for widget in (self.tools, self.export_button, self.sort_button, self.run_menu.button):
            self.bar.addWidget(widget)

    def _build_inspector(self) -> None:
        self._inspector.addWidget(self.desk.inspector)
        self.end_inspector()
        self.thresholds = ThresholdBox(self.desk.arranger)
        self._foot = self.keep_in_sight(self.desk.inspector.buttons, self.thresholds)

    def _commands(self) -> dict[str, Callable[[], object]]:
        hand = self.hand
        return {
            "accept": hand.accept,
            "pick": self.desk.pick,
            "unknown": hand.call_unknown,
            "take_back": hand.take_back,
            "select_like": hand.select_like,
            "select_none": self.gallery.clearSelection,
            "undo": self.undo,
        }

    def _connect(self) -> None:
        session, desk, menu, pages = self._session, self.desk, self.run_menu, self.middle_pages
        for signal in (session.project_opened, session.project_closed, session.models_changed):
            signal.connect(self._show_models)
        for signal in (session.membership_changed, session.samples_changed):
            signal.connect(lambda *_: self._show_state())
        for part in (self.hand, self.sequels):
            part.told.connect(self.told)
        for source in (self.sequels, self.comparing, self.earlier):
            source.said.connect(self.speaker.say)
        self.speaker.said.connect(self.said)
        self.earlier.outdated.connect(self.speaker.outdated)
        self.hand.steps_changed.connect(self.steps_changed)
        self.comparing.changed.connect(lambda: self.chips.show_comparison(self.comparing.words, self.comparing.sides))
        self.chips.end_wanted.connect(self.comparing.end)
        menu.compare_wanted.connect(self.comparing.start)
        self.models.currentIndexChanged.connect(self._show_state)
        for signal in (desk.showing, desk.runs.changed, desk.arranger.changed):
            signal.connect(self._show_state)
        desk.runs.began.connect(self.speaker.withdraw)
        desk.runs.ended.connect(lambda run: self._show_models() if run.error else None)  # it may be that one is gone
        pages.other_model.action_clicked.connect(self._ask_again)
        self.gallery.activated_sample.connect(lambda _: self.sequels.show_large())
        desk.inspector.saliency.large_wanted.connect(lambda _: self.sequels.show_large())
        self.chips.sort_wanted.connect(desk.arranger.arrange)
        self.tools.heatmaps_toggled.connect(self._on_heatmaps)
        self.tools.group_menu.alike_wanted.connect(self.sequels.put_together)
        self.export_button.clicked.connect(self.sequels.export)
        self.sort_button.clicked.connect(self.sequels.sort_files)
        pages.train_wanted.connect(self.train_wanted)
        pages.folder_wanted.connect(self._on_folder)
        pages.unlabelled_wanted.connect(self._on_unlabelled)
        menu.folder_wanted.connect(self._on_folder)
        menu.unlabelled_wanted.connect(self._on_unlabelled)
        menu.watch_wanted.connect(self._on_watch)
        menu.new_files_wanted.connect(self.earlier.go_on)
        menu.fresh_wanted.connect(lambda: self._ask_again(fresh=True))
        menu.alarm_wanted.connect(self.sequels.alarm)
        menu.adopt_wanted.connect(self.sequels.adopt)
        menu.about_to_show.connect(self._on_menu)

    # ---- running -------------------------------------------------------------------------------------------

    def card(self) -> ModelCard | None:
        """The model that the next run will use."""
        return self.models.currentData()  # type: ignore[no-any-return]

    def choose_model(self, name: str) -> None:
        """Show this one, if there is one of that name."""
        place = self.models.findText(name)
        if place >= 0:
            self.models.setCurrentIndex(place)

    def classify(self, places: Sequence[Path], *, fresh: bool = False) -> None:
        """Start a run over `places`, folders or pictures, in place of the one that may be running."""
        card = self.card()
        if card is not None and places:
            self.runs.start(card, places, self.run_menu.asking, fresh=fresh)

    def _ask_folder(self) -> list[Path]:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of pictures"))
        return [Path(folder)] if folder else []

    def _on_folder(self) -> None:
        self.classify(self._ask_folder())

    def _on_unlabelled(self) -> None:
        card = self.card()
        if card is not None:
            self.runs.start_unlabelled(card, self.run_menu.asking)

    def _on_watch(self) -> None:
        card, places = self.card(), self._ask_folder()
        if card is not None and places:
            self.runs.watch(card, places, self.run_menu.asking)

    def _ask_again(self, *, fresh: bool = False) -> None:
        """Ask the chosen model about the pictures that are shown."""
        sheet, card = self.desk.arranger.sheet, self.card()
        if sheet is None or card is None:
            return
        if sheet.question.subject:
            self.runs.start_unlabelled(card, self.run_menu.asking, fresh=fresh)
        else:
            self.classify(sheet.question.sources, fresh=fresh)

    def drop_words(self) -> str:
        """What happens to folders and pictures that are dropped now."""
        return self._words.drop(self.runs.name)

    def _on_menu(self) -> None:
        """What the menu offers, as things stand."""
        sheet = self.desk.arranger.sheet
        self.run_menu.allow(
            unlabelled=self._has_unlabelled(),
            watching=self.runs.watching,
            answers=sheet is not None and bool(self.desk.arranger.total),
            idle=not self.runs.running,
            project=self._session.writable,
        )
        asked = sheet.question.sha256 if sheet else ""
        self.run_menu.offer_models([card for card in self._cards() if sheet is not None and card.answers_sha256 != asked])
        self.runs.list_earlier()

    @property
    def next_undo(self) -> str:
        """What `undo` would take back, in words; empty if nothing was said here."""
        return self.hand.next_undo or self.sequels.next_undo

    def undo(self) -> None:
        """Take back what was said last of answers, or what of it was put into the project just now; never what was done elsewhere."""
        if self.sequels.next_undo and not self.hand.next_undo:
            self.sequels.undo_adopting()
        else:
            self.hand.undo()

    # ---- keys ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command, target = command_of(event), class_of_key(event, self._session.classes)
        if self.desk.arranger.sheet is None:
            super().keyPressEvent(event)
        elif command:
            self.commands[command]()
        elif target is not None:
            self.hand.correct(target.name)
        else:
            super().keyPressEvent(event)

    def _on_heatmaps(self, wanted: bool) -> None:
        self.desk.heated.set_for_all(wanted)
        self.gallery.viewport().update()

    def _on_showing(self) -> None:
        """Go on with the model whose answers are shown."""
        sheet = self.desk.arranger.sheet
        if sheet is None or sheet is not self.runs.asked:  # what was told when its run began still holds
            self.speaker.withdraw()
        if sheet is not None:
            self.choose_model(sheet.question.model.name)
        self._show_title()

    # ---- showing -------------------------------------------------------------------------------------------

    def _show_models(self) -> None:
        project = self._session.project
        chosen = self.models.currentText()
        self.models.clear()
        for card in models_of(project) if project else []:
            self.models.addItem(card.name, card)
        self.choose_model(chosen)
        self._show_title()
        self._show_state()

    def _show_title(self) -> None:
        """What the answers are about; without answers, the project."""
        sheet, project = self.desk.arranger.sheet, self._session.project
        places = sheet.question.sources if sheet else ()
        name = name_of(places) if sheet else project.name if project else ""
        self.title.setText(self.title.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _TITLE_WIDTH))
        self.title.setToolTip("\n".join(map(str, places)) or name)

    def _show_state(self) -> None:
        has_model, has_answers = self.card() is not None, bool(self.desk.arranger.total)
        if not has_answers:
            self.middle_pages.show_state(has_model, self._has_unlabelled())
        self.models.setVisible(has_model)
        self.run_menu.button.setEnabled(has_model)
        for part in (self.tools, self.export_button, self.sort_button):
            part.setEnabled(has_answers)
        self._foot.setVisible(has_answers)
        self.middle_pages.other_model.compare(self.desk.arranger.sheet, self.card())

    def _cards(self) -> list[ModelCard]:
        return [self.models.itemData(place) for place in range(self.models.count())]

    def _has_unlabelled(self) -> bool:
        project = self._session.project
        return project is not None and project.sample_count() > sum(project.class_counts().values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.desk.inspector.saliency.suit(self.window().height())
        tight = self.width() < _TIGHT
        self.title.setVisible(self.width() >= _NARROW)
        self.bar.setSpacing(4 if tight else 12)
        self.models.setFixedWidth(_MODELS_TIGHT if tight else _MODELS_WIDTH)
        for each, words, icon in self._dresses:
            each.setText("" if tight else words)
            each.setIcon(icons.icon(icon) if tight else QIcon())
