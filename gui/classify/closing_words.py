"""What is said when a job has ended: how it went, what was kept, what to do next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.notices import Notice
from gui.widgets.chips import grouped

if TYPE_CHECKING:
    from engine.batch.job import JobResult, JobTally
    from engine.operations.judging import Adopted


class ClosingWords(QObject):
    """Belongs to the language in which the window was opened."""

    def of(self, result: JobResult, go_on: Callable[[], object]) -> Notice:
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

    def stopped(self, tally: JobTally | None, go_on: Callable[[], object]) -> Notice:
        done = tally.answered + tally.unreadable if tally else 0
        whole = done + tally.waiting if tally else 0
        told = self.tr("Stopped. Answered and kept: {0} of {1}.").format(grouped(done), grouped(whole)) if done else self.tr("Stopped.")
        return Notice((told,), "info", self.tr("Go on"), go_on)

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
