"""Large pictures for the inspector: read in a thread, only the one that was asked for last."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QImage

from engine.errors import PictureUnreadable
from engine.images.reader import read_image
from gui.text import of_engine

LONGEST_SIDE = 1600  # px; more than an inspector shows, less than a camera makes


class PictureLoader(QObject):
    """`ask` for a picture; `loaded` or `failed` follows, unless another was asked for in between."""

    loaded = Signal(object, QImage)  # Path, picture
    failed = Signal(object, str)  # Path, reason
    _arrived = Signal(int, object, object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._latest = 0
        self._arrived.connect(self._on_arrived)

    def ask(self, path: Path) -> None:
        self.forget()
        number = self._latest
        self._pool.start(lambda: self._read(number, path))

    def forget(self) -> None:
        """What was asked for is no longer wanted."""
        self._pool.clear()
        self._latest += 1

    def shutdown(self) -> None:
        self.forget()
        self._pool.waitForDone()

    def _read(self, number: int, path: Path) -> None:
        if number != self._latest:
            return
        try:
            image = read_image(path, shrink_to=LONGEST_SIDE)
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            self._arrived.emit(number, path, to_qimage(image), "")
        except PictureUnreadable as error:
            self._arrived.emit(number, path, QImage(), error.reason)

    def _on_arrived(self, number: int, path: Path, image: QImage, reason: str) -> None:
        if number != self._latest:
            return
        if reason:
            self.failed.emit(path, of_engine("errors", reason))
        else:
            self.loaded.emit(path, image)


def to_qimage(image: Image.Image) -> QImage:
    """A mode RGB or RGBA picture as a QImage that owns its pixels."""
    mode, format, channels = ("RGBA", QImage.Format.Format_RGBA8888, 4) if image.mode == "RGBA" else ("RGB", QImage.Format.Format_RGB888, 3)
    pixels = image.convert(mode).tobytes()
    return QImage(pixels, image.width, image.height, image.width * channels, format).copy()
