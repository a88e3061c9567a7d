"""Classes as rows of the database: conversion, checked names and the rows of new classes."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import ClassNameTaken, ClassNameUnusable
from engine.project.change import Edit, Row
from engine.project.colours import next_colour
from engine.project.sample import SampleClass

SHORTCUTS = "1234567890"
_FORBIDDEN = '/\\:*?"<>|'  # class names become folder names, on every operating system


def row_of(target: SampleClass) -> Row:
    return (target.name, target.colour, target.shortcut, target.position)


def class_of(edit: Edit) -> SampleClass:
    """The class that `edit` inserts or leaves."""
    return SampleClass(edit.key[0], *(edit.after or ()))


def checked_name(others: Sequence[SampleClass], name: str) -> str:
    """`name` with single spaces; raises `ClassNameUnusable`, or `ClassNameTaken` if one of `others` has it."""
    name = " ".join(name.split())
    if not name or any(character in _FORBIDDEN for character in name):
        raise ClassNameUnusable(name=name)
    if name.casefold() in {each.name.casefold() for each in others}:
        raise ClassNameTaken(name=name)
    return name


def new_class_edits(known: Sequence[SampleClass], names: Sequence[str]) -> list[Edit]:
    """Insertions of classes after the `known` ones: next ids, colours and free digits."""
    classes = list(known)
    for name in names:
        taken = {each.shortcut for each in classes}
        added = SampleClass(
            id=max((each.id for each in classes), default=0) + 1,
            name=name,
            colour=next_colour({each.colour for each in classes}),
            shortcut=next((key for key in SHORTCUTS if key not in taken), ""),
            position=max((each.position for each in classes), default=-1) + 1,
        )
        classes.append(added)
    return [Edit("class", (added.id,), None, row_of(added)) for added in classes[len(known) :]]
