"""Which samples belong together, so that a split may not part them: copies, near-duplicates, bursts, the user's groups, folders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from engine.project.sample import Sample, Split

EXACT, NEAR, BURST, GROUP, FOLDER = "exact", "near", "burst", "group", "folder"

# What a relation's samples have in common; nothing ("" or None) relates to nobody.
RELATIONS: Mapping[str, Callable[[Sample], str | int | None]] = {
    EXACT: lambda sample: sample.digest,
    NEAR: lambda sample: sample.facts.near,
    BURST: lambda sample: sample.facts.burst,
    GROUP: lambda sample: sample.group,
    FOLDER: lambda sample: sample.folder,
}


def groups_of(samples: Iterable[Sample], together: Collection[str]) -> dict[int, int]:
    """{sample id: group}: samples that share a digest or one of the relations in `together`, directly or through others.

    A group is called by the smallest id in it.
    """
    joined = Joined(samples)
    joined.relate(name for name in RELATIONS if name == EXACT or name in together)
    return joined.groups()


class Joined:
    """Samples that are joined into groups, one relation or pair after the other (disjoint sets)."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        self._samples = list(samples)
        self._parents = {sample.id: sample.id for sample in self._samples}
        # of each group, by its root
        self._pieces = {sample.id: int(sample.class_id is not None) for sample in self._samples}
        self._sides = {sample.id: sample.split for sample in self._samples if sample.split is not Split.NONE}
        self._pinned = {sample.id for sample in self._samples if sample.pinned}

    def relate(self, relations: Iterable[str]) -> None:
        """Join all samples that have one of `relations` in common."""
        for name in relations:
            for one, other in self._pairs(name):
                self._join(one, other, most=None)

    def link(self, pairs: Iterable[tuple[int, int]], most: int) -> None:
        """Join the samples of each pair in turn where it helps.

        Not if more than `most` pieces would then hang together by such links; a piece is a labelled sample, or several that are
        related. Not if the two are on different sides already: what is new should follow the one that is more like it. What a pin
        holds is joined nevertheless, for others follow it.
        """
        for one, other in pairs:
            self._join(one, other, most)

    def link_related(self, relation: str, most: int) -> None:
        """`link` for the samples that have `relation` in common."""
        self.link(self._pairs(relation), most)

    def groups(self) -> dict[int, int]:
        """{sample id: group}; a group is called by the smallest id in it."""
        return {id_: self._root(id_) for id_ in self._parents}

    def _pairs(self, relation: str) -> Iterator[tuple[int, int]]:
        """Ids of samples that have `relation` in common: each with the first such sample."""
        of, firsts = RELATIONS[relation], dict[str | int, int]()
        for sample in self._samples:
            value = of(sample)
            if value is not None and value != "":
                yield firsts.setdefault(value, sample.id), sample.id

    def _join(self, one: int, other: int, most: int | None) -> None:
        one, other = sorted((self._root(one), self._root(other)))
        if one == other or (most is not None and (self._pieces[one] + self._pieces[other] > most or self._parted(one, other))):
            return
        self._parents[other] = one
        self._pieces[one] = max(self._pieces[one], self._pieces[other]) if most is None else self._pieces[one] + self._pieces[other]
        if other in self._sides:
            self._sides.setdefault(one, self._sides[other])
        if other in self._pinned:
            self._pinned.add(one)

    def _parted(self, one: int, other: int) -> bool:
        apart = one in self._sides and other in self._sides and self._sides[one] is not self._sides[other]
        return apart and one not in self._pinned and other not in self._pinned

    def _root(self, id_: int) -> int:
        parents = self._parents
        while parents[id_] != id_:
            parents[id_] = id_ = parents[parents[id_]]
        return id_


def members(samples: Iterable[Sample], relation: str) -> list[list[Sample]]:
    """The samples that have something in common by one relation alone, as lists of two or more."""
    of = RELATIONS[relation]
    found: defaultdict[str | int, list[Sample]] = defaultdict(list)
    for sample in samples:
        value = of(sample)
        if value is not None and value != "":
            found[value].append(sample)
    return [each for each in found.values() if len(each) > 1]
