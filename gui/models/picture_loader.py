"""Large pictures: read in threads, first the one that was asked for, then its neighbours, so that stepping shows them at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QImage

from engine.errors import FieldmarkError, PictureUnreadable
from gui.text import of_engine

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 1600  # px; more than an inspector shows, less than a camera makes
_MOST_DETAIL = 8192  # px; what is read when someone zooms in
_MEMORY = 128 * 1024 * 1024  # bytes of pictures that are kept for stepping back and forth
_THREADS = 2

_Key = tuple[Path, int]  # and the longest side
_Answer = tuple[QImage, str]  # a picture, or the reason why there is none


class PictureLoader(QObject):
    """`ask` for a picture; `loaded` or `failed` follows, at once for one that is at hand, unless another was asked for in between."""

    loaded = Signal(object, QImage)  # Path, picture
    failed = Signal(object, str)  # Path, reason
    detailed = Signal(object, QImage)  # Path, the same picture with all its pixels
    _arrived = Signal(object, object)  # _Key, _Answer or None if nobody wanted it any more

    def __init__(self, parent: QObject | None = None, longest: int = LONGEST_SIDE) -> None:
        super().__init__(parent)
        self.longest = longest
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._wanted: _Key | None = None
        self._neighbours: tuple[_Key, ...] = ()
        self._ahead: list[_Key] = []  # those of them that have not been begun yet
        self._relevant: frozenset[_Key] = frozenset()  # what the threads still read; replaced as a whole, never changed
        self._reading: set[_Key] = set()
        self._kept: OrderedDict[_Key, _Answer] = OrderedDict()
        self._arrived.connect(self._on_arrived)

    def ask(self, path: Path, neighbours: Sequence[Path] = ()) -> None:
        """`neighbours`, the likeliest next one first, are read ahead once the picture is there."""
        self._wanted = (path, self.longest)
        self._neighbours = tuple((each, self.longest) for each in dict.fromkeys(neighbours) if each != path)
        self._ahead = [key for key in self._neighbours if key not in self._kept]
        self._relevant = frozenset((self._wanted, *self._neighbours))
        if self._wanted in self._kept:
            self._hand_out(self._wanted)
        else:
            self._start(self._wanted)

    def warm_up(self) -> None:
        """Load what reading needs in a thread, before the first picture is asked for."""
        self._pool.start(_load_reader)

    def ask_detail(self, path: Path) -> None:
        """Read the picture that is shown once more, for looking closely; `detailed` follows."""
        key = (path, _MOST_DETAIL)
        self._relevant |= {key}
        self._start(key)

    def forget(self) -> None:
        """What was asked for is no longer wanted."""
        self._wanted, self._neighbours, self._ahead, self._relevant = None, (), [], frozenset()

    def shutdown(self) -> None:
        self.forget()
        self._kept.clear()
        self._pool.waitForDone()

    # ---- inside ----------------------------------------------------------------------------------------------

    def _start(self, key: _Key) -> None:
        if key not in self._reading:
            self._reading.add(key)
            self._pool.start(lambda: self._read(key))

    def _read(self, key: _Key) -> None:
        """In a thread of the pool."""
        self._arrived.emit(key, _answer(*key) if key in self._relevant else None)

    def _on_arrived(self, key: _Key, answer: _Answer | None) -> None:
        self._reading.discard(key)
        if key not in self._relevant:
            return
        if answer is None:  # it was given up and then asked for again
            self._start(key)
        elif key[1] == _MOST_DETAIL:
            self.detailed.emit(key[0], answer[0])
        else:
            self._keep(key, answer)
            if key == self._wanted:
                self._hand_out(key)
            elif self._wanted in self._kept:
                self._read_ahead()

    def _hand_out(self, key: _Key) -> None:
        self._kept.move_to_end(key)
        image, reason = self._kept[key]
        self._read_ahead()
        if reason:
            self.failed.emit(key[0], of_engine("errors", reason))
        else:
            self.loaded.emit(key[0], image)

    def _read_ahead(self) -> None:
        """One after the other: the likeliest is there soonest if the others do not take its time."""
        if self._ahead and self._reading.isdisjoint(self._neighbours):
            self._start(self._ahead.pop(0))

    def _keep(self, key: _Key, answer: _Answer) -> None:
        self._kept[key] = answer
        while len(self._kept) > 1 and sum(image.sizeInBytes() for image, _ in self._kept.values()) > _MEMORY:
            old = (each for each in self._kept if each not in self._relevant)
            unlikely = (each for each in reversed(self._neighbours) if each in self._kept)
            del self._kept[next(chain(old, unlikely))]


def _load_reader() -> None:
    import engine.images.reader  # noqa: F401


def _answer(path: Path, longest: int) -> _Answer:
    from engine.images.reader import read_to_fit  # brings Pillow and numpy: a quarter of a second, better spent in this thread

    try:
        # what pixmaps are made of: the window's thread need not convert it
        return to_qimage(read_to_fit(path, longest)).convertToFormat(QImage.Format.Format_RGB32), ""
    except PictureUnreadable as error:
        return QImage(), error.reason
    except (FieldmarkError, OSError) as error:
        return QImage(), str(error)
    except Exception as error:  # noqa: BLE001 - one odd picture must not leave the view waiting for good
        return QImage(), f"{type(error).__name__}: {error}"


def to_qimage(image: Image.Image) -> QImage:
    """A mode RGB or RGBA picture as a QImage that owns its pixels."""
    mode, format, channels = ("RGBA", QImage.Format.Format_RGBA8888, 4) if image.mode == "RGBA" else ("RGB", QImage.Format.Format_RGB888, 3)
    pixels = image.convert(mode).tobytes()
    return QImage(pixels, image.width, image.height, image.width * channels, format).copy()
