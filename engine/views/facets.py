"""How many samples there are of each class, folder, month ...: what a filter can be narrowed down to, under what it already asks for.

Counts are by the values with which filters are written, so that the choice of one is `with_term(query, key, value)`.
"""

from __future__ import annotations

import math
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, compress
from operator import not_

from engine.images.flags import FLAGS
from engine.project.sample import CHANGED, MISSING, UNREADABLE, Sample
from engine.views.arrange import DAY, month_of
from engine.views.columns import CAMERAS, CLASS_IDS, FORMATS, GROUPS, IDS, Column, column
from engine.views.context import Context
from engine.views.matching import Condition, compiled
from engine.views.query import COPIES, NONE, Query
from engine.views.ranges import BYTES, Range, number_range

SIZES = ("<100kb", "100kb..1mb", "1mb..10mb", ">10mb")
SHAPES = ("<0.5", "0.5..0.95", "0.95..1.05", "1.05..2", ">2")

_SOURCES, _SPLITS, _UNSURE, _PINNED = map(column, ("source", "split", "unsure", "pinned"))
_QUALITY, _TAKEN, _STATES, _FRAMES, _SIZES = map(column, ("quality", "taken", "state", "frames", "size"))


def counts(samples: Sequence[Sample], dimension: str, context: Context) -> Counter[str]:
    """{value: number of `samples`} for one of `DIMENSIONS`; values that do not occur are left out."""
    return +DIMENSIONS[dimension](samples, context)


def facets(samples: Iterable[Sample], query: Query, context: Context, dimensions: Collection[str] = ()) -> dict[str, Counter[str]]:
    """`counts` of all (or these) dimensions, each among the samples that fit what `query` says about the others."""
    return dict(each_facet(samples, query, context, dimensions))


def each_facet(
    samples: Iterable[Sample], query: Query, context: Context, dimensions: Collection[str] = ()
) -> Iterator[tuple[str, Counter[str]]]:
    """The same one by one, for a window that must not stand still meanwhile."""
    everyone = list(samples)
    fitting, nearly = _parted(everyone, compiled(query, context))
    rest: list[Sample] | None = None
    for name in dimensions or DIMENSIONS:
        among = fitting + nearly[name] if name in nearly else fitting
        whole = _whole(name, context)
        if len(among) == len(everyone):
            whole = whole or counts(among, name, context)
            context.whole[name] = context.changes, whole
            yield name, whole
        elif whole is None or name in nearly or len(fitting) < len(everyone) / 2:
            yield name, counts(among, name, context)
        else:  # it is quicker to count those that are left out
            rest = _without(everyone, fitting) if rest is None else rest
            yield name, whole - counts(rest, name, context)


def _whole(name: str, context: Context) -> Counter[str] | None:
    """The counts of all samples, if they are known."""
    changes, found = context.whole.get(name, (-1, None))
    return found if changes == context.changes or name in _OF_FILES else None


def _without(samples: Sequence[Sample], others: Iterable[Sample]) -> list[Sample]:
    ids = set(IDS(others))
    return [sample for sample in samples if sample.id not in ids]


def _parted(samples: list[Sample], conditions: Sequence[Condition]) -> tuple[list[Sample], dict[str, list[Sample]]]:
    """The samples that fit all conditions, and by dimension those that only its own conditions leave out."""
    fitting = samples
    nearly: dict[str, list[Sample]] = {}
    for condition in conditions:
        name, test = condition.term.dimension, condition.test
        nearly = {other: each if other == name else list(compress(each, test(each))) for other, each in nearly.items()}
        kept = test(fitting)
        if name in DIMENSIONS:
            nearly[name] = nearly.get(name, []) + list(compress(fitting, map(not_, kept)))
        fitting = list(compress(fitting, kept))
    return fitting, nearly


# ---- the dimensions ------------------------------------------------------------------------------------------


def _states(samples: Sequence[Sample], context: Context) -> Counter[str]:
    without = sum(class_id is None for class_id in CLASS_IDS(samples))
    unsure = list(compress(samples, _UNSURE(samples)))
    both = sum(sample.class_id is not None for sample in unsure)
    return Counter(unlabelled=without - len(unsure) + both, labelled=len(samples) - without, unsure=len(unsure))


def _classes(samples: Sequence[Sample], context: Context) -> Counter[str]:
    found = Counter(CLASS_IDS(samples))
    return Counter({name: found[id_] for id_, name in context.class_names.items()})


def _named(values: Column, samples: Sequence[Sample], context: Context) -> Counter[str]:
    """By a name that may be missing; "" and None are counted as "none"."""
    found = Counter(values(samples))
    return Counter({str(value or NONE): count for value, count in found.items()})


def _folders(samples: Sequence[Sample], context: Context) -> Counter[str]:
    """Each folder with all that lies below it."""
    found: Counter[str] = Counter()
    for folder, count in Counter([sample.file.rpartition(os.sep)[0] for sample in samples]).items():
        for above in _with_those_above(context.folders[folder]):
            found[above] += count
    return found


def _with_those_above(folder: str) -> list[str]:
    names = folder.split("/")
    return ["/".join(names[: number + 1]) for number in range(len(names))]


def _months(samples: Sequence[Sample], context: Context) -> Counter[str]:
    found: Counter[str] = Counter()
    for day, count in Counter([-1 if taken is None else taken // DAY for taken in _TAKEN(samples)]).items():
        found[NONE if day == -1 else month_of(day)] += count
    return found


def _quality(samples: Sequence[Sample], context: Context) -> Counter[str]:
    found = Counter(_QUALITY(samples))
    return Counter({word: sum(count for bits, count in found.items() if bits & bit) for word, bit in FLAGS.items()})


def _copies(samples: Sequence[Sample], context: Context) -> Counter[str]:
    alike = Counter(map(context.copies.get, IDS(samples)))
    return Counter({word: sum(count for bits, count in alike.items() if bits and bits >> number & 1) for number, word in enumerate(COPIES)})


def _files(samples: Sequence[Sample], context: Context) -> Counter[str]:
    states, frames = Counter(_STATES(samples)), Counter(_FRAMES(samples))
    several = frames.total() - frames[1]
    return Counter(missing=states[MISSING], changed=states[CHANGED], unreadable=states[UNREADABLE], multipage=several)


def _pinned(samples: Sequence[Sample], context: Context) -> Counter[str]:
    return Counter(pinned=sum(_PINNED(samples)))


def _in_ranges(values: Iterable[float], ranges: Sequence[tuple[str, Range]]) -> Counter[str]:
    """Values are counted between the edges of all ranges, which is faster than to sort them."""
    edges = sorted({edge for _, (low, high) in ranges for edge in (low, math.nextafter(high, math.inf))})
    found = Counter(map(partial(bisect_right, edges), values))
    below = dict(zip(edges, accumulate(found[place] for place in range(len(edges))), strict=True))
    return Counter({text: below[math.nextafter(high, math.inf)] - below[low] for text, (low, high) in ranges})


def _read(texts: Iterable[str]) -> list[tuple[str, Range]]:
    return [(text, found) for text in texts if (found := number_range(text, BYTES))]


def _sizes(samples: Sequence[Sample], context: Context) -> Counter[str]:
    return _in_ranges(_SIZES(samples), _read(SIZES))


def _shapes(samples: Sequence[Sample], context: Context) -> Counter[str]:
    return _in_ranges([sample.width / sample.height for sample in samples if sample.height], _read(SHAPES))


DIMENSIONS: dict[str, Callable[[Sequence[Sample], Context], Counter[str]]] = {
    "state": _states,
    "class": _classes,
    "source": partial(_named, _SOURCES),
    "split": partial(_named, _SPLITS),
    "pinned": _pinned,
    "folder": _folders,
    "quality": _quality,
    "copies": _copies,
    "files": _files,
    "taken": _months,
    "camera": partial(_named, CAMERAS),
    "format": partial(_named, FORMATS),
    "group": partial(_named, GROUPS),
    "size": _sizes,
    "aspect": _shapes,
}
_OF_FILES = {"folder", "quality", "files", "taken", "camera", "format", "size", "aspect"}  # no label changes these
