"""Copying or linking one file, and taking the copy or the link away again; the original is never touched."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

from engine.batch.sorting.files import Seen, is_time, remove, same_bytes, seen
from engine.batch.sorting.legs import CHANGED_THERE, ORIGINAL_GONE, Declined, Leg, is_in_doubt, is_time_of
from engine.batch.sorting.moving import carry, copied_over
from engine.batch.sorting.values import COPY, HARD_LINK, MOVE, SYMLINK, Step
from engine.images.failures import openable


def copy(leg: Leg) -> Generator[int, None, None]:
    """As `carry`, but the file stays at its start."""
    start, end = seen(leg.start), seen(leg.end)
    if leg.uncertain and end is not None and same_bytes(leg.start.resolve(), leg.end):
        return
    _check_free(leg, start, end)
    yield from copied_over(leg, verify=False)


def hard_link(leg: Leg) -> Generator[int, None, None]:
    start, end = seen(leg.start), seen(leg.end)
    if leg.uncertain and end is not None and _is_link_to(leg.start, end):
        return
    _check_free(leg, start, end)
    yield 0
    os.link(openable(leg.start.resolve()), openable(leg.end))


def symlink(leg: Leg) -> Generator[int, None, None]:
    start, end = seen(leg.start), seen(leg.end)
    if leg.uncertain and end is not None and _points_to(leg.end, leg.start):
        return
    _check_free(leg, start, end)
    yield 0
    os.symlink(openable(leg.start), openable(leg.end))  # noqa: PTH211


CARRIERS = {MOVE: carry, COPY: copy, HARD_LINK: hard_link, SYMLINK: symlink}


def take_away(step: Step, how: str) -> None:
    """Undo a copy or a link: the file at the target goes, if it is ours and unchanged, and its original is there.

    Raises `Declined` and `OSError`.
    """
    end = seen(step.target)
    if end is None:
        return
    if not _is_ours(step, how, end):
        if is_in_doubt(step):
            return  # it was not placed yet: what lies there is somebody else's
        raise Declined(ORIGINAL_GONE if how == HARD_LINK and _original(step) is None else CHANGED_THERE)
    original = _original(step)
    if how == COPY and (original is None or original.size != step.size or not is_time(original.modified_ns, step.modified_ns)):
        raise Declined(ORIGINAL_GONE)
    remove(step.target)


def _is_ours(step: Step, how: str, end: Seen) -> bool:
    if how == SYMLINK:
        return end.is_link and _points_to(step.target, step.source)
    if how == HARD_LINK:
        return _is_link_to(step.source, end)
    if step.placed_ns is None:
        return same_bytes(step.source.resolve(), step.target)
    return end.is_file and end.size == step.size and is_time(end.modified_ns, step.placed_ns)


def _check_free(leg: Leg, start: Seen | None, end: Seen | None) -> None:
    """For ways that leave the start as it is, and follow it where it is a link itself."""
    if start is not None and start.is_link:
        start = seen(leg.start.resolve())
    if start is None:
        raise Declined(leg.gone)
    if end is not None:
        raise Declined(leg.taken)
    if start.size != leg.size or not is_time_of(leg, start):
        raise Declined(leg.changed)


def _original(step: Step) -> Seen | None:
    return seen(step.source.resolve())


def _is_link_to(source: Path, end: Seen) -> bool:
    original = seen(source.resolve())
    return original is not None and original.identity == end.identity


def _points_to(link: Path, source: Path) -> bool:
    try:
        return os.readlink(openable(link)).removeprefix("\\\\?\\") == str(source)  # noqa: PTH115 - as it was written
    except OSError:
        return False
