"""Which samples look alike and which of those contradict each other: the one meaning behind filters, marks and what is counted.

Without numpy where groups are small, as they mostly are, so that a filter need not load it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations, compress
from operator import is_not

from engine.project.sample import Sample
from engine.views.columns import CLASS_IDS, DIGESTS, NEAR, Column

# Of 64 bits. Near-duplicates may differ by 8, which also silhouettes of different things do; the same picture, saved again, by 4 at most.
SAME_PICTURE = 4
_WHOLE = (1 << 64) - 1
_MANY = 200  # distinct fingerprints of a group, from which numpy is faster
_IS_CLASS = partial(is_not, None)
_ROWS = 256  # compared at once with all others

Looks = dict[int, list[Sample]]  # samples by fingerprint


def near_groups(samples: Iterable[Sample]) -> frozenset[int]:
    """The groups of near-duplicates (`Facts.near`) with two pictures or more; exact copies of a picture count as one."""
    everyone = list(samples)
    contents = set(zip(NEAR(everyone), DIGESTS(everyone), strict=True))
    counts = Counter(near for near, _ in contents if near is not None)
    return frozenset(near for near, count in counts.items() if count > 1)


def conflicts(samples: Iterable[Sample]) -> dict[int, int]:
    """{sample id: conflict} of the labelled samples that show the same picture as one of another class.

    The same picture are exact copies, and samples of one near group whose fingerprints differ in at most `SAME_PICTURE` bits. A
    conflict is called by the smallest id in it; those that share a sample are one.
    """
    everyone = list(samples)
    labelled = list(compress(everyone, map(_IS_CLASS, CLASS_IDS(everyone))))
    copies: defaultdict[str, list[Sample]] = defaultdict(list)
    groups: defaultdict[int, Looks] = defaultdict(dict)
    for sample in _of_disagreeing(labelled, DIGESTS):
        copies[sample.digest].append(sample)
    for sample in _of_disagreeing(labelled, NEAR):
        near, fingerprint = sample.facts.near, sample.facts.fingerprint
        if near is not None and fingerprint is not None:
            groups[near].setdefault(fingerprint & _WHOLE, []).append(sample)
    found = _Parts()
    for same in copies.values():
        found.join(same)
    for looks in groups.values():
        _join_same_pictures(looks, found)
    return found.parts()


def _of_disagreeing(samples: Sequence[Sample], column: Column) -> Iterator[Sample]:
    """Those of `samples` that have the same value in `column`, other than "" and None, as one of another class."""
    pairs = set(zip(column(samples), CLASS_IDS(samples), strict=True))
    several = {value for value, count in Counter(value for value, _ in pairs).items() if count > 1} - {"", None}
    return compress(samples, map(several.__contains__, column(samples)))


def _join_same_pictures(looks: Looks, found: _Parts) -> None:
    classes = {fingerprint: {sample.class_id for sample in each} for fingerprint, each in looks.items()}
    for one, other in _same_pictures(list(looks)):
        if len(classes[one]) > 1 or classes[one] != classes[other]:
            found.join((*looks[one], *looks[other]))


def _same_pictures(fingerprints: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each fingerprint with itself, and the pairs that differ in at most `SAME_PICTURE` bits."""
    yield from ((each, each) for each in fingerprints)
    if len(fingerprints) < _MANY:
        yield from ((one, other) for one, other in combinations(fingerprints, 2) if (one ^ other).bit_count() <= SAME_PICTURE)
        return
    import numpy as np

    hashes = np.array(fingerprints, np.uint64)
    for top in range(0, len(hashes), _ROWS):
        distances = np.bitwise_count(hashes[top : top + _ROWS, None] ^ hashes[None, top:])
        rows, columns = np.nonzero(distances <= SAME_PICTURE)
        for row, column in zip(rows[rows < columns].tolist(), columns[rows < columns].tolist(), strict=True):
            yield fingerprints[top + row], fingerprints[top + column]


class _Parts:
    """Disjoint sets of sample ids."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}

    def join(self, samples: Sequence[Sample]) -> None:
        first = samples[0].id
        for sample in samples:
            self._join(first, sample.id)

    def parts(self) -> dict[int, int]:
        return {id_: self._root(id_) for id_ in self._parents}

    def _join(self, one: int, other: int) -> None:
        first, second = self._root(one), self._root(other)
        self._parents[max(first, second)] = min(first, second)

    def _root(self, id_: int) -> int:
        parents = self._parents
        while (above := parents.setdefault(id_, id_)) != id_:
            parents[id_] = id_ = parents[above]
        return id_
