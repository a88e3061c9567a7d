"""Loads pyqtgraph, which takes half a second, beside the window that will draw with it.

It touches every class of Qt while it is imported, and PySide makes a class when it is first touched: two threads that do so at once crash
(seen in seven of eight starts). So the window's thread touches them all first, a few at a time, and only then the import begins.
"""

from __future__ import annotations

import importlib
import threading
import time
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtOpenGLWidgets", "QtTest")  # those that pyqtgraph imports
_TURN, _PERIOD_MS = 0.004, 5  # s of touching, and how often

_loading: PlotLoading | None = None


class PlotLoading(QObject):
    """Lives with the application; there is one."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._touching = _touch_all()
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self, interval=_PERIOD_MS)
        self._timer.timeout.connect(self._touch_some)
        self._timer.start()

    def is_alive(self) -> bool:
        """Whether one still has to wait for it."""
        return self._thread is None or self._thread.is_alive()

    def _touch_some(self) -> None:
        end = time.monotonic() + _TURN
        for _ in self._touching:
            if time.monotonic() > end:
                return
        self._timer.stop()
        self._thread = threading.Thread(target=importlib.import_module, args=("gui.widgets.plot",), name="pyqtgraph import")
        self._thread.start()


def load_plot() -> PlotLoading:
    """Begin to load `gui.widgets.plot`, once; to be called in the window's thread."""
    global _loading
    if _loading is None:
        _loading = PlotLoading()
    return _loading


def _touch_all() -> Iterator[str]:
    for name in _MODULES:
        try:
            module = importlib.import_module(f"PySide6.{name}")
        except ImportError:  # pyqtgraph does without it as well
            continue
        for member in dir(module):
            getattr(module, member)
            yield member
