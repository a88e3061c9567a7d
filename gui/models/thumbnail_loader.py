"""Thumbnails for views: asked for while painting, decoded by two threads, kept within a fixed amount of memory.

The latest request is served first, and requests that scrolled away long ago are forgotten; a view asks again when it paints.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from engine.errors import FieldmarkError, PictureUnreadable
from gui.models.cell import PictureKey
from gui.text import of_engine

_THREADS = 2
_MEMORY = 128 * 1024 * 1024  # bytes of decoded pixels
_MOST_WAITING = 400  # about three screens of small cells
_MOST_FAILURES = 10_000
_PERIOD_MS = 16
_BUDGET = 0.006  # s for turning decoded pictures into pixmaps before the window gets its turn


class _Requests:
    """The stack of wanted pictures and the queue of decoded ones, shared by the window and the decoders."""

    def __init__(self) -> None:
        self._ready = threading.Condition()
        self._wanted: OrderedDict[PictureKey, None] = OrderedDict()
        self._busy: set[PictureKey] = set()
        self._closed = False
        self.done: deque[tuple[PictureKey, QImage | None, str]] = deque()

    def want(self, key: PictureKey) -> None:
        with self._ready:
            if key in self._busy:
                return
            self._wanted[key] = None
            self._wanted.move_to_end(key)
            if len(self._wanted) > _MOST_WAITING:
                self._wanted.popitem(last=False)
            self._ready.notify()

    def next(self) -> PictureKey | None:
        """The latest wanted picture, waiting for one; None when the loader is shut down."""
        with self._ready:
            while not self._wanted and not self._closed:
                self._ready.wait()
            if self._closed:
                return None
            key, _ = self._wanted.popitem(last=True)
            self._busy.add(key)
            return key

    def arrived(self, key: PictureKey) -> None:
        with self._ready:
            self._busy.discard(key)

    def close(self) -> None:
        with self._ready:
            self._closed = True
            self._wanted.clear()
            self._ready.notify_all()


class _Decoder(QThread):
    """Decodes wanted pictures until the loader shuts down."""

    decoded = Signal()

    def __init__(self, requests: _Requests) -> None:
        super().__init__()
        self._requests = requests

    def run(self) -> None:
        while (key := self._requests.next()) is not None:
            self._requests.done.append((key, *_decode(key)))
            self.decoded.emit()


def _decode(key: PictureKey) -> tuple[QImage | None, str]:
    """The picture ready for the screen, or the reason why there is none."""
    try:
        image = _cached_image(key)
    except PictureUnreadable as error:
        return None, error.reason
    except (FieldmarkError, OSError) as error:
        return None, str(error)
    except Exception as error:  # noqa: BLE001 - one odd picture must not end the thread that all others wait for
        return None, f"{type(error).__name__}: {error}"
    return image.convertToFormat(QImage.Format.Format_RGB32), ""


def _cached_image(key: PictureKey) -> QImage:
    from engine.images.thumbnails import thumbnail_file  # brings Pillow and numpy: a quarter of a second, better spent in this thread

    file = thumbnail_file(key.path, key.digest)
    image = _read(file)
    if image.isNull():  # a damaged cache heals itself
        file.unlink(missing_ok=True)
        image = _read(thumbnail_file(key.path, key.digest))
    if image.isNull():
        raise PictureUnreadable(path=key.path, reason="its thumbnail cannot be shown")
    return image


def _read(file: object) -> QImage:
    return QImage(str(file))


class ThumbnailLoader(QObject):
    """Hands out thumbnails at once or says later that they have come; belongs to the window's thread."""

    loaded = Signal(object)  # PictureKey
    loaded_many = Signal()  # at most once in 16 ms: the time to repaint

    def __init__(self, parent: QObject | None = None, memory: int = _MEMORY) -> None:
        super().__init__(parent)
        self._memory = memory
        self._used = 0
        self._pixmaps: OrderedDict[PictureKey, QPixmap] = OrderedDict()
        self._failures: OrderedDict[PictureKey, str] = OrderedDict()
        self._requests = _Requests()
        self._decoders: list[_Decoder] = []
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take_in)

    def pixmap(self, key: PictureKey) -> QPixmap | None:
        """The thumbnail, or None while it is on its way and when it failed (see `failure`)."""
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
            return found
        if key not in self._failures and not self._closed:
            self._start_threads()
            self._requests.want(key)
        return None

    def failure(self, key: PictureKey) -> str:
        """Why there is no thumbnail of `key`, in a short phrase; empty if nothing failed so far."""
        return of_engine("errors", self._failures.get(key, ""))

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

    def shutdown(self) -> None:
        """End the threads; from now on nothing more is loaded."""
        self._closed = True
        self._requests.close()
        self._timer.stop()
        for decoder in self._decoders:
            decoder.wait()
        self._decoders.clear()

    def _start_threads(self) -> None:
        while len(self._decoders) < _THREADS:
            decoder = _Decoder(self._requests)
            decoder.decoded.connect(self._on_decoded)
            decoder.start(QThread.Priority.LowPriority)
            self._decoders.append(decoder)

    def _on_decoded(self) -> None:
        if not self._timer.isActive() and not self._closed:
            self._timer.start(_PERIOD_MS)

    def _take_in(self) -> None:
        end = time.monotonic() + _BUDGET
        done = self._requests.done
        while done and time.monotonic() < end:
            key, image, reason = done.popleft()
            self._keep(key, image, reason)
            self._requests.arrived(key)
            self.loaded.emit(key)
        if done:
            self._timer.start(_PERIOD_MS)
        self.loaded_many.emit()

    def _keep(self, key: PictureKey, image: QImage | None, reason: str) -> None:
        self.forget(key)
        if image is None:
            self._failures[key] = reason
            if len(self._failures) > _MOST_FAILURES:
                self._failures.popitem(last=False)
            return
        pixmap = QPixmap.fromImage(image)
        self._pixmaps[key] = pixmap
        self._used += _bytes_of(pixmap)
        while self._used > self._memory and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            self._used -= _bytes_of(oldest)


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
