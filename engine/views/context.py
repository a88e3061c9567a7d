"""What a filter must know beside the sample in hand: names of classes, which pictures occur twice, which folders there are.

Everything is worked out when it is first asked for and kept until the samples are loaded anew.
"""

from __future__ import annotations

import os
import re
from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import compress, repeat
from typing import TypeVar

from engine.project.sample import Sample, SampleClass
from engine.views import alike
from engine.views.columns import BURSTS, CAMERAS, DIGESTS, FORMATS, GROUPS, IDS, NEAR

T = TypeVar("T")

_DIGITS = re.compile("([0-9]+)")


class Context:
    """`samples` is looked at as it is at the moment; whoever changes labels or groups in it says so by `marks_changed`."""

    def __init__(self, samples: Mapping[int, Sample], classes: Sequence[SampleClass] = ()) -> None:
        self.samples = samples
        self.classes = classes
        self.changes = 0  # of labels, groups and classes
        self.whole: dict[str, tuple[int, Counter[str]]] = {}  # counts of all samples with `changes` of their time, kept by `facets`

    def set_classes(self, classes: Sequence[SampleClass]) -> None:
        self.classes = classes
        self.changes += 1
        self._forget("class_names")

    def marks_changed(self) -> None:
        """Labels or groups of samples are others now."""
        self.changes += 1
        self._forget("conflicts", "copies", "groups")

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    # ---- names -------------------------------------------------------------------------------------------------

    @cached_property
    def class_names(self) -> dict[int, str]:
        return {each.id: each.name for each in self.classes}

    @cached_property
    def texts(self) -> dict[int, str]:
        """{sample id: casefolded "folder/file"}: where words are looked for."""
        return {id_: "/".join(sample.file.rsplit(os.sep, 2)[-2:]).casefold() for id_, sample in self.samples.items()}

    @cached_property
    def folders(self) -> dict[str, str]:
        """{absolute folder: how it is called}: its path from the folder that holds all pictures, with "/" on every system."""
        found = {sample.file.rpartition(os.sep)[0] for sample in self.samples.values()}
        above = os.path.dirname(_common(found))  # noqa: PTH120 - of names that no file system need know
        return {folder: slashed(folder.removeprefix(above)).strip("/") for folder in found}

    @cached_property
    def cameras(self) -> frozenset[str]:
        return frozenset(CAMERAS(self.samples.values()))

    @cached_property
    def formats(self) -> frozenset[str]:
        return frozenset(FORMATS(self.samples.values()))

    @cached_property
    def groups(self) -> frozenset[str]:
        return frozenset(GROUPS(self.samples.values()))

    @cached_property
    def by_name(self) -> list[int]:
        """The places of all samples in the natural order of their file names."""
        keys = natural([sample.name for sample in self.samples.values()])
        return sorted(range(len(keys)), key=keys.__getitem__)

    @cached_property
    def places(self) -> array[int]:
        """By id, which is never negative: the place of each sample among all. Smaller than a dict, and faster to make."""
        found = array("i", bytes(4 * (max(self.samples, default=0) + 1)))
        for place, id_ in enumerate(self.samples):
            found[id_] = place
        return found

    def in_name_order(self, samples: Sequence[Sample]) -> list[int]:
        """The places of `samples` in the natural order of their file names."""
        if len(samples) == len(self.samples):
            return list(self.by_name)
        among, numbers = self.places, array("i", [-1]) * len(self.samples)
        for number, sample in enumerate(samples):
            numbers[among[sample.id]] = number
        return [number for place in self.by_name if (number := numbers[place]) >= 0]

    # ---- what occurs more than once ------------------------------------------------------------------------------

    @cached_property
    def digests(self) -> Counter[str]:
        """How often each content occurs."""
        return Counter(DIGESTS(self.samples.values()))

    @cached_property
    def duplicated(self) -> frozenset[str]:
        """The digests of pictures that are there more than once."""
        return _repeated(self.digests) - {""}

    @cached_property
    def near(self) -> frozenset[int]:
        """The groups of near-duplicates that still have two members or more which are not copies of each other."""
        return alike.near_groups(self.samples.values())

    @cached_property
    def bursts(self) -> frozenset[int]:
        return _repeated(Counter(BURSTS(self.samples.values()))) - {None}

    @cached_property
    def copies(self) -> dict[int, int]:
        """{sample id: a bit for each of exact duplicate, near-duplicate, burst and conflict} of what is not alone."""
        found: dict[int, int] = {}
        everyone = self.samples.values()
        kinds = ((self.duplicated, DIGESTS), (self.near, NEAR), (self.bursts, BURSTS), (self.conflicts, IDS))
        for number, (known, values) in enumerate(kinds):
            for id_ in compress(IDS(everyone), map(known.__contains__, values(everyone))):
                found[id_] = found.get(id_, 0) | 1 << number
        return found

    @cached_property
    def conflicts(self) -> frozenset[int]:
        """The labelled samples that show the same picture as one of another class."""
        return frozenset(alike.conflicts(self.samples.values()))


def natural(texts: Sequence[str]) -> list[str]:
    """Sort keys with which img2 comes before img10; capitals do not matter. Only those made together can be compared."""
    if not texts:
        return []
    parts = _DIGITS.split("\0".join(texts).casefold())  # all at once: several times as fast as one by one
    width = max(map(len, parts[1::2]), default=0)
    parts[1::2] = map(str.zfill, parts[1::2], repeat(width))
    return "".join(parts).split("\0")


def _repeated(counts: Counter[T]) -> frozenset[T]:
    return frozenset(value for value, count in counts.items() if count > 1)


def _common(folders: Collection[str]) -> str:
    try:
        return os.path.commonpath(folders) if folders else ""
    except ValueError:  # several drives
        return ""


def slashed(path: str) -> str:
    return path.replace(os.sep, "/")
