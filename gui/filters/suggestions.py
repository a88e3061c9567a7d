"""What could be typed next in the search line: keys of filters, and their values as far as the project knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.images.flags import FLAGS
from engine.project.sample import Source, Split
from engine.views.context import natural
from engine.views.query import BARE_WORDS, COPIES, FILES, KEYS, PINNED, STATES, Term
from gui.filters.choice_rows import Choice
from gui.filters.filter_words import FilterWords
from gui.models.sample_model import SampleModel

_MOST = 200  # rows; who has more, types on
_LAST_TOKEN = re.compile(r'(?:"(?:[^"]|"")*(?:"|$)|[^\s"])*$')
_TOKEN = re.compile(r"(-?)(?:([A-Za-z]+):)?((?:.*,)?)([^,]*)", re.DOTALL)
_WORDS = {
    "is": (*STATES, PINNED, *FLAGS, *COPIES, *FILES),
    "split": (*(side.value for side in Split if side), "none"),
    "source": (*(source.value for source in Source), "none"),
}
_EXAMPLES = {
    "taken": ("2024", "2024-05", ">2024-05-31", "2023..2024-05"),
    "size": ("<200kb", ">2mb", "1mb..5mb"),
    "pixels": ("<100k", ">2mp"),
    "width": (">1000", "<500", "500..2000"),
    "height": (">1000", "<500", "500..2000"),
    "aspect": (">2", "<0.5", "16:9"),
    "sharpness": ("<50",),
    "brightness": ("<40", ">220"),
    "frames": (">1",),
}


class Suggestions:
    """`of` gives the rows; the value of each is the text that the part before the cursor becomes."""

    def __init__(self, model: SampleModel, words: FilterWords) -> None:
        self._model, self._words = model, words

    def of(self, before: str) -> list[Choice]:
        """What the end of `before`, the text up to the cursor, could become."""
        found = _LAST_TOKEN.search(before)
        token = found[0] if found else ""
        minus, key, head, last = (part or "" for part in _TOKEN.fullmatch(token).groups())  # type: ignore[union-attr] # fits every text
        key = key.casefold()
        if key in KEYS:
            start = f"{minus}{key}:{head}"
            return [each for each in self._values(key, last.strip('"').casefold(), start) if each.value.rstrip() != token][:_MOST]
        return self._keys(minus, last.casefold()) if last and not head and not key else []

    def _keys(self, minus: str, typed: str) -> list[Choice]:
        keys = [
            Choice(f"{minus}{key}:", f"{minus}{key}:", detail=self._words.hints[key], boxed=False)
            for key in KEYS
            if key.startswith(typed) and key in self._words.hints
        ]
        words = [
            Choice(f"{minus}is:{word} ", f"{minus}is:{word}", boxed=False)
            for word in dict.fromkeys(BARE_WORDS.values())
            if word.startswith(typed)
        ]
        return keys + words

    def _values(self, key: str, typed: str, start: str) -> Iterable[Choice]:
        if key == "class":
            counts = self._model.counts
            for each in self._model.context.classes:
                if typed in each.name.casefold():
                    yield self._row(start, each.name, count=counts[each.id], colour=each.colour)
        elif key in _EXAMPLES:
            for example in _EXAMPLES[key]:
                if example.startswith(typed):
                    yield self._row(start, example)
        else:
            for value in self._names(key):
                if typed in value.casefold():
                    shown = self._words.value(key, value) if key in _WORDS else ""
                    yield self._row(start, value, detail="" if shown == value else shown)

    def _names(self, key: str) -> Iterable[str]:
        if key in _WORDS:
            return _WORDS[key]
        context = self._model.context
        known = {
            "folder": lambda: context.folders.values(),
            "camera": lambda: context.cameras,
            "format": lambda: context.formats,
            "group": lambda: context.groups,
        }
        names = [name for name in set(known[key]()) if name] if key in known else []
        keys = dict(zip(names, natural(names), strict=True))
        return sorted(names, key=keys.__getitem__)

    def _row(self, start: str, value: str, count: int | None = None, colour: str = "", detail: str = "") -> Choice:
        written = Term("class", (value,)).text().partition(":")[2]  # quoted where it must be
        return Choice(f"{start}{written} ", value, count, colour, detail=detail, boxed=False)


def completed(before: str, choice: Choice) -> str:
    """`before` with its last part replaced by what was chosen."""
    found = _LAST_TOKEN.search(before)
    return before[: found.start() if found else len(before)] + choice.value
