"""All files below a folder, and what could not be looked at; nothing that a drive does ends the walk."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import FolderMissing, PictureUnreadable
from engine.images.failures import NAME_NOT_TEXT, NO_FILE, openable, system_reason

# Only used to word the report: a file with such a name that cannot be read has failed, any other is no picture at all.
PICTURE_SUFFIXES = frozenset(
    ".jpg .jpeg .jpe .jfif .mpo .png .apng .gif .webp .tif .tiff .bmp .dib .avif .avifs .heic .heics .heif .hif "
    ".jp2 .j2k .jpf .jpx .jpc .ppm .pgm .pbm .pnm .pfm .tga .ico .psd .qoi".split()
)
_NO_PICTURES = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Listing:
    """The files found, in a stable order, and (file or folder, reason) of what could not be looked at."""

    files: list[Path] = field(default_factory=list)
    problems: list[tuple[Path, str]] = field(default_factory=list)


def looks_like_picture(path: Path) -> bool:
    return path.suffix.lower() in PICTURE_SUFFIXES


def is_picture(path: Path) -> bool:
    """Whether the content of `path` is a picture, whatever it is called."""
    from engine.images.reader import read_facts  # brings Pillow, which a window that opens does without

    try:
        read_facts(path)
    except PictureUnreadable:
        return False
    return True


def files_below(folder: Path) -> Listing:
    """All files below `folder`, hidden ones and projects left out; raises `FolderMissing`.

    Links to folders are followed after everything else, so that a folder that is also reached by a link keeps its own path, and
    each folder is entered once. Names that are not text (UTF-8) are problems, shown with a mark for what is no letter.
    """
    if not folder.is_dir():
        raise FolderMissing(folder=folder)
    walk = Walk(folder)
    return Listing([Path(path) for files in walk for path in files], walk.problems)


class Walk:
    """One walk, folder by folder, so that a million files need no memory: iterate over it once for the files of each folder.

    `problems` grows meanwhile. A folder below the first that holds something called `mark` is left out with all that lies in it.
    """

    def __init__(self, folder: Path, mark: str = "") -> None:
        self.problems: list[tuple[Path, str]] = []
        self._mark = mark
        self._top = str(folder)
        # a link to a folder above would bring in everything beside the one that was asked for
        self._entered = set(_identities(folder.resolve().parents))
        self._links = deque([self._top])

    def __iter__(self) -> Iterator[list[str]]:
        while self._links:
            waiting = [self._links.popleft()]
            while waiting:
                folder = waiting.pop()
                if self._is_new(folder):
                    files, folders = self._look_into(folder)
                    waiting += reversed(folders)
                    yield files

    def _is_new(self, folder: str) -> bool:
        try:
            status = os.stat(openable(Path(folder)))  # noqa: PTH116 - takes the prefixed text
        except OSError as error:
            self._trouble(folder, system_reason(error))
            return False
        identity = (status.st_dev, status.st_ino)
        known = identity in self._entered
        self._entered.add(identity)
        return not known

    def _look_into(self, folder: str) -> tuple[list[str], list[str]]:
        """The files in `folder`, and its folders."""
        files: list[str] = []
        folders: list[str] = []
        for entry in self._entries(folder):
            path = os.path.join(folder, entry.name)  # noqa: PTH118 - 100 000 of them
            if not _is_text(path):
                self._trouble(path, NAME_NOT_TEXT)
                continue
            try:
                self._sort_out(entry, path, files, folders)
            except OSError as error:
                self._trouble(path, system_reason(error))
        return files, folders

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        found: list[os.DirEntry[str]] = []
        try:
            with os.scandir(openable(Path(folder))) as entries:
                for entry in entries:
                    found.append(entry)
        except OSError as error:
            self._trouble(folder, system_reason(error))
        if self._mark and folder != self._top and any(entry.name == self._mark for entry in found):
            return []
        return sorted((entry for entry in found if not _is_hidden(entry.name)), key=lambda entry: entry.name)

    def _sort_out(self, entry: os.DirEntry[str], path: str, files: list[str], folders: list[str]) -> None:
        if entry.is_file():
            files.append(path)
        elif entry.is_dir():
            (self._links if entry.is_symlink() else folders).append(path)
        elif entry.is_symlink():
            os.stat(openable(Path(path)))  # noqa: PTH116 - raises what is wrong with where it leads
            self._trouble(path, NO_FILE)

    def _trouble(self, path: str, reason: str) -> None:
        self.problems.append((Path(os.fsencode(path).decode(errors="replace")), reason))


def _identities(folders: Iterable[Path]) -> Iterator[tuple[int, int]]:
    for folder in folders:
        with suppress(OSError):
            status = folder.stat()
            yield status.st_dev, status.st_ino


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.endswith(".fieldmark") or name.lower() in _NO_PICTURES


def _is_text(path: str) -> bool:
    """Whether a database can keep it: names that are not UTF-8 reach Python with stand-ins that cannot be written again."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
