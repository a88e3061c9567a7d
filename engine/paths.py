"""Where Fieldmark keeps what is not in a project, and the one way a file is written: temp file, then `os.replace`."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import platformdirs

HOME_VARIABLE = "FIELDMARK_HOME"  # one folder for everything: portable installs, and tests that touch nobody's home


def _folder(name: str, default: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / name if home else Path(default)


def config_folder() -> Path:
    """Settings and the list of recent projects."""
    return _folder("config", platformdirs.user_config_dir("fieldmark", appauthor=False))


def cache_folder() -> Path:
    """What can be made again: thumbnails."""
    return _folder("cache", platformdirs.user_cache_dir("fieldmark", appauthor=False))


def data_folder() -> Path:
    """What the application made for the user outside a project: the sample pictures and the sample project."""
    return _folder("data", platformdirs.user_data_dir("fieldmark", appauthor=False))


def is_writable(folder: Path | str) -> bool:
    """Whether something can be made in `folder`, which is there; nothing in it is touched but where rights say nothing."""
    try:
        if not os.access(folder, os.W_OK | os.X_OK):
            return False
        if not shutil.disk_usage(folder).total:  # a folder of the system, such as /proc, or a drive that does not say: tried out
            with tempfile.TemporaryDirectory(dir=folder):
                pass
    except OSError:
        return False
    return True


def write_atomically(path: Path, content: bytes | str) -> None:
    """Write `content` to `path` so that a reader, or a power cut, sees the old file or the new one, never half of it."""
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)  # mkstemp makes files that only their owner can read
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
