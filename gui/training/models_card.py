"""The models of the project and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from engine.classifier.model.card import ModelCard
from gui import icons, theme
from gui.training.model_table import ModelTable
from gui.widgets.flow import FlowLayout
from gui.widgets.parts import Card, MutedLabel, button


class ModelsCard(Card):
    """The same commands as buttons and in the context menu of the table; each says which model it is for."""

    chosen = Signal(object)  # list[ModelCard]
    recipe_wanted = Signal(object)  # ModelCard, whose recipe is to be used again
    card_wanted = Signal(object)
    export_wanted = Signal(object)
    rename_wanted = Signal(object, str)
    delete_wanted = Signal(object)
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Models"))
        self.table = ModelTable()
        self.nothing = MutedLabel(self.tr("None yet. Choose a way to train above and press Train."))
        self.hint = MutedLabel(self.tr("Select one to see its curves, two to compare them."))
        self._actions: dict[QAction, QWidget] = {}
        self._bar = QWidget()
        flow = FlowLayout(theme.STEP, self._bar)
        flow.setContentsMargins(0, 0, 0, 0)
        for action in self._commands():
            self.table.addAction(action)
            flow.addWidget(self._actions[action])
        take_in = button(self.tr("Take in a model file …"), "quiet", "import")
        take_in.clicked.connect(self.import_wanted)
        flow.addWidget(take_in)
        for part in (self.nothing, self.table, self.hint, self._bar):
            self.body.addWidget(part)
        self.table.chosen.connect(self._on_chosen)
        self.table.rows.rename_wanted.connect(self.rename_wanted)
        self.set_cards(())

    def _commands(self) -> list[QAction]:
        table: tuple[tuple[str, str, str, Callable[[ModelCard], object]], ...] = (
            (self.tr("Use this recipe again"), "refresh", "", self.recipe_wanted.emit),
            (self.tr("Model card"), "report", "", self.card_wanted.emit),
            (self.tr("Export as one file …"), "export", "", self.export_wanted.emit),
            (self.tr("Rename"), "rename", "F2", lambda _: self.table.edit_name()),
            (self.tr("Delete"), "delete", "Del", self.delete_wanted.emit),
        )
        return [self._command(*row) for row in table]

    def _command(self, text: str, icon: str, key: str, act: Callable[[ModelCard], object]) -> QAction:
        action = QAction(icons.icon(icon), text, self.table)
        if key:
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(action.shortcutContext().WidgetShortcut)
        action.triggered.connect(lambda: [act(card) for card in self.table.selected()[:1]])
        pressed = button(text, "quiet", icon)
        pressed.clicked.connect(action.trigger)
        self._actions[action] = pressed
        return action

    def set_cards(self, cards: Sequence[ModelCard]) -> None:
        self.table.set_cards(cards)
        self.table.setVisible(bool(cards))
        self.nothing.setVisible(not cards)
        self._show_commands()

    def cards(self) -> list[ModelCard]:
        return self.table.rows.cards()

    def press(self, text: str) -> None:
        """Do what the button with this text does."""
        next(action for action in self._actions if action.text() == text).trigger()

    def _on_chosen(self, cards: list[ModelCard]) -> None:
        self.chosen.emit(cards)  # first: whoever holds the table in its place must see where it was
        self._show_commands()

    def _show_commands(self) -> None:
        count = len(self.table.selected())
        for action, pressed in self._actions.items():
            action.setEnabled(count == 1)
            pressed.setVisible(count == 1)
        self.hint.setVisible(bool(self.table.rows.cards()) and count != 1)
        self.hint.setText(
            self.tr("Select one to see its curves, two to compare them.")
            if count < 2
            else self.tr("Escape selects nothing and shows the latest training again.")
        )
