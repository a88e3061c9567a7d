"""Which pictures look nearly the same by their fingerprints, and which were taken in one go.

All fingerprints are compared with all others: at half a nanosecond each, 100 000 take seconds whatever they are like, while an
index would be slow for exactly the collections that are full of look-alikes.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeAlias

import numpy as np

Integers: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Hashes: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]
Triples: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.int32]]
Fingerprints: TypeAlias = Sequence[int] | Integers

# Of 64 bits. Re-encoded, resized or brighter copies differ mostly by 0 to 4, copies cropped by 2 % all round by 5 to 8 on average,
# different photos by more than 12 (tests/benchmarks/RESULTS.md).
RADIUS = 8
BURST_GAP = 2  # s; EXIF times are whole seconds, so continuous shooting shows as gaps of 0 or 1, by hand seldom under 3
MOST_PAIRS = 5_000_000

_ROWS, _COLUMNS = 32, 4096  # of a block: 1 MB, which stays in the cache of a core
_MOST_THREADS = 4


def near_pairs(fingerprints: Fingerprints, radius: int = RADIUS) -> Integers:
    """(m, 2) positions, the smaller first, of pairs that differ in at most `radius` bits.

    Of equal fingerprints all are paired with the first, and only that one with others: a thousand copies are 999 pairs. Where more
    than `MOST_PAIRS` are found, the most different ones are left out.
    """
    distinct, first, which = np.unique(np.asarray(fingerprints, np.int64), return_index=True, return_inverse=True)
    copies = np.flatnonzero(first[which] != np.arange(len(which)))
    equal = np.stack([first[which[copies]], copies], axis=1)
    alike = first[_pairs_of_distinct(distinct.view(np.uint64), radius)]
    return np.concatenate([equal, np.sort(alike, axis=1)]).astype(np.int64)


def groups(fingerprints: Fingerprints, radius: int = RADIUS) -> Integers:
    """(n,) the first position of the group that each belongs to; -1 for those that look like no other.

    Star clustering (Aslam, Pelekhov, Rus 2004): the picture with most look-alikes takes them all as its group, then the next among
    those that are left. So all of a group are within `radius` of one picture; joining pairs into chains would end in groups whose
    ends have nothing in common.
    """
    distinct, first, which, count = np.unique(
        np.asarray(fingerprints, np.int64), return_index=True, return_inverse=True, return_counts=True
    )
    pairs = _pairs_of_distinct(distinct.view(np.uint64), radius)
    star = _stars(len(distinct), pairs, count)
    size = np.bincount(star, weights=count, minlength=len(distinct))
    earliest = np.full(len(distinct), np.iinfo(np.int64).max)
    np.minimum.at(earliest, star, first)
    return np.where(size[star] > 1, earliest[star], -1)[which].astype(np.int64)


def bursts(taken: Sequence[int | None], cameras: Sequence[str], gap: int = BURST_GAP) -> Integers:
    """(n,) the first position of the burst that each picture belongs to; -1 for those that belong to none.

    A burst are pictures of one camera with at most `gap` seconds from each to the next, wherever they lie: the class folders that
    a burst was sorted into must not part it. Pictures without time or camera belong to none.
    """
    result = np.full(len(taken), -1, np.int64)
    known = enumerate(zip(taken, cameras, strict=True))
    shots = sorted((camera, time, position) for position, (time, camera) in known if camera and time is not None)
    start = 0
    for end in range(1, len(shots) + 1):
        if end < len(shots) and shots[end][0] == shots[end - 1][0] and shots[end][1] - shots[end - 1][1] <= gap:
            continue
        if end - start > 1:
            members = [position for _, _, position in shots[start:end]]
            result[members] = min(members)
        start = end
    return result


def _stars(number: int, pairs: Integers, count: Integers) -> Integers:
    """(number,) the centre of each; those with most look-alikes, copies counted, become centres first."""
    both = np.concatenate([pairs, pairs[:, ::-1]])
    both = both[np.argsort(both[:, 0], kind="stable")]
    ends = np.searchsorted(both[:, 0], np.arange(number + 1))
    neighbours = both[:, 1]
    looks = np.bincount(both[:, 0], weights=count[neighbours], minlength=number) + count
    star = np.full(number, -1, np.int64)
    for centre in np.argsort(-looks, kind="stable").tolist():
        if star[centre] < 0:
            star[centre] = centre
            near = neighbours[ends[centre] : ends[centre + 1]]
            star[near[star[near] < 0]] = centre
    return star


def _pairs_of_distinct(hashes: Hashes, radius: int) -> Integers:
    """(m, 2) positions of pairs within `radius`, which shrinks while there would be more than `MOST_PAIRS`."""
    found: list[Triples] = []
    kept = 0
    comparison = _Comparison(hashes, radius)
    for block in comparison.blocks():
        found.append(block[block[:, 2] <= comparison.radius])  # it was begun with the radius of a while ago
        kept += len(found[-1])
        while kept > MOST_PAIRS and comparison.radius > 0:
            comparison.radius -= 1
            found = [np.concatenate([each[each[:, 2] <= comparison.radius] for each in found])]
            kept = len(found[0])
    triples = np.concatenate(found) if found else np.empty((0, 3), np.int32)
    return triples[:, :2].astype(np.int64)


class _Comparison:
    """Compares distinct hashes some rows at a time, by several threads; `radius` may be made smaller meanwhile."""

    def __init__(self, hashes: Hashes, radius: int) -> None:
        self.hashes = hashes
        self.radius = radius

    def blocks(self) -> Iterator[Triples]:
        """(k, 3) position, later position, distance of the pairs within `radius`."""
        tops = iter(range(0, len(self.hashes), _ROWS))
        threads = min(_MOST_THREADS, os.cpu_count() or 1)
        with ThreadPoolExecutor(threads) as pool:
            # few at a time: if all were alike, the pairs of all blocks would not fit into memory
            waiting = deque(pool.submit(self._block, top) for top in islice(tops, 2 * threads))
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(self._block, top) for top in islice(tops, 1))

    def _block(self, top: int) -> Triples:
        rows = self.hashes[top : top + _ROWS, None]
        bits = np.empty((len(rows), _COLUMNS), np.uint64)
        counts = np.empty((len(rows), _COLUMNS), np.uint8)
        parts = [np.empty((0, 3), np.int32)]
        for left in range(top, len(self.hashes), _COLUMNS):
            columns = self.hashes[None, left : left + _COLUMNS]
            width = columns.shape[1]
            distances = counts[:, :width]
            np.bitwise_count(np.bitwise_xor(rows, columns, out=bits[:, :width]), out=distances)
            if int(distances.min()) <= self.radius:
                row, column = np.divmod(np.flatnonzero(distances.ravel() <= self.radius), width)  # in two dimensions four times slower
                parts.append(np.stack([row + top, column + left, distances[row, column]], axis=1).astype(np.int32))
        triples = np.concatenate(parts)
        return triples[triples[:, 0] < triples[:, 1]]
