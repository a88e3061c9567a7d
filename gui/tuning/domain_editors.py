"""How people say where a field is searched: from where to where, among which choices, or which single values."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from engine.classifier.learning.search_space import OR, TO, Choices, Domain, Span
from engine.fields import Option
from gui import theme
from gui.text import of_engine


class DomainEditor(Protocol):
    """A widget whose `text` is what `engine.classifier.learning.search_space.domain_of` reads."""

    edited: Signal

    def text(self) -> str: ...

    def set_invalid(self, reason: str) -> None: ...


class SpanEditor(QWidget):
    """Two numbers."""

    edited = Signal()

    def __init__(self, label: str, span: Span) -> None:
        super().__init__()
        self.low, self.high = (QLineEdit(part) for part in str(span).split(TO))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.STEP)
        for line, name in ((self.low, self.tr("{0}, from")), (self.high, self.tr("{0}, to"))):
            line.setAccessibleName(name.format(label))
            line.textChanged.connect(self.edited)
            line.setCursorPosition(0)
        row.addWidget(self.low)
        row.addWidget(QLabel("–"))
        row.addWidget(self.high)

    def text(self) -> str:
        return f"{self.low.text().strip()}{TO}{self.high.text().strip()}"

    def set_invalid(self, reason: str) -> None:
        for line in (self.low, self.high):
            _mark(line, reason)


class ChoicesEditor(QPushButton):
    """A button whose menu ticks the choices; the menu stays open while they are ticked."""

    edited = Signal()

    def __init__(self, label: str, option: Option, chosen: Choices) -> None:
        super().__init__()
        self._label = label
        self._menu = _Ticks(self)
        self._actions: dict[str, QAction] = {}
        for value, name in option.choices.items():
            action = self._menu.addAction(of_engine("recipe", name))
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.toggled.connect(self._on_toggled)
            self._actions[value] = action
        self.setMenu(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._tell()

    def text_shown(self) -> str:
        return ", ".join(action.text() for action in self._actions.values() if action.isChecked())

    def text(self) -> str:
        return OR.join(value for value, action in self._actions.items() if action.isChecked()) or OR

    def set_invalid(self, reason: str) -> None:
        self.setToolTip(reason or self.text_shown())

    def _on_toggled(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        chosen = sum(action.isChecked() for action in self._actions.values())
        self.setText(self.tr("{0} of {1}").format(chosen, len(self._actions)))
        self.setToolTip(self.text_shown())
        self.setAccessibleName(f"{self._label}: {self.text_shown()}")


class ValuesEditor(QLineEdit):
    """Single values with | between them."""

    edited = Signal()

    def __init__(self, label: str, domain: Domain) -> None:
        super().__init__(str(domain))
        self.setAccessibleName(label)
        self.setCursorPosition(0)
        self.textChanged.connect(self.edited)
        self.set_invalid("")

    def set_invalid(self, reason: str) -> None:
        _mark(self, reason or self.tr("Values with | between them, or from..to"), bool(reason))


class _Ticks(QMenu):
    """Stays open when a line is ticked by mouse or by key."""

    def mouseReleaseEvent(self, event: object) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: object) -> None:
        action = self.activeAction()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and action is not None:  # type: ignore[attr-defined]
            action.trigger()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


def editor_for(option: Option, domain: Domain) -> SpanEditor | ChoicesEditor | ValuesEditor:
    label = of_engine("recipe", option.label)
    if option.choices and isinstance(domain, Choices):
        return ChoicesEditor(label, option, domain)
    return SpanEditor(label, domain) if isinstance(domain, Span) else ValuesEditor(label, domain)


def _mark(line: QLineEdit, hint: str, invalid: bool | None = None) -> None:
    """A red border where it cannot be searched, and the reason as a hint."""
    invalid = bool(hint) if invalid is None else invalid
    line.setToolTip(hint)
    if line.property("invalid") != invalid:
        line.setProperty("invalid", invalid)
        line.style().unpolish(line)
        line.style().polish(line)
