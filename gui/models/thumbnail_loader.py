"""Thumbnails for views: asked for while painting, decoded by threads, kept within a fixed amount of memory.

What is painted last is served first. A view that has come to rest says what it still wants (`focus`): the rest is cancelled.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtGui import QPixmap

from gui.models.cell import PictureKey
from gui.models.thumbnail_decoder import Decoded, DecodedQueue, ThumbnailDecoder
from gui.models.thumbnail_requests import ThumbnailRequests
from gui.text import of_engine

_MEMORY = 160 * 1024 * 1024  # bytes of decoded pixels: a 4K screen of small cells
_LARGEST = 256 * 256 * 4  # bytes of one thumbnail at most
_MOST_THREADS = 16
_MOST_FAILURES = 10_000
_PERIOD_MS = 16
_BUDGET = 0.006  # s for turning decoded pictures into pixmaps before the window gets its turn


class ThumbnailLoader(QObject):
    """Hands out thumbnails at once or says later that they have come; belongs to the window's thread."""

    loaded = Signal(object)  # PictureKey, of each one
    loaded_many = Signal(object)  # list[PictureKey], at most once in 16 ms: the time to repaint

    def __init__(self, parent: QObject | None = None, memory: int = _MEMORY) -> None:
        super().__init__(parent)
        self._memory = memory
        self._used = 0
        self._pixmaps: OrderedDict[PictureKey, QPixmap] = OrderedDict()
        self._failures: OrderedDict[PictureKey, str] = OrderedDict()
        self._requests = ThumbnailRequests()
        self._done = DecodedQueue()
        self._decoders: list[ThumbnailDecoder] = []
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take_in)
        self._wishes: list[tuple[PictureKey, int]] = []
        # asks for all of a frame at once: taking turns with the decoders costs the window a tenth of a millisecond each time
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)

    def pixmap(self, key: PictureKey, view: int = 0) -> QPixmap | None:
        """The thumbnail, or None while it is on its way and when it failed (see `failure`).

        `view` is any number of the asker's own, so that it can take requests back with `focus`; those of 0 are never taken back.
        """
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
            return found
        if key not in self._failures and not self._closed:
            self._wishes.append((key, view))
            self._asking.start()
        return None

    def focus(self, view: int, on_screen: Sequence[PictureKey], ahead: Sequence[PictureKey] = ()) -> None:
        """Cancel what `view` asked for except these: first those on the screen, then, as far as memory goes, those ahead."""
        if self._closed:
            return
        spare = max(0, self._memory // _LARGEST - len(on_screen))
        wanted, later = self._missing(on_screen), self._missing(ahead[:spare])
        self._ask()
        self._requests.focus(view, wanted, later)
        if wanted or later:
            self._start_threads()

    def _missing(self, keys: Sequence[PictureKey]) -> list[PictureKey]:
        """Those that are not at hand; those that are stay so for longer."""
        missing = []
        for key in keys:
            if key in self._pixmaps:
                self._pixmaps.move_to_end(key)
            elif key not in self._failures:
                missing.append(key)
        return missing

    def quiet(self) -> AbstractContextManager[None]:
        """For the time of a frame: the decoders finish what they are at and wait.

        Else they would take turns with the window at Python's global lock, at each of the thousand calls that painting makes: measured
        with both busy, the slowest frames in a hundred took 58 ms instead of 18.
        """
        return self._requests.quiet()

    def failure(self, key: PictureKey) -> str:
        """Why there is no thumbnail of `key`, in a short phrase; empty if nothing failed so far."""
        reason = self._failures.get(key)
        return of_engine("errors", reason) if reason else ""

    def forget(self, key: PictureKey) -> None:
        """Load `key` anew when it is next asked for, after its file has changed."""
        self._failures.pop(key, None)
        old = self._pixmaps.pop(key, None)
        if old is not None:
            self._used -= _bytes_of(old)

    @property
    def memory_used(self) -> int:
        """Bytes of pixels held now."""
        return self._used

    @property
    def waiting(self) -> int:
        """How many pictures are wanted that no thread works on yet."""
        return self._requests.waiting + len(self._wishes)

    def shutdown(self) -> None:
        """End the threads; from now on nothing more is loaded."""
        self._closed = True
        self._requests.close()
        self._timer.stop()
        for decoder in self._decoders:
            decoder.wait()
        self._decoders.clear()

    def _ask(self) -> None:
        wishes, self._wishes = self._wishes, []
        if wishes and not self._closed:
            self._requests.want(wishes)
            self._start_threads()

    def _start_threads(self) -> None:
        if self._decoders:
            return
        for _ in range(min(_MOST_THREADS, max(2, QThread.idealThreadCount()))):
            decoder = ThumbnailDecoder(self._requests, self._done)
            decoder.decoded.connect(self._on_decoded)
            decoder.start(QThread.Priority.LowPriority)
            self._decoders.append(decoder)

    def _on_decoded(self) -> None:
        if not self._timer.isActive() and not self._closed:
            self._timer.start(_PERIOD_MS)

    def _take_in(self) -> None:
        end = time.monotonic() + _BUDGET
        keys: list[PictureKey] = []
        while time.monotonic() < end and (decoded := self._done.pop()) is not None:
            self._keep(decoded)
            keys.append(decoded.key)
        self._requests.arrived(keys)
        for key in keys:
            self.loaded.emit(key)
        self.loaded_many.emit(keys)
        if self._done:
            self._on_decoded()

    def _keep(self, decoded: Decoded) -> None:
        self.forget(decoded.key)
        if decoded.image is None:
            self._failures[decoded.key] = decoded.reason
            if len(self._failures) > _MOST_FAILURES:
                self._failures.popitem(last=False)
            return
        pixmap = QPixmap.fromImage(decoded.image)
        self._pixmaps[decoded.key] = pixmap
        self._used += _bytes_of(pixmap)
        while self._used > self._memory and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            self._used -= _bytes_of(oldest)


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
