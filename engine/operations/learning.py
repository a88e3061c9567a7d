"""Load torch when work first needs it, and leave the window its core where there is one."""

from __future__ import annotations

import gc

from engine.classifier.background import waited
from engine.classifier.device import leave_a_core_for_the_window, preload
from engine.errors import translate
from engine.progress import Operation, Progress

_beside_a_window = False


def share_the_machine() -> None:
    """Called once by a process that has a window: from now on torch leaves one core to it."""
    global _beside_a_window
    _beside_a_window = True


def learning_ready() -> Operation[None]:
    """Import torch, timm and scikit-learn, which takes seconds the first time; can be cancelled meanwhile.

    What lives when it ends is taken out of Python's search for unreachable cycles: beside a window with its pictures and models one
    such search held the window up for 40 to 145 ms, again and again while a training made new values.
    """
    loading = Progress(translate("operations", "Loading the learning engine"))
    yield from waited(preload, lambda: loading)
    gc.freeze()
    if _beside_a_window:
        leave_a_core_for_the_window()
