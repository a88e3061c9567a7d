"""Any picture file to an upright 8-bit RGB picture, or a typed failure with a reason a person understands.

What a file is, is decided by its content, never by its extension.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from engine.errors import PictureUnreadable, translate

# Above this a file is taken for a decompression bomb: 256 megapixels are 768 MB of RGB.
LARGEST_PIXELS = 256_000_000
Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS

# What Pillow raises on damaged files, all decoders taken together.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    struct.error,
    OverflowError,
    RuntimeError,
    MemoryError,
)


@dataclass(frozen=True)
class PictureFacts:
    """Upright `width` and `height` in pixels, and the format by content ("JPEG", "PNG", ...)."""

    width: int
    height: int
    format: str


def read_image(path: Path, shrink_to: int = 0) -> Image.Image:
    """The picture in `path` as upright mode-RGB; raises `PictureUnreadable`.

    `shrink_to` lets JPEG decoders skip detail for thumbnails: the result is still at least that many pixels on each side,
    where the file is. Transparency is laid over white, more than 8 bits are scaled to 8 over the range of the values.
    """
    with _open(path) as image:
        if shrink_to:
            image.draft("RGB", (shrink_to, shrink_to))
        image.load()
        return _as_rgb(ImageOps.exif_transpose(image))


def read_facts(path: Path) -> PictureFacts:
    """Size and format from the header alone, without decoding; raises `PictureUnreadable`."""
    with _open(path) as image:
        width, height = image.size
        sideways = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)  # EXIF orientations that swap the sides
        return PictureFacts(height, width, str(image.format)) if sideways else PictureFacts(width, height, str(image.format))


@contextmanager
def _open(path: Path) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # oddities in metadata are no reason to refuse a picture
            with Image.open(path) as image:
                yield image
    except PictureUnreadable:
        raise
    except (FileNotFoundError, NotADirectoryError):
        raise PictureUnreadable(path=path, reason=translate("errors", "the file is not there")) from None
    except (PermissionError, IsADirectoryError):
        raise PictureUnreadable(path=path, reason=translate("errors", "the file may not be read")) from None
    except UnidentifiedImageError:
        raise PictureUnreadable(path=path, reason=_reason_for_unknown(path)) from None
    except (Image.DecompressionBombError, MemoryError):
        raise PictureUnreadable(path=path, reason=translate("errors", "it is too large to open safely")) from None
    except _DAMAGE as error:
        cut_short = any(word in str(error).lower() for word in ("truncated", "premature", "unexpected end"))
        reason = translate("errors", "the file is cut short") if cut_short else translate("errors", "the file is damaged")
        raise PictureUnreadable(path=path, reason=reason) from error


def _reason_for_unknown(path: Path) -> str:
    if path.stat().st_size == 0:
        return translate("errors", "the file is empty")
    return translate("errors", "it is not a picture in a known format")


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.mode in ("I;16", "I;16L", "I;16B", "I;16N", "I", "F"):
        return _scaled_to_bytes(image).convert("RGB")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image).convert("RGB")
    return image.convert("RGB")


def _scaled_to_bytes(image: Image.Image) -> Image.Image:
    """Grey with more than 8 bits to 8: the full 16-bit range if the values need it, else the range that they use."""
    values = np.asarray(image).astype(np.float64)
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(values.min(initial=0.0)), float(values.max(initial=0.0))
    if image.mode == "F" and low >= 0.0 and high <= 1.0:
        low, high = 0.0, 1.0
    elif low >= 0 and high <= 255:
        low, high = 0.0, 255.0
    elif image.mode != "F" and low >= 0 and 4096 <= high <= 65535:
        low, high = 0.0, 65535.0
    scaled = (values - low) / max(high - low, 1e-12) * 255.0
    return Image.fromarray(scaled.round().clip(0, 255).astype(np.uint8))
