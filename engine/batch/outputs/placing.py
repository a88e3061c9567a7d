"""A large file that is written bit by bit and is there only once it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from engine.errors import OutputHeldOpen, OutputNotWritable


@contextmanager
def placed(file: Path) -> Iterator[IO[bytes]]:
    """A file to write into, which takes the place of `file` when the body ends well; else `file` stays as it was.

    Folders that are missing are made. Raises `OutputHeldOpen` if another program does not let go of `file` (found out before anything
    is written, where the system tells), `OutputNotWritable` for everything else.
    """
    temporary = None
    try:
        _refuse_held(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}."[:100], suffix=".part")
        with os.fdopen(handle, "w+b") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        Path(temporary).chmod(0o644)  # mkstemp makes files that only their owner can read
        _replace(temporary, file)
        temporary = None
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _refuse_held(file: Path) -> None:
    """Windows lets nobody write to what Excel shows: to be told after a million rows would be late."""
    if file.exists():
        try:
            with file.open("ab"):
                pass
        except PermissionError as error:
            raise OutputHeldOpen(file=file) from error


def _replace(temporary: str, file: Path) -> None:
    try:
        os.replace(temporary, file)
    except PermissionError as error:
        raise OutputHeldOpen(file=file) from error
