"""Welcome: what to do first, and the projects of last time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

import resources
from engine.project.project import SUFFIX
from gui import icons, theme
from gui.session import Session
from gui.widgets.parts import Card, MutedLabel, button

_WIDTH = 560
_LOGO = 72


class WelcomePage(QWidget):
    """Shown while no project is open."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    project_chosen = Signal(object)  # Path

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.new_button = button(self.tr("New project"), "primary", "new")
        self.open_button = button(self.tr("Open project …"), "", "open")
        self.sample_button = button(self.tr("Open the sample"), "", "sample")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        self._recent_card = Card(self.tr("Recent projects"))
        self._recent_card.body.addLayout(self._recent)
        self._arrange()
        self.new_button.clicked.connect(self.new_wanted)
        self.open_button.clicked.connect(self.open_wanted)
        self.sample_button.clicked.connect(self.sample_wanted)
        session.settings_changed.connect(self._show_recent)
        self._show_recent()

    def _arrange(self) -> None:
        logo = QLabel()
        logo.setPixmap(QIcon(str(resources.path("icons", "fieldmark.svg"))).pixmap(_LOGO, _LOGO))
        headline = QLabel(self.tr("Teach your computer what you see"))
        headline.setFont(theme.scaled_font(self.font(), 22 / 13, QFont.Weight.DemiBold))
        sentence = MutedLabel(
            self.tr("Label some of your pictures, train with one button, and let Fieldmark sort the rest. No picture leaves this machine.")
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.new_button, self.open_button, self.sample_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(3)
        column.addWidget(logo)
        column.addSpacing(16)
        column.addWidget(headline)
        column.addSpacing(6)
        column.addWidget(sentence)
        column.addSpacing(24)
        column.addLayout(buttons)
        column.addSpacing(12)
        column.addWidget(MutedLabel(self.tr("Or drop a folder of pictures anywhere on this window.")))
        column.addSpacing(28)
        column.addWidget(self._recent_card)
        column.addStretch(4)
        holder = QWidget()
        holder.setFixedWidth(_WIDTH)
        holder.setLayout(column)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(holder)
        row.addStretch(1)

    def _show_recent(self) -> None:
        while (item := self._recent.takeAt(0)) is not None:
            if (entry := item.widget()) is not None:
                entry.deleteLater()
        folders = [Path(folder) for folder in self._session.settings.recent]
        for folder in folders:
            self._recent.addWidget(self._entry(folder))
        self._recent_card.setVisible(bool(folders))

    def _entry(self, folder: Path) -> QPushButton:
        entry = _RecentEntry(folder)
        entry.clicked.connect(lambda: self.project_chosen.emit(folder))
        return entry


class _RecentEntry(QPushButton):
    """Name and place of one project; one that is gone cannot be clicked."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        there = folder.is_dir()
        name = folder.name.removesuffix(SUFFIX)
        self.setProperty("kind", "row")
        self.setEnabled(there)
        self.setToolTip(str(folder))
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title = QLabel(name)
        title.setEnabled(there)
        place = MutedLabel(self._place(folder) if there else self.tr("not there: {0}").format(folder.parent))
        place.setWordWrap(False)
        glyph = QLabel()
        glyph.setPixmap(icons.icon("folder").pixmap(18, 18))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(10)
        row.addWidget(glyph)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(place)
        for label in (title, place, glyph):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(36)

    def _place(self, folder: Path) -> str:
        try:
            text = "~/" + folder.parent.relative_to(Path.home()).as_posix()
        except ValueError:
            text = str(folder.parent)
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, 280)
