"""A pause for Python's collector of unreachable cycles, while very many values are made that hold none.

The collector looks through all of them again and again and keeps the interpreter's lock meanwhile: with 100 000 samples a window stands
still for 0.1 s each time, whichever thread made the values.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from engine.progress import Operation

T = TypeVar("T")


@contextmanager
def without_collecting() -> Iterator[None]:
    """For seconds, in any thread; may be nested. The values should be gone when it ends, or the next collection looks through them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def uncollected(operation: Operation[T]) -> Operation[T]:
    """`operation` in such a pause."""
    with without_collecting():
        result = yield from operation
    return result
