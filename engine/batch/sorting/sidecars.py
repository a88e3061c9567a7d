"""The small files beside a picture that belong to it: XMP, as `bird.jpg.xmp` or `bird.xmp`."""

from __future__ import annotations

import os
from collections import Counter, OrderedDict
from dataclasses import dataclass
from pathlib import Path, PurePath

from engine.images.failures import openable

_ENDING = ".xmp"
_KEPT = 64  # folders whose listing is remembered


@dataclass(frozen=True)
class Sidecar:
    """`by_stem` is that of `bird.xmp` (which follows a picture as STEM.xmp), else it is `bird.jpg.xmp`; `ending` as it is written."""

    path: Path
    by_stem: bool
    ending: str

    def name_beside(self, stem: str, ending: str) -> str:
        """Its name beside a picture called `stem` + `ending`."""
        return f"{stem}{self.ending}" if self.by_stem else f"{stem}{ending}{self.ending}"


@dataclass(frozen=True)
class _Listing:
    """`names` of sidecars, casefolded, to how they are written; `stems`: how many other files have a stem that a sidecar has too."""

    names: dict[str, str]
    stems: Counter[str]


class Sidecars:
    """Looks for sidecars; remembers what it saw in the last few folders."""

    def __init__(self) -> None:
        self._seen: OrderedDict[Path, _Listing] = OrderedDict()

    def of(self, picture: Path) -> list[Sidecar]:
        """Those of `picture`. One that another file of the same stem has as well, such as the raw file beside a JPEG, belongs to that."""
        listing = self._listing(picture.parent)
        found = []
        if (name := listing.names.get(picture.name.casefold() + _ENDING)) is not None:
            found.append(Sidecar(picture.parent / name, False, name[-len(_ENDING) :]))
        stem = picture.stem.casefold()
        if listing.stems[stem] == 1 and (name := listing.names.get(stem + _ENDING)) is not None:
            found.append(Sidecar(picture.parent / name, True, name[-len(_ENDING) :]))
        return found

    def _listing(self, folder: Path) -> _Listing:
        if folder not in self._seen:
            self._seen[folder] = _listed(folder)
            if len(self._seen) > _KEPT:
                self._seen.popitem(last=False)
        self._seen.move_to_end(folder)
        return self._seen[folder]


def _listed(folder: Path) -> _Listing:
    try:
        with os.scandir(openable(folder)) as entries:
            sidecars = {entry.name.casefold(): entry.name for entry in entries if _is_sidecar(entry)}
        if not sidecars:
            return _Listing({}, Counter())
        stems = {name.removesuffix(_ENDING) for name in sidecars}
        with os.scandir(openable(folder)) as entries:
            found = (PurePath(entry.name).stem.casefold() for entry in entries if entry.name.casefold() not in sidecars)
            return _Listing(sidecars, Counter(stem for stem in found if stem in stems))
    except OSError:
        return _Listing({}, Counter())  # the pictures in it will say what is wrong


def _is_sidecar(entry: os.DirEntry[str]) -> bool:
    return entry.name.casefold().endswith(_ENDING) and entry.is_file(follow_symlinks=False)
