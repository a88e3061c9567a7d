"""The threads that fetch thumbnails from the cache, or have them made, and decode them for the screen."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QThread, Signal
from PySide6.QtGui import QImage, QImageReader

from engine.errors import FieldmarkError, PictureUnreadable
from gui.models.cell import PictureKey
from gui.models.thumbnail_requests import ThumbnailRequests

if TYPE_CHECKING:
    from engine.images.thumbnails import Pixels

# Below 50 Qt's JPEG decoder takes its quick paths: a quarter less time, and about one and a half of 255 levels of difference.
_QUICK = 49
_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"


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
    image = _jpeg(_kept(key.digest))
    if not image.isNull():
        return image
    # brings Pillow and numpy: a quarter of a second, which a window that opens on thumbnails made earlier can do without
    from engine.images.thumbnails import cached_pixels, encoded_thumbnail

    image = _jpeg(encoded_thumbnail(key.path, key.digest))
    return _shown(cached_pixels(key.path, key.digest)) if image.isNull() else image


def _kept(digest: str) -> bytes:
    """What the cache holds under the hash of a picture's content, where that is known."""
    from engine.images.thumbnail_store import thumbnail_store

    return (thumbnail_store().get(digest) or b"") if digest else b""


def _jpeg(content: bytes) -> QImage:
    """Qt is as fast as Pillow with its quick paths, and needs less of the lock that the window waits for; null if it is no whole JPEG."""
    if not (content.startswith(_JPEG_START) and content.endswith(_JPEG_END)):
        return QImage()
    buffer = QBuffer()
    buffer.setData(content)
    reader = QImageReader(buffer, QByteArray(b"jpg"))
    reader.setQuality(_QUICK)
    return _for_screen(reader.read())


def _shown(pixels: Pixels) -> QImage:
    """The tiny ones, which are PNG, and those that Pillow must look at because they are damaged."""
    return _for_screen(QImage(pixels.data, pixels.width, pixels.height, pixels.width * 4, QImage.Format.Format_RGBX8888))


def _for_screen(image: QImage) -> QImage:
    return image if image.format() == QImage.Format.Format_RGB32 else image.convertToFormat(QImage.Format.Format_RGB32)
