"""The building blocks of all pages, by one import: cards, heads, pills, notices and empty pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui import icons, theme
from gui.widgets.chips import Chip, grouped
from gui.widgets.glyph import Glyph
from gui.widgets.labels import MutedLabel, SectionLabel
from gui.widgets.preset_card import PresetCard

__all__ = [
    "Card",
    "Chip",
    "EmptyState",
    "Glyph",
    "MessageBar",
    "MutedLabel",
    "PresetCard",
    "SectionLabel",
    "button",
    "give_keys",
    "grouped",
]


def button(text: str, kind: str = "", icon: str = "", parent: QWidget | None = None) -> QPushButton:
    """A push button of the `kind` "", "primary", "quiet" or "danger"."""
    made = QPushButton(text, parent)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        made.setIconSize(QSize(20, 16))  # the glyph stands at the left of it: Qt knows no other way to set it off from the text
        made.setIcon(icons.icon(icon, {"primary": "on_accent", "danger": "danger"}.get(kind, "")))
    return made


def give_keys(made: QAbstractButton, keys: str, tip: str) -> None:
    """While it is on the screen, `keys` click it; its tooltip tells them."""
    sequence = QKeySequence(keys)
    made.setShortcut(sequence)
    made.setToolTip(f"{tip} ({sequence.toString(QKeySequence.SequenceFormat.NativeText)})")


class Card(QFrame):
    """A surface with a fine border; give `title` for a section head. Its contents go into `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 16)
        self.body.setSpacing(3 * theme.STEP)
        self._title = SectionLabel(title)
        self._title.setVisible(bool(title))
        self.body.addWidget(self._title)

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))


class EmptyState(QWidget):
    """What an empty page says: what belongs here, and the button that brings it."""

    primary_clicked = Signal()
    secondary_clicked = Signal()

    def __init__(
        self, icon: str, headline: str, sentence: str = "", primary: str = "", secondary: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._glyph = Glyph(icon, 44, "muted")
        self.headline = QLabel(headline)
        self.headline.setFont(theme.scaled_font(self.font(), 17 / 13, self.font().Weight.DemiBold))
        self.headline.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = MutedLabel(sentence)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setFixedWidth(420)
        self.primary = button(primary, "primary")
        self.secondary = button(secondary)
        self.primary.clicked.connect(self.primary_clicked)
        self.secondary.clicked.connect(self.secondary_clicked)
        self._arrange()
        self.set_texts(headline, sentence, primary, secondary)

    def set_texts(self, headline: str, sentence: str = "", primary: str = "", secondary: str = "") -> None:
        """Say something else; a button without text is not there."""
        for part, text in ((self.headline, headline), (self.sentence, sentence), (self.primary, primary), (self.secondary, secondary)):
            part.setText(text)
            part.setVisible(bool(text))
        self.setAccessibleName(headline)
        self.setAccessibleDescription(sentence)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.STEP)
        buttons.addStretch()
        buttons.addWidget(self.primary)
        buttons.addWidget(self.secondary)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch(4)
        for part, space in ((self._glyph, 14), (self.headline, 6)):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(space)
        middle = QHBoxLayout()  # an alignment would make the layout forget that the sentence wraps
        middle.addStretch()
        middle.addWidget(self.sentence)
        middle.addStretch()
        column.addLayout(middle)
        column.addSpacing(20)
        column.addLayout(buttons)
        column.addStretch(5)


class MessageBar(QFrame):
    """A notice within the page: what happened in bold, then what was kept and what to do; it stays until it is dismissed."""

    action_clicked = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = Glyph("info", 20, "accent_text")
        self._what = QLabel()
        self._what.setFont(theme.scaled_font(self.font(), 1.0, self.font().Weight.DemiBold))
        self._rest = QLabel()
        for label in (self._what, self._rest):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # file names must not be taken for markup
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = button("")
        self._action.clicked.connect(self.action_clicked)
        self._close = QToolButton()
        self._close.setIcon(icons.icon("close"))
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.clicked.connect(self._on_close)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._arrange()
        self.hide()

    def show_message(self, sentences: Sequence[str] | str, kind: str = "info", action: str = "") -> None:
        """Show what, kept and next (any number of them). `kind` is "info", "warning", "error" or "success"."""
        lines = [sentences] if isinstance(sentences, str) else [text for text in sentences if text]
        self._what.setText(lines[0] if lines else "")
        self._rest.setText(" ".join(lines[1:]))
        self._rest.setVisible(len(lines) > 1)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        name, colour = {"warning": ("warning", "warning"), "error": ("error", "danger"), "success": ("accept", "success")}.get(
            kind, ("info", "accent_text")
        )
        self._glyph.set_glyph(name, colour)
        place = Qt.AlignmentFlag.AlignTop if len(lines) > 1 else Qt.AlignmentFlag.AlignVCenter
        for part in (self._glyph, self._close):
            self._row.setAlignment(part, place)
        self.setProperty("tone", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(" ".join(lines))
        self.show()

    def text(self) -> str:
        return " ".join(part for part in (self._what.text(), self._rest.text()) if part)

    def _on_close(self) -> None:
        self.hide()
        self.dismissed.emit()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._rest)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 10)
        row.setSpacing(3 * theme.STEP)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
