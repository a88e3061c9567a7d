"""The language of filters: what it understands, what it tells, that it can be edited and written back, and what it lets through."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.errors import Sentence
from engine.images.flags import BLURRY, DARK
from engine.project.project import Project
from engine.project.sample import CHANGED, MISSING, Facts, NewSample, Sample, SampleClass, Source, Split
from engine.views.context import Context
from engine.views.facets import DIMENSIONS
from engine.views.matching import matcher, unmatched
from engine.views.query import KEYS, chosen, dimension_of, parse, with_renamed, with_term, without_dimension, without_term
from engine.views.view import SavedView, View, keep_last_view, keep_views, last_view, saved_views, with_renamed_classes, with_saved

CRACK = SampleClass(1, "crack", "#0072B2", "1", 0)
BREAK = SampleClass(2, "break", "#E69F00", "2", 1)
CRACKLE = SampleClass(3, "crackle, fine", "#009E73", "3", 2)

NOTHING = Facts()


def seconds(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, 12, tzinfo=UTC).timestamp())


def sample(id_: int, file: str, *, size: tuple[int, int] = (640, 480), facts: Facts = NOTHING, **marks: object) -> Sample:
    width, height = size
    return Sample(id_, str(Path("/data", file)), f"d{id_}", width, height, facts=facts)._replace(**marks)


SAMPLES = [
    sample(1, "plant1/Iris 12.jpg", class_id=1, source=Source.PERSON, split=Split.TEST, facts=Facts(size=150_000, format="JPEG")),
    sample(2, "plant2/rose-1.png", class_id=2, source=Source.FOLDER, pinned=True, facts=Facts(taken=seconds(2024, 5, 31), format="PNG")),
    sample(3, "plant2/leaf/rose-2.png", size=(2000, 500), facts=Facts(quality=BLURRY | DARK, near=7, camera="Canon EOS 5D")),
    sample(4, "plant21/break.png", unsure=True, facts=Facts(taken=seconds(2024, 6, 3), near=7, burst=4, camera="Canon EOS 5D Mark II")),
    sample(5, "plant21/none.tif", digest="d1", class_id=3, group="siteA", facts=Facts(frames=3, state=MISSING, quality=DARK, burst=4)),
    sample(6, "plant21/dark-room.png", size=(100, 100), class_id=2, facts=Facts(near=8, state=CHANGED, sharpness=12.5, brightness=90.0)),
]


@pytest.fixture
def context() -> Context:
    return Context({each.id: each for each in SAMPLES}, [CRACK, BREAK, CRACKLE])


def found(text: str, context: Context) -> list[int]:
    return [each.id for each in matcher(parse(text), context)(SAMPLES)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        ("class:crack", [1]),
        ("class:CRACK,break", [1, 2, 6]),
        ('class:"crackle, fine"', [5]),
        ("class:crackl", [5]),
        ("class:none", [3, 4]),
        ("-class:crack", [2, 3, 4, 5, 6]),
        ("class:crack class:break", []),
        ("folder:plant2", [2, 3]),
        ("folder:plant2/leaf", [3]),
        ("folder:ant21", [4, 5, 6]),
        ('"iris 12"', [1]),
        ("IRIS", [1]),
        ("rose plant2", [2]),
        ("iris,rose", [1, 2, 3]),
        ("break", [2, 4, 6]),
        ('"dark"', [6]),
        ("dark", [3, 5]),
        ("-blur", [1, 2, 4, 5, 6]),
        ("-rose", [1, 4, 5, 6]),
        ("name:rose", [2, 3]),
        ("is:unlabelled", [3]),
        ("unlabelled", [3]),
        ("is:labelled", [1, 2, 5, 6]),
        ("is:unsure", [4]),
        ("is:pinned", [2]),
        ("is:duplicate", [1, 5]),
        ("is:near", [3, 4]),
        ("is:burst", [4, 5]),
        ("is:conflict", [1, 5]),
        ("is:blurry,multipage", [3, 5]),
        ("is:missing", [5]),
        ("is:changed", [6]),
        ("is:unreadable", []),
        ("is:bright", []),
        ("split:test", [1]),
        ("split:none -is:pinned", [3, 4, 5, 6]),
        ("source:person,none", [1, 3, 4, 5, 6]),
        ("taken:2024-05", [2]),
        ("taken:2024-05..2024-06-03", [2, 4]),
        ("taken:>2024-05", [4]),
        ("taken:>=2024-05-31", [2, 4]),
        ("taken:<2024-06", [2]),
        ("taken:2024", [2, 4]),
        ("taken:none", [1, 3, 5, 6]),
        ("width:>640", [3]),
        ("width:<=640 height:100..480", [1, 2, 4, 5, 6]),
        ("size:<200kb -size:0", [1]),
        ("pixels:>=1mp", [3]),
        ("aspect:>2", [3]),
        ("aspect:4:3", [1, 2, 4, 5]),
        ("aspect:..1", [6]),
        ("camera:canon", [3, 4]),
        ("camera:none", [1, 2, 5, 6]),
        ('camera:"canon eos 5d"', [3]),
        ("format:jpg,png", [1, 2]),
        ("group:sitea", [5]),
        ("sharpness:<20", [6]),
        ("brightness:>50", [6]),
        ("frames:>1", [5]),
        ("like:1", [1, 5]),
        ("like:3,6", [3, 4, 6]),
        ("like:99", []),
        ("class:break folder:plant21 is:changed width:100", [6]),
    ],
)
def test_what_a_filter_lets_through(text: str, ids: list[int], context: Context) -> None:
    assert found(text, context) == ids
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("width:>abc", "“width:>abc” is not understood: it needs a number, such as 640, >1000 or 500..2000."),
        ("foo:bar", "There is no filter “foo:”. To search for these words, put them in quotes."),
        ("taken:2024-13", "“taken:2024-13” is not understood: it needs a date"),
        ("taken:2024-06-31", "“taken:2024-06-31” is not understood"),
        ("size:<3tb", "it needs a size, such as <200kb"),
        ("aspect:1:0", "it needs width by height"),
        ("is:lovely", "after “is:” goes one of unlabelled, labelled"),
        ("split:half", "the splits are train, validation, test and none"),
        ("width:..", "“width:..” is not understood"),
    ],
)
def test_what_is_not_understood_is_told_kept_and_left_out(text: str, told: str, context: Context) -> None:
    query = parse(f"rose {text}")
    (problem,) = query.problems
    assert told in str(problem)
    assert found(f"rose {text}", context) == [2, 3]
    assert query.text() == f"rose {text}"


def test_a_problem_is_translated_as_a_whole() -> None:
    (problem,) = parse("width:>abc").problems
    texts: list[str] = []
    problem.told(lambda text: texts.append(text) or text)  # type: ignore[func-returns-value]
    assert len(texts) == 2 and all(isinstance(text, str) for text in texts) and isinstance(problem, Sentence)


@pytest.mark.parametrize("text", ["rose OR break", "class:crack or class:break", "rose AND plant2"])
def test_words_that_join_are_looked_for_and_explained(text: str, context: Context) -> None:
    query = parse(text)
    (problem,) = query.problems
    assert "use a comma for either: class:ant,bee" in str(problem)
    assert query.text() == text and parse(query.text()) == query and found(text, context) == []


@pytest.mark.parametrize("text", ["black and white", "OR", "class:crack OR", "or class:crack", 'rose "OR" break', "sand,or"])
def test_words_that_may_be_names_are_not_explained(text: str) -> None:
    assert parse(text).problems == () and parse(parse(text).text()).problems == ()


def test_a_half_typed_term_is_no_problem(context: Context) -> None:
    for text in ("class:", "-", '"', "-class:", ",", "class:,"):
        assert parse(text).problems == () and found(text, context) == [1, 2, 3, 4, 5, 6]


def test_names_that_the_project_does_not_have_are_told_and_nothing_is_found(context: Context) -> None:
    query = parse("class:crack,holes -folder:plant2 camera:none group:siteB")
    assert [str(each) for each in unmatched(query, context)] == [
        "Nothing in this project is called “class:holes”.",
        "Nothing in this project is called “group:siteB”.",
    ]
    assert found("class:holes", context) == []


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("  class:crack    iris ", "class:crack iris"),
        ("-blur", "-is:blurry"),
        ('"blur" "-x" "a:b" 12', '"blur" "-x" "a:b" 12'),
        ('class:"crackle, fine",break', 'class:"crackle, fine",break'),
        ('"say ""cheese"""', '"say ""cheese"""'),
        ("LABEL:crack IS:Blurry DATE:2024 type:tif", "class:crack is:blurry taken:2024 format:tiff"),
        ("is:blurry,blurry", "is:blurry"),
        ("folder:C:/plants", "folder:C:/plants"),
        ('class:"unfinished', "class:unfinished"),
    ],
)
def test_it_writes_itself_back(typed: str, written: str) -> None:
    assert parse(typed).text() == written
    assert parse(written) == parse(typed)


def test_every_key_and_every_name_survives_the_round_trip() -> None:
    for value in ("a b", 'with "quotes"', "a,b", "ends:here", "-minus", "dark", "中文", "\udcff"):
        for key in ("", "class", "folder", "camera", "group", "name", "format"):
            query = with_term(parse("rose"), key, value, negated=True)
            assert parse(query.text()) == query


def test_menus_add_and_remove_values() -> None:
    query = with_term(with_term(parse("rose"), "class", "crack"), "class", "two words")
    assert query.text() == 'rose class:crack,"two words"'
    query = with_term(with_term(query, "is", "unlabelled"), "is", "blurry")
    assert query.text() == 'rose class:crack,"two words" is:unlabelled is:blurry'
    query = with_term(with_term(query, "is", "dark"), "class", "CRACK", negated=True)
    assert query.text() == 'rose class:"two words" is:unlabelled is:blurry,dark -class:CRACK'
    assert chosen(query, "class") == {"two words": True, "crack": False}
    assert chosen(query, "quality") == {"blurry": True, "dark": True}
    query = without_term(without_term(query, "class", "crack"), "class", "two words")
    assert query.text() == "rose is:unlabelled is:blurry,dark"
    assert without_dimension(query, "state", "quality").text() == "rose"
    assert without_term(query, "", "rose").text() == "is:unlabelled is:blurry,dark"


def test_menus_keep_what_is_not_understood() -> None:
    assert with_term(parse("width:>abc is:unsure"), "class", "a").text() == "width:>abc is:unsure class:a"
    assert without_dimension(parse("width:>abc is:unsure"), "state").text() == "width:>abc"


def test_a_renamed_class_is_followed() -> None:
    assert with_renamed(parse("class:Crack,break folder:crack -class:crack"), "class", {"crack": "hair line"}).text() == (
        'class:"hair line",break folder:crack -class:"hair line"'
    )
    view = View("class:crack iris", "size", True, "day")
    assert with_renamed_classes(view, {"crack": "gap"}) == View("class:gap iris", "size", True, "day")
    assert with_renamed_classes(view, {"other": "gap"}) is view


def test_the_state_a_filter_asks_for_follows_the_labels(context: Context) -> None:
    samples = dict(context.samples)
    context.samples = samples
    assert found("is:conflict", context) == [1, 5]
    samples[5] = samples[5]._replace(class_id=1)
    context.marks_changed()
    assert found("is:conflict", context) == []
    context.set_classes([CRACK, BREAK])
    assert [str(each) for each in unmatched(parse("class:crackle"), context)]


def test_every_dimension_is_one_of_a_filter() -> None:
    assert {dimension_of(key, "x") for key in KEYS if key != "is"} | {"state", "quality", "copies", "files", "pinned"} >= set(DIMENSIONS)


def test_views_are_kept_in_the_project(tmp_path: Path) -> None:
    with Project.create(tmp_path / "views") as project:
        assert saved_views(project) == [] and last_view(project) == View()
        mine = with_saved([], "Blurry ones", View("is:blurry", "sharpness", group="folder"))
        keep_views(project, with_saved(mine, "Größe", View(sort="size", descending=True)))
        keep_last_view(project, View("iris"))
    with Project.open(tmp_path / "views") as project:
        assert saved_views(project) == [
            SavedView("Blurry ones", View("is:blurry", "sharpness", group="folder")),
            SavedView("Größe", View(sort="size", descending=True)),
        ]
        assert last_view(project) == View("iris")
        assert with_saved(saved_views(project), "BLURRY ONES", View("x"))[0] == SavedView("BLURRY ONES", View("x"))


def test_views_of_another_version_and_damaged_ones_do_no_harm(tmp_path: Path) -> None:
    with Project.create(tmp_path / "views") as project:
        project.remember("view", '{"text": "iris", "sort": "by smell", "group": 3, "later": true}')
        project.remember("views", '[{"name": "a", "sort": "size"}, {"name": ""}, 7]')
        assert last_view(project) == View("iris") and saved_views(project) == [SavedView("a", View(sort="size"))]
        project.remember("view", "[]")
        project.remember("views", "{not json")
        assert last_view(project) == View() and saved_views(project) == []


def test_the_samples_of_a_real_project_are_filtered(tmp_path: Path) -> None:
    with Project.create(tmp_path / "real") as project:
        new = [
            NewSample(tmp_path / f"plant{number}" / f"img_{number}.jpg", 1000 * number, 0, f"d{number}", 64, 48, "ab"[number % 2])
            for number in range(4)
        ]
        project.add(new, Source.FOLDER, Sentence("Import"), "b")
        samples = {each.id: each for each in project.samples()}
        kept = matcher(parse("class:a size:>1kb"), Context(samples, project.classes()))(list(samples.values()))
    assert [each.name for each in kept] == ["img_2.jpg"]
