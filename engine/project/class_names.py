"""How the names of classes compare: what a search forgives, and which names probably mean the same class."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from engine.project.sample import SampleClass

_SEPARATORS = str.maketrans(dict.fromkeys("_-.–", " "))
_PLURALS = (("ies", "y"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("s", ""))
_SHORTEST_PLURAL = 4  # letters: "gas" and "bus" are no plurals


def plain(name: str) -> str:
    """`name` without capitals, accents and doubled spaces, and with spaces for `_`, `-` and `.`."""
    if not name.isascii():
        # only the accents of European scripts: in others such marks make another word
        name = "".join(each for each in unicodedata.normalize("NFKD", name) if not "\u0300" <= each <= "\u036f")
        name = unicodedata.normalize("NFC", name)
    return " ".join(name.casefold().translate(_SEPARATORS).split())


def likely_twins(classes: Iterable[SampleClass]) -> list[list[SampleClass]]:
    """Classes whose names differ in capitals, accents, separators or an English plural only: two or more in each list."""
    alike: defaultdict[str, list[SampleClass]] = defaultdict(list)
    for each in classes:
        alike[_singular(plain(each.name)).replace(" ", "")].append(each)
    return [group for group in alike.values() if len(group) > 1]


def _singular(name: str) -> str:
    if len(name) >= _SHORTEST_PLURAL and not name.endswith("ss"):
        for plural, singular in _PLURALS:
            if name.endswith(plural):
                return name.removesuffix(plural) + singular
    return name
