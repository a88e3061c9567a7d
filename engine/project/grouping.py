"""Which samples belong together, so that a split may not part them: copies, near-duplicates, bursts, the user's groups, folders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from engine.project.sample import Sample

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
        self._pieces = {sample.id: int(sample.class_id is not None) for sample in self._samples}  # by root: see `link`

    def relate(self, relations: Iterable[str]) -> None:
        """Join all samples that have one of `relations` in common."""
        for name in relations:
            self.link(self.pairs(name))

    def pairs(self, relation: str) -> Iterator[tuple[int, int]]:
        """Ids of samples that have `relation` in common: each with the first such sample."""
        of, firsts = RELATIONS[relation], dict[str | int, int]()
        for sample in self._samples:
            value = of(sample)
            if value is not None and value != "":
                yield firsts.setdefault(value, sample.id), sample.id

    def link(self, pairs: Iterable[tuple[int, int]], most: int | None = None) -> None:
        """Join the samples of each pair in turn, unless more than `most` pieces would then hang together by such links.

        A piece is a labelled sample, or several that are joined without such a limit.
        """
        pieces = self._pieces
        for one, other in pairs:
            one, other = sorted((self._root(one), self._root(other)))
            if one == other:
                continue
            together = max(pieces[one], pieces[other]) if most is None else pieces[one] + pieces[other]
            if most is None or together <= most:
                self._parents[other] = one
                pieces[one] = together

    def groups(self) -> dict[int, int]:
        return {id_: self._root(id_) for id_ in self._parents}

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
