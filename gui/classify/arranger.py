"""Which answers are shown and in what order: worked out in a thread, while the grid keeps what it shows until the new order is there."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.classify.answer_cells import AnswerCells
from gui.classify.answer_model import AnswerModel
from gui.classify.decisions import Decisions
from gui.jobs import Jobs

if TYPE_CHECKING:
    from engine.batch.table import Arrangement
    from gui.classify.sheet import Layout, News, Sheet, Wish

_LANE, _KEEPING = "answer table", "thresholds"
_NEWS_MS = 150  # between two looks at what has come
_SHARE = 4  # a look that took long is followed by a rest of that many times as long


class Arranger(QObject):
    """`wish` is what the grid shows or will show in a moment, `counts` how many pictures each decision has, `late` how many came since
    the grid was last ordered and lie at its end."""

    opened = Signal()  # another sheet, or none
    changed = Signal()  # wish, counts or rows
    released = Signal(object)  # Sheet that is not shown any more

    def __init__(self, jobs: Jobs, model: AnswerModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._model = jobs, model
        self.sheet: Sheet | None = None
        self.decisions: Decisions | None = None
        self.wish: Wish | None = None
        self.counts: Counter[int] = Counter()
        self.late = 0
        self.ready = False  # whether the first rows of the sheet are there
        self._seen = 0
        self._asked = 0
        self._is_arranging = self._is_looking = self._has_news = False
        self._began = 0.0
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._look)

    # ---- what is shown -------------------------------------------------------------------------------------

    def open(self, sheet: Sheet | None) -> None:
        """Show all answers of `sheet` in the order in which they came."""
        from_before, self.sheet = self.sheet, sheet
        self.decisions = self.wish = None
        self.counts, self.late, self.ready = Counter(), 0, False
        self._seen = 0
        self._asked += 1
        self._is_arranging = self._is_looking = self._has_news = False
        cells = None
        if sheet is not None:
            from gui.classify.sheet import Wish

            self.wish = Wish(thresholds=sheet.thresholds)
            cells = AnswerCells(sheet, self.wish.thresholds, self)
            self.decisions = Decisions(sheet, cells, self)
        self._model.open(sheet, cells)
        self.opened.emit()
        self.arrange()
        if from_before is not None and from_before is not sheet:
            self.released.emit(from_before)

    @property
    def wanted(self) -> Arrangement | None:
        return self.wish.wanted if self.wish else None

    @property
    def total(self) -> int:
        """How many answers there are, shown or not."""
        return self.counts.total()

    @property
    def shown(self) -> int:
        """How many of them the grid shows."""
        return self._model.rowCount()

    @property
    def is_settled(self) -> bool:
        """Whether the grid shows what is wished for, with all that has been told of."""
        return not (self._is_arranging or self._is_looking or self._has_news)

    @property
    def filtered(self) -> bool:
        """Whether something other than everything is shown."""
        if self.wish is None:
            return False
        wanted = self.wish.wanted
        return bool(self.wish.text) or wanted.only(order="arrival", descending=False, group="") != type(wanted)()

    def want(self, **parts: Any) -> None:
        """Change parts of the arrangement; groups by likeness end with it."""
        if self.wish is not None:
            self.wish = replace(self.wish, wanted=self.wish.wanted.only(**parts), groups=())
            self.arrange()

    def wish_for(self, **parts: Any) -> None:
        """Change `text`, `groups` or `thresholds`."""
        if self.wish is not None:
            self.wish = replace(self.wish, **parts)
            if self._model.cells is not None:
                self._model.cells.thresholds = self.wish.thresholds
            self.arrange()

    def keep_thresholds(self) -> None:
        """The job remembers those of the wish."""
        sheet, wish = self.sheet, self.wish
        if sheet is not None and wish is not None:
            thresholds = wish.thresholds
            self._jobs.beside(_KEEPING, lambda: sheet.kept(thresholds), lambda _: None)

    def show_everything(self) -> None:
        """No filter; order and headers stay."""
        if self.wish is not None:
            wanted = self.wish.wanted
            plain = type(wanted)(order=wanted.order, descending=wanted.descending, group=wanted.group)
            self.wish = replace(self.wish, wanted=plain, text="", groups=())
            self.arrange()

    def arrange(self) -> None:
        """Order and filter anew, also by what is wished already."""
        sheet, wish = self.sheet, self.wish
        if sheet is None or wish is None:
            self.changed.emit()
            return
        self._asked += 1
        asked, self._is_arranging = self._asked, True
        self._jobs.beside(_LANE, lambda: sheet.laid_out(wish), lambda layout: self._on_layout(layout, wish, asked))
        self.changed.emit()

    def _on_layout(self, layout: Layout, wish: Wish, asked: int) -> None:
        if asked != self._asked or self.decisions is None:
            return
        self._is_arranging = self._is_looking = False
        self.counts, self._seen, self.late, self.ready = layout.counts, layout.seen, 0, True
        self._model.set_rows(layout.rows, self.decisions.headings(layout, wish.wanted.group))
        self.changed.emit()
        self._rest()

    # ---- what comes ----------------------------------------------------------------------------------------

    def take_news(self) -> None:
        """Answers or verdicts have been written: they are shown within a moment."""
        self._has_news = True
        if not self._next.isActive() and not self._is_looking:
            self._next.start(0 if self._model.rowCount() == 0 else _NEWS_MS)

    def take_verdicts(self) -> None:
        """As `take_news`, but a group that has got its class leaves what does not show this class."""
        if self.wish is not None and self.wish.groups:
            self.arrange()
        else:
            self.take_news()

    def _rest(self, pause: float = 0.0) -> None:
        if self._has_news:
            self._next.start(max(_NEWS_MS, round(1000 * pause)))

    def _look(self) -> None:
        sheet, wish = self.sheet, self.wish
        if sheet is None or wish is None or self._is_arranging or self._is_looking:
            return  # what is being arranged looks at what is there then
        self._is_looking, self._has_news, self._began = True, False, time.monotonic()
        asked, counts, seen = self._asked, self.counts, self._seen
        self._jobs.beside(_LANE, lambda: sheet.news(wish, counts, seen), lambda news: self._on_news(news, asked), in_turn=True)

    def _on_news(self, news: News, asked: int) -> None:
        if asked != self._asked or self.sheet is None:
            return
        self._is_looking = False
        self.counts, self._seen = news.counts, news.seen
        if len(news.added):
            in_order = self.wish is not None and (self.wish.wanted.order, self.wish.wanted.descending) == ("arrival", False)
            if not in_order or self._model.sections():
                self.late += len(news.added)
            self._model.append(news.added, self.tr("New"))
        if len(news.changed):
            self._model.forget(self.sheet.table.column("id")[news.changed].tolist())
        self.changed.emit()
        self._rest(_SHARE * (time.monotonic() - self._began))
