"""Label: the grid of samples, the classes, and the picture in hand. A digit, a letter or a click on a class labels the selection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from engine.views.query import parse
from gui import icons
from gui.classes.class_model import ClassModel
from gui.classes.class_panel import ClassPanel
from gui.filters.filter_bar import FilterBar
from gui.gallery.gallery import LARGEST, SMALLEST, Gallery
from gui.hand import Hand
from gui.labeller import Labeller
from gui.models.sample_model import SampleModel
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.pages.class_choice import ClassChoice
from gui.pages.label_covers import LabelCovers
from gui.pages.label_keys import class_key, class_of_key, command_of
from gui.pages.label_menu import LabelMenu
from gui.session import Session
from gui.widgets.page_frame import PageFrame
from gui.widgets.parts import EmptyState
from gui.widgets.sample_inspector import SampleInspector

_TITLE_WIDTH = 140  # px; a longer name of a project is cut short


class LabelPage(PageFrame):
    """Puts the parts together. What is done to samples goes through `hand`, and from there to the project as changes that can be undone."""

    import_wanted = Signal()
    edit_refused = Signal(object)  # FieldmarkError
    told = Signal(str)  # a word for the foot of the window

    def __init__(self, session: Session, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = SampleModel(session)
        self.gallery = Gallery(thumbnails)
        self.gallery.setModel(self.model)
        self.gallery.drags_samples = True
        self.labeller = Labeller(session, self)
        self.hand = Hand(session, self.model, self.gallery, self.labeller, self)
        self.classes = ClassPanel(ClassModel(session, self.model), self.labeller, thumbnails)
        self.sample = SampleInspector(session)
        self.covers = LabelCovers(session, self.model, self.gallery, self.hand, thumbnails, self)
        self._choice = ClassChoice(session, self.model, self.classes, self.labeller, self.hand, self.gallery, self.covers)
        self.commands = self._commands()
        self._menu = LabelMenu(session, self.hand, self.commands, self)
        self._build_bar()
        self._build_middle()
        self._build_inspector()
        self.lead_keys_to(self.gallery)
        self._connect()
        self._refresh()

    def shutdown(self) -> None:
        self.sample.shutdown()
        self.covers.shutdown()

    # ---- building ------------------------------------------------------------------------------------------

    def _build_bar(self) -> None:
        self.filter_bar = FilterBar(self._session, self.model)
        self.search = self.filter_bar.search
        self.all_chip, self.unlabelled_chip = self.filter_bar.chips.all_chip, self.filter_bar.chips.unlabelled_chip
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(SMALLEST, LARGEST)
        self._size.setFixedWidth(110)
        self._size.setAccessibleName(self.tr("Thumbnail size"))
        self._size.setToolTip(self.tr("Thumbnail size"))
        self.bar.addWidget(self.filter_bar, 1)
        self.bar.addWidget(self._size)

    def _build_middle(self) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.gallery)
        self._no_samples = EmptyState(
            "picture",
            self.tr("Drop folders of pictures here"),
            self.tr("Subfolders can become classes. The pictures stay where they are."),
            self.tr("Choose folders …"),
        )
        self._no_matches = EmptyState(
            "search", self.tr("Nothing here"), self.tr("No picture fits the filter."), self.tr("Show all pictures")
        )
        for widget in (holder, self._no_samples, self._no_matches):
            self.middle.addWidget(widget)
        self._no_samples.primary_clicked.connect(self.import_wanted)
        self._no_matches.primary_clicked.connect(self.filter_bar.show_everything)

    def _build_inspector(self) -> None:
        self.moving_on = QToolButton()
        self.moving_on.setText(self.tr("Move on after labelling"))
        self.moving_on.setIcon(icons.icon("next"))
        self.moving_on.setToolTip(self.tr("A label takes you straight to the next picture without one, so that one hand is enough."))
        self.moving_on.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.moving_on.setCheckable(True)
        self.moving_on.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.inspect(self.tr("Classes"), self.classes, self.moving_on)
        self._inspector.addWidget(self.sample)
        self.end_inspector()

    def _commands(self) -> dict[str, Callable[..., object]]:
        hand = self.hand
        return {
            "pick_class": self._choice.pick,
            "new_class": self._choice.type_new,
            "not_sure": hand.mark_unsure,
            "take_labels_off": hand.take_off,
            "majority": hand.give_majority,
            "to_duplicates": hand.give_to_duplicates,
            "move_on": self._set_moving_on,
            "next_unlabelled": hand.next_unlabelled,
            "large_view": self.covers.show_large,
            "compare": self.covers.compare,
            "select_all": hand.select_all,
            "select_none": hand.select_none,
            "invert_selection": hand.invert_selection,
            "select_class": hand.select_class,
            "select_folder": hand.select_folder,
            "search": self._go_to_search,
            "remove_selected": hand.remove,
            "leave": self.covers.leave,
        }

    def _connect(self) -> None:
        session = self._session
        for signal in (session.project_opened, session.project_closed, session.membership_changed, session.classes_changed):
            signal.connect(self._refresh)
        session.settings_changed.connect(self._show_settings)
        self.model.counts_changed.connect(self._on_selection_changed)
        self.model.modelReset.connect(self._on_rows_changed)
        self.model.view_changed.connect(self._on_view_changed)
        self.filter_bar.left.connect(self.gallery.setFocus)
        self._size.setValue(session.settings.thumbnail_width)
        self.gallery.set_cell_size(self._size.value())
        self._size.valueChanged.connect(self.gallery.set_cell_size)
        self._size.sliderReleased.connect(self._keep_size)
        self.gallery.activated_sample.connect(self.covers.show_large)
        self.gallery.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.gallery.customContextMenuRequested.connect(self._on_menu)
        self.gallery.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.gallery.selectionModel().currentChanged.connect(self._on_selection_changed)
        self.moving_on.toggled.connect(self._set_moving_on)
        self.covers.changed.connect(self._on_selection_changed)
        for part in (self.hand, self.covers):
            part.told.connect(self.told)
        self.labeller.refused.connect(self.edit_refused)
        self.classes.show_wanted.connect(lambda target: self.filter_bar.show_only("class", target.name))
        self.sample.search_wanted.connect(lambda text: self.filter_bar.show_query(parse(text)))

    # ---- the hand ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command, target, key = command_of(event), class_of_key(event, self._session.classes), class_key(event)
        if command:
            self.commands[command]()
        elif target is not None:
            self.hand.assign(target)
        elif key:
            self.told.emit(self.tr("No class has the key {0}.").format(key.upper()))
        else:
            super().keyPressEvent(event)

    def _set_moving_on(self, wanted: bool) -> None:
        self._session.change_settings(replace(self._session.settings, advance=wanted))

    def _on_menu(self, position: QPoint) -> None:
        if self.hand.count():
            self._menu.build().popup(self.gallery.viewport().mapToGlobal(position))

    def _go_to_search(self) -> None:
        self.covers.leave()
        self.filter_bar.focus_search()

    def _on_selection_changed(self) -> None:
        if self.covers.current is None:
            self.sample.show_selection(self.hand.count(), self.hand.current())
            self.classes.select(self.hand.common_class())

    # ---- filtering -----------------------------------------------------------------------------------------

    def _on_view_changed(self) -> None:
        """Another view begins at its top, unless the picture in hand is further down."""
        if not self.gallery.currentIndex().isValid():
            self.gallery.scrollToTop()

    def _keep_size(self) -> None:
        self._session.change_settings(replace(self._session.settings, thumbnail_width=self._size.value()))

    # ---- showing -------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        project = self._session.project
        name = project.name if project else ""
        self.title.setText(self.title.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _TITLE_WIDTH))
        self.title.setToolTip(name)
        self.classes.set_editable(self._session.writable)
        self._show_settings()
        self._on_rows_changed()

    def _show_settings(self) -> None:
        self.moving_on.setChecked(self._session.settings.advance)

    def _on_rows_changed(self) -> None:
        if self.model.query.text() == "is:unlabelled" and not self.model.counts[None]:
            self._no_matches.set_texts(self.tr("Everything is labelled"), self.tr("Time to train."), self.tr("Show all pictures"))
        else:
            self._no_matches.set_texts(self.tr("Nothing here"), self.tr("No picture fits the filter."), self.tr("Show all pictures"))
        page = 0 if self.model.rowCount() else 2 if self.model.counts.total() else 1
        self.middle.setCurrentIndex(page)
        self._on_selection_changed()
