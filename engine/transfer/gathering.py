"""Collects what one source says, picture by picture: looks each up, checks what is said, merges repetitions, notes what is wrong."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.errors import Sentence, translate
from engine.transfer.facts import PARSERS
from engine.transfer.locating import MISSING, OUTSIDE, SEVERAL, WEB, Located, Locator
from engine.transfer.names import refusal
from engine.transfer.text import Text
from engine.transfer.values import UNLABELLED, UNSURE, Entry, Problem, Reading, problem

# How the places of a source are worded.
ROW, LINE = translate("transfer", "row {number}"), translate("transfer", "line {number}")
TASK, PICTURE = translate("transfer", "task {number}"), translate("transfer", "picture {number}")

_NOT_FOUND = {
    MISSING: translate("transfer", "the picture {path} is not there"),
    SEVERAL: translate("transfer", "the picture {path} is not there, and it is not clear which other one of its name is meant"),
    WEB: translate("transfer", "{path} is an address in the web: download the picture first"),
}
OUTSIDE_TOLD = translate("transfer", "the picture {path} lies outside of the chosen folders")
_REPEATED = ("class_name", "split", "group")  # few values on many pictures
_SHOWN = 200  # characters of what was written; some tools write whole pictures into a cell


@dataclass(frozen=True, slots=True)
class _Lost:
    """What is said of a picture that is not where it should be, under any of the names in `written`."""

    number: int
    written: tuple[str, ...]
    on_the_web: bool
    fields: dict[str, Any]


class Gathering:
    """`unit` words the places of this source, such as `ROW`; `source` is who gave annotations of which it does not say."""

    def __init__(self, file: Path, roots: Sequence[Path], unit: str = ROW, source: str = "file") -> None:
        self._file = file
        self._unit = unit
        self._source = source
        self._locator = Locator(file.parent, roots)
        self._entries: dict[str, Entry] = {}
        self._numbers: dict[str, int] = {}
        self._lost: list[_Lost] = []
        self._missing: set[str] = set()  # keys of entries
        self._spellings: dict[str, str] = {}  # of classes: {casefolded, or another one: the first one}
        self._parsed: dict[tuple[str, str], Any] = {}
        self._problems: list[tuple[int, Problem]] = []
        self._refused = 0

    def add(self, number: int, written: str, said: Mapping[str, object], others: Sequence[str] = ()) -> None:
        """Take in what was `said` ({field: raw value}) of the picture `written`, or of one of the `others` where that is not there."""
        if not written.strip():
            self.note(number, translate("transfer", "it names no picture"))
            return
        fields = self._fields(number, said)
        states = []
        for text in (written, *others):
            located = self._locator.find(text)
            if located.path:
                if located.state == OUTSIDE:
                    self.note(number, OUTSIDE_TOLD, path=located.path)
                self._keep(number, located.path, Path(located.path), fields)
                return
            states.append(located.state)
        self._lost.append(_Lost(number, (written, *others), WEB in states, fields))

    def note(self, number: int, text: str, /, **facts: object) -> None:
        """Note a problem at this place; 0 is the source as a whole."""
        place = self._place(number) if number else str(self._file)
        self._problems.append((number, problem(place, text, **facts)))

    def note_encoding(self, text: Text) -> None:
        if text.guessed:
            warning = translate("transfer", "it is not UTF-8 and was read as {encoding}: check the letters beyond A to Z")
            self.note(0, warning, encoding=text.encoding)

    def reading(self, kind: str) -> Reading:
        """All that was taken in, in the order of the source."""
        self._look_for_the_lost()
        entries = tuple(self._entries[key] for key in sorted(self._numbers, key=self._numbers.__getitem__))
        problems = tuple(each for _, each in sorted(self._problems, key=lambda each: each[0]))
        return Reading(entries, problems, kind, len(self._missing), self._refused)

    def _place(self, number: int) -> Sentence:
        return Sentence(self._unit, {"number": number})

    # ---- what is said ----------------------------------------------------------------------------------------

    def _fields(self, number: int, said: Mapping[str, object]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, value in said.items():
            if name == "class_name" and isinstance(value, list):
                value = self._first(number, value, fields)
            if value is not None and value != "" and (parsed := self._parse(number, name, value)) is not None:
                fields[name] = parsed
        if fields.get("class_name") in (UNSURE, UNLABELLED):
            fields["unsure"] = fields.pop("class_name") == UNSURE or fields.get("unsure", False)
        if "class_name" in fields:
            fields["class_name"] = self._one_spelling(number, fields["class_name"])
        if "class_name" in fields or fields.get("unsure"):
            fields.setdefault("source", self._source)
        return fields

    def _first(self, number: int, values: Sequence[object], fields: dict[str, Any]) -> object:
        """Of several classes the first one; that a person was unsure can stand beside them."""
        if UNSURE in values:
            fields["unsure"] = True
        classes = list(dict.fromkeys(str(value) for value in values if value not in (UNSURE, UNLABELLED)))
        if len(classes) > 1:
            text = translate("transfer", "it has several classes: {names}; “{first}” was taken")
            self.note(number, text, names=", ".join(classes)[:_SHOWN], first=classes[0])
        return classes[0] if classes else None

    def _parse(self, number: int, name: str, value: object) -> Any:
        parser, fault = PARSERS[name]
        if name not in _REPEATED or not isinstance(value, str):
            parsed = parser(value)
        elif (parsed := self._parsed.get((name, value))) is None:
            parsed = self._parsed[name, value] = parser(value)
        if parsed is None and fault and str(value).strip():
            self._refused += name == "class_name"
            shown = str(value)[:_SHOWN]
            self.note(number, fault, **({"refusal": refusal(shown)} if name == "class_name" else {"value": shown}))
        return parsed

    def _one_spelling(self, number: int, name: str) -> str:
        """Classes that differ only in capitals are one: their folders could not stand side by side on every system."""
        first = self._spellings.setdefault(name.casefold(), name)
        if first != name and name not in self._spellings:
            self._spellings[name] = first
            self.note(number, translate("transfer", "the classes “{name}” and “{first}” were taken for one"), name=name, first=first)
        return first

    # ---- of which picture it is said -------------------------------------------------------------------------

    def _look_for_the_lost(self) -> None:
        """Find by name what was not where it should be.

        A picture that is named exactly is not taken for another one as well, and one that fits two names is taken for neither: a wrong
        class is worse than none.
        """
        places = [self._by_name(lost) for lost in self._lost]
        claims: dict[str, set[str]] = defaultdict(set)
        for lost, place in zip(self._lost, places, strict=True):
            claims[os.path.normcase(place.path)].add(lost.written[0])
        exact = frozenset(self._entries)
        moved = []
        for lost, place in zip(self._lost, places, strict=True):
            key = os.path.normcase(place.path)
            if place.path and key not in exact and len(claims[key]) == 1:
                self._keep(lost.number, place.path, Path(place.path), lost.fields)
                moved.append(lost.written[0])
            else:
                self._miss(lost, place.state if not place.path else SEVERAL if len(claims[key]) > 1 else MISSING)
        if moved:
            text = translate("transfer", "{count} pictures were found by their names in other folders than written, such as {path}")
            self.note(0, text, count=len(moved), path=moved[0])

    def _by_name(self, lost: _Lost) -> Located:
        if lost.on_the_web:
            return Located("", WEB)
        places = [self._locator.find_by_name(text) for text in lost.written]
        return next((place for place in places if place.state != MISSING), places[0])

    def _miss(self, lost: _Lost, state: str) -> None:
        written = lost.written[0][:_SHOWN] if lost.on_the_web else lost.written[0]
        self.note(lost.number, _NOT_FOUND[state], path=written[:_SHOWN])
        self._missing.add("?" + written)
        self._keep(lost.number, "?" + written, Path(written), lost.fields)

    def _keep(self, number: int, path: str, shown: Path, fields: dict[str, Any]) -> None:
        key = os.path.normcase(path)
        entry = Entry(shown, **fields)
        number_before = self._numbers.setdefault(key, number)
        before = self._entries.setdefault(key, entry)
        if before is entry:
            return
        first, second = before.class_name, entry.class_name
        facts = {"path": shown, "place": self._place(number_before)}
        if first and second and first != second:
            text = translate("transfer", "{path} is “{second}” here but “{first}” in {place}; “{first}” was kept")
            self.note(number, text, first=first, second=second, **facts)
        else:
            text = translate("transfer", "{path} was named before, in {place}: what was said first counts, this only adds what was missing")
            self.note(number, text, **facts)
        self._entries[key] = _completed(before, entry)


def _completed(entry: Entry, later: Entry) -> Entry:
    """`entry` with what only `later` says; an annotation is one whole: class, unsure, source, confidence and time."""
    if not (entry.class_name or entry.unsure):
        split, pinned = (entry.split, entry.pinned) if entry.split else (later.split, later.pinned)
        return replace(later, split=split, pinned=pinned, group=entry.group or later.group)
    if not entry.split:
        entry = replace(entry, split=later.split, pinned=later.pinned)
    return entry if entry.group else replace(entry, group=later.group)
