"""Any picture file to an upright 8-bit RGB picture in sRGB, or a typed failure with a reason a person understands.

What a file is, is decided by its content, never by its extension. Of several pages or frames the first is taken.
"""

from __future__ import annotations

import os
import re
import stat
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.ImageFile import ImageFile
from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile
from PIL.JpegImagePlugin import JpegImageFile

from engine.errors import PictureUnreadable
from engine.images.colour import upright_rgb
from engine.images.failures import DAMAGE, NO_FILE, TOO_LARGE, UNKNOWN, openable, told_as_unreadable
from engine.images.metadata import camera_facts, orientation_of

# Reading one picture may take this much. Bytes for each pixel as measured with all turns and conversions (tests/benchmarks/images.py).
MEMORY = 1_300_000_000
_BYTES_A_PIXEL = {"JPEG2000": 19, "WEBP": 16, "AVIF": 12}
_BYTES_ELSE = 10
_BYTES_DEEP = 16  # HEIC without chroma subsampling, AVIF with more than 8 bits
Image.MAX_IMAGE_PIXELS = 256_000_000  # Pillow itself refuses to open what has twice as many
_LARGE = 32_000_000  # pixels; from here on one picture at a time, or two threads would need twice the memory
_one_large = threading.RLock()

_NO_PICTURES = ("EPS", "WMF", "BUFR", "GRIB", "HDF5", "MPEG")  # Pillow only knows their names or would start other programs
_LAYERED = ("MPO", "PSD")  # what Pillow counts as frames are previews, gain maps and layers
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
_PILLOW = re.compile("PIL|pi_heif")
_HEADER = 1 << 18  # bytes that hold all that stands before the pixels

Shrink = Callable[[int, int], int]  # (width, height) -> by how much the sides may be divided


@dataclass(frozen=True)
class PictureFacts:
    """Upright `width` and `height` in pixels and the format by content ("JPEG", "PNG", ...).

    `frames` are pages or frames, of which the first is used. `taken` is the camera's clock in s since 1970 as if it were UTC, None
    if unknown; `camera` its make, model and serial number, '' if unknown.
    """

    width: int
    height: int
    format: str
    frames: int = 1
    taken: int | None = None
    camera: str = ""


def read_image(path: Path, shrink_to: int = 0) -> Image.Image:
    """The picture in `path` as upright mode-RGB in sRGB; raises `PictureUnreadable`.

    `shrink_to` lets decoders skip detail: the result is still at least that many pixels on each side, where the file is.
    Transparency is laid over white, more than 8 bits are scaled to 8 over the range of the values. Where all pixels would not fit
    into `MEMORY` (above 130 megapixels, less for some formats) JPEG and JPEG 2000 come with half the sides; the rest is refused.
    """
    return _read(path, lambda width, height: min(width, height) // shrink_to if shrink_to else 1)


def read_to_fit(path: Path, side: int) -> Image.Image:
    """The same, made smaller where it must be so that it fits into a square of `side` pixels; raises `PictureUnreadable`."""
    return _read(path, lambda width, height: max(width, height) // side, side)


def read_facts(path: Path) -> PictureFacts:
    """What the header says, without decoding; raises `PictureUnreadable`."""
    with told_as_unreadable(path), opened_file(path) as file, opened_image(file, path) as image:
        return facts_of(image)


def facts_of(image: Image.Image) -> PictureFacts:
    """The facts of an opened picture; metadata that cannot be read is left out."""
    width, height = image.size
    camera = camera_facts(image)
    if camera.orientation >= 5:  # these swap the sides
        width, height = height, width
    name = {"MPO": "JPEG", "DIB": "BMP"}.get(str(image.format), str(image.format))
    return PictureFacts(width, height, name, _frames(image), camera.taken, camera.camera)


@contextmanager
def opened_file(path: Path) -> Iterator[IO[bytes]]:
    """The regular file `path` for reading; raises OSError, and `PictureUnreadable` for pipes and devices, that would never end."""
    name = openable(path)
    if not stat.S_ISREG(os.stat(name).st_mode):  # noqa: PTH116 - takes the prefixed text
        raise PictureUnreadable(path=path, reason=NO_FILE)
    with open(name, "rb") as file:  # noqa: PTH123
        yield file


@contextmanager
def opened_image(file: IO[bytes], path: Path) -> Iterator[Image.Image]:
    """The picture in `file`, its header read; `path` is only what a failure names."""
    _quieten()
    _understand_heif(file)
    with Image.open(file) as image:
        if image.format in _NO_PICTURES:
            raise PictureUnreadable(path=path, reason=UNKNOWN)
        if not _least_skipped(image):
            raise PictureUnreadable(path=path, reason=TOO_LARGE)
        yield image


def _read(path: Path, shrink: Shrink, fit: int = 0) -> Image.Image:
    with told_as_unreadable(path), opened_file(path) as file, opened_image(file, path) as image:
        return decoded(image, shrink, fit)


def decoded(image: Image.Image, shrink: Shrink, fit: int = 0) -> Image.Image:
    """The opened picture as upright RGB, its sides divided by at most `shrink(width, height)`, then fitted into `fit` pixels."""
    _skip_detail(image, max(_least_skipped(image), shrink(*image.size)))
    with _one_large if image.width * image.height > _LARGE else nullcontext():
        image.load()
        result = upright_rgb(image, orientation_of(image), max(1, shrink(*image.size)), fit)
    result = result.copy() if isinstance(result, Jpeg2KImageFile) else result  # whose `reduce` is no longer the method
    result.info.clear()  # the profile no longer holds
    return result


def _least_skipped(image: Image.Image) -> int:
    """By how much the sides must be divided for the picture to fit into `MEMORY`: 1, 2, 4 or 8; 0 if it cannot be."""
    most = MEMORY // _bytes_a_pixel(image)
    needed = next((factor for factor in (1, 2, 4, 8) if image.width * image.height <= most * factor**2), 0)
    return needed if needed <= _most_skipped(image) else 0


def _bytes_a_pixel(image: Image.Image) -> int:
    if image.info.get("chroma") == 444 or (isinstance(image, AvifImageFile) and _is_deep(image)):
        return _BYTES_DEEP
    return _BYTES_A_PIXEL.get(str(image.format), _BYTES_ELSE)


def _most_skipped(image: Image.Image) -> int:
    """By how much the decoder can divide the sides without taking the whole picture into memory first."""
    if isinstance(image, Jpeg2KImageFile):
        return 1 << _resolutions(image)
    return 8 if isinstance(image, JpegImageFile) and not image.info.get("progressive") else 1


def _skip_detail(image: Image.Image, factor: int) -> None:
    if factor < 2:
        return
    if isinstance(image, Jpeg2KImageFile):
        image.reduce = min(factor.bit_length() - 1, _resolutions(image))
    else:
        image.draft(None, (image.width // factor, image.height // factor))


def _frames(image: Image.Image) -> int:
    if image.format in _LAYERED:
        return 1
    try:
        return int(getattr(image, "n_frames", 1))
    except (*DAMAGE, MemoryError):  # a later frame is damaged; the first may be fine
        return 1


def _quieten() -> None:
    """Keep back Pillow's warnings: oddities in metadata are no reason to refuse a picture.

    `warnings.catch_warnings` is not safe with threads, and a filter set once at import is lost when others reset the filters.
    """
    if not warnings.filters or warnings.filters[0][3] != _PILLOW:
        warnings.filterwarnings("ignore", module=_PILLOW.pattern)


def _understand_heif(file: IO[bytes]) -> None:
    """Teach Pillow HEIC when the first such file comes: its decoder is a library of its own."""
    file.seek(0)
    head = file.read(12)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS and "HEIF" not in Image.OPEN:
        import pi_heif  # type: ignore[import-untyped]

        pi_heif.register_heif_opener(thumbnails=False)


def _resolutions(image: Jpeg2KImageFile) -> int:
    """How many times the sides of a JPEG 2000 picture can be halved: its decomposition levels (ISO 15444-1, A.6.1)."""
    head = _head(image)
    start = head.find(b"\xff\x52", head.find(b"\xff\x4f\xff\x51"))  # from the start of the codestream to its COD marker
    return head[start + 9] if 0 < start < len(head) - 9 else 0


def _is_deep(image: AvifImageFile) -> bool:
    """More than 8 bits: the flag `high_bitdepth` of its codec configuration (AV1 in ISOBMFF, 2.3.3)."""
    head = _head(image)
    start = head.find(b"av1C")
    return 0 < start < len(head) - 6 and bool(head[start + 6] & 0x40)


def _head(image: ImageFile) -> bytes:
    if image.fp is None:
        return b""
    image.fp.seek(0)
    return image.fp.read(_HEADER)
