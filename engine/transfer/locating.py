"""Find the picture that a source means by what it wrote: a path from another folder, another drive, another operating system.

No file is touched: the folders are listed, each once, so that 100 000 rows cost seconds and not minutes.
"""

from __future__ import annotations

import os
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path

FOUND, OUTSIDE, MISSING, SEVERAL, WEB = "found", "outside", "missing", "several", "web"


@dataclass(frozen=True, slots=True)
class Located:
    """The absolute `path` of a file that was FOUND, maybe OUTSIDE of the roots; else "" and why: MISSING, SEVERAL or WEB."""

    path: str
    state: str = FOUND


@dataclass(frozen=True, slots=True)
class _Listing:
    """The files of one folder: {composed name: name}. `prefix` comes before them."""

    prefix: str
    names: dict[str, str]
    state: str


class Locator:
    """Knows the files beside a source and below the folders `roots`."""

    def __init__(self, beside: Path, roots: Sequence[Path] = ()) -> None:
        folders = [os.path.realpath(root if root.is_dir() else root.parent) for root in roots]
        self._bases = list(dict.fromkeys([os.path.realpath(beside), *folders]))
        self._roots = list(dict.fromkeys(os.path.realpath(root) for root in roots if root.is_dir()))
        self._listings: dict[tuple[str, str], _Listing | None] = {}
        self._index: tuple[list[str], list[str]] | None = None

    def find(self, written: str) -> Located:
        """The file that `written` names: an absolute path, or one relative to the source or to one of the roots."""
        if is_web_address(written):
            return Located("", WEB)
        for text in _spellings(written):
            folder, name = os.path.split(text)
            name = _composed(name)
            for base in self._bases:
                listing = self._listing(base, folder)
                if listing and (actual := listing.names.get(name)):
                    return Located(listing.prefix + actual, listing.state)
        return Located("", MISSING)

    def find_by_name(self, written: str) -> Located:
        """The one file below the roots that is named like `written`; of several, the one whose folders are named alike too.

        A name without a picture's suffix, such as an id, also means the picture of that name with one.
        """
        keys, paths = self._by_name()
        query = _key(written.strip().replace("\\", "/"))
        near = bisect_left(keys, query)
        common = max((_common(query, key) for key in keys[max(0, near - 1) : near + 1]), default="")
        prefix = common or query.partition("/")[0] + "."
        alike = takewhile(lambda index: keys[index].startswith(prefix), range(bisect_left(keys, prefix), len(keys)))
        matches = list(islice((index for index in alike if common or _is_picture_of(prefix, keys[index])), 2))
        if len(matches) != 1:
            return Located("", SEVERAL if matches else MISSING)
        return Located(paths[matches[0]])

    def _listing(self, base: str, folder: str) -> _Listing | None:
        key = base, folder
        if key not in self._listings:
            self._listings[key] = self._listed(os.path.join(base, folder))  # noqa: PTH118 - of two texts
        return self._listings[key]

    def _listed(self, folder: str) -> _Listing | None:
        try:
            shown = self._shown(folder)
            with os.scandir(shown) as entries:
                names = {_composed(entry.name): entry.name for entry in entries if entry.is_file()}
        except (OSError, ValueError):  # not there, no folder, not readable, or no path at all
            return None
        return _Listing(_within(shown), names, OUTSIDE if self._roots and not _is_inside(shown, self._bases) else FOUND)

    def _shown(self, folder: str) -> str:
        """The folder as whoever walks the roots would come to it: links are followed unless only they lie inside."""
        plain, real = os.path.normpath(folder), os.path.realpath(folder)
        inside = (path for bases in (self._roots, self._bases) for path in (real, plain) if _is_inside(path, bases))
        return next(inside, real)

    def _by_name(self) -> tuple[list[str], list[str]]:
        """All files below the roots, sorted by their parts from the last to the first: what ends alike stands together."""
        if self._index is None:
            from engine.images.scanner import files_below

            paths = dict.fromkeys(str(path) for root in self._roots for path in files_below(Path(root)).files)
            found = sorted((_key(path), path) for path in paths)
            self._index = [key for key, _ in found], [path for _, path in found]
        return self._index


def is_web_address(written: str) -> bool:
    return ("://" in written and not written.startswith("file://")) or written.startswith("data:")


def _spellings(written: str) -> Iterator[str]:
    """`written` as it is, and what else it can mean: spaces around it, slashes of Windows, a file address."""
    yield written
    text = written.strip()
    if text != written:
        yield text
    if text.startswith("file://"):
        yield _path_of(text)
    if "\\" in text:
        yield text.replace("\\", "/")


def _path_of(address: str) -> str:
    from urllib.parse import urlsplit
    from urllib.request import url2pathname  # brings the whole of HTTP and TLS along

    return url2pathname(urlsplit(address).path)


def _is_inside(folder: str, bases: Sequence[str]) -> bool:
    return _within(folder).startswith(tuple(map(_within, bases)))


def _within(folder: str) -> str:
    """What the paths of all files in `folder` begin with."""
    return folder.rstrip(os.sep) + os.sep


def _composed(name: str) -> str:
    """macOS writes "é" as two characters, others as one."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _key(path: str) -> str:
    parts = _composed(path).casefold().replace(os.sep, "/").split("/")
    return "/".join(reversed([part for part in parts if part not in ("", ".")])) + "/"


def _common(one: str, other: str) -> str:
    """The parts that both keys begin with, "" if not even the name is the same."""
    length = 0
    for part, twin in zip(one[:-1].split("/"), other[:-1].split("/"), strict=False):
        if part != twin:
            break
        length += len(part) + 1
    return one[:length]


def _is_picture_of(prefix: str, key: str) -> bool:
    from engine.images.scanner import PICTURE_SUFFIXES

    return "." + key[len(prefix) :].partition("/")[0] in PICTURE_SUFFIXES
