"""What the files of array data sets have in common: pictures one after another, each with the number of its class."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]  # (height, width), grey, or (height, width, 3), RGB


@dataclass(frozen=True)
class ArrayFile:
    """One `file` of `total` pictures. `pictures()` reads them: pixels, and the name of the class ("" if there is none).

    It ends early where the file does.
    """

    file: Path
    prefix: str  # of the names of the pictures
    split: str
    total: int
    pictures: Callable[[], Iterator[tuple[Pixels, str]]]


def opened(file: Path) -> BinaryIO:
    """The content of `file`, unpacked if it is gzip by content; raises `OSError`."""
    with file.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    return cast(BinaryIO, gzip.open(file, "rb")) if packed else file.open("rb")


def read_up_to(stream: BinaryIO, size: int) -> bytes:
    """The next `size` bytes, fewer where the file ends or is damaged."""
    try:
        return stream.read(size)
    except (EOFError, OSError, zlib.error):
        return b""
