"""Ctrl+C before a command has begun, while its modules are imported: it says so and ends. Light to import, as it comes before them."""

from __future__ import annotations

import signal
import sys
from types import FrameType

EXIT_INTERRUPTED = 130


def begin() -> None:
    """From now on an interrupt ends the process with a word, until `hand_over`; one that is ignored stays ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def hand_over() -> None:
    """From now on an interrupt is a `KeyboardInterrupt` again."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end(number: int, frame: FrameType | None) -> None:
    sys.stderr.write("Cancelled.\n")
    raise SystemExit(EXIT_INTERRUPTED)
