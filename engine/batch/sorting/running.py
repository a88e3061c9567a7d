"""Runs a journal forwards or backwards, a batch at a time, from any moment at which it was left.

Each batch is written down as begun, done, synced and written down as done. A batch that is broken off by a cancel or a full disk is
brought to a whole state; one that was killed is found as begun, and what the folders show of it decides how it goes on.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from engine.batch.answers import Answers
from engine.batch.sorting.copying import CARRIERS, take_away
from engine.batch.sorting.files import seen, sync_folder
from engine.batch.sorting.folders import Folders
from engine.batch.sorting.journal import Journal
from engine.batch.sorting.legs import Declined, Leg, back, there, tidy
from engine.batch.sorting.moving import carry, release
from engine.batch.sorting.values import APPLIED, APPLYING, HARD_LINK, MOVE, SYMLINK, UNDOING, UNDONE, Step, StepState, Wanted
from engine.errors import Sentence, SortStopped, translate
from engine.images.failures import system_reason
from engine.progress import Operation, Progress

_BATCH = 50  # files
_BATCH_BYTES = 64 << 20
_STEP_ENDS_ALL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_NO_LINK_AT_ALL = {errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
_PRIVILEGE_MISSING = 1314  # Windows: this account may not make symlinks
_IN_DOUBT = (StepState.BEGUN, StepState.GOING_BACK)

_Outcome = tuple[StepState, int | None, Sentence | None]


@dataclass(frozen=True)
class Direction:
    """Forwards or backwards: the stands of the journal and the states of a step on the way, and which steps it concerns."""

    stage: str
    running: str
    ended: str
    begun: StepState
    done: StepState
    declined: StepState
    concerned: tuple[StepState, ...]
    leg: Callable[[Step, str], Leg]

    @property
    def forwards(self) -> bool:
        return self.done == StepState.DONE


_OPEN = (StepState.WAITING, StepState.FAILED, StepState.GONE_BACK)
FORWARDS = Direction(
    *(translate("operations", "Sorting pictures"), APPLYING, APPLIED, StepState.BEGUN, StepState.DONE, StepState.FAILED),
    (*_OPEN, *_IN_DOUBT),
    there,
)
BACKWARDS = Direction(
    *(translate("operations", "Undoing the sort"), UNDOING, UNDONE, StepState.GOING_BACK, StepState.GONE_BACK, StepState.KEPT),
    (StepState.DONE, StepState.KEPT, *_IN_DOUBT),
    back,
)


def run_journal(journal: Journal, answers: Answers | None, direction: Direction) -> Operation[None]:
    """Bring all steps of `journal` to the end of `direction`; `answers` learn where their pictures are.

    Raises `SortStopped` where it makes no sense to go on; closing it ends after the file in hand. Either way it can be run again, in
    both directions.
    """
    run = _Run(journal, answers, direction)
    try:
        yield from run.go()
    except OSError as error:
        raise run.stopped(Path(error.filename or run.wanted.target), error) from error


class _Run:
    """One run through a journal."""

    def __init__(self, journal: Journal, answers: Answers | None, direction: Direction) -> None:
        self.journal, self.direction = journal, direction
        self.wanted: Wanted = journal.wanted
        self._answers = answers if self.wanted.how == MOVE else None
        self._token = str(journal.fact("token"))
        self._folders = Folders(journal)
        counts = journal.counts()
        self._total = sum(counts.values())
        if not direction.forwards:
            self._total = sum(count for (state, _), count in counts.items() if state in direction.concerned)
        self._done = self._total - sum(count for (state, _), count in counts.items() if state in direction.concerned)

    def go(self) -> Operation[None]:
        yield self._progress()
        self._tidy_up()
        self.journal.remember("state", self.direction.running)
        if self.direction.forwards and self.journal.fact("marked"):
            self._folders.mark()
        last = 0
        while batch := _cut(self.journal.steps(self.direction.concerned, last, _BATCH, backwards=not self.direction.forwards)):
            last = batch[-1].id
            yield from self._batch(batch)
        if not self.direction.forwards:
            self._leave()
        if not self._in_doubt():
            self.journal.remember("state", self.direction.ended)

    def stopped(self, path: Path, error: OSError) -> SortStopped:
        counts = self.journal.counts()
        done = sum(counts[StepState.DONE, sidecar] for sidecar in (False, True))
        return SortStopped(path=path, reason=system_reason(error), done=done, journal=self.journal.file.stem)

    # ---- a batch -----------------------------------------------------------------------------------------------

    def _batch(self, batch: list[Step]) -> Operation[None]:
        self._folders.prepare(self._changing(batch))
        outcomes = self._refused(batch)
        self.journal.record((self.direction.begun, step.placed_ns, None, step.id) for step in batch if step.id not in outcomes)
        carried: list[Step] = []
        try:
            for step in (step for step in batch if step.id not in outcomes):
                try:
                    with closing(self._act(step)) as acting:
                        for _ in acting:
                            yield self._progress()
                    carried.append(step)
                except Declined as declined:
                    outcomes[step.id] = self.direction.declined, step.placed_ns, declined.reason
                except OSError as error:
                    if self._ends_all(error):
                        raise
                    outcomes[step.id] = self._failure(step, error)
                self._done += 1
                yield self._progress()
        finally:
            self._complete(batch, carried, outcomes)

    def _refused(self, batch: Sequence[Step]) -> dict[int, _Outcome]:
        """The steps whose place is in use though nothing of ours can lie there: they are not even begun."""
        if not self.direction.forwards and self.wanted.how != MOVE:
            return {}
        outcomes: dict[int, _Outcome] = {}
        for step in batch:
            leg = self.direction.leg(step, self._token)
            try:
                if not leg.uncertain and seen(leg.end) is not None:
                    outcomes[step.id] = self.direction.declined, step.placed_ns, leg.taken
            except OSError as error:
                outcomes[step.id] = self.direction.declined, step.placed_ns, Sentence("{reason}", {"reason": system_reason(error)})
        return outcomes

    def _act(self, step: Step) -> Generator[int, None, None]:
        how, leg = self.wanted.how, self.direction.leg(step, self._token)
        self._folders.make(leg.end.parent)
        if self.direction.forwards:
            yield from CARRIERS[how](leg)
        elif how == MOVE:
            yield from carry(leg)
        else:
            take_away(step, how)

    def _complete(self, batch: Sequence[Step], carried: Sequence[Step], outcomes: dict[int, _Outcome]) -> None:
        """The second half of what was carried, and the end of the batch in the journal; what was not reached is as before."""
        self._sync(step.target.parent if self.direction.forwards or self.wanted.how != MOVE else step.source.parent for step in carried)
        for step in carried:
            outcomes[step.id] = self._released(step)
        if self.wanted.how == MOVE:
            self._sync(step.source.parent if self.direction.forwards else step.target.parent for step in carried)
            self._tell_answers(step for step in carried if outcomes[step.id][0] == self.direction.done)
        for step in (step for step in batch if step.id not in outcomes):
            state = self.direction.begun if self._is_doubtful(step) else step.state
            outcomes[step.id] = state, step.placed_ns, None
        self.journal.record((*outcomes[step.id], step.id) for step in batch)

    def _released(self, step: Step) -> _Outcome:
        leg = self.direction.leg(step, self._token)
        if self.wanted.how == MOVE:
            try:
                release(leg)
            except Declined as declined:
                return self.direction.declined, step.placed_ns, declined.reason
            except OSError as error:
                return self._failure(step, error)
        if not self.direction.forwards:
            return StepState.GONE_BACK, None, None
        placed = seen(leg.end)
        return StepState.DONE, placed.modified_ns if placed else step.modified_ns, None

    def _failure(self, step: Step, error: OSError) -> _Outcome:
        """A step of which something lies at the end all the same stays in doubt: the next run looks again."""
        state = self.direction.begun if self._is_doubtful(step) else self.direction.declined
        return state, step.placed_ns, Sentence("{reason}", {"reason": system_reason(error)})

    def _is_doubtful(self, step: Step) -> bool:
        fills = self.direction.forwards or self.wanted.how == MOVE
        return fills and seen(self.direction.leg(step, self._token).end) is not None

    def _ends_all(self, error: OSError) -> bool:
        """Whether every other file would fail as well."""
        if error.errno in _STEP_ENDS_ALL or getattr(error, "winerror", None) == _PRIVILEGE_MISSING:
            return True
        if self.direction.forwards and self.wanted.how in (HARD_LINK, SYMLINK) and error.errno in _NO_LINK_AT_ALL:
            return True
        return not self.wanted.target.exists()

    def _changing(self, batch: Sequence[Step]) -> Iterator[Path]:
        """The folders in which names come or go."""
        sources = (step.source.parent for step in batch) if self.wanted.how == MOVE else ()
        targets = (step.target.parent for step in batch) if self.direction.forwards else ()
        return chain(sources, targets)

    def _sync(self, folders: Iterator[Path]) -> None:
        for folder in dict.fromkeys(folders):
            sync_folder(folder)

    def _tell_answers(self, steps: Iterator[Step]) -> None:
        if self._answers is None:
            return
        forwards = self.direction.forwards
        self._answers.moved({step.picture: step.target if forwards else step.source for step in steps if not step.sidecar})

    # ---- around the batches ------------------------------------------------------------------------------------

    def _tidy_up(self) -> None:
        """What a kill left half done goes before any state is changed: until then the states say what was being filled."""
        last = 0
        while steps := self.journal.steps(_IN_DOUBT, last):
            last = steps[-1].id
            for step in steps:
                tidy(step, self._token)

    def _leave(self) -> None:
        whole = not self._in_doubt() and not self._any((StepState.KEPT,))
        if whole:
            self._folders.unmark()
        self.journal.remember("folders removed", self._folders.remove_made())
        if whole:
            self._folders.restore_times()

    def _in_doubt(self) -> bool:
        return self._any(_IN_DOUBT)

    def _any(self, states: Sequence[StepState]) -> bool:
        return any(count for (state, _), count in self.journal.counts().items() if state in states)

    def _progress(self) -> Progress:
        return Progress(self.direction.stage, self._done, self._total)


def _cut(steps: list[Step]) -> list[Step]:
    """As many of `steps` as make a batch: at least one."""
    total = 0
    for place, step in enumerate(steps):
        total += step.size
        if place and total > _BATCH_BYTES:
            return steps[:place]
    return steps
