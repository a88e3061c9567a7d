"""Thumbnails, made once and kept in the cache; an entry that a bad disk spoilt is made anew."""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from engine.images.failures import DAMAGE, openable
from engine.images.reader import read_to_fit
from engine.images.thumbnail_store import thumbnail_store

SIDE = 256
_QUALITY = 80  # a fifth quicker to decode than 86, and no difference to see at this size
_TINY = 64  # px; JPEG would smear the few pixels that there are


@dataclass(frozen=True)
class Pixels:
    """Decoded pixels: `height` rows of `width` times 4 bytes, red, green, blue and one that means nothing."""

    data: bytes
    width: int
    height: int


def thumbnail(path: Path, digest: str = "", side: int = SIDE) -> Image.Image:
    """The thumbnail of the picture `path`: upright RGB in sRGB, at most `SIDE` px on each side; from the cache where it is there.

    `digest` is the picture's content hash where it is known; else the file's path, size and time stand for it. With a smaller
    `side` detail may be skipped: the longer side still has at least so many pixels, where the picture has.
    Raises `PictureUnreadable`. A cache that cannot be used only costs time.
    """
    key = digest or _key_of_file(path)
    kept = thumbnail_store().get(key)
    if kept is not None:
        try:
            return _decoded(kept, side)
        except (*DAMAGE, MemoryError):
            pass  # the entry is spoilt: the new one takes its place
    return _decoded(_made(path, key), side)


def encoded_thumbnail(path: Path, digest: str = "") -> bytes:
    """The same as the bytes of a JPEG or PNG file."""
    key = digest or _key_of_file(path)
    return thumbnail_store().get(key) or _made(path, key)


def cached_pixels(path: Path, digest: str = "", side: int = SIDE) -> Pixels:
    """The same decoded for a window; Qt calls this `Format_RGBX8888`."""
    image = thumbnail(path, digest, side)
    return Pixels(image.tobytes("raw", "RGBX"), image.width, image.height)


def _key_of_file(path: Path) -> str:
    try:
        status = os.stat(openable(path))  # noqa: PTH116 - takes the prefixed text
        identity = f"{path}|{status.st_size}|{status.st_mtime_ns}"
    except OSError:
        identity = str(path)  # reading it will say what is wrong
    return hashlib.blake2b(identity.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _made(path: Path, key: str) -> bytes:
    content = _encoded(read_to_fit(path, SIDE))
    thumbnail_store().put(key, content)
    return content


def _encoded(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    if max(image.size) <= _TINY:
        image.save(buffer, "PNG", compress_level=1)
    else:
        image.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def _decoded(content: bytes, side: int) -> Image.Image:
    plugin = JpegImageFile if content.startswith(b"\xff\xd8") else PngImageFile  # what `Image.open` finds out in more time
    with plugin(io.BytesIO(content)) as image:
        if plugin is JpegImageFile and max(image.size) >= 2 * side:
            factor = max(image.size) // side
            image.draft(None, (image.width // factor, image.height // factor))
        image.load()
        return image
