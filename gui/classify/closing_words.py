"""What is said when a job has ended: how it went, what was kept, what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.notices import Notice
from gui.text import sentences
from gui.widgets.chips import grouped

if TYPE_CHECKING:
    from engine.batch.job import JobResult
    from engine.operations.judging import Adopted
    from gui.classify.runs import Run

GoOn = Callable[["Run"], object]  # goes on with a run that was stopped


class ClosingWords(QObject):
    """Belongs to the language in which the window was opened."""

    def of(self, run: Run, go_on: GoOn) -> Notice:
        """How `run` ended, and how to go on with it or with the one that it stopped."""
        if run.error is not None:
            notice = Notice(sentences(run.error), "error")
        elif run.result is not None:
            notice = self._done(run.result, lambda: go_on(run))
        else:
            return self.stopped(run, go_on)
        if run.instead_of is None or notice.action:
            return notice
        return replace(self.stopped(run.instead_of, go_on), lines=(*notice.lines, *self._stop(run.instead_of)), kind=notice.kind)

    def _done(self, result: JobResult, go_on: Callable[[], object]) -> Notice:
        tally = result.tally
        if not tally.answered and tally.unreadable:
            told = self.tr("Of {0} pictures, none can be read.").format(grouped(tally.unreadable))
            hint = self.tr("The reason stands on each card. Check whether these are pictures, then look for new files.")
            return Notice((told, hint), "warning")
        lines = [self.tr("Answered: {0}.").format(grouped(tally.answered))]
        if tally.unreadable:
            lines.append(self.tr("Unreadable: {0}. The reason stands on each card.").format(grouped(tally.unreadable)))
        if result.problems:
            lines.append(self.tr("Folders or files that could not be looked at: {0}.").format(grouped(len(result.problems))))
        if not result.complete:
            lines.append(self.tr("Still waiting: {0}.").format(grouped(tally.waiting)))
            return Notice(tuple(lines), "warning", self.tr("Go on"), go_on)
        return Notice(tuple(lines), "warning" if result.problems else "success")

    def stopped(self, run: Run, go_on: GoOn) -> Notice:
        return Notice(self._stop(run), "info", self.tr("Go on") if run.file is not None else "", lambda: go_on(run))

    def _stop(self, run: Run) -> tuple[str, ...]:
        told, tally = self.tr("“{0}” was stopped.").format(run.name), run.tally
        if tally is None:
            return (told,)
        done = tally.answered + tally.unreadable
        return (told, self.tr("Answered and kept: {0} of {1}. You can go on later.").format(grouped(done), grouped(done + tally.waiting)))

    def away(self, name: str) -> Notice:
        """What is watched is not there."""
        told = self.tr("“{0}” is being watched, but is not there at the moment.").format(name)
        hint = self.tr("What was answered is kept. Connect the drive or put the folder back: watching then goes on by itself.")
        return Notice((told, hint), "warning")

    def drop(self, running: str) -> str:
        """What happens to what is dropped while the job about `running` is asked, or none."""
        if not running:
            return self.tr("Drop to classify")
        return self.tr("Drop to classify.\n“{0}” stops; you can go on with it later.").format(running)

    def interrupted(self, waiting: int, go_on: Callable[[], object]) -> Notice:
        """An earlier job that did not come to its end is shown."""
        if waiting:
            told = self.tr("This run did not come to its end. Waiting for an answer: {0}.").format(grouped(waiting))
        else:
            told = self.tr("This run did not come to its end.")
        return Notice((told,), "info", self.tr("Go on"), go_on)

    def adopted(self, adopted: Adopted) -> Notice:
        """What a person said has become labels of the project."""
        if not adopted.changed:
            return Notice((self.tr("The project has nothing to learn from what you said here so far."),), "info")
        lines = [self.tr("Labelled in the project: {0}.").format(grouped(adopted.changed))]
        if adopted.added:
            lines.append(self.tr("New in it: {0}.").format(grouped(adopted.added)))
        if adopted.refused:
            lines.append(self.tr("Left out, for they could not be read: {0}.").format(grouped(len(adopted.refused))))
        lines.append(self.tr("Ctrl+Z takes it back."))
        return Notice(tuple(lines), "warning" if adopted.refused else "success")
