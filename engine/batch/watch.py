"""Watch folders: classify what arrives, until it is closed. What was found is in the file, so that a new start goes on."""

from __future__ import annotations

import time

from engine.batch.answers import Answers, Found
from engine.batch.finding import Search, Walked, find
from engine.batch.job import BEGAN, ENDED, Desk, JobResult, Prepare, held, now
from engine.errors import translate
from engine.progress import EarlyEnd, Operation

WAITING = translate("operations", "Waiting for new pictures")
AWAY = translate("operations", "Waiting for a folder that is not there at the moment")
_INTERVAL = 0.2  # s between two signs of life
_REST = 3.0  # times as long as the walk took: a large folder is not walked without a break
_AGAIN_AFTER = 12  # rounds after which pictures that could not be read for a passing reason are tried again


def watch(
    answers: Answers, prepare: Prepare, every: float = 5.0, settle: float = 2.0, finish: EarlyEnd | None = None
) -> Operation[JobResult]:
    """Look every `every` seconds for what is new, and classify it; ends only when it is closed, or `finish` is wished.

    A file that was written to within the last `settle` seconds waits for the next look. A source that is not there is waited for.
    Raises `JobBusy`, `AnswersNotSaved`, and what `prepare` raises.
    """
    with held(answers):
        answers.remember(BEGAN, now())
        desk, search, rounds = Desk(answers), Search(Settling(settle).is_settled), 0
        while True:
            search.again = rounds % _AGAIN_AFTER == 0
            walked = yield from _looked(find(answers, search), desk if rounds else None)
            desk.away = frozenset(walked.away)
            desk.recount()
            if desk.can_ask():
                desk.asker = desk.asker or (yield from prepare())
                yield from desk.ask(finish)
            if not (yield from _rested(desk, max(every, _REST * walked.seconds), finish)):
                break
            rounds += 1
        answers.remember(ENDED, now())
        return JobResult(desk.tally(), desk.asked, desk.seconds, not desk.tally().waiting, walked.problems)


class Settling:
    """Which files are no longer being written: unchanged for `seconds`, by their own time or since they were first seen like this.

    The latter is for drives whose clock is ahead of ours.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._seen: dict[str, tuple[Found, float]] = {}

    def is_settled(self, found: Found) -> bool:
        moment = time.monotonic()
        if found.modified_ns / 1e9 <= time.time() - self._seconds:
            self._seen.pop(found.path, None)
            return True
        before, since = self._seen.setdefault(found.path, (found, moment))
        if before != found:
            self._seen[found.path] = (found, moment)
            return False
        return moment - since >= self._seconds


def _looked(walk: Operation[Walked], desk: Desk | None) -> Operation[Walked]:
    """After the first look whoever watches sees what was found, and not that it is looked for again and again."""
    try:
        while True:
            progress = next(walk)
            yield desk.progress(_stage(desk)) if desk else progress
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    finally:
        walk.close()


def _stage(desk: Desk) -> str:
    return AWAY if desk.away else WAITING


def _rested(desk: Desk, seconds: float, finish: EarlyEnd | None) -> Operation[bool]:
    """Wait in small steps; False if the end is wished."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if finish is not None and finish.wished:
            return False
        yield desk.progress(_stage(desk))
        time.sleep(min(_INTERVAL, left))
    return finish is None or not finish.wished
