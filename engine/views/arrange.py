"""The order in which samples are shown, and the headers between them. What is not known of a sample comes last in either direction."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate, compress
from typing import Any, NamedTuple

from engine.project.sample import Sample, Split
from engine.views.columns import column
from engine.views.context import Context, natural
from engine.views.matching import aspects, pixels

ADDED, NO_GROUPS = "added", "none"
UNSURE = -1  # stands among the ids of classes for "a person looked and could not tell"
DAY = 86_400  # s

_ORDER_OF_SPLITS = {Split.TRAIN: 0, Split.VALIDATION: 1, Split.TEST: 2, Split.NONE: None}


class Part(NamedTuple):
    """A run of `count` consecutive samples under one header; `key` is what they have in common, None if it is not known."""

    key: Any
    count: int  # type: ignore[assignment] # hides the method of tuples, which nobody calls


@dataclass(frozen=True)
class Arranged:
    """`given` samples in the order in which they are shown: that of the places `order`. `parts` is empty if there are no headers."""

    given: Sequence[Sample]
    order: Sequence[int]
    parts: tuple[Part, ...] = ()

    @property
    def samples(self) -> list[Sample]:
        return [self.given[number] for number in self.order]

    def firsts(self) -> Iterator[tuple[Part, Sample]]:
        """Each part with its first sample."""
        starts = accumulate((part.count for part in self.parts), initial=0)
        return ((part, self.given[self.order[start]]) for part, start in zip(self.parts, starts, strict=False))


def arranged(samples: Sequence[Sample], context: Context, sort: str = ADDED, descending: bool = False, group: str = NO_GROUPS) -> Arranged:
    """Sort `samples`, which come in the order in which they were added, by a key of `SORTS`, under headers by a key of `GROUPS`.

    Groups of duplicates, near-duplicates and bursts leave out what is alone.
    """
    grouping = GROUPS.get(group)
    if grouping is None:
        return Arranged(samples, _order(samples, context, sort, descending))
    keys = grouping.keys(samples, context)
    if grouping.several:
        several = [key is not None for key in keys]
        samples, keys = list(compress(samples, several)), list(compress(keys, several))
    order = _order(samples, context, sort, descending)
    headers = _headers(keys, order, grouping, context)
    if descending and sort in grouping.turned_by:
        headers.reverse()
    counts = Counter(keys)
    if None in counts:
        headers.append(None)
    parts = tuple(Part(key, counts[key]) for key in headers)
    return Arranged(samples, _under_headers(parts, keys, order), parts)


def _order(samples: Sequence[Sample], context: Context, sort: str, descending: bool) -> list[int]:
    """The places of `samples` in the order of a sort: numbers lie closer in memory than samples, which counts three times."""
    if sort in _BY_NAME_FIRST:
        order = context.in_name_order(samples)
    else:
        order = list(range(len(samples)))
    if sort == "name":
        return order[::-1] if descending else order
    keys = SORTS[sort](samples, context)
    known = [number for number in order if keys[number] is not None]
    unknown = [number for number in order if keys[number] is None] if len(known) < len(order) else []
    known.sort(key=keys.__getitem__, reverse=descending)
    return known + unknown


def _headers(keys: Sequence[Any], order: Sequence[int], grouping: Grouping, context: Context) -> list[Any]:
    if grouping.order is not None:
        return grouping.order([key for key in set(keys) if key is not None], context)
    counts = Counter(keys)
    return [key for key in dict.fromkeys(map(keys.__getitem__, order)) if counts[key] > 1]


def _under_headers(parts: Sequence[Part], keys: Sequence[Any], order: Iterable[int]) -> list[int]:
    """`order` with each place moved under its header; what has none is left out."""
    headers_of = {part.key: place for place, part in enumerate(parts)}
    headers = [headers_of.get(key) for key in keys]
    starts = [0, *accumulate(part.count for part in parts)]
    result = [0] * starts[-1]
    for number in order:
        header = headers[number]
        if header is not None:
            result[starts[header]] = number
            starts[header] += 1
    return result


# ---- sorts ---------------------------------------------------------------------------------------------------


Keys = Callable[[Sequence[Sample], Context], Sequence[Any]]


def _by(field: str) -> Keys:
    values = column(field)
    return lambda samples, context: list(values(samples))


def _by_folder(samples: Sequence[Sample], context: Context) -> Sequence[Any]:
    ranks = _ranks(context.folders.values())
    folders = {folder: ranks[called] for folder, called in context.folders.items()}
    return [folders[sample.file.rpartition(os.sep)[0]] for sample in samples]


def _by_class(samples: Sequence[Sample], context: Context) -> Sequence[Any]:
    """In the user's order; then what is not sure, then what has no label."""
    ranks = {each.id: rank for rank, each in enumerate(context.classes)}
    unsure = len(ranks)
    return [ranks.get(sample.class_id) if sample.class_id is not None else unsure if sample.unsure else None for sample in samples]


def _by_group(field: str, groups: Callable[[Context], frozenset[int]]) -> Keys:
    values = column(field)

    def keys(samples: Sequence[Sample], context: Context) -> Sequence[Any]:
        known = groups(context)
        return [value if value in known else None for value in values(samples)]

    return keys


SORTS: dict[str, Keys] = {
    ADDED: _by("id"),
    "name": lambda samples, context: (),  # see `_order`
    "folder": _by_folder,
    "taken": _by("taken"),
    "size": _by("size"),
    "pixels": lambda samples, context: list(pixels(samples)),
    "aspect": lambda samples, context: list(aspects(samples)),
    "class": _by_class,
    "split": lambda samples, context: [_ORDER_OF_SPLITS[sample.split] for sample in samples],
    "sharpness": _by("sharpness"),
    "brightness": _by("brightness"),
    "similar": _by_group("near", lambda context: context.near),
}

_BY_NAME_FIRST = ("name", "folder")


def _ranks(names: Iterable[str]) -> dict[str, int]:
    distinct = list(set(names))
    keys = dict(zip(distinct, natural(distinct), strict=True))
    return {name: rank for rank, name in enumerate(sorted(distinct, key=keys.__getitem__))}


# ---- groups --------------------------------------------------------------------------------------------------


Order = Callable[[list[Any], Context], list[Any]]


@dataclass(frozen=True)
class Grouping:
    """What samples under one header have in common, and the order of the headers: without any, that of the first sample of each.

    A descending sort by one of `turned_by` turns the headers round as well; with `several`, a header needs two samples.
    """

    keys: Keys
    order: Order | None
    turned_by: tuple[str, ...] = ()
    several: bool = False


def _ascending(keys: list[Any], context: Context) -> list[Any]:
    return sorted(keys)


def _by_place(keys: list[Any], context: Context) -> list[Any]:
    ranks = _ranks(keys)
    return sorted(keys, key=ranks.__getitem__)


def _class_order(keys: list[Any], context: Context) -> list[Any]:
    ranks = {each.id: rank for rank, each in enumerate(context.classes)} | {UNSURE: len(context.classes)}
    return sorted(keys, key=ranks.__getitem__)


def _class_keys(samples: Sequence[Sample], context: Context) -> Sequence[Any]:
    return [UNSURE if sample.unsure and sample.class_id is None else sample.class_id for sample in samples]


def _days(samples: Sequence[Sample], context: Context) -> Sequence[Any]:
    return [None if (taken := sample.facts.taken) is None else taken // DAY for sample in samples]


def _months(samples: Sequence[Sample], context: Context) -> Sequence[Any]:
    days = _days(samples, context)
    months = {day: month_of(day) for day in set(days) if day is not None}
    return [months.get(day) for day in days]


def month_of(day: int) -> str:
    """The month in which a day lies, counted from 1970, as "2024-05"."""
    return datetime.fromtimestamp(day * DAY, UTC).strftime("%Y-%m")


def _folder_names(samples: Sequence[Sample], context: Context) -> Sequence[Any]:
    folders = context.folders
    return [folders[sample.file.rpartition(os.sep)[0]] for sample in samples]


def _duplicates(samples: Sequence[Sample], context: Context) -> Sequence[Any]:
    duplicated = context.duplicated
    return [sample.digest if sample.digest in duplicated else None for sample in samples]


GROUPS: dict[str, Grouping] = {
    "folder": Grouping(_folder_names, _by_place, ("folder",)),
    "class": Grouping(_class_keys, _class_order, ("class",)),
    "day": Grouping(_days, _ascending, ("taken",)),
    "month": Grouping(_months, _ascending, ("taken",)),
    "near": Grouping(_by_group("near", lambda context: context.near), None, several=True),
    "duplicates": Grouping(_duplicates, None, several=True),
    "bursts": Grouping(_by_group("burst", lambda context: context.bursts), None, several=True),
    "split": Grouping(
        lambda samples, context: [sample.split or None for sample in samples],
        lambda keys, context: sorted(keys, key=list(_ORDER_OF_SPLITS).index),
        ("split",),
    ),
    "camera": Grouping(lambda samples, context: [sample.facts.camera or None for sample in samples], _by_place),
}
