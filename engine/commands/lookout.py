"""What a watch on the command line tells while it goes on, and the file of answers that it keeps up to date."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from engine.console import say
from engine.errors import FieldmarkError
from engine.progress import Progress, run

if TYPE_CHECKING:
    from engine.batch.answers import Answers
    from engine.batch.table import Thresholds

_REST = 10.0  # times as long as the last writing took: a long table is not written for each picture


class Lookout:
    """Follows the progress of a watch; `out` None writes nothing."""

    def __init__(self, answers: Answers, out: Path | None, thresholds: Thresholds, top: int) -> None:
        self._answers, self._out, self._thresholds, self._top = answers, out, thresholds, top
        self._told = self._written = answers.count() - answers.waiting_count()
        self._next = 0.0
        self._failure = ""

    def begin(self) -> None:
        file = f" {self._out} is kept up to date." if self._out else ""
        say(f"Watching {', '.join(map(str, self._answers.question.sources))}; Ctrl+C ends it.{file}")

    def follow(self, progress: Progress) -> None:
        """Whenever all that has arrived has its answer: say so, and write."""
        from engine.batch.job import JobTally

        tally = progress.detail
        if not isinstance(tally, JobTally) or tally.waiting:
            return
        done = tally.answered + tally.unreadable
        if done != self._told:
            say(f"{done - self._told} pictures arrived, {done} in all")
            self._told = done
        if self._out is not None and done != self._written and time.monotonic() >= self._next:
            self._write(self._out)
            self._written = done

    def _write(self, out: Path) -> None:
        """A file that is open elsewhere, or a sheet that is full, does not end the watch: it is said once, and tried again later."""
        from engine.batch.outputs import write

        began = time.monotonic()
        try:
            run(write(self._answers, out, self._thresholds, self._top))
            self._failure = ""
        except FieldmarkError as error:
            if str(error) != self._failure:
                say(str(error))
            self._failure = str(error)
        self._next = time.monotonic() + _REST * (time.monotonic() - began)
