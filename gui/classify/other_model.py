"""The line over the answers that says whose they are, where another model is chosen for the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.classifier.model.card import ModelCard
from gui.widgets.parts import MessageBar

if TYPE_CHECKING:
    from gui.classify.sheet import Sheet


class OtherModel(MessageBar):
    """Its button asks the chosen model about the same pictures. Dismissed, it comes back when something else is chosen or shown."""

    def __init__(self) -> None:
        super().__init__()
        self._compared: tuple[Sheet | None, str] = (None, "")

    def compare(self, sheet: Sheet | None, card: ModelCard | None) -> None:
        """Show whether the answers in `sheet` are of the model of `card`."""
        compared = (sheet, card.answers_sha256 if card is not None else "")
        if compared == self._compared:
            return
        self._compared = compared
        if sheet is None or card is None or card.answers_sha256 == sheet.question.sha256:
            self.hide()
            return
        name = sheet.question.model.name
        if name == card.name:  # it was trained anew, or another has got its name
            told = self.tr("These are the answers of the {0} that there was before.")
        else:
            told = self.tr("These are the answers of {0}.")
        self.show_message(told.format(name), "info", self.tr("Ask {0}").format(card.name).replace("&", "&&"))
