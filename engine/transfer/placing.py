"""Put a file where there may be one already: what is there is never overwritten, and a copy appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

COPY, HARDLINK, SYMLINK = HOWS = ("copy", "hardlink", "symlink")

_BLOCK = 1 << 20


def write_new(path: Path, data: bytes) -> bool:
    """Whether `path` holds `data`: written now or earlier. False if something else is there, which stays. Raises `OSError`."""
    if path.exists() and path.stat().st_size:  # an empty file is what a power cut left
        return path.read_bytes() == data
    with _whole(path) as temporary:
        temporary.write_bytes(data)
    return True


def copy_file(source: Path, target: Path) -> None:
    """Copy content and modification time of `source`; raises `OSError`."""
    with _whole(target) as temporary:
        shutil.copyfile(source, temporary)
        status = source.stat()
        os.utime(temporary, ns=(status.st_atime_ns, status.st_mtime_ns))


PLACERS: dict[str, Callable[[Path, Path], None]] = {
    COPY: copy_file,
    HARDLINK: lambda source, target: os.link(source.resolve(), target),
    SYMLINK: lambda source, target: target.symlink_to(source),
}


def is_same(source: Path, target: Path) -> bool:
    """Whether both hold the same bytes; a broken link or a folder holds none. Raises `OSError` if `source` cannot be read."""
    if not target.is_file():
        return False
    if source.samefile(target):
        return True
    if source.stat().st_size != target.stat().st_size:
        return False
    with source.open("rb") as one, target.open("rb") as other:
        while block := one.read(_BLOCK):
            if block != other.read(_BLOCK):
                return False
    return True


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A temporary file that takes the place of `path` in the end. It is not synced to the disk: it can be made again."""
    temporary = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
