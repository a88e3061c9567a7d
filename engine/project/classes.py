"""Classes as rows of the database: conversion, checked names and the rows of new classes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from engine.errors import ClassNameTaken, ClassNameUnusable
from engine.project.change import Edit, Row
from engine.project.colours import free_colours
from engine.project.sample import SampleClass

SHORTCUTS = "1234567890"
_DIGITS = frozenset(SHORTCUTS)
_FORBIDDEN = '/\\:*?"<>|'  # class names become folder names, on every operating system


def row_of(target: SampleClass) -> Row:
    return (target.name, target.colour, target.shortcut, target.position)


def class_of(edit: Edit) -> SampleClass:
    """The class that `edit` inserts or leaves."""
    return SampleClass(edit.keys[0][0], *(edit.after or ()))


def checked_name(others: Sequence[SampleClass], name: str) -> str:
    """`name` with single spaces; raises `ClassNameUnusable`, or `ClassNameTaken` if one of `others` has it."""
    name = " ".join(name.split())
    if not name.strip(".") or any(character in _FORBIDDEN or unicodedata.category(character) == "Cc" for character in name):
        raise ClassNameUnusable(name=name)
    if name.casefold() in {each.name.casefold() for each in others}:
        raise ClassNameTaken(name=name)
    return name


def new_class_edits(known: Sequence[SampleClass], names: Sequence[str]) -> list[Edit]:
    """Insertions of classes after the `known` ones: next ids, colours and free digits."""
    keys = {each.shortcut for each in known}
    free_keys = iter([key for key in SHORTCUTS if key not in keys])
    colours = free_colours({each.colour for each in known})
    id_ = max((each.id for each in known), default=0)
    position = max((each.position for each in known), default=-1)
    return [
        Edit("class", ((id_ + number,),), None, (name, next(colours), next(free_keys, ""), position + number))
        for number, name in enumerate(names, 1)
    ]


def dealt_out(classes: Sequence[SampleClass]) -> list[SampleClass]:
    """`classes` with positions in this order; the digits among their keys are dealt out again in it, letters stay where they are."""
    digits = iter(sorted((each.shortcut for each in classes if each.shortcut in _DIGITS), key=SHORTCUTS.index))
    return [
        replace(each, position=position, shortcut=next(digits) if each.shortcut in _DIGITS else each.shortcut)
        for position, each in enumerate(classes)
    ]
