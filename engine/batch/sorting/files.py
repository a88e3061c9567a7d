"""What is done to single files: give one a new place where nothing lies, copy one whole and verified, look at one, sync a folder.

Nothing here overwrites: a name is taken in one step of the system that fails if the name is in use.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engine.images.failures import openable

WINDOWS = os.name == "nt"
CLOCK_STEP_NS = 2_000_000_000  # some drives keep the time of a file in steps of two seconds
# What a system says when it has not done what it was asked to; after anything else it may have.
REFUSALS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV, errno.ENOSPC, errno.EDQUOT}
_WHOLE_HOUR_NS = 3_600_000_000_000
_BLOCK = 1 << 22
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES, errno.EPERM, errno.EBADF, errno.ENOSYS}


@dataclass(frozen=True)
class Seen:
    """A file as it lies there: bytes, time of its last change in ns since 1970, permissions, and what tells files of a machine apart."""

    size: int
    modified_ns: int
    mode: int
    identity: tuple[int, int]
    is_link: bool
    is_file: bool


def seen(path: Path) -> Seen | None:
    """The file, folder or link itself at `path`, None if there is nothing; raises `OSError` if that cannot be told."""
    try:
        status = os.lstat(openable(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        return None  # nothing can lie there
    kind = status.st_mode
    identity = status.st_dev, status.st_ino
    return Seen(status.st_size, status.st_mtime_ns, stat.S_IMODE(kind), identity, stat.S_ISLNK(kind), stat.S_ISREG(kind))


def put(start: Path, end: Path) -> None:
    """Give the file `start` the name `end`; afterwards `start` may be there as well, as a second name of the same file.

    Raises `FileExistsError` if something lies at `end`, and `OSError` with EXDEV if that is on another file system.
    """
    if WINDOWS:
        os.rename(openable(start), openable(end))  # noqa: PTH104 - on Windows it never overwrites
        return
    try:
        os.link(start, end)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _reserve(end)  # FAT has no second names: hold the place with an empty file
        try:
            os.rename(start, end)  # noqa: PTH104
        except OSError as refusal:
            if refusal.errno in REFUSALS:
                os.unlink(end)  # noqa: PTH108
            raise


def remove(path: Path) -> None:
    """Take the name `path` away; a file that may not be written goes as well."""
    try:
        os.unlink(openable(path))  # noqa: PTH108 - takes the prefixed text
    except PermissionError:
        if not WINDOWS:
            raise
        os.chmod(openable(path), stat.S_IWRITE)  # noqa: PTH101 - there a file that is read-only cannot be removed
        os.unlink(openable(path))  # noqa: PTH108


def copied(start: Path, temporary: Path, verify: bool) -> Generator[int, None, None]:
    """Copy `start` with its time and permissions to `temporary` and on to the disk; yields the bytes done so far.

    With `verify` the copy is read again and compared. A copy that fails or is broken off leaves nothing. Raises `OSError`.
    """
    try:
        digest, done = hashlib.blake2b(), 0
        with open(openable(start), "rb") as source, open(openable(temporary), "xb") as sink:  # noqa: PTH123
            while block := source.read(_BLOCK):
                digest.update(block)
                sink.write(block)
                done += len(block)
                yield done
            sink.flush()
            os.fsync(sink.fileno())
        shutil.copystat(openable(start), openable(temporary), follow_symlinks=True)
        if verify and digest_of(temporary) != digest.digest():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
    except BaseException:
        with suppress(FileNotFoundError):
            remove(temporary)
        raise


def digest_of(path: Path) -> bytes:
    with open(openable(path), "rb") as file:  # noqa: PTH123 - takes the prefixed text
        return hashlib.file_digest(file, hashlib.blake2b).digest()


def same_bytes(one: Path, other: Path) -> bool:
    """Whether both files hold the same; raises `OSError`."""
    first, second = seen(one), seen(other)
    if first is None or second is None or first.size != second.size:
        return False
    return first.identity == second.identity or digest_of(one) == digest_of(other)


def is_time(found: int, known: int) -> bool:
    """Whether a file of the time `found` was not written since it had the time `known`, in ns; some drives go by the local clock."""
    return (found - known) % _WHOLE_HOUR_NS == 0


def same_time(first: int, second: int) -> bool:
    """Of two times in ns, as far as every drive keeps them."""
    return abs(first - second) <= CLOCK_STEP_NS


def sync_folder(folder: Path) -> None:
    """Names that were given or taken away in `folder` survive a power cut; where folders cannot be synced, the file system sees to it."""
    if WINDOWS:
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)


def _reserve(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
