"""Which pictures something is done with: all of them, those that are shown, or the selected ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QWidget

from gui.widgets.chips import grouped


@dataclass(frozen=True)
class Scopes:
    """How many pictures there are in all (-1: not counted yet), and the ids of some: `shown` is None where that is all of them."""

    total: int = -1
    shown: Sequence[int] | None = None
    selected: Sequence[int] = ()


class ScopeBox(QComboBox):
    """Begins with what is shown, where that is not everything: what a filter hides is not meant."""

    def __init__(self, scopes: Scopes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Which pictures"))
        self.addItem(self.tr("All"))
        if scopes.shown is not None:
            self.addItem(self.tr("Those that are shown ({0})").format(grouped(len(scopes.shown))), tuple(scopes.shown))
        if scopes.selected:
            self.addItem(self.tr("The selected ones ({0})").format(grouped(len(scopes.selected))), tuple(scopes.selected))
        self.set_total(scopes.total)
        self.setCurrentIndex(0 if scopes.shown is None else 1)

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to choose from."""
        return self.count() > 1

    @property
    def ids(self) -> tuple[int, ...] | None:
        """None: all."""
        return self.currentData()  # type: ignore[no-any-return]

    @property
    def pictures(self) -> int:
        """How many are chosen; -1 while that is not known."""
        return self._total if self.ids is None else len(self.ids)

    def set_total(self, total: int) -> None:
        self._total = total
        if total >= 0:
            self.setItemText(0, self.tr("All ({0})").format(grouped(total)))
