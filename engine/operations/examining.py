"""Look at all pictures of a project once: fingerprints, sharpness, brightness; then which look nearly the same or came in one go.

The pictures are measured from their thumbnails, so that examining also fills the thumbnail cache.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from engine.classifier.background import waited
from engine.collecting import uncollected, without_collecting
from engine.errors import PictureUnreadable, translate
from engine.images.flags import FLAGS
from engine.progress import Operation, Progress
from engine.project.project import Project
from engine.project.sample import MISSING, PRESENT, UNREADABLE, Sample
from engine.splits.grouping import BURST, EXACT, NEAR, members
from engine.views.alike import conflicts, near_groups

_MEASURED = ("measured", "quality", "sharpness", "brightness", "fingerprint", "state")
_BATCH, _PAUSE = 256, 0.5  # rows and seconds, at most, between two transactions: short ones, so that labelling need not wait
_AT_ONCE = 2000  # rows of which only two columns change, or pairs
_LOOK_AHEAD = 8  # pictures a thread
_FAILED = (
    "brightness IS NULL AND fingerprint IS NULL"  # nothing could be measured: the file was missing or unreadable, and may be whole again
)
MOST_PAIRS = 1_000_000  # beyond, nearly everything looks alike, and they would take hundreds of megabytes
_RELATED, _WHOLE = "related", "whole"  # what the project remembers when all samples have been compared


@dataclass(frozen=True)
class Tally:
    """Groups of samples that have something in common, and the samples in them."""

    groups: int
    samples: int


@dataclass(frozen=True)
class Examined:
    """What is known of a project's pictures. `measured` were looked at by this operation, `missing` have no file any more.

    `unreadable` have one that cannot be decoded. `exact`, `near` (alike, but not copies alone) and `bursts` are groups; `flags` counts
    samples by their words in `engine.images.flags`; `conflicts` are pictures that are there with two classes or more.
    """

    measured: int
    missing: int
    exact: Tally
    near: Tally
    bursts: Tally
    flags: dict[str, int]
    conflicts: int
    unreadable: int = 0


def threads_beside_a_window() -> int:
    """As many as there are cores, but one."""
    return max(1, (os.cpu_count() or 1) - 1)


def examine(project: Project, threads: int | None = None) -> Operation[Examined]:
    """Measure what was not measured yet in `threads` threads (None: all cores), then find near-duplicates and bursts among all.

    What is reported as done is on the disk: a cancelled or killed examination goes on where it was. Raises `ProjectReadOnly`,
    `WriteFailed`.
    """
    project.check_writable()
    count = yield from measure(project, None, threads)
    yield from relate(project)
    with without_collecting():
        return summed_up(project.samples(), count)


def unmeasured(project: Project) -> list[int]:
    """The ids of the samples whose picture nobody looked at yet, or only an older version, or not since its file is back."""
    from engine.images.quality import VERSION

    pending = f"measured < ? OR ({_FAILED} AND state = ?)"
    return [row[0] for row in project.rows(f"SELECT id FROM sample WHERE removed = 0 AND ({pending})", (VERSION, PRESENT))]


def is_examined(project: Project) -> bool:
    """Whether all samples were measured, and compared after that."""
    return project.recall(_RELATED) == _WHOLE and not unmeasured(project)


def measure(project: Project, among: Iterable[int] | None = None, threads: int | None = None) -> Operation[int]:
    """Measure the samples that were not measured yet, all or those `among`, and say how many that were.

    What was missing or could not be read is tried again each time.
    """
    from engine.images.quality import VERSION

    pending = {row[0] for row in project.rows(f"SELECT id FROM sample WHERE removed = 0 AND (measured < ? OR ({_FAILED}))", (VERSION,))}
    samples = project.samples(pending if among is None else pending.intersection(among))
    if samples:
        project.remember(_RELATED, "")
    ready: list[tuple[Any, ...]] = []
    written = time.monotonic()
    for done, row in enumerate(_facts(samples, threads or os.cpu_count() or 1), 1):
        ready.append(row)
        if len(ready) >= _BATCH or time.monotonic() - written > _PAUSE or done == len(samples):
            project.record(_MEASURED, ready)
            ready, written = [], time.monotonic()
            yield Progress(translate("operations", "Examining pictures"), done, len(samples))
    return len(samples)


def relate(project: Project) -> Operation[None]:
    """Find near-duplicates and bursts among all samples; only what is not as it was is written."""
    yield from uncollected(_relate(project))
    project.remember(_RELATED, _WHOLE)


def alike_pairs(samples: Iterable[Sample]) -> list[tuple[int, int]]:
    """The ids of at most `MOST_PAIRS` pairs of `samples` that look nearly the same, the most alike first.

    Of pictures whose fingerprints are equal only each with the first is a pair.
    """
    import numpy as np

    from engine.images import near_duplicates

    known = [sample for sample in samples if sample.facts.fingerprint is not None]
    fingerprints = np.array([sample.facts.fingerprint for sample in known], np.int64)
    pairs = near_duplicates.near_pairs(fingerprints)
    distances = np.bitwise_count((fingerprints[pairs[:, 0]] ^ fingerprints[pairs[:, 1]]).view(np.uint64))
    ids = np.array([sample.id for sample in known], np.int64)[pairs[np.argsort(distances, kind="stable")[:MOST_PAIRS]]]
    pieces = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))  # as one it would hold up a window
    return [(one, other) for piece in pieces for one, other in piece.tolist()]


def summed_up(samples: Sequence[Sample], measured: int = 0) -> Examined:
    """Count what the facts about `samples` say."""
    alike = near_groups(samples)
    near = [group for group in members(samples, NEAR) if group[0].facts.near in alike]
    return Examined(
        measured,
        sum(sample.facts.state == MISSING for sample in samples),
        _tally(members(samples, EXACT)),
        _tally(near),
        _tally(members(samples, BURST)),
        {name: sum(bool(sample.facts.quality & bit) for sample in samples) for name, bit in FLAGS.items()},
        len(set(conflicts(samples).values())),
        sum(sample.facts.state == UNREADABLE for sample in samples),
    )


def _tally(groups: Sequence[Sequence[Sample]]) -> Tally:
    return Tally(len(groups), sum(map(len, groups)))


# ---- groups ------------------------------------------------------------------------------------------------


def _relate(project: Project) -> Operation[None]:
    stage = translate("operations", "Looking for near-duplicates")
    rows = project.rows("SELECT id, near, burst, fingerprint, taken, camera FROM sample WHERE removed = 0 ORDER BY id")
    changed = yield from waited(lambda: _regrouped(rows), lambda: Progress(stage))
    for start in range(0, len(changed), _AT_ONCE):
        project.record(("near", "burst"), changed[start : start + _AT_ONCE])
        yield Progress(stage, start, len(changed))


def _regrouped(rows: Sequence[tuple[Any, ...]]) -> list[tuple[int | None, int | None, int]]:
    """(near, burst, id) of those among (id, near, burst, fingerprint, taken, camera) whose groups are others now.

    A group is called by the id of its first sample.
    """
    from engine.images import near_duplicates

    ids = [row[0] for row in rows]
    seen = [place for place, row in enumerate(rows) if row[3] is not None]
    firsts = near_duplicates.groups([rows[place][3] for place in seen]).tolist()
    near = {place: ids[seen[first]] for place, first in zip(seen, firsts, strict=True) if first >= 0}
    bursts = near_duplicates.bursts([row[4] for row in rows], [row[5] for row in rows]).tolist()
    found = [(near.get(place), ids[first] if first >= 0 else None, ids[place]) for place, first in enumerate(bursts)]
    return [now for now, row in zip(found, rows, strict=True) if now[:2] != row[1:3]]


# ---- in threads --------------------------------------------------------------------------------------------


def _facts(samples: Sequence[Sample], threads: int) -> Iterator[tuple[Any, ...]]:
    """The values of `_MEASURED` and the id of each sample in order, found out a bounded way ahead."""
    remaining = iter(samples)
    with ThreadPoolExecutor(threads, thread_name_prefix="examining") as pool:
        waiting: deque[Future[tuple[Any, ...]]] = deque()
        try:
            waiting.extend(pool.submit(_measured, sample) for sample in islice(remaining, threads * _LOOK_AHEAD))
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(_measured, sample) for sample in islice(remaining, 1))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _measured(sample: Sample) -> tuple[Any, ...]:
    from engine.images import quality
    from engine.images.failures import NOT_THERE, openable
    from engine.images.thumbnails import thumbnail

    try:
        measures = quality.measure(thumbnail(sample.path, sample.digest))
    except PictureUnreadable as error:
        state = MISSING if error.reason == NOT_THERE else UNREADABLE
        return quality.VERSION, 0, None, None, None, state, sample.id
    before = sample.facts.state
    found_again = before == MISSING and Path(openable(sample.path)).exists()  # the thumbnail may outlive the file
    state = PRESENT if found_again or before == UNREADABLE else before
    flags = quality.flags(measures, sample.width, sample.height)
    return quality.VERSION, flags, measures.sharpness, measures.brightness, measures.fingerprint, state, sample.id
