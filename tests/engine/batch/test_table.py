"""The table of answers in memory decides, sorts, filters and groups as single rows would."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.batch.answers import UNKNOWN_VERDICT, Answers, Finding, Found
from engine.batch.table import (
    BY_CLASS,
    BY_FOLDER,
    CONFIDENCE,
    ELSEWHERE,
    FOLDER,
    MARGIN,
    NOVELTY,
    TIME,
    UNKNOWN,
    UNREADABLE,
    UNSURE,
    Arrangement,
    Table,
    Thresholds,
    arranged,
    word_of,
)
from tests.engine.batch.asking import CLASSES, question

COUNT = 400
THRESHOLDS = Thresholds(confidence=0.7, novelty=0.9)


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    """Pictures in five folders of all kinds: sure, on the brink, unsure, novel, damaged, judged, and some without an answer."""
    luck = random.Random(5)
    with Answers.create(tmp_path / "one.answers", question(Path("/p"))) as answers:
        answers.expect(Found(f"/p/{luck.choice('dbaec')}/{index:03}.jpg", 1, luck.randrange(10**9)) for index in range(COUNT + 20))
        order = list(range(1, COUNT + 1))
        luck.shuffle(order)
        answers.put([finding(id_, luck) for id_ in order])
        answers.judge({id_: luck.choice(["ant", "bee", "wasp", UNKNOWN_VERDICT]) for id_ in luck.sample(order, 80)})
        yield answers


def finding(id_: int, luck: random.Random) -> Finding:
    if luck.random() < 0.1:
        return Finding(id_, 1, id_, np.empty(0, np.float32), reason="broken")
    share = luck.choice([0.7, 0.9, luck.random()])
    return Finding(id_, 1, luck.randrange(10**9), np.array([share, 1 - share], np.float32), luck.choice([math.nan, 0.9, luck.random()]))


@pytest.fixture
def table(answers: Answers) -> Table:
    table = Table(CLASSES)
    assert table.update(answers).tolist() == []
    return table


def test_the_table_and_single_rows_decide_the_same(table: Table, answers: Answers) -> None:
    for thresholds in (THRESHOLDS, Thresholds(), Thresholds(0.0, 1.0), Thresholds(0.9, 0.5)):
        decided = table.decided(thresholds).tolist()
        rows = answers.read(table.column("id").tolist())
        words = [word_of(row, answers.question, thresholds) for row in rows]
        assert decided == [code for code, _ in words]
        assert dict(table.counts(thresholds)) == {code: decided.count(code) for code in set(decided)}
    assert {UNKNOWN, UNSURE, UNREADABLE, ELSEWHERE, 0, 1} == set(table.decided(THRESHOLDS).tolist())
    assert {name for _, name in words} == {"ant", "bee", "wasp", "unknown", "unsure", "unreadable"}


def test_columns_are_what_the_rows_say(table: Table, answers: Answers) -> None:
    assert table.count == COUNT
    for row, each in enumerate(answers.read(table.column("id").tolist())):
        assert table.row_of(each.id) == row and table.folders[table.column("folder")[row]] == str(each.path.parent)
        assert table.column("modified")[row] == each.modified
        assert table.judged[row] == (each.verdict is not None)
        best = [share for _, share in each.ranked(2)]
        expected = (best[0], best[0] - best[1]) if best else (math.nan, math.nan)
        got = float(table.column("confidence")[row]), float(table.column("margin")[row])
        assert got == pytest.approx(expected, abs=1e-6, nan_ok=True)
    assert table.row_of(0) == table.row_of(COUNT + 5) == table.row_of(10**9) == table.row_of(-1) == -1


def test_news_come_in_their_place_and_new_pictures_at_the_end(table: Table, answers: Answers) -> None:
    before = table.column("id").tolist()
    answers.judge({before[7]: "hornet", before[3]: None})
    answers.put([finding(COUNT + 3, random.Random(1)), finding(COUNT + 1, random.Random(2))])
    assert table.update(answers).tolist() == [3, 7]
    assert table.column("id").tolist() == [*before, COUNT + 3, COUNT + 1]
    assert table.verdicts[table.column("verdict")[7]] == "hornet" and not table.judged[3]
    assert table.update(answers).tolist() == []
    fresh = Table(CLASSES)
    fresh.update(answers)
    order = [fresh.row_of(id_) for id_ in table.column("id").tolist()]
    for name in ("state", "answer", "confidence", "margin", "novelty", "folder", "modified", "stamp"):
        np.testing.assert_array_equal(table.column(name), fresh.column(name)[order])


def test_a_picture_that_comes_twice_between_two_looks_is_one_row(answers: Answers) -> None:
    table = Table(CLASSES)
    answers.put([finding(5, random.Random(3))])
    answers.put([finding(5, random.Random(4))])
    assert table.update(answers).tolist() == [] and table.count == COUNT


def by_id(table: Table, rows: Iterable[int]) -> list[int]:
    return sorted(rows, key=lambda row: int(table.column("id")[row]))


def test_what_is_said_or_moved_does_not_change_the_order_of_arrival(table: Table, answers: Answers) -> None:
    before = [int(table.column("id")[row]) for row in arranged(table, THRESHOLDS, Arrangement()).rows]
    assert before == sorted(before)
    answers.judge({before[0]: "ant", before[3]: None})
    answers.moved({before[1]: Path("/elsewhere/one.jpg")})
    again = Table(CLASSES)
    again.update(answers)
    assert again.column("id").tolist() != before
    for order, expected in ((False, before), (True, before[::-1])):
        assert [int(again.column("id")[row]) for row in arranged(again, THRESHOLDS, Arrangement(descending=order)).rows] == expected


@pytest.mark.parametrize("order", [CONFIDENCE, MARGIN, NOVELTY, TIME, FOLDER])
@pytest.mark.parametrize("descending", [False, True])
def test_sorted_as_python_sorts(table: Table, order: str, descending: bool) -> None:
    rows = arranged(table, THRESHOLDS, Arrangement(order=order, descending=descending)).rows
    if order == FOLDER:
        values = [table.folders[number] for number in table.column("folder")]
        expected = sorted(range(COUNT), key=lambda row: values[row], reverse=descending)
        assert [values[row] for row in rows] == [values[row] for row in expected]
    else:
        column = table.column("modified" if order == TIME else order)
        arrived = by_id(table, range(COUNT))
        known = [row for row in arrived if not math.isnan(column[row])]
        expected = sorted(known, key=lambda row: -column[row] if descending else column[row])
        assert rows.tolist() == expected + [row for row in arrived if math.isnan(column[row])]


def test_filters_keep_what_they_name(table: Table, answers: Answers) -> None:
    decided = table.decided(THRESHOLDS)
    confidence = table.column("confidence")
    ids = table.column("id")
    some = np.array([3, 5, 8, 10**6])
    checks = {
        Arrangement(decision=UNKNOWN): decided == UNKNOWN,
        Arrangement(answer=1): table.column("answer") == 1,
        Arrangement(confidence=(0.7, 0.8)): (confidence >= np.float32(0.7)) & (confidence <= np.float32(0.8)),
        Arrangement(folders=(1, 3)): np.isin(table.column("folder"), (1, 3)),
        Arrangement(judged=True): table.judged,
        Arrangement(within=some): np.isin(ids, some),
        Arrangement(within=answers.matching("/p/a/")): np.isin(ids, answers.matching("/p/a/")),
        Arrangement(within=np.empty(0, np.int64)): np.zeros(COUNT, bool),
    }
    for wanted, expected in checks.items():
        assert arranged(table, THRESHOLDS, wanted).rows.tolist() == by_id(table, np.flatnonzero(expected).tolist())


@pytest.mark.parametrize(("group", "order"), [(BY_CLASS, CONFIDENCE), (BY_FOLDER, "")])
def test_groups_follow_each_other_and_keep_the_order_within(table: Table, group: str, order: str) -> None:
    shown = arranged(table, THRESHOLDS, Arrangement(group=group, order=order or "arrival"))
    keys = (table.decided(THRESHOLDS) if group == BY_CLASS else table.column("folder"))[shown.rows].tolist()
    assert [key for key, _ in shown.groups] == list(dict.fromkeys(keys))
    assert [size for _, size in shown.groups] == [keys.count(key) for key, _ in shown.groups]
    alone = arranged(table, THRESHOLDS, Arrangement(order=order or "arrival")).rows.tolist()
    place = {row: index for index, row in enumerate(alone)}
    start = 0
    for _, size in shown.groups:
        within = [place[row] for row in shown.rows[start : start + size]]
        assert within == sorted(within)
        start += size
    if group == BY_CLASS:
        assert [key for key, _ in shown.groups] == [0, 1, UNKNOWN, UNSURE, UNREADABLE, ELSEWHERE]


def test_arrangements_are_the_same_if_they_show_the_same() -> None:
    assert Arrangement(within=np.array([1, 2])) == Arrangement(within=np.array([1, 2]))
    assert Arrangement(within=np.array([1, 2])) != Arrangement(within=np.array([1, 3]))
    assert Arrangement() != Arrangement(within=np.array([1])) and Arrangement(decision=0) != Arrangement()
    assert len({Arrangement(within=np.array([1])), Arrangement(within=np.array([1]))}) == 1


def test_an_empty_table() -> None:
    table = Table(CLASSES)
    for group in (BY_CLASS, BY_FOLDER, ""):
        shown = arranged(table, THRESHOLDS, Arrangement(group=group, order=FOLDER))
        assert len(shown.rows) == 0 and shown.groups == ()
    assert not table.counts(THRESHOLDS)
