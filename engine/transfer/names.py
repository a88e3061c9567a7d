"""Class names as folder names: which ones every file system accepts, and what becomes of the others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import count

from engine.errors import Sentence, translate

FORBIDDEN = '/\\:*?"<>|'  # by at least one of the operating systems
_JOINING = "/\\:|"  # between two words, as a rule
_LONGEST = 255  # bytes of UTF-8, on all common file systems
_DEVICES = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?", re.IGNORECASE)  # Windows takes these for devices


def tidy(name: str) -> str:
    """`name` with single spaces, as classes have them."""
    return " ".join(name.split())


def can_be_class(name: str) -> bool:
    """Whether the tidy `name` can be the name of a class: some folder of that name could exist on every operating system."""
    return bool(name.strip(". ")) and len(name.encode("utf-8", "replace")) <= _LONGEST and not any(map(_is_bad, name))


def usable(name: str) -> str:
    """The class name nearest to `name` that can be one, "" if nothing of it is left."""
    joined = "".join("-" if character in _JOINING else " " if _is_bad(character) else character for character in name)
    nearest = tidy(re.sub(r" +([)\],;.])", r"\1", tidy(joined)))
    nearest = nearest.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").strip()
    return nearest if can_be_class(nearest) and nearest.strip("-. ") else ""


def refusal(name: str) -> Sentence:
    """Says that `name` cannot be that of a class, and which one can."""
    if instead := usable(name):
        text = translate("transfer", "“{name}” cannot be the name of a class, but “{usable}” can")
        return Sentence(text, {"name": name, "usable": instead})
    return Sentence(translate("transfer", "“{name}” cannot be the name of a class"), {"name": name})


def folder_name(name: str, taken: Collection[str] = ()) -> str:
    """`name`, or what is nearest to it that can be a folder everywhere; none of the casefolded names `taken`."""
    safe = "".join("_" if _is_bad(character) else character for character in name)
    safe = safe.encode("utf-8", "replace")[: _LONGEST - 5].decode("utf-8", "ignore") or "_"
    stem = safe.rstrip(". ")
    safe = stem + "_" * (len(safe) - len(stem))  # Windows drops these
    if _DEVICES.fullmatch(safe):
        safe += "_"
    return next(each for each in numbered(safe) if each.casefold() not in taken)


def numbered(stem: str, suffix: str = "", start: int = 1) -> Iterator[str]:
    """`stem` + `suffix`, then with " (2)", " (3)" and so on between them, without end."""
    return (f"{stem}{suffix}" if number == 1 else f"{stem} ({number}){suffix}" for number in count(start))


def _is_bad(character: str) -> bool:
    return character in FORBIDDEN or unicodedata.category(character) in ("Cc", "Cs")
