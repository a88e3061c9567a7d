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
    walk = _Walk(folder)
    return Listing(walk.files, walk.problems)


class _Walk:
    """The state of one walk: what was found, which folders were entered, which links wait."""

    def __init__(self, folder: Path) -> None:
        self.files: list[Path] = []
        self.problems: list[tuple[Path, str]] = []
        # a link to a folder above would bring in everything beside the one that was asked for
        self._entered = set(_identities(folder.resolve().parents))
        self._links = deque([str(folder)])
        while self._links:
            self._enter_all([self._links.popleft()])

    def _enter_all(self, waiting: list[str]) -> None:
        while waiting:
            folder = waiting.pop()
            if self._is_new(folder):
                waiting += reversed(self._look_into(folder))

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

    def _look_into(self, folder: str) -> list[str]:
        """Note the files in `folder` and return its folders."""
        folders: list[str] = []
        for entry in self._entries(folder):
            path = os.path.join(folder, entry.name)  # noqa: PTH118 - 100 000 of them
            if not _is_text(path):
                self._trouble(path, NAME_NOT_TEXT)
                continue
            try:
                self._sort_out(entry, path, folders)
            except OSError as error:
                self._trouble(path, system_reason(error))
        return folders

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        found: list[os.DirEntry[str]] = []
        try:
            with os.scandir(openable(Path(folder))) as entries:
                for entry in entries:
                    found.append(entry)
        except OSError as error:
            self._trouble(folder, system_reason(error))
        return sorted((entry for entry in found if not _is_hidden(entry.name)), key=lambda entry: entry.name)

    def _sort_out(self, entry: os.DirEntry[str], path: str, folders: list[str]) -> None:
        if entry.is_file():
            self.files.append(Path(path))
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
