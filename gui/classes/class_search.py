"""Finding classes by a few typed letters, best first, among thousands at each key press; and their order by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cmp_to_key

from PySide6.QtCore import QCollator

from engine.project.class_names import plain
from engine.project.sample import SampleClass

_EXACT, _PREFIX, _WORDS, _WITHIN, _LOOSE = range(5)


class ClassSearch:
    """Knows the names in the form in which they are compared; make a new one when the classes change."""

    def __init__(self, classes: Sequence[SampleClass] = ()) -> None:
        self._classes = list(classes)
        self._names = [plain(each.name) for each in classes]
        self._query = ""
        self._rows: Collection[int] = range(len(self._names))  # of what `_query` found

    def find(self, text: str, first: Collection[int] = ()) -> list[SampleClass]:
        """Classes whose names hold the letters of `text` in this order, best first.

        Best is the name itself, then its beginning, then the beginnings of its words, then a part of it. An empty text finds all:
        those with the ids `first`, then the others as they are ordered.
        """
        query = plain(text)
        if not query:
            return self._all(first)
        words = [f" {word}" for word in query.split()]
        loose, names = _loose(query), self._names
        rows = self._rows if query.startswith(self._query) else range(len(names))  # one more letter never finds more
        ranks = ((_rank(names[row], query, words, loose), row) for row in rows)
        ranked = sorted((rank, row) for rank, row in ranks if rank is not None)
        self._query, self._rows = query, [row for _, row in ranked]
        found = [self._classes[row] for row in self._rows]
        typed = " ".join(text.split())
        return sorted(found, key=lambda each: each.name != typed)  # “Fox” before “fox” if it was typed so

    def _all(self, first: Collection[int]) -> list[SampleClass]:
        if not first:
            return list(self._classes)
        known = {each.id: each for each in self._classes}
        ahead = [known.pop(id_) for id_ in first if id_ in known]
        return ahead + list(known.values())


def by_name(classes: Collection[SampleClass]) -> list[SampleClass]:
    """`classes` as people sort names: without regard to capitals and accents, as their language does, and 9 before 10."""
    collator = QCollator()
    parts = {each.id: re.split(r"([0-9]+)", plain(each.name)) for each in classes}

    def order(one: SampleClass, other: SampleClass) -> int:
        ours, theirs = parts[one.id], parts[other.id]
        for number, (left, right) in enumerate(zip(ours, theirs, strict=False)):
            apart = int(left) - int(right) if number % 2 else collator.compare(left, right)
            if apart:
                return apart
        return len(ours) - len(theirs)

    return sorted(classes, key=cmp_to_key(order))


def _loose(query: str) -> re.Pattern[str]:
    """The letters of `query` in this order with anything between: each gap stops at the next letter, so it never looks back."""
    first, *rest = (re.escape(letter) for letter in query.replace(" ", ""))
    return re.compile(first + "".join(f"[^{letter}]*{letter}" for letter in rest))


def _rank(name: str, query: str, words: list[str], loose: re.Pattern[str]) -> tuple[int, int] | None:
    """How well `name` fits, smaller is better; within a kind, shorter names and closer letters are."""
    at = name.find(query)
    if at == 0:
        return (_EXACT, 0) if name == query else (_PREFIX, len(name))
    spaced = f" {name}"
    if all(word in spaced for word in words):
        return _WORDS, len(name)
    if at > 0:
        return _WITHIN, at
    found = loose.search(name)
    return None if found is None else (_LOOSE, found.end() - found.start())
