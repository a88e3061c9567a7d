"""Which samples a query lets through. Each term asks all samples at once, the cheapest first: calls for each sample would be too slow."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import compress
from operator import mul, not_, or_

from engine.errors import Sentence, translate
from engine.images.flags import FLAGS
from engine.project.sample import CHANGED, MISSING, UNREADABLE, Sample, Source, Split
from engine.views.columns import BURSTS, CAMERAS, CLASS_IDS, DIGESTS, FORMATS, GROUPS, NEAR, Column, column
from engine.views.context import Context
from engine.views.naming import NAMED, meant
from engine.views.query import NONE, Query, Term
from engine.views.ranges import BYTES, PIXELS, Range, date_range, number_range, ratio_range

Test = Callable[[Sequence[Sample]], list[bool]]
Read = Callable[[str], Range | None]
Matcher = Callable[[Sequence[Sample]], list[Sample]]
_QUALITY, _WIDTHS, _HEIGHTS = map(column, ("quality", "width", "height"))


@dataclass(frozen=True)
class Condition:
    """A term that can be asked: `test` says of each sample whether it may stay."""

    term: Term
    test: Test


def matcher(query: Query, context: Context) -> Matcher:
    """What keeps those samples that fit `query`, in their order."""
    conditions = compiled(query, context)

    def matching(samples: Sequence[Sample]) -> list[Sample]:
        kept = list(samples)
        for condition in conditions:
            kept = list(compress(kept, condition.test(kept)))
        return kept

    return matching


def compiled(query: Query, context: Context) -> list[Condition]:
    """The conditions of `query`, the cheapest first."""
    return [Condition(term, _test(term, context)) for term in sorted(query.conditions, key=lambda term: _COSTS.get(term.key, 0))]


def unmatched(query: Query, context: Context) -> tuple[Sentence, ...]:
    """Says which classes, folders, cameras, formats and groups are asked for that the project does not have."""
    return tuple(
        Sentence(translate("query", "Nothing in this project is called “{term}”."), {"term": Term(term.key, (value,)).text()})
        for term in query.conditions
        if term.key in NAMED
        for value in term.values
        if value.casefold() != NONE and not NAMED[term.key](value, context)
    )


def _test(term: Term, context: Context) -> Test:
    test = _TESTS[term.key](term.values, context)
    return (lambda samples: list(map(not_, test(samples)))) if term.negated else test


def _any(tests: Iterable[Test]) -> Test:
    """True where one of `tests` is."""
    several = list(tests)
    if len(several) == 1:
        return several[0]
    return lambda samples: reduce(lambda one, other: list(map(or_, one, other)), [test(samples) for test in several])


# ---- words and names -----------------------------------------------------------------------------------------


def _words(values: Sequence[str], context: Context) -> Test:
    return _any(partial(_word_found, word=value.casefold(), context=context) for value in values)


def _word_found(samples: Sequence[Sample], word: str, context: Context) -> list[bool]:
    texts = context.texts
    ids = {id_ for id_, name in context.class_names.items() if word in name.casefold()}
    return [word in texts[sample.id] or sample.class_id in ids for sample in samples]


def _name(values: Sequence[str], context: Context) -> Test:
    return _any(partial(_in_name, part=value.casefold(), context=context) for value in values)


def _in_name(samples: Sequence[Sample], part: str, context: Context) -> list[bool]:
    texts = context.texts
    return [part in texts[sample.id].rpartition("/")[2] for sample in samples]


def _class(values: Sequence[str], context: Context) -> Test:
    names = meant("class", values, context)
    ids: set[int | None] = {id_ for id_, name in context.class_names.items() if name in names}
    if "" in names:
        ids.add(None)
    return lambda samples: list(map(ids.__contains__, CLASS_IDS(samples)))


def _folder(values: Sequence[str], context: Context) -> Test:
    folders = meant("folder", values, context)
    return lambda samples: [sample.file.rpartition(os.sep)[0] in folders for sample in samples]


def _camera(values: Sequence[str], context: Context) -> Test:
    cameras = meant("camera", values, context)
    return lambda samples: list(map(cameras.__contains__, CAMERAS(samples)))


def _format(values: Sequence[str], context: Context) -> Test:
    formats = meant("format", values, context)
    return lambda samples: list(map(formats.__contains__, FORMATS(samples)))


def _group(values: Sequence[str], context: Context) -> Test:
    groups = meant("group", values, context)
    return lambda samples: list(map(groups.__contains__, GROUPS(samples)))


def _like(values: Sequence[str], context: Context) -> Test:
    """The samples of these ids with all that has their content or looks nearly like them."""
    wanted = [context.samples[int(value)] for value in values if int(value) in context.samples]
    ids, digests = {sample.id for sample in wanted}, {sample.digest for sample in wanted} - {""}
    near = {sample.facts.near for sample in wanted} - {None}
    return lambda samples: [sample.id in ids or sample.digest in digests or sample.facts.near in near for sample in samples]


# ---- words of ours -------------------------------------------------------------------------------------------


def _split(values: Sequence[str], context: Context) -> Test:
    sides = [Split("" if value == NONE else value) for value in values]
    return lambda samples: [sample.split in sides for sample in samples]


def _source(values: Sequence[str], context: Context) -> Test:
    sources = [None if value == NONE else Source(value) for value in values]
    return lambda samples: [sample.source in sources for sample in samples]


def _is(values: Sequence[str], context: Context) -> Test:
    return _any(_flagged(FLAGS[value]) if value in FLAGS else _stated(value, context) for value in values)


def _flagged(bit: int) -> Test:
    return lambda samples: [bits & bit != 0 for bits in _QUALITY(samples)]


def _stated(word: str, context: Context) -> Test:
    return lambda samples: _IS[word](samples, context)


def _unlabelled(samples: Sequence[Sample], context: Context) -> list[bool]:
    """Neither a class nor "not sure"."""
    return [sample.class_id is None and not sample.unsure for sample in samples]


def _duplicate(samples: Sequence[Sample], context: Context) -> list[bool]:
    return list(map(context.duplicated.__contains__, DIGESTS(samples)))


def _near(samples: Sequence[Sample], context: Context) -> list[bool]:
    return list(map(context.near.__contains__, NEAR(samples)))


def _burst(samples: Sequence[Sample], context: Context) -> list[bool]:
    return list(map(context.bursts.__contains__, BURSTS(samples)))


def _conflict(samples: Sequence[Sample], context: Context) -> list[bool]:
    conflicts = context.conflicts
    return [sample.id in conflicts for sample in samples]


def _in_state(state: int) -> Callable[[Sequence[Sample], Context], list[bool]]:
    return lambda samples, context: [sample.facts.state == state for sample in samples]


_IS: dict[str, Callable[[Sequence[Sample], Context], list[bool]]] = {
    "unlabelled": _unlabelled,
    "labelled": lambda samples, context: [sample.class_id is not None for sample in samples],
    "unsure": lambda samples, context: [sample.unsure for sample in samples],
    "pinned": lambda samples, context: [sample.pinned for sample in samples],
    "duplicate": _duplicate,
    "near": _near,
    "burst": _burst,
    "conflict": _conflict,
    "missing": _in_state(MISSING),
    "changed": _in_state(CHANGED),
    "unreadable": _in_state(UNREADABLE),
    "multipage": lambda samples, context: [sample.facts.frames > 1 for sample in samples],
}


# ---- ranges --------------------------------------------------------------------------------------------------


def _ranged(values: Sequence[str], context: Context, numbers: Column, read: Read) -> Test:
    wanted = [found for value in values if (found := read(value))]
    return _any(partial(_within, numbers=numbers, low=low, high=high) for low, high in wanted)


def _within(samples: Sequence[Sample], numbers: Column, low: float, high: float) -> list[bool]:
    return [value is not None and low <= value <= high for value in numbers(samples)]


def _taken(values: Sequence[str], context: Context) -> Test:
    dates = [value for value in values if value != NONE]
    tests = [_ranged(dates, context, column("taken"), date_range)] if dates else []
    if NONE in values:
        tests.append(lambda samples: [sample.facts.taken is None for sample in samples])
    return _any(tests)


def pixels(samples: Iterable[Sample]) -> Iterator[int]:
    several = list(samples)
    return map(mul, _WIDTHS(several), _HEIGHTS(several))


def aspects(samples: Iterable[Sample]) -> Iterator[float | None]:
    """Width by height; None if the height is not known."""
    return (sample.width / sample.height if sample.height else None for sample in samples)


def _numbers(numbers: Column, read: Read = number_range) -> Callable[[Sequence[str], Context], Test]:
    return partial(_ranged, numbers=numbers, read=read)


_TESTS: dict[str, Callable[[Sequence[str], Context], Test]] = {
    "": _words,
    "name": _name,
    "class": _class,
    "folder": _folder,
    "camera": _camera,
    "format": _format,
    "group": _group,
    "like": _like,
    "split": _split,
    "source": _source,
    "is": _is,
    "taken": _taken,
    "size": _numbers(column("size"), partial(number_range, units=BYTES)),
    "pixels": _numbers(pixels, partial(number_range, units=PIXELS)),
    "width": _numbers(column("width")),
    "height": _numbers(column("height")),
    "aspect": _numbers(aspects, ratio_range),
    "sharpness": _numbers(column("sharpness")),
    "brightness": _numbers(column("brightness")),
    "frames": _numbers(column("frames")),
}
_COSTS = {"taken": 1, "size": 1, "sharpness": 1, "brightness": 1, "frames": 1, "aspect": 2, "pixels": 2, "folder": 3, "name": 4, "": 4}
