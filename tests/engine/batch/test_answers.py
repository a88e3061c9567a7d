"""The file of answers: what is written is there for whoever opens it next, all or nothing, and damage is told in words."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from engine.batch.answers import UNKNOWN_VERDICT, Answers, Finding, Found, State
from engine.batch.question import Question
from engine.classifier.asking import Asking
from engine.errors import AnswersDamaged, AnswersNotSaved, AnswersTooNew, FolderNotWritable
from tests.engine.batch.asking import question

PLACES = [f"/pictures/{folder}/{index}.jpg" for folder in ("a", "b_1") for index in range(3)]


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    """Six pictures, ids 1 to 6, of which 1 and 2 are answered and 3 is damaged."""
    with Answers.create(tmp_path / "one.answers", question(Path("/pictures"))) as answers:
        assert answers.expect(Found(path, 10, index) for index, path in enumerate(PLACES)) == 6
        answers.put([found(1, 0.9, 0.1, novelty=0.5), found(2, 0.3, 0.7), broken(3)])
        yield answers


def found(id_: int, *shares: float, novelty: float = math.nan) -> Finding:
    return Finding(id_, 10, id_ - 1, np.array(shares, np.float32), novelty, np.full(4, id_, np.float32))


def broken(id_: int, gone: bool = False) -> Finding:
    return Finding(id_, 10, id_ - 1, np.empty(0, np.float32), reason="the file is damaged", gone=gone)


def test_what_was_put_is_there_when_the_file_is_opened_again(answers: Answers) -> None:
    with Answers(answers.file) as again:
        first, second, third = again.read([1, 2, 3])
        assert first.path == Path("/pictures/a/0.jpg") and first.state is State.ANSWERED and first.novelty == 0.5
        assert first.ranked(2) == [(0, pytest.approx(0.9)), (1, pytest.approx(0.1))]
        assert second.novelty is None and second.ranked(1)[0][0] == 1
        assert third.state is State.UNREADABLE and third.reason == "the file is damaged" and third.probabilities == ()
        assert [each.id for each in again.waiting()] == [4, 5, 6] and again.waiting(after=4, limit=1)[0].path == PLACES[4]
        assert again.counts() == {State.WAITING: 3, State.ANSWERED: 2, State.UNREADABLE: 1, State.GONE: 0}
        assert again.features([1, 3, 2])[2].tolist() == [2.0] * 4 and 3 not in again.features([3])
        assert again.question == answers.question


def test_only_what_has_changed_waits_again(answers: Answers) -> None:
    assert answers.expect([Found(PLACES[0], 10, 0), Found(PLACES[2], 10, 2), Found(PLACES[5], 10, 5)]) == 0
    assert answers.expect([Found(PLACES[0], 11, 0), Found(PLACES[1], 10, 7), Found("/pictures/new.jpg", 1, 1)]) == 3
    assert [each.id for each in answers.waiting()] == [1, 2, 4, 5, 6, 7]
    answers.put([broken(4, gone=True)])
    assert answers.expect([Found(PLACES[3], 10, 3)], again=False) == 0
    assert answers.expect([Found(PLACES[3], 10, 3)]) == 1


def test_pictures_that_wait_are_not_written_out(answers: Answers) -> None:
    assert [str(each.path) for each in answers.everything()] == PLACES[:3]
    answers.expect([Found(PLACES[0], 11, 0)])
    assert [str(each.path) for each in answers.everything()] == PLACES[1:3]
    assert [each.path for each in answers.places()] == PLACES


def test_verdicts_can_be_taken_back_by_what_they_return(answers: Answers) -> None:
    assert answers.judge({1: "wasp", 2: UNKNOWN_VERDICT, 99: "ant"}) == {1: None, 2: None}
    before = answers.judge({1: None, 2: "ant"})
    assert before == {1: "wasp", 2: UNKNOWN_VERDICT} and answers.read([1])[0].verdict is None
    answers.judge(before)
    assert [each.verdict for each in answers.read([1, 2])] == ["wasp", UNKNOWN_VERDICT]


def test_news_tell_each_change_once_and_in_order(answers: Answers) -> None:
    assert [row[0] for row in answers.news(0)] == [1, 2, 3]
    last = answers.news(0)[-1][-1]
    answers.judge({1: "bee"})
    answers.put([found(6, 0.5, 0.5)])
    assert [row[0] for row in answers.news(last)] == [1, 6] and [row[0] for row in answers.news(last, limit=1)] == [1]
    assert answers.news(answers.news(last)[-1][-1]) == []
    assert dict(answers.folder_paths()) == {0: "/pictures/a", 1: "/pictures/b_1"} and answers.folder_paths(after=1) == []


def test_a_batch_is_kept_as_a_whole_or_not_at_all(answers: Answers) -> None:
    with pytest.raises(AttributeError):
        answers.put([found(4, 0.5, 0.5), None])  # type: ignore[list-item]
    assert answers.counts()[State.WAITING] == 3
    assert answers.news(0)[-1][0] == 3


def test_moved_pictures_keep_their_answers(answers: Answers) -> None:
    answers.moved({1: Path(PLACES[1]), 2: Path(PLACES[0]), 4: Path("/sorted/ant/0.jpg")})
    assert [str(each.path) for each in answers.read([1, 2, 4])] == [PLACES[1], PLACES[0], "/sorted/ant/0.jpg"]
    assert [each.ranked(1)[0][0] for each in answers.read([1, 2])] == [0, 1]
    assert [row[0] for row in answers.news(3)] == [1, 2]  # 4 has no answer that anyone could have seen
    assert answers.expect([Found("/sorted/ant/0.jpg", 10, 3), Found(PLACES[1], 10, 0)]) == 0
    assert answers.folder_paths(1) == [(2, "/sorted/ant")]


def test_a_search_takes_the_text_as_it_is(answers: Answers) -> None:
    assert answers.matching("B_1").tolist() == [4, 5, 6]
    assert answers.matching("_1").tolist() == [4, 5, 6] and answers.matching("a/0").tolist() == [1] and not len(answers.matching("%"))


def test_asked_anew_only_what_people_said_stays(answers: Answers) -> None:
    answers.judge({2: "wasp"})
    answers.ask_anew()
    assert answers.counts()[State.WAITING] == answers.count() == 1
    (kept,) = answers.read([2])
    assert kept.verdict == "wasp" and kept.probabilities == () and answers.news(0) == []
    answers.expect([Found(PLACES[0], 10, 0)])
    assert answers.waiting_count() == 2


def test_what_is_no_longer_asked_for_is_forgotten(answers: Answers) -> None:
    answers.keep_only([Path(PLACES[1]), Path(PLACES[4]), Path("/elsewhere.jpg")])
    assert [each.path for each in answers.places()] == [PLACES[1], PLACES[4]] and answers.features([1]) == {}
    answers.keep_only([Path(PLACES[1])])
    assert answers.count() == 1


def test_threads_write_and_read_beside_each_other(answers: Answers) -> None:
    answers.expect(Found(f"/more/{index}.jpg", 1, 1) for index in range(200))
    failures: list[BaseException] = []

    def put(first: int) -> None:
        try:
            for id_ in range(first, 207, 4):
                answers.put([found(id_, 0.5, 0.5)])
                answers.read([id_])
        except BaseException as error:  # noqa: BLE001 - told by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=put, args=(7 + first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    stamps = [row[-1] for row in answers.news(0)]
    assert len(set(stamps)) == len(stamps) == 203 and stamps == sorted(stamps)


def test_files_that_are_none(answers: Answers, tmp_path: Path) -> None:
    with pytest.raises(AnswersDamaged):
        Answers(tmp_path / "none.answers")
    assert not (tmp_path / "none.answers").exists()
    (tmp_path / "text.answers").write_text("no database")
    with pytest.raises(AnswersDamaged, match="Classify the folders anew"):
        Answers(tmp_path / "text.answers")
    (tmp_path / "empty.answers").touch()
    with pytest.raises(AnswersDamaged):
        Answers(tmp_path / "empty.answers")
    answers.remember("question", "{}")
    with pytest.raises(AnswersDamaged):
        Answers(answers.file)
    answers.close()
    with closing(sqlite3.connect(answers.file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(AnswersTooNew, match="99"):
        Answers(answers.file)


def test_a_file_damaged_while_it_is_open(answers: Answers) -> None:
    answers.close()
    with closing(sqlite3.connect(answers.file)) as connection:
        connection.execute("DROP TABLE picture")
    with Answers(answers.file) as damaged:
        with pytest.raises(AnswersDamaged):
            damaged.count()
        with pytest.raises(AnswersNotSaved):
            damaged.put([broken(1)])


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotWritable):
        Answers.create(tmp_path / "file" / "one.answers", question(tmp_path))


def test_questions_with_the_same_answers_are_the_same(tmp_path: Path) -> None:
    one = question(tmp_path / "a", tmp_path / "b")
    assert Question.from_json(one.to_json()) == one
    assert one.identity == question(tmp_path / "b", tmp_path / "a", asking=Asking(runtime="torch", batch_size=8)).identity
    others = [
        question(tmp_path / "a"),
        question(tmp_path / "a", tmp_path / "b", asking=Asking(views="five")),
        question(tmp_path / "a", tmp_path / "b", asking=Asking(precision="fast")),
        question(tmp_path / "a", tmp_path / "b", sha256="2" * 64),
    ]
    assert len({one.identity, *(other.identity for other in others)}) == 5
