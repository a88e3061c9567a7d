"""Moving one file, in two halves, there and back alike.

`carry` makes the file whole at its end, `release` takes the name at the start away. Between the two lies the sync of the folders, so
that at every moment at least one of the names leads to the whole file. Across drives the file is copied under a name of its own beside
its end, verified, and only then given its name.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Generator

from engine.batch.sorting.files import REFUSALS, Seen, copied, put, remove, same_bytes, same_time, seen
from engine.batch.sorting.legs import Declined, Leg, discard, is_time_of
from engine.images.failures import openable


def carry(leg: Leg) -> Generator[int, None, None]:
    """Make the file whole at its end, where nothing may lie; yields bytes where it has to be copied.

    Raises `Declined` and `OSError`; then the start is as it was.
    """
    start, end = seen(leg.start), seen(leg.end)
    if leg.uncertain and end is not None and _has_arrived(leg, start, end):
        return
    if start is None:
        raise Declined(leg.gone)
    if end is not None:
        raise Declined(leg.taken)
    if not start.is_file or start.size != leg.size or not is_time_of(leg, start):
        raise Declined(leg.changed)
    try:
        put(leg.start, leg.end)
    except FileExistsError:
        raise Declined(leg.taken) from None
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        yield from copied_over(leg, verify=True)


def release(leg: Leg) -> None:
    """Take the name at the start away, now that the file is whole at the end.

    Raises `OSError`: then it is at the start only if the system clearly refused. A network drive may fail at answering, not at doing; then
    both names are left alone, and the next run looks again.
    """
    start, end = seen(leg.start), seen(leg.end)
    if start is None:
        return
    if end is None:
        raise Declined(leg.changed)
    if start.identity != end.identity and (start.size != end.size or not is_time_of(leg, start)):
        remove(leg.end)  # a copy, and the file was changed while it was made
        raise Declined(leg.changed)
    try:
        remove(leg.start)
    except FileNotFoundError:
        return  # it is gone, as was wished
    except OSError as error:
        if error.errno in REFUSALS and seen(leg.start) is not None:
            remove(leg.end)
        raise


def _has_arrived(leg: Leg, start: Seen | None, end: Seen) -> bool:
    if start is None:
        return end.size == leg.size and is_time_of(leg, end)
    if start.identity == end.identity:
        return True
    return same_time(start.modified_ns, end.modified_ns) and same_bytes(leg.start, leg.end)


def copied_over(leg: Leg, verify: bool) -> Generator[int, None, None]:
    discard(leg.temporary)
    try:
        yield from copied(leg.start, leg.temporary, verify)
        if leg.final_ns is not None:
            os.chmod(openable(leg.temporary), leg.mode)  # noqa: PTH101
            os.utime(openable(leg.temporary), ns=(leg.final_ns, leg.final_ns))
        put(leg.temporary, leg.end)
    except FileExistsError:
        raise Declined(leg.taken) from None
    finally:
        discard(leg.temporary)
