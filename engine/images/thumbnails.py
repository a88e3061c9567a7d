"""Thumbnails in a disk cache that can be deleted at any time."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from PIL import Image

from engine.images.reader import read_image
from engine.paths import cache_folder, write_atomically

SIDE = 256


def thumbnail_file(path: Path, digest: str = "") -> Path:
    """The cached thumbnail of the picture `path`, made if need be: at most `SIDE` px on each side, upright RGB.

    `digest` is the picture's content hash where it is known; else the file's path, size and time stand for it.
    Raises `PictureUnreadable`, and OSError when the cache cannot be written.
    """
    key = digest or _key_of_file(path)
    cached = cache_folder() / "thumbnails" / key[:2] / f"{key[2:]}.img"
    if not cached.exists():
        write_atomically(cached, _encoded(read_image(path, shrink_to=SIDE)))
    return cached


def _key_of_file(path: Path) -> str:
    try:
        status = path.stat()
        identity = f"{path}|{status.st_size}|{status.st_mtime_ns}"
    except OSError:
        identity = str(path)  # reading it will say what is wrong
    return hashlib.blake2b(identity.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _encoded(image: Image.Image) -> bytes:
    tiny = max(image.size) <= 64  # JPEG would smear the few pixels that there are
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    if tiny:
        image.save(buffer, "PNG")
    else:
        image.save(buffer, "JPEG", quality=86)
    return buffer.getvalue()
