"""Calls that cannot be interrupted, such as a download, waited for by an operation that can."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from engine.progress import Operation, Progress

T = TypeVar("T")
_INTERVAL = 0.2  # seconds between two reports, hence the longest wait for a cancelled operation


def waited(work: Callable[[], T], progress: Callable[[], Progress]) -> Operation[T]:
    """The result of `work`, run in a daemon thread; what it raises is raised here.

    Closing the operation stops the waiting: the thread finishes alone, and its result is dropped.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed over to the waiting side, which raises it
            outcome.set_exception(error)

    thread = threading.Thread(target=run, name="waited-for", daemon=True)
    thread.start()
    while thread.is_alive():
        yield progress()
        thread.join(_INTERVAL)
    return outcome.result()
