"""The panel of all filters: what there is of each kind and how many, counted under what the others already ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.images.flags import FLAGS
from engine.project.sample import Source, Split
from engine.views.context import natural
from engine.views.facets import SHAPES, SIZES
from engine.views.query import COPIES, FILES, NONE, PINNED, STATES, Query, chosen, with_term, without_term
from gui import theme
from gui.filters.choice_rows import ROW_HEIGHT, Choice
from gui.filters.facet_section import FacetSection
from gui.filters.filter_words import FilterWords
from gui.filters.popup import Popup
from gui.models.sample_model import SampleModel
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import button, grouped

# Columns of sections, each a dimension or several that make one list.
COLUMNS: Sequence[Sequence[tuple[str, ...]]] = (
    (("state",), ("source",), ("split", PINNED), ("format",)),
    (("class",), ("group",), ("aspect",)),
    (("folder",), ("taken",), ("camera",)),
    (("quality",), ("copies",), ("files",), ("size",)),
)
_ALL = [name for column in COLUMNS for names in column for name in names]
_IS = {"state", "quality", "copies", "files", PINNED}
_ORDERS: dict[str, Sequence[str]] = {
    "state": STATES,
    "quality": tuple(FLAGS),
    "copies": COPIES,
    "files": FILES,
    PINNED: (PINNED,),
    "size": SIZES,
    "aspect": SHAPES,
    "split": (*(side.value for side in Split if side), NONE),
    "source": (*(source.value for source in Source), NONE),
}
_COLUMN_WIDTH, _TALLEST = 176, 440  # px
_SPACE = 16  # px between sections


class FilterPanel(Popup):
    """Ticking a value changes the filter at once. Values that were seen stay listed while the panel is open."""

    query_changed = Signal(object)  # Query

    def __init__(self, model: SampleModel, words: FilterWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._words = model, words
        self._seen: dict[str, Counter[str]] = {}
        self._button: QWidget | None = None  # below which to open, as soon as everything is counted
        self._pending: Iterator[tuple[str, Counter[str]]] = iter(())
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._count_one)
        self.sections = {names: FacetSection(words.dimensions[names[0]]) for column in COLUMNS for names in column}
        self._columns = [self._column(names) for names in COLUMNS]
        self._said = MutedLabel()
        self._said.setWordWrap(False)
        self._hint = MutedLabel(self.tr("Alt and a click leave out instead"))
        self._hint.setWordWrap(False)
        self.clear_button = button(self.tr("Clear all"), "quiet")
        self.clear_button.clicked.connect(lambda: self.query_changed.emit(Query()))
        self._arrange()
        model.modelReset.connect(self._recount)
        model.counts_changed.connect(self._recount)

    def _column(self, sections: Sequence[tuple[str, ...]]) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(_COLUMN_WIDTH)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACE)
        for names in sections:
            column.addWidget(self.sections[names])
            self.sections[names].toggled.connect(lambda each, out, names=names: self._toggle(names, each, out))
        column.addStretch(1)
        return holder

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(5 * theme.STEP)
        for column in self._columns:
            row.addWidget(column)
        foot = QHBoxLayout()
        foot.setSpacing(4 * theme.STEP)
        foot.addWidget(self._said)
        foot.addStretch(1)
        foot.addWidget(self._hint)
        foot.addWidget(self.clear_button)
        self.body.addLayout(row)
        self.body.addLayout(foot)

    # ---- opening and counting --------------------------------------------------------------------------------

    def open_below(self, button: QWidget) -> None:
        """Opens when everything is counted, so that it opens in its full size; the window goes on meanwhile."""
        self._seen.clear()
        for section in self.sections.values():
            section.forget_search()
        self._button = button
        self._count()

    def _open(self, button: QWidget) -> None:
        self._button = None
        self._show_all()
        self._fit()
        super().open_below(button)
        self.sections[("state",)].list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _recount(self) -> None:
        if self.isVisible():
            self._show_all()  # what is ticked is seen at once, the counts follow
        if self.isVisible() or self._button is not None:
            self._count()

    def _count(self) -> None:
        self._pending = self._model.each_facet(_ALL)
        self._next.start()

    def _count_one(self) -> None:
        """One dimension each time round, so that a click is answered before everything is counted."""
        found = next(self._pending, None)
        if found is not None:
            self._take(*found)
            self._show_some(found[0])
            return
        self._next.stop()
        if self._button is not None:
            self._open(self._button)

    def _show_some(self, name: str) -> None:
        if not self.isVisible():
            return
        for names, section in self.sections.items():
            if name in names:
                section.show_rows(self._rows(names))
        self._show_foot()

    def _take(self, name: str, found: Counter[str]) -> None:
        self._seen[name] = Counter({**dict.fromkeys(self._seen.get(name, ()), 0), **found})

    # ---- showing ---------------------------------------------------------------------------------------------

    def _show_all(self) -> None:
        for names, section in self.sections.items():
            section.show_rows(self._rows(names))
        self._show_foot()

    def _show_foot(self) -> None:
        whole = self._model.counts.total()
        self._said.setText(self.tr("{0} of {1} pictures").format(grouped(self._model.rowCount()), grouped(whole)))
        self.clear_button.setEnabled(bool(self._model.query.terms))

    def _rows(self, names: Sequence[str]) -> list[Choice]:
        return [choice for name in names for choice in self._choices(name)]

    def _choices(self, name: str) -> list[Choice]:
        ticked, found = chosen(self._model.query, name), self._seen.setdefault(name, Counter())
        known = set(map(str.casefold, found))
        for term in self._model.query.conditions:
            if term.dimension == name:
                found.update({value: 0 for value in term.values if value.casefold() not in known})
        colours = {each.name: each.colour for each in self._model.context.classes} if name == "class" else {}
        return [
            Choice(
                value,
                self._text(name, value),
                found[value],
                colours.get(value, ""),
                ticked.get(value.casefold()),
                elide=Qt.TextElideMode.ElideLeft if name == "folder" else Qt.TextElideMode.ElideRight,
            )
            for value in self._ordered(name, list(found))
            if name != "folder" or "/" in value or value.casefold() in ticked or not self._one_root()
        ]

    def _one_root(self) -> bool:
        """Whether all folders lie in the same one, whose name then says nothing."""
        return len({each.partition("/")[0] for each in self._model.context.folders.values()}) == 1

    def _text(self, name: str, value: str) -> str:
        if name == "folder" and "/" in value and self._one_root():
            return value.partition("/")[2]
        return self._words.value("is" if name in _IS else name, value)

    def _ordered(self, name: str, values: list[str]) -> list[str]:
        if name in _ORDERS:
            known = _ORDERS[name]
            return [each for each in known if each in values] + [each for each in values if each not in known]
        if name == "class":
            places = {each.name: place for place, each in enumerate(self._model.context.classes)}
            return sorted(values, key=lambda value: places.get(value, len(places)))
        keys = dict(zip(values, natural(values), strict=True))
        ordered = sorted(values, key=keys.__getitem__, reverse=name == "taken")
        return sorted(ordered, key=lambda value: value == NONE)

    def _fit(self) -> None:
        """All columns as high as the highest needs, within limits; in each, whole rows are dealt out to its sections."""
        used = [self._fill(column, names) for column, names in zip(self._columns, COLUMNS, strict=True)]
        for column in self._columns:
            column.setFixedHeight(max(used))

    def _fill(self, column: QWidget, names: Sequence[tuple[str, ...]]) -> int:
        """The height in px that the sections of one column take."""
        shown = [each for each in names if not self.sections[each].isHidden()]
        column.setVisible(bool(shown))
        room = (_TALLEST - self._height(shown, [0] * len(shown))) // ROW_HEIGHT
        rows = _dealt([self.sections[each].rows for each in shown], room)
        for each, count in zip(shown, rows, strict=True):
            self.sections[each].set_room(count)
        return self._height(shown, rows)

    def _height(self, names: Sequence[tuple[str, ...]], rows: Sequence[int]) -> int:
        heights = [self.sections[each].height_with(count) for each, count in zip(names, rows, strict=True)]
        return sum(heights) + _SPACE * max(0, len(heights) - 1)

    # ---- choosing --------------------------------------------------------------------------------------------

    def _toggle(self, names: Sequence[str], each: Choice, out: bool) -> None:
        """What is ticked or ruled out is let go; Alt rules out, also what was ticked."""
        name = next(name for name in names if each.value in self._seen.get(name, ()))
        key = "is" if name in _IS else name
        query = self._model.query
        if each.ticked is None or (each.ticked and out):
            query = with_term(query, key, each.value, negated=out)
        else:
            query = without_term(query, key, each.value)
        self.query_changed.emit(query)


def _dealt(wanted: Sequence[int], room: int) -> list[int]:
    """How many of `room` rows each section gets: those with few get all, the others share the rest evenly."""
    given = [0] * len(wanted)
    while sum(given) < room and given != list(wanted):
        short = [place for place, (has, wants) in enumerate(zip(given, wanted, strict=True)) if has < wants]
        given[min(short, key=given.__getitem__)] += 1
    return given
