"""Keeps the computer from falling asleep while long work runs; the screen may go dark. Where the system offers no way, nothing happens."""

from __future__ import annotations

from typing import TypeVar

from engine.progress import Operation

T = TypeVar("T")


def kept_awake(operation: Operation[T]) -> Operation[T]:
    """`operation`, with sleep held off from its first step to its end, however it ends."""
    from wakepy import keep

    mode = keep.running(on_fail="pass")
    with mode:
        result = yield from operation
    return result
