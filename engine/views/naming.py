"""What a word in a filter stands for: the classes, folders, cameras, formats and groups that are called so, else those that contain it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from engine.views.context import Context, slashed
from engine.views.query import NONE


def named(value: str, names: Iterable[str]) -> set[str]:
    """The `names` that are `value`, else those that contain it; capitals do not matter."""
    folded = value.casefold()
    known = {name: name.casefold() for name in names if name}
    return {name for name, text in known.items() if text == folded} or {name for name, text in known.items() if folded in text}


def folders_named(value: str, folders: Collection[str]) -> set[str]:
    """The absolute `folders` on whose path `value` is a folder, or several in a row (`plants/leaf`); else where it is part of the path."""
    wanted = f"/{slashed(value).strip('/')}/".casefold()
    paths = {folder: f"/{slashed(folder).strip('/')}/".casefold() for folder in folders}
    return {folder for folder, path in paths.items() if wanted in path} or {
        folder for folder, path in paths.items() if wanted.strip("/") in path
    }


# the names that a value stands for; none at all: nothing is called so
NAMED: dict[str, Callable[[str, Context], set[str]]] = {
    "class": lambda value, context: named(value, context.class_names.values()),
    "folder": lambda value, context: folders_named(value, context.folders),
    "camera": lambda value, context: named(value, context.cameras),
    "format": lambda value, context: named(value, context.formats),
    "group": lambda value, context: named(value, context.groups),
}


def meant(key: str, values: Iterable[str], context: Context) -> set[str]:
    """All names that `values` stand for; "" if "none" is among them and nothing is called so."""
    found: set[str] = set()
    for value in values:
        names = NAMED[key](value, context)
        exact = any(name.casefold() == NONE for name in names)
        found |= {""} if value.casefold() == NONE and not exact else names
    return found
