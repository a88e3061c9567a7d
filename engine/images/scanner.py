"""What each file is: content hash, size in pixels, when and with what it was taken, or why it cannot be read."""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from engine.errors import PictureUnreadable
from engine.images.endings import ends_properly
from engine.images.failures import CHANGED, openable, told_as_unreadable
from engine.images.reader import decoded, facts_of, opened_file, opened_image
from engine.images.walk import PICTURE_SUFFIXES, Listing, files_below, looks_like_picture

__all__ = ["PICTURE_SUFFIXES", "FoundPicture", "Listing", "files_below", "inspect", "looks_like_picture"]

_AT_ONCE = 8 << 20  # bytes; smaller files are read once, for the hash and the header alike
_BLOCK = 1 << 20
_PREVIEW = 256  # px; a picture that is decoded only to see whether it is whole need not be large


@dataclass(frozen=True)
class FoundPicture:
    """A readable picture: size in bytes, modification time in ns, BLAKE2 hash of the content, upright pixels.

    `frames`, `taken`, `camera` and `format` as in `engine.images.reader.PictureFacts`.
    """

    path: Path
    size: int
    modified_ns: int
    digest: str
    width: int
    height: int
    frames: int = 1
    taken: int | None = None
    camera: str = ""
    format: str = ""


def inspect(path: Path) -> FoundPicture:
    """Facts of the picture `path`; raises `PictureUnreadable`.

    The pixels are decoded only where the file looks cut short or its format has no cheap sign of that. A file that changes
    meanwhile is inspected once more.
    """
    for _ in range(2):
        before = _state(path)
        try:
            found = _inspected(path, before)
        except PictureUnreadable:
            if _state(path) == before:
                raise
        else:
            if _state(path) == before:
                return found
    raise PictureUnreadable(path=path, reason=CHANGED)


def _state(path: Path) -> tuple[int, int, int]:
    """What differs when a file was written to or replaced: size, time in ns, number."""
    with told_as_unreadable(path):
        status = os.stat(openable(path))  # noqa: PTH116 - takes the prefixed text
        return status.st_size, status.st_mtime_ns, status.st_ino


def _inspected(path: Path, state: tuple[int, int, int]) -> FoundPicture:
    size, modified_ns, _ = state
    with told_as_unreadable(path), opened_file(path) as stored:
        file: IO[bytes] = io.BytesIO(stored.read()) if size <= _AT_ONCE else stored
        digest = _digest(file)
        with opened_image(file, path) as image:
            facts = facts_of(image)
            if not ends_properly(image, file, size):
                decoded(image, lambda width, height: max(width, height) // _PREVIEW)
    return FoundPicture(path, size, modified_ns, digest, facts.width, facts.height, facts.frames, facts.taken, facts.camera, facts.format)


def _digest(file: IO[bytes]) -> str:
    if isinstance(file, io.BytesIO):
        return hashlib.blake2b(file.getbuffer(), digest_size=16).hexdigest()
    digest = hashlib.blake2b(digest_size=16)
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
