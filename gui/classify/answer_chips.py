"""The pills over the grid: all, what is unsure, unknown or unreadable, the classes with most answers; what does not fit is under "More"."""

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

_GAP = 6  # px
_WIDEST, _NARROWEST = 132, 84  # px of the name of a class, the latter where there is little room
_ROOMY = 440
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
    watched_wanted = Signal()  # the answers that are being watched
    go_on_wanted = Signal()  # with what waits for its answer

    def __init__(self, arranger: Arranger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arranger = arranger
        self._differ = self._watched = ""
        self._sides: list[str] = []
        self._waiting = 0
        self._chips: list[CodeChip] = []
        self._hidden: list[int] = []
        self.more = CodeChip(self)
        self.more.clicked.connect(self._show_more)
        self.late, self.left, self.comparison, self.watching = (Chip(parent=self) for _ in range(4))
        self.watching.clicked.connect(self._show_watch_menu)
        self.left.setCheckable(False)
        self.left.setToolTip(self.tr("This run did not come to its end. Click to go on."))
        self.left.clicked.connect(self.go_on_wanted)
        self.late.setToolTip(self.tr("They lie at the end. Click to put all in order."))
        self.late.clicked.connect(self.sort_wanted)
        self.comparison.clicked.connect(self.end_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        arranger.changed.connect(self.refresh)
        self.refresh()

    @property
    def shown(self) -> list[CodeChip]:
        """The pills for which there is room, from the left."""
        return [chip for chip in self._chips if not chip.isHidden()]

    def show_comparison(self, words: str, sides: Sequence[str]) -> None:
        """What a comparison says of itself, and the names of models A and B; empty without one."""
        self._differ = words
        self._sides = [f"{letter} {name}" for letter, name in zip("AB", sides, strict=False)]
        self.comparison.setToolTip("\n".join((*self._sides, self.tr("Click to end the comparison"))))
        self.refresh()

    def show_watching(self, name: str, away: bool = False) -> None:
        """Which folder is being watched, and whether it is not there at the moment; empty without one."""
        self._watched = name
        text = self.tr("{0} is not there") if away else self.tr("Watching {0}")
        hint = self.tr("{0} is waited for.") if away else self.tr("{0}: new pictures are classified as they arrive.")
        self.watching.setText(text.format(self._short(name)))
        self.watching.setToolTip(hint.format(name))
        self.refresh()

    def show_waiting(self, count: int) -> None:
        """How many pictures wait for somebody to go on."""
        self._waiting = count
        self.left.setText(self.tr("{0} waiting: go on").format(grouped(count)))
        self.refresh()

    def refresh(self) -> None:
        decisions, wish = self._arranger.decisions, self._arranger.wish
        counts = self._arranger.counts
        self.watching.setChecked(True)
        if decisions is None or wish is None or not counts:
            self._lay([self.watching] if self._watched else [])
            return
        self.late.setText(self.tr("{0} new: sort again").format(grouped(self._arranger.late)))
        self.late.setCheckable(False)
        sides = [self._short(side) for side in self._sides] if self.width() >= _ROOMY else []
        self.comparison.setText(" · ".join((self._differ, *sides)) + "  ×")
        self.comparison.setChecked(True)
        self._place(decisions, wish.wanted.decision)

    # ---- the row -------------------------------------------------------------------------------------------

    def _place(self, decisions: Decisions, chosen: int | None) -> None:
        counts = self._arranger.counts
        wanted = (
            (self.late, self._arranger.late),
            (self.left, self._waiting),
            (self.comparison, self._differ),
            (self.watching, self._watched),
        )
        extra = [chip for chip, is_wanted in wanted if is_wanted]
        codes = _by_use(counts.most_common(), decisions.others)
        self.more.dress(None, self.tr("More"), 0, False)
        self.more.set_count(None)
        room = self.width() - sum(_width(chip) + _GAP for chip in extra)
        while len(self._chips) < min(len(codes) + 1, 24):
            chip = CodeChip(self)
            chip.clicked.connect(lambda _=False, chip=chip: self._arranger.want(decision=chip.code))
            self.setTabOrder(self._chips[-1] if self._chips else self.watching, chip)  # Tab goes from left to right
            self.setTabOrder(chip, self.more)
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
        order = [*(code for code in fitting if code < 0), *sorted(code for code in fitting if code >= 0)]
        for chip, code in zip(self._chips[1:], order, strict=False):
            chip.dress(code, decisions.name(code), counts[code], code == chosen)
        self._hidden = [code for code in codes if code not in fitting]
        if chosen in self._hidden and chosen is not None:
            self.more.dress(chosen, decisions.name(chosen), counts[chosen], True)
        self._lay([*extra, *self._chips[: len(fitting) + 1], *([self.more] if self._hidden else [])])

    def _lay(self, chips: Sequence[Chip]) -> None:
        x = 0
        for chip in (*self._chips, self.more, self.late, self.left, self.comparison, self.watching):
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

    def _short(self, name: str) -> str:
        return QFontMetrics(self.watching.font()).elidedText(name, Qt.TextElideMode.ElideMiddle, _NARROWEST)

    def _show_watch_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, text, wish in (
            ("classify", self.tr("Show its answers"), self.watched_wanted),
            ("stop", self.tr("Stop watching"), self.stop_wanted),
        ):
            menu.addAction(icons.icon(icon), text).triggered.connect(lambda _=False, wish=wish: wish.emit())
        menu.aboutToHide.connect(self.refresh)
        menu.popup(self.watching.mapToGlobal(QPoint(0, self.watching.height() + 4)))

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
    """The codes that occur, the most useful first: what needs a person, then the classes."""
    present = [code for code, count in common if count]
    return [*(code for code in others if code in present), *(code for code in present if code >= 0)]


def _width(chip: Chip) -> int:
    return chip.sizeHint().expandedTo(chip.minimumSize()).width()
