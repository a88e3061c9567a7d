"""Giving whole groups of samples to sides so that each class comes near its shares. Knows nothing of pins and of earlier splits."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from engine.project.sample import Split

Counts = Mapping[int, int]  # {class id: number of samples} of one group
Wanted = Mapping[int, Mapping[Split, int]]  # {class id: {side: number of samples}}; a side with 0 is closed to the class


class Desk:
    """What each side wants and has of each class while groups are dealt out one after the other."""

    def __init__(self, wanted: Wanted, have: Mapping[tuple[int, Split], int]) -> None:
        """`have` counts the samples of (class, side) that stay where they are. Training is open to all classes."""
        self._wanted = wanted
        self._have = defaultdict(int, have)

    def deal(self, groups: Sequence[Counts]) -> list[Split]:
        """The sides of `groups`, dealt out in this order; then no class lacks a side that one of the groups could fill."""
        dealt = []
        for counts in groups:
            side = min((Split.TRAIN, Split.VALIDATION, Split.TEST), key=lambda side: self._cost(counts, side))
            self._put(counts, side, 1)
            dealt.append(side)
        self._fill_gaps(groups, dealt)
        return dealt

    def _cost(self, counts: Counts, side: Split) -> float:
        """By how much the group changes the chi-squared distance of the sides from what they want; infinite where it may not go.

        The sum over classes of (have - wanted)² / wanted: small sides and rare classes weigh as much as large ones.
        """
        change = 0.0
        for class_id, count in counts.items():
            wanted = self._wanted[class_id][side]
            if not wanted:
                return math.inf
            change += count * (2 * (self._have[class_id, side] - wanted) + count) / wanted
        return change

    def _put(self, counts: Counts, side: Split, sign: int) -> None:
        for class_id, count in counts.items():
            self._have[class_id, side] += sign * count

    def _fill_gaps(self, groups: Sequence[Counts], dealt: list[Split]) -> None:
        """A large group may have taken what was meant for others: move the smallest group that can be spared."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        for place, counts in enumerate(groups):
            for class_id in counts:
                places[class_id].append(place)
        for class_id, found in places.items():
            for side, wanted in self._wanted[class_id].items():
                if wanted and not self._have[class_id, side]:
                    self._move_one([place for place in found if self._movable(groups[place], dealt[place], side)], side, groups, dealt)

    def _movable(self, counts: Counts, origin: Split, side: Split) -> bool:
        """Whether the group may go to `side` and leaves no class behind without samples on its own side."""
        spared = all(self._have[class_id, origin] > count or not self._wanted[class_id][origin] for class_id, count in counts.items())
        return spared and self._cost(counts, side) < math.inf

    def _move_one(self, places: Sequence[int], side: Split, groups: Sequence[Counts], dealt: list[Split]) -> None:
        if places:
            place = min(places, key=lambda place: self._cost(groups[place], side))
            self._put(groups[place], dealt[place], -1)
            self._put(groups[place], side, 1)
            dealt[place] = side
