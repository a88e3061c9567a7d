"""The pills over the grid: all, the classes with most answers, what is unsure, unknown or unreadable; what does not fit is under "More"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from gui import icons, theme
from gui.classify.arranger import Arranger
from gui.widgets.chips import Chip, grouped

if TYPE_CHECKING:
    from gui.classify.decisions import Decisions

_GAP = 8
_WIDEST, _NARROWEST = 132, 84  # px of the name of a class, the latter where there is little room
_ROOMY = 440
_CLASSES_FIRST = 2  # classes that have room before what is unsure, unknown or unreadable
_MOST_IN_MENU = 400  # classes; more are found by the filter


class CodeChip(Chip):
    """One decision; a long name is cut and shown whole on hover."""

    def __init__(self, parent: QWidget) -> None:
        self.code: int | None = None  # None: all
        self.widest = _WIDEST
        super().__init__("", parent=parent)

    def dress(self, code: int | None, name: str, count: int, checked: bool) -> None:
        self.code = code
        self.setText(name.replace("&", "&&"))
        self.set_count(count)
        self.setChecked(checked)
        self.setToolTip(name if self.shown_text() != f"{name} {grouped(count)}" else "")
        self.setAccessibleName(f"{name} {grouped(count)}")

    def shown_text(self) -> str:
        metrics = QFontMetrics(theme.scaled_font(self._font(), 1.0, QFont.Weight.DemiBold))
        name = metrics.elidedText(self.text().replace("&&", "&"), Qt.TextElideMode.ElideRight, self.widest)
        return name if self.count is None else f"{name} {grouped(self.count)}"


class AnswerChips(QWidget):
    """Shows the counts of the arranger; a click shows one decision alone, or all."""

    sort_wanted = Signal()  # what came late is to be put in order
    end_wanted = Signal()  # of the comparison
    stop_wanted = Signal()  # of watching

    def __init__(self, arranger: Arranger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arranger = arranger
        self._differ, self._watches = "", False
        self._chips: list[CodeChip] = []
        self._hidden: list[int] = []
        self.more = CodeChip(self)
        self.more.clicked.connect(self._show_more)
        self.late, self.comparison, self.watching = Chip(parent=self), Chip(parent=self), Chip(self.tr("Watching  ×"), parent=self)
        self.watching.setToolTip(self.tr("New pictures are classified as they arrive. Click to stop."))
        self.watching.clicked.connect(self.stop_wanted)
        self.late.setToolTip(self.tr("They lie at the end. Click to put all in order."))
        self.comparison.setToolTip(self.tr("Click to end the comparison"))
        self.late.clicked.connect(self.sort_wanted)
        self.comparison.clicked.connect(self.end_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        arranger.changed.connect(self.refresh)
        self.refresh()

    @property
    def shown(self) -> list[CodeChip]:
        """The pills for which there is room, from the left."""
        return [chip for chip in self._chips if not chip.isHidden()]

    def show_comparison(self, words: str) -> None:
        """What a comparison says of itself; empty without one."""
        self._differ = words
        self.refresh()

    def show_watching(self, watches: bool) -> None:
        """Whether folders are being watched."""
        self._watches = watches
        self.refresh()

    def refresh(self) -> None:
        decisions, wish = self._arranger.decisions, self._arranger.wish
        counts = self._arranger.counts
        self.watching.setChecked(True)
        if decisions is None or wish is None or not counts:
            self._lay([self.watching] if self._watches else [])
            return
        self.late.setText(self.tr("{0} new: sort again").format(grouped(self._arranger.late)))
        self.late.setCheckable(False)
        self.comparison.setText(f"{self._differ}  ×")
        self.comparison.setChecked(True)
        self._place(decisions, wish.wanted.decision)

    # ---- the row -------------------------------------------------------------------------------------------

    def _place(self, decisions: Decisions, chosen: int | None) -> None:
        counts = self._arranger.counts
        wanted = ((self.late, self._arranger.late), (self.comparison, self._differ), (self.watching, self._watches))
        extra = [chip for chip, is_wanted in wanted if is_wanted]
        codes = _by_use(counts.most_common(), decisions.others)
        self.more.dress(None, self.tr("More"), 0, False)
        self.more.set_count(None)
        room = self.width() - sum(_width(chip) + _GAP for chip in extra)
        while len(self._chips) < min(len(codes) + 1, 24):
            chip = CodeChip(self)
            chip.clicked.connect(lambda _=False, chip=chip: self._arranger.want(decision=chip.code))
            self._chips.append(chip)
        for chip in self._chips:
            chip.widest = _WIDEST if self.width() >= _ROOMY else _NARROWEST
        self._chips[0].dress(None, self.tr("All"), self._arranger.total, chosen is None and not self._arranger.filtered)
        taken = _width(self._chips[0])
        fitting: list[int] = []
        reserve = _GAP + _width(self.more)
        for number, code in enumerate(codes[: len(self._chips) - 1]):
            chip = self._chips[len(fitting) + 1]
            chip.dress(code, decisions.name(code), counts[code], code == chosen)
            needed = taken + _GAP + _width(chip)
            if needed + (0 if number == len(codes) - 1 else reserve) > room:
                break
            taken = needed
            fitting.append(code)
        order = sorted(fitting, key=lambda code: (code < 0, code if code >= 0 else decisions.others.index(code)))
        for chip, code in zip(self._chips[1:], order, strict=False):
            chip.dress(code, decisions.name(code), counts[code], code == chosen)
        self._hidden = [code for code in codes if code not in fitting]
        if chosen in self._hidden and chosen is not None:
            self.more.dress(chosen, decisions.name(chosen), counts[chosen], True)
        self._lay([*extra, *self._chips[: len(fitting) + 1], *([self.more] if self._hidden else [])])

    def _lay(self, chips: Sequence[Chip]) -> None:
        x = 0
        for chip in (*self._chips, self.more, self.late, self.comparison, self.watching):
            chip.setVisible(chip in chips)
        for chip in chips:
            size = chip.sizeHint().expandedTo(chip.minimumSize())
            chip.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            x += size.width() + _GAP

    def sizeHint(self) -> QSize:
        return QSize(320, self.more.sizeHint().expandedTo(self.more.minimumSize()).height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    # ---- the others ----------------------------------------------------------------------------------------

    def _show_more(self) -> None:
        decisions = self._arranger.decisions
        if decisions is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code in self._hidden[:_MOST_IN_MENU]:
            text = f"{decisions.name(code)}\t{grouped(self._arranger.counts[code])}".replace("&", "&&")
            action = menu.addAction(icons.icon("label" if code >= 0 else "unlabelled"), text)
            action.triggered.connect(lambda _=False, code=code: self._arranger.want(decision=code))
        menu.aboutToHide.connect(self.refresh)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))


def _by_use(common: Sequence[tuple[int, int]], others: Sequence[int]) -> list[int]:
    """The codes that occur, the most useful first: two classes, then what needs a person, then the other classes."""
    classes = [code for code, count in common if code >= 0 and count]
    present = {code for code, count in common if count}
    return [*classes[:_CLASSES_FIRST], *(code for code in others if code in present), *classes[_CLASSES_FIRST:]]


def _width(chip: Chip) -> int:
    return chip.sizeHint().expandedTo(chip.minimumSize()).width()
