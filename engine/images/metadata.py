"""What a picture's metadata says: which way is up, when it was taken and with which camera.

Metadata is often damaged where the pixels are fine, so nothing in here ever raises: what cannot be read is unknown.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TypeVar

from PIL import Image
from PIL.ExifTags import IFD, Base
from PIL.PngImagePlugin import PngImageFile

from engine.images.failures import DAMAGE

T = TypeVar("T")

LONGEST_CAMERA = 120  # characters
_UPRIGHT = ("TIFF", "HEIF")  # decoders that turn the picture themselves
_DATE = re.compile(r"\s*(\d{4})\D(\d\d)\D(\d\d)\D(\d\d)\D(\d\d)\D(\d\d)")
_EARLIEST = 1900  # scanned prints have old dates, broken clocks odd ones
_DAY = 86_400  # s; clocks run ahead of UTC in the east


@dataclass(frozen=True)
class CameraFacts:
    """`orientation` as in EXIF (1..8); `taken` in s since 1970, the camera's clock read as if it were UTC; `camera` may be ''."""

    orientation: int = 1
    taken: int | None = None
    camera: str = ""


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation that is still to be undone, 1..8."""
    if image.format in _UPRIGHT:
        return 1
    found = _safely(lambda: _exif(image).get(Base.Orientation, 1))
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def camera_facts(image: Image.Image) -> CameraFacts:
    """All that the metadata of an opened, possibly not yet decoded picture says."""
    exif = _safely(lambda: _exif(image))
    if not exif:
        return CameraFacts()
    detail = _safely(lambda: exif.get_ifd(IFD.Exif)) or {}
    dates = (detail.get(Base.DateTimeOriginal), detail.get(Base.DateTimeDigitized), exif.get(Base.DateTime))
    taken = next((seconds for date in dates if (seconds := _seconds(date)) is not None), None)
    names = (exif.get(Base.Make), exif.get(Base.Model), detail.get(Base.BodySerialNumber) or exif.get(Base.CameraSerialNumber))
    return CameraFacts(orientation_of(image), taken, _joined(*map(_text, names)))


def _exif(image: Image.Image) -> Image.Exif:
    if isinstance(image, PngImageFile) and image.fp and image.tile and not _has_exif_chunk(image.fp):
        return Image.Image.getexif(image)  # the one of PNG files decodes all pixels to look behind them
    return image.getexif()


def _has_exif_chunk(png: IO[bytes]) -> bool:
    before, position, head = png.tell(), 8, b"...."
    while len(head) >= 4 and head[4:] not in (b"IEND", b"eXIf"):
        png.seek(position)
        head = png.read(8)
        position += 12 + int.from_bytes(head[:4], "big")
    png.seek(before)
    return head[4:] == b"eXIf"


def _seconds(date: object) -> int | None:
    match = _DATE.match(date) if isinstance(date, str) else None
    if match is None:
        return None
    try:
        moment = datetime(*map(int, match.groups()), tzinfo=UTC)  # type: ignore[misc, arg-type]
    except ValueError:
        return None
    seconds = int(moment.timestamp())
    return seconds if moment.year >= _EARLIEST and seconds < time.time() + _DAY else None


def _text(value: object) -> str:
    text = value.decode("latin-1") if isinstance(value, bytes) else value if isinstance(value, str) else ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _joined(make: str, model: str, serial: str) -> str:
    """The parts in one line; most models begin with the name of their maker, which is then said once."""
    named = [model] if model.lower().startswith(make.lower()) else [make, model]
    return " ".join(part for part in (*named, serial) if part)[:LONGEST_CAMERA].strip()


def _safely(look: Callable[[], T]) -> T | None:
    try:
        return look()
    except (*DAMAGE, MemoryError):
        return None
