"""Patterns for names, such as `{class}/{year}/{name}`: which fields there are, and the names that a picture gets by one.

Each part between two "/" is made such that every common file system takes it, whatever the fields hold.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import PurePosixPath

from engine.errors import Sentence, SettingInvalid, translate
from engine.transfer.names import folder_name

# What each field is, for people.
FIELDS = {
    "class": translate("batch", "the class, or the folder for unsure and unknown pictures"),
    "name": translate("batch", "the name of the file"),
    "stem": translate("batch", "the name without its ending"),
    "ext": translate("batch", "the ending, without the dot"),
    "confidence": translate("batch", "how sure the model is of that class, such as 0.973"),
    "date": translate("batch", "the day when the picture was taken, such as 2024-05-31"),
    "year": translate("batch", "the year when it was taken"),
    "month": translate("batch", "the month when it was taken, such as 05"),
    "folder": translate("batch", "the folder that the file lies in now"),
    "number": translate("batch", "a running number within its new folder"),
}
DATED = frozenset({"date", "year", "month"})
_ENDING = frozenset({"name", "ext"})  # what brings the ending with it
_LONGEST = 255  # bytes of one name
_ROOM = 12  # bytes kept free for " (123456)"


@dataclass(frozen=True)
class Facts:
    """What the fields are filled with. `name` is that of the file, `folder` that of the folder around it; `when` is local time."""

    class_folder: str
    name: str
    folder: str
    confidence: float
    when: datetime
    number: int = 0


@dataclass(frozen=True)
class Pattern:
    """A parsed pattern: the parts between the slashes, each of (literal text, field or "") pairs."""

    parts: tuple[tuple[tuple[str, str], ...], ...]
    fields: frozenset[str] = field(default_factory=frozenset)

    @property
    def dated(self) -> bool:
        return bool(self.fields & DATED)

    @property
    def keeps_name(self) -> bool:
        """Whether files keep the name that they have."""
        return self.parts[-1] == (("", "name"),)

    @property
    def numbered(self) -> bool:
        return "number" in self.fields


def parsed(text: str) -> Pattern:
    """The pattern that `text` says; raises `SettingInvalid`."""
    parts = tuple(_parts(text, part) for part in text.replace("\\", "/").split("/"))
    fields = frozenset(name for part in parts for _, name in part if name)
    last = {name for _, name in parts[-1]}
    if not last & (_ENDING | {"stem", "number"}):
        raise _refusal(text, translate("batch", "the last part needs {name}, {stem} or {number}, or all pictures would be called the same"))
    return Pattern(parts, fields)


def folders_of(pattern: Pattern, facts: Facts) -> tuple[str, ...]:
    """The names of the folders below the target, outermost first."""
    return tuple(_folder(_filled(part, facts)) for part in pattern.parts[:-1])


def file_of(pattern: Pattern, facts: Facts) -> tuple[str, str]:
    """(stem, ending with its dot) of the file; together they are a name that every file system takes."""
    last = pattern.parts[-1]
    text = _filled(last, facts)
    ending = PurePosixPath(facts.name).suffix
    brings = {name for _, name in last} & _ENDING
    if not brings:
        stem = text
    elif ending and text.endswith(ending):
        stem = text[: -len(ending)]
    else:
        stem, ending = text, ""
    return safe(stem, ending)


def safe(stem: str, ending: str) -> tuple[str, str]:
    """Both as they are if every common file system takes `stem` + `ending`, or what is nearest to it."""
    ending = _folder(ending) if ending else ""
    whole = stem + ending
    if folder_name(whole) == whole and len(whole.encode()) <= _LONGEST - _ROOM:
        return stem, ending
    room = _LONGEST - _ROOM - len(ending.encode())
    return folder_name(stem.encode("utf-8", "replace")[:room].decode("utf-8", "ignore") or "_"), ending


# How each field is filled.
_FILLINGS: Mapping[str, Callable[[Facts], str]] = {
    "class": lambda facts: facts.class_folder,
    "name": lambda facts: facts.name,
    "stem": lambda facts: PurePosixPath(facts.name).stem,
    "ext": lambda facts: PurePosixPath(facts.name).suffix.lstrip("."),
    "confidence": lambda facts: f"{facts.confidence:.3f}",
    "date": lambda facts: facts.when.strftime("%Y-%m-%d"),
    "year": lambda facts: facts.when.strftime("%Y"),
    "month": lambda facts: facts.when.strftime("%m"),
    "folder": lambda facts: facts.folder,
    "number": lambda facts: f"{facts.number:04}",
}


def _filled(part: tuple[tuple[str, str], ...], facts: Facts) -> str:
    return "".join(text + (_FILLINGS[name](facts) if name else "") for text, name in part)


@lru_cache(4096)
def _folder(name: str) -> str:
    return folder_name(name)


def _parts(pattern: str, part: str) -> tuple[tuple[str, str], ...]:
    if not part.strip() or not part.strip(". "):
        raise _refusal(pattern, translate("batch", "there is nothing between two of its slashes"))
    try:
        found = list(string.Formatter().parse(part))
    except ValueError as error:
        raise _refusal(pattern, translate("batch", "its braces do not match")) from error
    for _, name, spec, conversion in found:
        if name is not None and (name not in FIELDS or spec or conversion):
            text = translate("batch", "there is no field {field}; there are {fields}")
            whole = name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            raise _refusal(pattern, Sentence(text, {"field": f"{{{whole}}}", "fields": ", ".join(f"{{{each}}}" for each in FIELDS)}))
    return tuple((text, name or "") for text, name, _, _ in found)


def _refusal(pattern: str, reason: str | Sentence) -> SettingInvalid:
    return SettingInvalid(value=pattern, field=Sentence(translate("batch", "the pattern for names")), reason=reason)
