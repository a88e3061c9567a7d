"""Cheap signs that a picture file is whole, so that an import need not decode what it takes in.

They notice files that were cut short, the common damage of copies and downloads; damage in the middle shows when the pixels are read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from PIL import Image
from PIL.TiffImagePlugin import STRIPBYTECOUNTS, STRIPOFFSETS, TILEBYTECOUNTS, TILEOFFSETS, TiffImageFile

Whole = Callable[[Image.Image, IO[bytes], int], bool]

_TAIL = 4096  # bytes; some writers pad the end, some append a little


def ends_properly(image: Image.Image, file: IO[bytes], size: int) -> bool:
    """Whether `file` of `size` bytes, opened as `image`, holds all of the picture; False also means: cannot be told."""
    sign = _SIGNS.get(str(image.format))
    if sign is None:
        return False
    position = file.tell()
    try:
        return sign(image, file, size)
    finally:
        file.seek(position)


def _tail(file: IO[bytes], size: int) -> bytes:
    file.seek(max(0, size - _TAIL))
    return file.read(_TAIL)


def _jpeg(image: Image.Image, file: IO[bytes], size: int) -> bool:
    return b"\xff\xd9" in _tail(file, size)


def _png(image: Image.Image, file: IO[bytes], size: int) -> bool:
    return b"IEND" in _tail(file, size)


def _riff(image: Image.Image, file: IO[bytes], size: int) -> bool:
    file.seek(4)
    return 8 + int.from_bytes(file.read(4), "little") <= size


def _boxes(image: Image.Image, file: IO[bytes], size: int) -> bool:
    """ISO 14496-12: boxes of a length and a name follow each other up to the end."""
    position = 0
    while position + 8 <= size:
        file.seek(position)
        length = int.from_bytes(file.read(4), "big")
        if length < 8:  # 0 reaches to the end, 1 has its length elsewhere: rare, not worth the care
            return False
        position += length
    return position == size


def _strips(image: Image.Image, file: IO[bytes], size: int) -> bool:
    """All strips or tiles of the first page lie within the file."""
    if not isinstance(image, TiffImageFile):
        return False
    offsets = image.tag_v2.get(STRIPOFFSETS) or image.tag_v2.get(TILEOFFSETS) or ()
    lengths = image.tag_v2.get(STRIPBYTECOUNTS) or image.tag_v2.get(TILEBYTECOUNTS) or ()
    return 0 < len(offsets) == len(lengths) and all(start + length <= size for start, length in zip(offsets, lengths, strict=True))


_SIGNS: dict[str, Whole] = {
    "JPEG": _jpeg,
    "MPO": _jpeg,
    "PNG": _png,
    "WEBP": _riff,
    "AVIF": _boxes,
    "HEIF": _boxes,
    "TIFF": _strips,
}
