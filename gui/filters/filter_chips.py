"""The pills of the filter in use: all, unlabelled, not sure, and one for each condition; what does not fit goes under "+2"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from engine.views.arrange import UNSURE
from engine.views.query import Query, Term, dimension_of
from gui import icons, theme
from gui.widgets.chips import Chip, grouped
from gui.widgets.labels import MutedLabel

_GAP = 6
_WIDEST = (170, 110, 70)  # px of the text of a condition; more is cut short, and shorter where there is little room


class TermChip(Chip):
    """One condition. A click, Space or Delete takes it out of the filter."""

    def __init__(self, text: str, term: Term, parent: QWidget) -> None:
        self.widest = _WIDEST[0]
        super().__init__(text, parent=parent)
        self.term = term
        self.setChecked(True)
        self.setToolTip(self.tr("{0} – click to remove").format(text))
        self.setAccessibleName(self.toolTip())

    def shown_text(self) -> str:
        metrics = QFontMetrics(theme.scaled_font(self._font(), 1.0, QFont.Weight.DemiBold))
        return f"{metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.widest)}  ×"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)


class FilterChips(QWidget):
    """Shows a query, and says which part of it is to go or to come."""

    everything_wanted = Signal()
    state_toggled = Signal(str)  # a word of `query.STATES`
    removed = Signal(object)  # Term

    def __init__(self, text_of: Callable[[Term], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text_of = text_of
        self.all_chip = Chip(self.tr("All"), parent=self)
        self.unlabelled_chip = Chip(self.tr("Unlabelled"), parent=self)
        self.unsure_chip = Chip(self.tr("Not sure"), parent=self)
        self.terms: list[TermChip] = []
        self.more = Chip(parent=self)
        self.more.setCheckable(False)
        self._said = MutedLabel(parent=self)
        self._said.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.all_chip.clicked.connect(self.everything_wanted)
        self.unlabelled_chip.clicked.connect(lambda: self.state_toggled.emit("unlabelled"))
        self.unsure_chip.clicked.connect(lambda: self.state_toggled.emit("unsure"))
        self.more.clicked.connect(self._show_rest)

    # ---- showing ---------------------------------------------------------------------------------------------

    def show_query(self, query: Query, whole: bool = True) -> None:
        """`whole`: without conditions, really everything is shown."""
        state = {value for term in query.conditions if _is_chip(term) for value in term.values}
        self.all_chip.setChecked(whole and not query.conditions)
        self.unlabelled_chip.setChecked("unlabelled" in state)
        self.unsure_chip.setChecked("unsure" in state)
        wanted = [term for term in query.conditions if term.key and not _is_chip(term)]
        if wanted != [chip.term for chip in self.terms]:
            self._make(wanted)
        self._arrange()

    def show_counts(self, counts: Counter[int | None]) -> None:
        """`counts` as those of the sample model."""
        self.all_chip.set_count(counts.total())
        self.unlabelled_chip.set_count(counts[None])
        self.unsure_chip.set_count(counts[UNSURE])
        self._arrange()

    def show_shown(self, count: int | None) -> None:
        """How many pictures the filter lets through; None without one."""
        self._said.setText("" if count is None else self.tr("{0} shown").format(grouped(count)))
        self._arrange()

    def _make(self, terms: Sequence[Term]) -> None:
        for chip in self.terms:
            chip.hide()
            chip.deleteLater()
        self.terms = [TermChip(self._text_of(term), term, self) for term in terms]
        for chip in self.terms:
            chip.clicked.connect(lambda _=False, term=chip.term: self.removed.emit(term))

    # ---- the row ---------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        said = [self._said.sizeHint().width()] if self._said.text() else []
        shortened = self.terms[0].widest if self.terms else 0
        self._cut(_WIDEST[0])
        widths = [_size(chip).width() for chip in self._wanted()] + said
        self._cut(shortened)
        return QSize(sum(widths) + _GAP * (len(widths) - 1), _size(self.all_chip).height())

    def minimumSizeHint(self) -> QSize:
        room = QFontMetrics(self.font()).horizontalAdvance("+99") + 24  # for what tells of the others
        return QSize(_size(self.all_chip).width() + _GAP + room, _size(self.all_chip).height())

    def room_wanted(self) -> int:
        """The width in px for the pill of all, one condition and what tells of the others, whether they are there or not."""
        return self.minimumSizeHint().width() + _GAP + _WIDEST[1] + 24

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def hidden(self) -> list[Chip]:
        """The pills for which there is no room."""
        return [chip for chip in self._wanted() if chip.isHidden()]

    def _wanted(self) -> list[Chip]:
        unsure = [self.unsure_chip] if self.unsure_chip.count or self.unsure_chip.isChecked() else []
        return [self.all_chip, self.unlabelled_chip, *unsure, *self.terms]

    def _arrange(self) -> None:
        """Where there is not room for all, conditions are cut shorter, then what is active goes before what is not."""
        wanted = self._wanted()
        tried = [(widest, self._fitting_with(wanted, widest)) for widest in _WIDEST]
        widest, fitting = max(tried, key=lambda each: sum(chip.isChecked() for chip in each[1]))  # the first of those equally good
        self._cut(widest)
        for chip in (self.unsure_chip, *wanted):
            chip.setVisible(chip in fitting)
        self.more.setVisible(len(fitting) < len(wanted))
        self.more.setText(f"+{len(wanted) - len(fitting)}")
        self._place([*(chip for chip in wanted if chip in fitting), *([self.more] if len(fitting) < len(wanted) else [])])
        self.updateGeometry()

    def _cut(self, widest: int) -> None:
        for chip in self.terms:
            chip.widest = widest

    def _fitting_with(self, wanted: Sequence[Chip], widest: int) -> list[Chip]:
        self._cut(widest)
        return self._fitting(wanted)

    def _fitting(self, wanted: Sequence[Chip]) -> list[Chip]:
        if self._width(wanted) <= self.width():
            return list(wanted)
        self.more.setText(f"+{len(wanted)}")
        room = self.width() - _size(self.more).width() - _GAP
        fitting = [wanted[0]]
        for chip in sorted(wanted[1:], key=lambda chip: not chip.isChecked()):
            if self._width([*fitting, chip]) <= room:
                fitting.append(chip)
        return fitting

    def _width(self, chips: Sequence[Chip]) -> int:
        return sum(_size(chip).width() for chip in chips) + _GAP * (len(chips) - 1)

    def _place(self, chips: Sequence[Chip]) -> None:
        x = 0
        for chip in chips:
            size = _size(chip)
            chip.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            x += size.width() + _GAP
        hint = self._said.sizeHint()
        self._said.setVisible(bool(self._said.text()) and x + 2 + hint.width() <= self.width())
        self._said.setGeometry(x + 2, (self.height() - hint.height()) // 2, hint.width(), hint.height())

    def _show_rest(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self.hidden():
            text = chip.text() if isinstance(chip, TermChip) else chip.shown_text()
            action = menu.addAction(icons.icon("close") if isinstance(chip, TermChip) else icons.icon("unlabelled"), text)
            action.triggered.connect(lambda _=False, chip=chip: chip.click())
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))


def _size(chip: Chip) -> QSize:
    """The style sheet wants buttons higher than pills ask to be."""
    return chip.sizeHint().expandedTo(chip.minimumSize())


def _is_chip(term: Term) -> bool:
    """Whether the pills that are always there show this condition."""
    return term.key == "is" and not term.negated and all(dimension_of("is", each) == "state" and each != "labelled" for each in term.values)
