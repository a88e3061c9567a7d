"""One place where everything that can go wrong with a picture file becomes `PictureUnreadable` with a short reason.

Decoders raise almost any built-in exception on damaged files, so the list of what counts as damage is long.
"""

from __future__ import annotations

import errno
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from engine.errors import PictureUnreadable, translate

NOT_THERE = translate("errors", "the file is not there")
NOT_ALLOWED = translate("errors", "the file may not be read")
NO_FILE = translate("errors", "it is not a file")
EMPTY = translate("errors", "the file is empty")
UNKNOWN = translate("errors", "it is not a picture in a known format")
TOO_LARGE = translate("errors", "it is too large to open safely")
CUT_SHORT = translate("errors", "the file is cut short")
DAMAGED = translate("errors", "the file is damaged")
CHANGED = translate("errors", "it changed while it was read")
NOT_UNDERSTOOD = translate("errors", "it is damaged, or a variant of its format that cannot be read")
UNSUPPORTED = translate("errors", "it uses a variant of its format that cannot be read")
NAME_NOT_TEXT = translate("errors", "its name is not valid text; rename it")
PATH_TOO_LONG = translate("errors", "its path is too long")
LINK_LOOP = translate("errors", "its link leads back to itself")
DRIVE_FAILS = translate("errors", "the drive that it is on does not answer")
TOO_MANY_OPEN = translate("errors", "too many files are open")

_SYSTEM = {
    errno.ENOENT: NOT_THERE,
    errno.ENOTDIR: NOT_THERE,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EISDIR: NO_FILE,
    errno.ENAMETOOLONG: PATH_TOO_LONG,
    errno.ELOOP: LINK_LOOP,
    errno.EIO: DRIVE_FAILS,
    errno.ENXIO: DRIVE_FAILS,
    errno.ENODEV: DRIVE_FAILS,
    errno.ESTALE: DRIVE_FAILS,
    errno.ETIMEDOUT: DRIVE_FAILS,
    errno.EMFILE: TOO_MANY_OPEN,
    errno.ENFILE: TOO_MANY_OPEN,
    errno.ENOMEM: TOO_LARGE,
    errno.EINVAL: DAMAGED,  # a decoder was led to a place before the beginning
}

# What the decoders raise on damaged files, all taken together.
DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    BufferError,
    struct.error,
    zlib.error,
)
_SHORT = ("truncated", "premature", "unexpected end", "unexpected eof", "not enough image data")
_VARIANT = ("unsupported", "not supported", "unknown pixel mode", "not implemented")
# What begins like this and is still not understood is a broken picture, not something else.
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"8BPS", b"\0\0\0\x0cjP")


@contextmanager
def told_as_unreadable(path: Path) -> Iterator[None]:
    """Whatever the body raises about the file `path` comes out as `PictureUnreadable`."""
    try:
        yield
    except PictureUnreadable:
        raise
    except UnidentifiedImageError:
        raise PictureUnreadable(path=path, reason=_reason_for_unknown(path)) from None
    except (Image.DecompressionBombError, MemoryError):
        raise PictureUnreadable(path=path, reason=TOO_LARGE) from None
    except OSError as error:
        raise PictureUnreadable(path=path, reason=system_reason(error)) from error
    except DAMAGE as error:
        raise PictureUnreadable(path=path, reason=_damage_reason(error)) from error


def system_reason(error: OSError) -> str:
    """What the system said, in our words where we have some; a decoder's own OSError carries no number."""
    if error.errno is None:
        return _damage_reason(error)
    return _SYSTEM.get(error.errno) or error.strerror or NOT_ALLOWED


def openable(path: Path, windows: bool = os.name == "nt") -> str:
    """`path` as the system opens it: Windows takes more than 260 characters only behind a prefix."""
    text = str(path)
    if not windows or len(text) < 248 or text.startswith("\\\\?\\"):
        return text
    return f"\\\\?\\UNC\\{text[2:]}" if text.startswith("\\\\") else f"\\\\?\\{text}"


def _damage_reason(error: BaseException) -> str:
    text = str(error).lower()
    if any(word in text for word in _SHORT):
        return CUT_SHORT
    unsupported = isinstance(error, NotImplementedError) or any(word in text for word in _VARIANT)
    return UNSUPPORTED if unsupported else DAMAGED


def _reason_for_unknown(path: Path) -> str:
    try:
        with open(openable(path), "rb") as file:  # noqa: PTH123 - takes the prefixed text
            head = file.read(8)
    except OSError as error:
        return system_reason(error)
    if not head:
        return EMPTY
    return NOT_UNDERSTOOD if head.startswith(_BEGINNINGS) else UNKNOWN
