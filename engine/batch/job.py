"""One run of a job: find the pictures, ask about those that wait, keep every batch as it comes."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from filelock import FileLock, Timeout

from engine.batch.ahead import ahead
from engine.batch.answers import Answers, Finding, State, Waiting
from engine.batch.finding import Search, Walked, find
from engine.errors import AnswersNotSaved, FolderMissing, JobBusy, NoPictures, translate
from engine.images.failures import CHANGED, DRIVE_FAILS, NOT_ALLOWED, NOT_THERE, TOO_MANY_OPEN
from engine.progress import EarlyEnd, Operation, Progress

if TYPE_CHECKING:
    from engine.classifier.inference import AnswerBatch

STAGE = translate("operations", "Classifying pictures")
BEGAN, ENDED = "began", "ended"  # facts of a job, ISO 8601 in UTC
# What may be otherwise the next time though the file has not changed: such pictures are asked about again.
_PASSING = frozenset((NOT_THERE, DRIVE_FAILS, TOO_MANY_OPEN, CHANGED, NOT_ALLOWED))
_REPORT_EVERY = 0.1  # s
_PACE_OVER = 5.0  # s; the speed that is shown is that of so long
_NOTHING = np.empty(0, np.float32)


class Asks(Protocol):
    """What answers: `engine.classifier.inference.Asker`. `runtime` is the name of what computes. It is asked in a thread of its own."""

    runtime: str

    def ask(self, paths: Iterable[Path]) -> Generator[AnswerBatch, None, None]: ...


Prepare = Callable[[], Operation[Asks]]


@dataclass(frozen=True)
class JobTally:
    """Where a job stands, the `detail` of its `Progress`: counts over all its runs, the speed of this one.

    `waiting` pictures have no answer yet; `images_per_second` is 0 until there is something to judge by; `runtime` is what computes the
    answers, "" until it is known. `away` are sources that are not there at the moment.
    """

    answered: int
    unreadable: int
    waiting: int
    images_per_second: float = 0.0
    runtime: str = ""
    away: tuple[Path, ...] = ()


@dataclass(frozen=True)
class JobResult:
    """What a run leaves: `asked` pictures of this run in `seconds` of asking; the tally is over the whole job.

    `complete` is False if it was ended early or a source is away. `problems` are (file or folder, reason) of what the walk could not
    look at. `missing` pictures of earlier runs are no longer where they were, which is known where the walk could look at everything;
    what was answered about them is kept.
    """

    tally: JobTally
    asked: int
    seconds: float
    complete: bool
    problems: tuple[tuple[Path, str], ...] = ()
    missing: int = 0

    @property
    def images_per_second(self) -> float:
        return self.asked / self.seconds if self.seconds else 0.0


def run(answers: Answers, prepare: Prepare, finish: EarlyEnd | None = None) -> Operation[JobResult]:
    """Ask about what is new or has changed since the last run; every `Progress` of the asking carries a `JobTally`.

    Whatever ends it loses nothing that was put, and running again goes on. Raises `JobBusy`, `AnswersNotSaved`, `NoPictures` if there
    is nothing that was ever found, `FolderMissing` if no source is there, and what `prepare` raises.
    """
    with held(answers):
        answers.remember(BEGAN, now())
        answers.remember(ENDED, "")
        walked = yield from _found(answers)
        desk = Desk(answers, walked.away)
        if desk.can_ask():
            desk.asker = yield from prepare()
            desk.recount()  # what prepares may bring answers of its own
            yield from desk.ask(finish)
        complete = not desk.away and not desk.tally().waiting
        if complete:
            answers.remember(ENDED, now())
        saw_all = not walked.away and not walked.problems
        missing = max(0, answers.count() - walked.count) if saw_all else 0
        return JobResult(desk.tally(), desk.asked, desk.seconds, complete, walked.problems, missing)


@contextmanager
def held(answers: Answers) -> Iterator[None]:
    """The sole right to ask for this job; raises `JobBusy`, `AnswersNotSaved`."""
    lock = FileLock(answers.file.with_name(answers.file.name + ".lock"), thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise JobBusy() from None
    except OSError as error:
        raise AnswersNotSaved(reason=error.strerror or error) from error
    try:
        yield
    finally:
        lock.release()


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _found(answers: Answers) -> Operation[Walked]:
    """With a subject the pictures were named by whoever asks."""
    if answers.question.subject:
        walked = Walked(answers.count(), 0, 0.0, (), ())
    else:
        walked = yield from find(answers, Search())
    sources = answers.question.sources
    if walked.away and len(walked.away) == len(sources):
        raise FolderMissing(folder=walked.away[0])
    if not answers.count():
        raise NoPictures(folder=", ".join(map(str, sources)))
    return walked


class Desk:
    """Where the pictures of a job are asked about: who asks, which wait for the asker's word, what was counted."""

    def __init__(self, answers: Answers, away: Iterable[Path] = ()) -> None:
        self.asker: Asks | None = None
        self.away = frozenset(away)  # replaced, never changed: the thread that reads ahead looks into it
        self.asked = 0
        self.seconds = 0.0
        self._answers = answers
        self._counts = answers.counts()
        self._pending: dict[int, Waiting] = {}
        self._pace: deque[tuple[float, int]] = deque()

    def tally(self) -> JobTally:
        unreadable = self._counts[State.UNREADABLE] + self._counts[State.GONE]
        runtime = self.asker.runtime if self.asker is not None else ""
        return JobTally(
            self._counts[State.ANSWERED], unreadable, self._counts[State.WAITING], self._speed(), runtime, tuple(sorted(self.away))
        )

    def progress(self, stage: str = STAGE) -> Progress:
        tally = self.tally()
        done = tally.answered + tally.unreadable
        return Progress(stage, done, done + tally.waiting, tally)

    def can_ask(self) -> bool:
        """Whether a picture waits whose source is there."""
        return next(self._paths(), None) is not None

    def recount(self) -> None:
        self._counts = self._answers.counts()

    def ask(self, finish: EarlyEnd | None = None) -> Operation[None]:
        """Ask about all that wait and whose source is there, until `finish` is wished; each batch is kept as it comes."""
        assert self.asker is not None  # prepared by whoever calls
        started, before, reported = time.monotonic(), self.seconds, 0.0
        self._pending.clear()
        self._pace.clear()
        self._pace.append((started, self.asked))
        yield self.progress()
        with closing(ahead(self.asker.ask(self._paths()))) as batches:
            for batch in batches:
                if batch is not None:
                    self._keep(batch)
                moment = time.monotonic()
                self.seconds = before + moment - started
                if moment - reported > _REPORT_EVERY:
                    reported = moment
                    yield self.progress()
                if batch is not None and finish is not None and finish.wished:
                    break
        yield self.progress()

    def _paths(self) -> Iterator[Path]:
        """Read ahead by the asker's threads. A picture is taken as it was when it was found, before it is read."""
        after = place = 0
        while some := self._answers.waiting(after):
            for each in some:
                if self._source_away(each.path) is None:
                    self._pending[place] = each
                    place += 1
                    yield Path(each.path)
            after = some[-1].id

    def _source_away(self, path: str) -> Path | None:
        return next((source for source in self.away if path.startswith(f"{source}{os.sep}") or path == str(source)), None)

    def _keep(self, batch: AnswerBatch) -> None:
        findings = [
            Finding(asked.id, asked.size, asked.modified_ns, shares, float(novelty), features)
            for asked, shares, novelty, features in zip(
                map(self._pending.pop, batch.places), batch.probabilities, batch.novelty, batch.features, strict=True
            )
        ]
        for place, reason in batch.failures:
            failed = self._pending.pop(place)
            if reason in _PASSING and self._look_for_source(failed.path):
                continue  # it waits until its source is there again
            findings.append(Finding(failed.id, failed.size, failed.modified_ns, _NOTHING, reason=reason, gone=reason in _PASSING))
        if findings:
            self._answers.put(findings)
        self._count(findings)

    def _look_for_source(self, path: str) -> bool:
        """Whether the folder that was asked about is gone as a whole, such as an unplugged drive."""
        for source in self._answers.question.sources:
            if path.startswith(f"{source}{os.sep}") and not source.is_dir():
                self.away |= {source}
        return self._source_away(path) is not None

    def _count(self, findings: list[Finding]) -> None:
        for each in findings:
            state = State.ANSWERED if len(each.probabilities) else State.GONE if each.gone else State.UNREADABLE
            self._counts[state] += 1
        self._counts[State.WAITING] -= len(findings)
        self.asked += len(findings)
        self._pace.append((time.monotonic(), self.asked))
        while self._pace[-1][0] - self._pace[0][0] > _PACE_OVER:
            self._pace.popleft()

    def _speed(self) -> float:
        if len(self._pace) < 2 or self._pace[-1][0] == self._pace[0][0]:
            return 0.0
        (first, before), (last, after) = self._pace[0], self._pace[-1]
        return (after - before) / (last - first)
