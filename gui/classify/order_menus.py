"""How answers are sorted and under which headers they stand: the menus of the bar, each a table of what there is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from gui.classify.arranger import Arranger
from gui.widgets.exclusive import exclusive

ALIKE = "alike"


class AnswerSortMenu(QMenu):
    """Each order has the direction that people mean by it."""

    def __init__(self, arranger: Arranger, parent: QWidget) -> None:
        super().__init__(parent)
        self._arranger = arranger
        self.texts = {
            ("arrival", False): self.tr("As they came"),
            ("confidence", False): self.tr("Least sure first"),
            ("confidence", True): self.tr("Most sure first"),
            ("margin", False): self.tr("Closest contest first"),
            ("novelty", True): self.tr("Most unusual first"),
            ("folder", False): self.tr("By folder"),
            ("time", True): self.tr("Newest file first"),
            ("time", False): self.tr("Oldest file first"),
        }
        self.choices = exclusive(self, self.texts)
        for (order, descending), action in self.choices.items():
            wanted = {"order": order, "descending": descending}
            action.triggered.connect(lambda _=False, wanted=wanted: arranger.want(**wanted))
        arranger.changed.connect(self.refresh)

    def text(self) -> str:
        """What is chosen, in words."""
        wanted = self._arranger.wanted
        key = (wanted.order, wanted.descending) if wanted else ("arrival", False)
        return self.texts.get(key, self.tr("Sort"))

    def refresh(self) -> None:
        wanted = self._arranger.wanted
        if wanted is not None:
            chosen = self.choices.get((wanted.order, wanted.descending))
            if chosen is not None:
                chosen.setChecked(True)


class AnswerGroupMenu(QMenu):
    """`alike_wanted`: put what is shown together by likeness."""

    alike_wanted = Signal()

    def __init__(self, arranger: Arranger, parent: QWidget) -> None:
        super().__init__(parent)
        self._arranger = arranger
        texts = {"": self.tr("No headers"), "class": self.tr("By class"), "folder": self.tr("By folder"), ALIKE: self.tr("By likeness")}
        self.choices = exclusive(self, texts)
        self.insertSeparator(self.choices["class"])
        for group, action in self.choices.items():
            action.triggered.connect(lambda _=False, group=group: self._choose(group))
        arranger.changed.connect(self.refresh)

    def refresh(self) -> None:
        wish = self._arranger.wish
        if wish is not None:
            self.choices[ALIKE if wish.groups else wish.wanted.group].setChecked(True)

    def _choose(self, group: str) -> None:
        if group == ALIKE:
            self.alike_wanted.emit()
        else:
            self._arranger.want(group=group)
