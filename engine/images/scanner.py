"""Walk folders and find out what each file is: content hash, size in pixels, or why it cannot be read."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from engine.errors import FolderMissing, PictureUnreadable, translate
from engine.images.reader import read_facts, read_image

# Only used to word the report: a file with such a name that cannot be read has failed, any other is no picture at all.
PICTURE_SUFFIXES = frozenset(
    ".jpg .jpeg .jpe .jfif .png .apng .gif .webp .tif .tiff .bmp .dib .avif .heic .heif .jp2 .ppm .pgm .pbm .pnm .tga .ico .psd".split()
)
_READ_BYTES = 1 << 20


@dataclass(frozen=True)
class FoundPicture:
    """A readable picture: size in bytes, modification time in ns, BLAKE2 hash of the content, upright pixels."""

    path: Path
    size: int
    modified_ns: int
    digest: str
    width: int
    height: int


def files_below(folder: Path) -> list[Path]:
    """All files below `folder` in a stable order, hidden ones and projects left out; raises `FolderMissing`."""
    if not folder.is_dir():
        raise FolderMissing(folder=folder)
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(".fieldmark"))
        found += [Path(root, name) for name in sorted(names) if not name.startswith(".") and name != "Thumbs.db"]
    return found


def looks_like_picture(path: Path) -> bool:
    return path.suffix.lower() in PICTURE_SUFFIXES


def inspect(path: Path) -> FoundPicture:
    """Facts of the picture `path`; raises `PictureUnreadable`.

    The pixels are decoded only where the file looks cut short or its format has no cheap sign of that.
    """
    facts = read_facts(path)
    try:
        status = path.stat()
        digest, tail = _hashed(path)
    except OSError as error:
        raise PictureUnreadable(path=path, reason=error.strerror or translate("errors", "the file may not be read")) from error
    if not _ends_properly(facts.format, tail):
        read_image(path)
    return FoundPicture(path, status.st_size, status.st_mtime_ns, digest, facts.width, facts.height)


def _hashed(path: Path) -> tuple[str, bytes]:
    """The content hash and the last bytes of the file."""
    digest = hashlib.blake2b(digest_size=16)
    tail = b""
    with path.open("rb") as file:
        while block := file.read(_READ_BYTES):
            digest.update(block)
            tail = (tail + block)[-4096:] if len(block) < 4096 else block[-4096:]
    return digest.hexdigest(), tail


def _ends_properly(format: str, tail: bytes) -> bool:
    ending = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}.get(format)
    return ending is not None and ending in tail
