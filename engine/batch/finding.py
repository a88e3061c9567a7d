"""Find the pictures of a job: walk its folders in a thread of its own, so that a drive that does not answer holds up nobody's "cancel"."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from engine.batch.ahead import ahead
from engine.batch.answers import Answers, Found
from engine.errors import translate
from engine.images.failures import openable, system_reason
from engine.images.walk import Walk, is_picture, looks_like_picture
from engine.progress import Operation, Progress

STAGE = translate("operations", "Looking for pictures")
SORTED_MARK = ".fieldmark-sorted"  # what a sort leaves in its target: those are pictures that were classified before
_INTERVAL = 0.1  # s between two signs of life
_CHUNK = 2000  # files that are written down together


@dataclass(frozen=True)
class Walked:
    """What came of a walk: `count` pictures are there, of which `new` wait anew; `away` are the sources that are not there."""

    count: int
    new: int
    seconds: float
    away: tuple[Path, ...]
    problems: tuple[tuple[Path, str], ...]


@dataclass
class Search:
    """What is remembered from walk to walk of one job. `settled` keeps files back that are still being written.

    `again` asks also about what could not be read for a passing reason, though it has not changed.
    """

    settled: Callable[[Found], bool] = lambda found: True
    again: bool = True
    kinds: dict[str, tuple[int, int, bool]] = field(default_factory=dict)  # of files whose name is not that of a picture

    def is_wanted(self, found: Found) -> bool:
        return self._is_picture(found) and self.settled(found)

    def _is_picture(self, found: Found) -> bool:
        path = Path(found.path)
        if looks_like_picture(path):
            return True
        known = self.kinds.get(found.path)
        if known is None or known[:2] != found[1:]:
            known = self.kinds[found.path] = (*found[1:], is_picture(path))
        return known[2]


def find(answers: Answers, search: Search) -> Operation[Walked]:
    """Write down the pictures of the job's sources; what is known and has not changed stays answered. Raises `AnswersNotSaved`."""
    started = reported = time.monotonic()
    found = new = 0
    ready: list[Found] = []
    away: list[Path] = []
    problems: list[tuple[Path, str]] = []
    yield Progress(STAGE)
    with closing(ahead(_pictures(answers.question.sources, search, away, problems))) as chunks:
        for chunk in chunks:
            ready += chunk or ()
            if time.monotonic() - reported > _INTERVAL or len(ready) >= _CHUNK:
                found, new, reported = found + len(ready), new + answers.expect(ready, search.again), time.monotonic()
                ready.clear()
                yield Progress(STAGE, found)
        new += answers.expect(ready, search.again)
    return Walked(found + len(ready), new, time.monotonic() - started, tuple(away), tuple(problems))


def _pictures(
    sources: Sequence[Path], search: Search, away: list[Path], problems: list[tuple[Path, str]]
) -> Generator[list[Found], None, None]:
    for source in sources:
        if source.is_dir():
            walk = Walk(source, SORTED_MARK)
            for files in walk:
                yield from _chunks(files, search, problems)
            problems += walk.problems
        elif source.is_file():
            yield from _chunks([str(source)], search, problems)
        else:
            away.append(source)


def _chunks(files: Sequence[str], search: Search, problems: list[tuple[Path, str]]) -> Iterator[list[Found]]:
    """An empty list for files none of which is wanted: a sign of life all the same."""
    for start in range(0, len(files), _CHUNK):
        chunk = []
        for file in files[start : start + _CHUNK]:
            try:
                status = os.stat(openable(Path(file)))  # noqa: PTH116 - takes the prefixed text
            except OSError as error:
                problems.append((Path(file), system_reason(error)))
                continue
            found = Found(file, status.st_size, status.st_mtime_ns)
            if search.is_wanted(found):
                chunk.append(found)
        yield chunk
