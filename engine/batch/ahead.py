"""Read from something slow in a thread, a bounded way ahead, so that whoever waits for it can be told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import closing
from queue import Empty, Full, Queue
from typing import Any, TypeVar

T = TypeVar("T")
_WAITING = 4  # items that wait to be taken
_PULSE = 0.1  # s between two signs of life
_MOMENT = 0.2  # s that the thread gets to end by itself
_FAREWELL = 5.0  # s that it gets once it was interrupted


def ahead(source: Generator[T, None, None], interrupt: Callable[[], None] | None = None) -> Generator[T | None, None, None]:
    """What `source` yields, and None now and then while there is nothing; what it raises is raised here.

    Closing it closes `source`, in its thread, once that has come to its next item. If it does not within a moment, `interrupt` must make
    it fail; without one the daemon thread is left to itself, as nothing can be done about a drive that does not answer.
    """
    items: Queue[tuple[str, Any]] = Queue(_WAITING)
    stopped = threading.Event()
    thread = threading.Thread(target=_read, args=(source, items, stopped), name="ahead", daemon=True)
    thread.start()
    try:
        while True:
            try:
                kind, value = items.get(timeout=_PULSE)
            except Empty:
                yield None
                continue
            if kind == "error":
                raise value
            if kind == "end":
                return
            yield value
    finally:
        stopped.set()
        thread.join(_MOMENT)
        if interrupt is not None and thread.is_alive():
            interrupt()
            thread.join(_FAREWELL)


def _read(source: Generator[T, None, None], items: Queue[tuple[str, Any]], stopped: threading.Event) -> None:
    try:
        with closing(source):
            for item in source:
                if not _put(("item", item), items, stopped):
                    return
        _put(("end", None), items, stopped)
    except BaseException as error:  # noqa: BLE001 - handed over to the waiting side, which raises it
        _put(("error", error), items, stopped)


def _put(item: tuple[str, Any], items: Queue[tuple[str, Any]], stopped: threading.Event) -> bool:
    while not stopped.is_set():
        try:
            items.put(item, timeout=_PULSE)
            return True
        except Full:
            continue
    return False
