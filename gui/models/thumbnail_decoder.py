"""The threads that fetch thumbnails from the cache, or have them made, and decode them for the screen."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QThread, Signal
from PySide6.QtGui import QImage

from engine.errors import FieldmarkError, PictureUnreadable
from gui.models.cell import PictureKey
from gui.models.thumbnail_requests import ThumbnailRequests


@dataclass(frozen=True)
class Decoded:
    """A thumbnail ready for the screen, or the `reason` why there is none."""

    key: PictureKey
    image: QImage | None
    reason: str = ""


class DecodedQueue:
    """What the decoders have finished and the window has not taken in yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._decoded: deque[Decoded] = deque()

    def put(self, decoded: Decoded) -> bool:
        """True if it is the only one, so that the window must be told; it looks again by itself while there are any."""
        with self._lock:
            self._decoded.append(decoded)
            return len(self._decoded) == 1

    def pop(self) -> Decoded | None:
        return self._decoded.popleft() if self._decoded else None

    def __bool__(self) -> bool:
        return bool(self._decoded)


class ThumbnailDecoder(QThread):
    """Decodes wanted pictures until there will be no more requests; one signal for many, or the window would drown in events."""

    decoded = Signal()

    def __init__(self, requests: ThumbnailRequests, done: DecodedQueue) -> None:
        super().__init__()
        self._requests = requests
        self._done = done

    def run(self) -> None:
        while (key := self._requests.next()) is not None:
            if self._done.put(_decode(key)):
                self.decoded.emit()


def _decode(key: PictureKey) -> Decoded:
    try:
        return Decoded(key, _image(key))
    except PictureUnreadable as error:
        return Decoded(key, None, error.reason)
    except (FieldmarkError, OSError) as error:
        return Decoded(key, None, str(error))
    except Exception as error:  # noqa: BLE001 - one odd picture must not end the thread that all others wait for
        return Decoded(key, None, f"{type(error).__name__}: {error}")


def _image(key: PictureKey) -> QImage:
    """By Pillow and not by Qt: Qt's readers hold a lock of their own while they ask a buffer of ours for bytes, which needs Python's.

    A window that paints from Python holds these two the other way round, and both would wait for ever.
    """
    from engine.images.thumbnails import cached_pixels  # brings Pillow and numpy: a quarter of a second, better spent in this thread

    pixels = cached_pixels(key.path, key.digest)
    shown = QImage(pixels.data, pixels.width, pixels.height, pixels.width * 4, QImage.Format.Format_RGBX8888)
    return shown.convertToFormat(QImage.Format.Format_RGB32)  # what pixmaps are made of; a copy, so that it owns its pixels
