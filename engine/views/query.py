"""The one language in which filters are written: `class:crack,break folder:plant2 -blur "iris 12" width:>1000`.

Terms are joined by "and", the values of a term by "or"; `-` turns a term round; bare words are looked for in names. What is not understood
is left out of the filter, kept in its text, and told by `Query.problems`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from engine.errors import Sentence, translate
from engine.images.flags import FLAGS
from engine.project.sample import Source, Split
from engine.views.ranges import BYTES, PIXELS, date_range, number_range, ratio_range

NONE = "none"  # as a value: without a camera, split, date ...

STATES = ("unlabelled", "labelled", "unsure")
COPIES = ("duplicate", "near", "burst", "conflict")
FILES = ("missing", "unreadable", "changed", "multipage")
PINNED = "pinned"
_DIMENSIONS = {
    **dict.fromkeys(STATES, "state"),
    **dict.fromkeys(FLAGS, "quality"),
    **dict.fromkeys(COPIES, "copies"),
    **dict.fromkeys(FILES, "files"),
    PINNED: PINNED,
}
# Words that mean `is:` also without it; in quotes they are searched for.
BARE_WORDS = {word: word for word in ("blurry", "dark", "bright", "tiny", "unlabelled", "unsure", "duplicate")} | {"blur": "blurry"}
_OTHER_KEYS = {"date": "taken", "type": "format", "label": "class"}
_OTHER_VALUES = {
    "is": {"blur": "blurry", "unlabeled": "unlabelled", "labeled": "labelled"},
    "split": {"training": "train", "val": "validation"},
    "format": {"jpg": "jpeg", "tif": "tiff", "heic": "heif"},
}


@dataclass(frozen=True)
class Key:
    """A kind of filter: which values it understands, and how that is told to whom has written another."""

    understands: Callable[[str], object]
    wanted: str


def _one_of(words: Iterable[str]) -> Callable[[str], bool]:
    return frozenset(words).__contains__


_ANYTHING = Key(bool, "")
_A_NUMBER = translate("query", "it needs a number, such as 640, >1000 or 500..2000")

KEYS: Mapping[str, Key] = {
    "class": _ANYTHING,
    "folder": _ANYTHING,
    "name": _ANYTHING,
    "is": Key(
        _one_of(_DIMENSIONS),
        translate(
            "query",
            "after “is:” goes one of unlabelled, labelled, unsure, pinned, blurry, dark, bright, tiny, odd, "
            "duplicate, near, burst, conflict, missing, unreadable, changed, multipage",
        ),
    ),
    "split": Key(
        _one_of([*(side.value for side in Split if side), NONE]), translate("query", "the splits are train, validation, test and none")
    ),
    "source": Key(
        _one_of([*(source.value for source in Source), NONE]), translate("query", "the sources are person, folder, file, model and none")
    ),
    "taken": Key(
        lambda text: text == NONE or date_range(text),
        translate("query", "it needs a date, such as 2024, 2024-05, >2024-05-31 or 2023..2024-05"),
    ),
    "size": Key(partial(number_range, units=BYTES), translate("query", "it needs a size, such as <200kb, >2mb or 1mb..5mb")),
    "pixels": Key(partial(number_range, units=PIXELS), translate("query", "it needs a number of pixels, such as >2mp or <100k")),
    "width": Key(number_range, _A_NUMBER),
    "height": Key(number_range, _A_NUMBER),
    "aspect": Key(ratio_range, translate("query", "it needs width by height, such as >2, 0.5..1 or 16:9")),
    "camera": _ANYTHING,
    "format": _ANYTHING,
    "group": _ANYTHING,
    "sharpness": Key(number_range, _A_NUMBER),
    "brightness": Key(number_range, _A_NUMBER),
    "frames": Key(number_range, _A_NUMBER),
    "like": Key(str.isdecimal, translate("query", "it needs the number of a picture")),
}

_JOINERS = ("AND", "OR")
_NO_JOINERS = translate(
    "query", "“{word}” is looked for like any other word. All terms must fit anyway; use a comma for either: class:ant,bee"
)
_TOKEN = re.compile(r'(?:"(?:[^"]|"")*(?:"|$)|[^\s"])+')
_PARTS = re.compile(r"(-?)(?:([A-Za-z]+):)?(.*)", re.DOTALL)
_VALUE = re.compile(r'((?:"(?:[^"]|"")*(?:"|$)|[^",])+)')
_QUOTED = re.compile(r'"((?:[^"]|"")*)(?:"|$)')
_PLAIN = re.compile(r'[^\s",]+')


@dataclass(frozen=True)
class Term:
    """One condition: a key of `KEYS` or "" for words in names, and the values of which one must hold.

    A term that cannot be used has no values, but `written`: how it was typed; `problem` says why, if there is anything to say. One
    that can be used but is hardly meant so has all three.
    """

    key: str
    values: tuple[str, ...]
    negated: bool = False
    written: str = ""
    problem: Sentence | None = None

    def text(self) -> str:
        if self.written:
            return self.written
        head = ("-" if self.negated else "") + (f"{self.key}:" if self.key else "")
        return head + ",".join(_quoted(value, bare=not self.key) for value in self.values)

    @property
    def dimension(self) -> str:
        """What the term is about; `is:` is about several things. "" for words and for mixtures."""
        if self.key != "is":
            return self.key
        found = {_DIMENSIONS[value] for value in self.values}
        return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True)
class Query:
    """A filter: all `terms` must hold, in the order in which they were written."""

    terms: tuple[Term, ...] = ()

    @property
    def problems(self) -> tuple[Sentence, ...]:
        """What is not understood and therefore left out, or hardly meant as it is understood."""
        return tuple(term.problem for term in self.terms if term.problem)

    @property
    def conditions(self) -> tuple[Term, ...]:
        """The terms that decide something."""
        return tuple(term for term in self.terms if term.values)

    def text(self) -> str:
        """The filter as it would be typed; `parse` makes the same of it."""
        return " ".join(term.text() for term in self.terms)


def parse(text: str) -> Query:
    tokens = [token for token in _TOKEN.findall(text) if token != "-"]
    terms = [_term(token) for token in tokens]
    for place in range(1, len(terms) - 1):
        if _joins(tokens[place], terms[place - 1], terms[place + 1]):
            terms[place] = replace(terms[place], written=tokens[place], problem=Sentence(_NO_JOINERS, {"word": tokens[place]}))
    return Query(tuple(terms))


# ---- editing, for menus and chips ----------------------------------------------------------------------------


def dimension_of(key: str, value: str) -> str:
    """What a condition is about; see `Term.dimension`."""
    return _DIMENSIONS[value] if key == "is" else key


def with_term(query: Query, key: str, value: str, negated: bool = False) -> Query:
    """`query` with one more value: beside those that it has of the same dimension, or as a term of its own."""
    query = without_term(query, key, value)
    dimension = dimension_of(key, value)
    terms = list(query.terms)
    for number, term in enumerate(terms):
        if key and term.values and (term.key, term.dimension, term.negated) == (key, dimension, negated):
            terms[number] = replace(term, values=(*term.values, value))
            return Query(tuple(terms))
    return Query((*terms, Term(key, (value,), negated)))


def without_term(query: Query, key: str, value: str) -> Query:
    """`query` without a value, whether it is asked for or ruled out."""
    folded = value.casefold()

    def left(term: Term) -> Term:
        return replace(term, values=tuple(each for each in term.values if each.casefold() != folded)) if term.key == key else term

    return Query(tuple(kept for term in query.terms if (kept := left(term)).values or term.written))


def without_dimension(query: Query, *dimensions: str) -> Query:
    """`query` without anything about `dimensions`."""
    return Query(tuple(term for term in query.terms if not term.values or term.dimension not in dimensions or not term.key))


def with_renamed(query: Query, key: str, names: Mapping[str, str]) -> Query:
    """`query` after what its values of `key` mean was renamed: {old name: new name}."""
    folded = {old.casefold(): new for old, new in names.items()}

    def renamed(term: Term) -> Term:
        return replace(term, values=tuple(folded.get(each.casefold(), each) for each in term.values)) if term.key == key else term

    return Query(tuple(map(renamed, query.terms)))


def chosen(query: Query, dimension: str) -> dict[str, bool]:
    """{casefolded value: True if asked for, False if ruled out} of one dimension."""
    return {value.casefold(): not term.negated for term in query.terms if term.dimension == dimension for value in term.values}


# ---- reading -------------------------------------------------------------------------------------------------


def _term(token: str) -> Term:
    minus, key, rest = (part or "" for part in _PARTS.fullmatch(token).groups())  # type: ignore[union-attr] # fits every token
    values = tuple(filter(None, map(_unquoted, _VALUE.findall(rest))))
    if not key:
        return _bare(rest, values, bool(minus))
    key = _OTHER_KEYS.get(key.casefold(), key.casefold())
    if key not in KEYS:
        return Term(key, (), written=token, problem=_no_such_filter(key, token))
    other = _OTHER_VALUES.get(key, {})
    values = tuple(other.get(value.casefold(), value if KEYS[key] is _ANYTHING else value.casefold()) for value in values)
    if not all(map(KEYS[key].understands, values)):
        return Term(key, (), written=token, problem=_no_such_value(key, token))
    return Term(key, tuple(dict.fromkeys(values)), bool(minus), written="" if values else token)


def _bare(rest: str, values: tuple[str, ...], negated: bool) -> Term:
    word = BARE_WORDS.get(rest.casefold())  # as it was typed: quotes make it a word to be looked for
    if word:
        return Term("is", (word,), negated)
    return Term("", values, negated, written="" if values else ("-" if negated else "") + rest)


def _joins(token: str, before: Term, after: Term) -> bool:
    """Whether a word is meant to join two terms; in small letters only between filters, for names are called "black and white"."""
    return token in _JOINERS or (token.upper() in _JOINERS and bool(before.key and after.key))


def _no_such_filter(key: str, token: str) -> Sentence:
    return Sentence(
        translate("query", "There is no filter “{key}:”. To search for these words, put them in quotes."), {"key": key, "term": token}
    )


def _no_such_value(key: str, token: str) -> Sentence:
    return Sentence(translate("query", "“{term}” is not understood: {wanted}."), {"term": token, "wanted": Sentence(KEYS[key].wanted)})


def _unquoted(value: str) -> str:
    return _QUOTED.sub(lambda found: found[1].replace('""', '"'), value)


def _quoted(value: str, bare: bool) -> str:
    if _PLAIN.fullmatch(value) and not (bare and _means_more(value)):
        return value
    return '"' + value.replace('"', '""') + '"'


def _means_more(value: str) -> bool:
    """Whether a bare word would not be read as a word to be looked for."""
    parts = _PARTS.fullmatch(value)
    has_key = parts is not None and bool(parts[2])
    return value.startswith("-") or value.casefold() in BARE_WORDS or value.upper() in _JOINERS or has_key
