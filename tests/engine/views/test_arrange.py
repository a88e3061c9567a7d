"""Sorts in both directions, headers, and the counts that filters can be narrowed down by."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.images.flags import BLURRY, DARK
from engine.project.sample import MISSING, Facts, Sample, SampleClass, Source, Split
from engine.views.arrange import GROUPS, NO_GROUPS, SORTS, UNSURE, arranged
from engine.views.context import Context, natural
from engine.views.facets import DIMENSIONS, counts, facets
from engine.views.matching import matcher
from engine.views.query import parse, with_term

CLASSES = [SampleClass(2, "zebra", "#0072B2", "1", 0), SampleClass(1, "ant", "#E69F00", "2", 1)]
DAY = 86_400


NOTHING = Facts()


def sample(id_: int, file: str, size: tuple[int, int] = (40, 30), facts: Facts = NOTHING, **marks: object) -> Sample:
    return Sample(id_, str(Path("/data", file)), f"d{id_}", *size, facts=facts)._replace(**marks)


SAMPLES = [
    sample(
        1, "b/img10.png", (40, 30), Facts(size=500_000, taken=3 * DAY, sharpness=9.0, near=5, camera="X10"), class_id=1, split=Split.TEST
    ),
    sample(2, "b/img2.png", (40, 40), Facts(size=90_000, taken=3 * DAY + 9, brightness=3.0, camera="X2"), class_id=2, split=Split.TRAIN),
    sample(3, "a2/IMG1.png", (10, 90), Facts(size=2_000_000, quality=BLURRY, near=5, burst=1), unsure=True),
    sample(4, "a10/x.png", (40, 10), Facts(size=20_000_000, taken=40 * DAY, near=6), digest="d2", source=Source.MODEL),
    sample(5, "a2/sub/img3.png", (50, 50), Facts(size=1_000_000, quality=DARK | BLURRY, burst=1, state=MISSING), class_id=2),
]


@pytest.fixture
def context() -> Context:
    return Context({each.id: each for each in SAMPLES}, CLASSES)


@pytest.mark.parametrize(
    ("sort", "ascending", "descending"),
    [
        ("added", [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]),
        ("name", [3, 2, 5, 1, 4], [4, 1, 5, 2, 3]),
        ("folder", [3, 5, 4, 2, 1], [2, 1, 4, 5, 3]),
        ("taken", [1, 2, 4, 3, 5], [4, 2, 1, 3, 5]),
        ("size", [2, 1, 5, 3, 4], [4, 3, 5, 1, 2]),
        ("pixels", [4, 3, 1, 2, 5], [5, 2, 1, 3, 4]),
        ("aspect", [3, 2, 5, 1, 4], [4, 1, 2, 5, 3]),
        ("class", [2, 5, 1, 3, 4], [3, 1, 2, 5, 4]),
        ("split", [2, 1, 3, 4, 5], [1, 2, 3, 4, 5]),
        ("sharpness", [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
        ("brightness", [2, 1, 3, 4, 5], [2, 1, 3, 4, 5]),
        ("similar", [1, 3, 2, 4, 5], [1, 3, 2, 4, 5]),
    ],
)
def test_sorts(sort: str, ascending: list[int], descending: list[int], context: Context) -> None:
    """What is not known comes last in either direction."""
    assert [each.id for each in arranged(SAMPLES, context, sort).samples] == ascending
    assert [each.id for each in arranged(SAMPLES, context, sort, descending=True).samples] == descending


def test_every_sort_is_tested_in_both_directions_and_takes_a_filtered_list(context: Context) -> None:
    for sort in SORTS:
        assert {each.id for each in arranged(SAMPLES[1:4], context, sort).samples} == {2, 3, 4}
        assert arranged([], context, sort).samples == []


def test_numbers_in_names_count_as_numbers() -> None:
    names = ["img10", "IMG2", "img02b", "img", "a1b20", "a1b3", "100000000000000000000000000001", "9", "é2", ""]
    order = sorted(range(len(names)), key=natural(names).__getitem__)
    assert [names[place] for place in order] == [
        "",
        "9",
        "100000000000000000000000000001",
        "a1b3",
        "a1b20",
        "img",
        "IMG2",
        "img02b",
        "img10",
        "é2",
    ]


@pytest.mark.parametrize(
    ("group", "parts", "ids"),
    [
        ("folder", [("data/a2", 1), ("data/a2/sub", 1), ("data/a10", 1), ("data/b", 2)], [3, 5, 4, 2, 1]),
        ("class", [(2, 2), (1, 1), (UNSURE, 1), (None, 1)], [2, 5, 1, 3, 4]),
        ("day", [(3, 2), (40, 1), (None, 2)], [2, 1, 4, 3, 5]),
        ("month", [("1970-01", 2), ("1970-02", 1), (None, 2)], [2, 1, 4, 3, 5]),
        ("near", [(5, 2)], [3, 1]),
        ("duplicates", [("d2", 2)], [2, 4]),
        ("bursts", [(1, 2)], [3, 5]),
        ("split", [(Split.TRAIN, 1), (Split.TEST, 1), (None, 3)], [2, 1, 3, 5, 4]),
        ("camera", [("X2", 1), ("X10", 1), (None, 3)], [2, 1, 3, 5, 4]),
    ],
)
def test_headers_stand_in_order_and_keep_the_sort_below_them(group: str, parts: list[object], ids: list[int], context: Context) -> None:
    result = arranged(SAMPLES, context, "name", group=group)
    assert [tuple(part) for part in result.parts] == parts
    assert [each.id for each in result.samples] == ids


def test_every_group_is_arranged_and_no_group_has_no_headers(context: Context) -> None:
    for group in GROUPS:
        result = arranged(SAMPLES, context, group=group)
        assert sum(part.count for part in result.parts) == len(result.samples)
        assert arranged([], context, group=group).parts == ()
    assert arranged(SAMPLES, context, group=NO_GROUPS).parts == ()


def test_a_descending_sort_by_the_same_thing_turns_the_headers(context: Context) -> None:
    assert [part.key for part in arranged(SAMPLES, context, "taken", True, "day").parts] == [40, 3, None]
    assert [part.key for part in arranged(SAMPLES, context, "size", True, "day").parts] == [3, 40, None]


def test_what_is_alone_within_the_filter_has_no_header(context: Context) -> None:
    assert arranged(SAMPLES[1:], context, group="near").samples == []
    assert [each.id for each in arranged(SAMPLES[:3], context, group="near").samples] == [1, 3]


# ---- counts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [
        ("state", {"unlabelled": 1, "labelled": 3, "unsure": 1}),
        ("class", {"zebra": 2, "ant": 1}),
        ("source", {"model": 1, "none": 4}),
        ("split", {"test": 1, "train": 1, "none": 3}),
        ("pinned", {}),
        ("folder", {"data": 5, "data/b": 2, "data/a2": 2, "data/a2/sub": 1, "data/a10": 1}),
        ("quality", {"blurry": 2, "dark": 1}),
        ("copies", {"duplicate": 2, "near": 2, "burst": 2}),
        ("files", {"missing": 1}),
        ("taken", {"1970-01": 2, "1970-02": 1, "none": 2}),
        ("camera", {"X10": 1, "X2": 1, "none": 3}),
        ("format", {"none": 5}),
        ("group", {"none": 5}),
        ("size", {"<100kb": 1, "100kb..1mb": 2, "1mb..10mb": 2, ">10mb": 1}),
        ("aspect", {"<0.5": 1, "0.95..1.05": 2, "1.05..2": 1, ">2": 1}),
    ],
)
def test_counts(dimension: str, expected: dict[str, int], context: Context) -> None:
    assert dict(counts(SAMPLES, dimension, context)) == expected


def test_a_count_is_what_choosing_it_would_show(context: Context) -> None:
    """Of every dimension and every value, also beside what is already asked for."""
    keys = dict.fromkeys(("state", "quality", "copies", "files", "pinned"), "is")
    for text in ("", "img", "is:labelled", "class:zebra -is:dark", "folder:a2 img"):
        query = parse(text)
        for dimension, found in facets(SAMPLES, query, context).items():
            others = [term for term in query.terms if term.dimension != dimension or not term.key]
            base = parse(" ".join(term.text() for term in others))
            for value, count in found.items():
                chosen = with_term(base, keys.get(dimension, dimension), value)
                assert len(matcher(chosen, context)(SAMPLES)) == count, (text, dimension, value)


def test_counts_ignore_what_is_asked_of_their_own_dimension(context: Context) -> None:
    found = facets(SAMPLES, parse("class:zebra size:>1mb"), context, ("class", "size", "state"))
    assert set(found) == {"class", "size", "state"}
    assert dict(found["class"]) == {}  # the only picture over 1 MB with a class of its own counts is of exactly 1 MB
    assert dict(found["size"]) == {"<100kb": 1, "100kb..1mb": 1, "1mb..10mb": 1}
    assert dict(found["state"]) == {}


def test_counts_are_right_again_after_labels_changed(context: Context) -> None:
    """Those of everything are kept, and what a weak filter leaves out is taken off them."""
    samples = dict(context.samples)
    context.samples = samples
    assert facets(samples.values(), parse(""), context)["class"] == {"zebra": 2, "ant": 1}
    weak = facets(samples.values(), parse("-name:x"), context)
    assert weak["class"] == {"zebra": 2, "ant": 1} and weak["size"] == {"<100kb": 1, "100kb..1mb": 2, "1mb..10mb": 2}
    samples[4] = samples[4]._replace(class_id=1)
    context.marks_changed()
    assert facets(samples.values(), parse(""), context)["class"] == {"zebra": 2, "ant": 2}
    assert facets(samples.values(), parse("-name:x"), context)["copies"] == {"duplicate": 1, "near": 2, "burst": 2, "conflict": 1}


def test_all_dimensions_of_nothing_are_empty(context: Context) -> None:
    assert {name: dict(found) for name, found in facets([], parse("img"), context).items()} == {name: {} for name in DIMENSIONS}
