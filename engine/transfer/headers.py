"""What the header of a column promises, beyond the exact names in `engine.transfer.facts`: "Art (deutsch)" is a class, "Bemerkung" none."""

from __future__ import annotations

import re

from engine.transfer.facts import NAMES, normalised

EXACT, ALIKE, UNNAMED, REMARK = range(4)  # how surely a header names the class

_BRACKETS = re.compile(r"[(\[{（【].*?[)\]}）】]")
_WORDS = re.compile(r"[\W_]+")
_CLASS = NAMES["class_name"]
_STEMS = frozenset("class label category species klasse kategorie art tierart vogelart pflanzenart etikett taxon".split())
_BEGINNINGS = ("类别", "类名", "标签", "物种", "分类")  # nothing stands between Chinese words
_ENDINGS = (
    "klasse",
    "kategorie",
    "species",
    "tierart",
    "vogelart",
    "pflanzenart",
    "insektenart",
    "baumart",
    "pilzart",
    "fischart",
    "käferart",
)
_NUMBERS = frozenset("nr no num number nummer id code index count anzahl".split())  # "Klasse Nr." numbers what another column names
_REMARKS = ("bemerkung", "anmerkung", "notiz", "kommentar", "remark", "comment", "note", "description", "beschreibung", "备注", "说明")


def class_rank(header: str) -> tuple[int, int]:
    """How surely `header` names the class: one of EXACT to REMARK, then its place among the exact names; lower is surer."""
    name = normalised(header)
    if name in _CLASS:
        return EXACT, _CLASS.index(name)
    words = [word for word in _WORDS.split(_BRACKETS.sub(" ", name)) if word]
    if any(word.startswith(_REMARKS) for word in words):
        return REMARK, 0
    if _NUMBERS.isdisjoint(words) and any(map(_names_class, words)):
        return ALIKE, 0
    return UNNAMED, 0


def _names_class(word: str) -> bool:
    return word in _STEMS or word.endswith(_ENDINGS) or word.startswith(_BEGINNINGS)
