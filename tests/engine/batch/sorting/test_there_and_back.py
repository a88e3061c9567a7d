"""What a sort does to a tree, and that undoing it leaves nothing behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.batch.answers import Answers
from engine.batch.sorting.values import APPLIED, HOW, UNDONE
from engine.operations.sorting import COPY, HARD_LINK, MOVE, SYMLINK, journals, plan_sort, undo_sort
from engine.progress import run
from tests.engine.batch.sorting.made import sorted_by, tree

WHERE = {
    "a.jpg": "ant/a.jpg",
    "b.jpg": "bee/b.jpg",
    "sub/a.jpg": "ant/a (2).jpg",
    "sub/c.jpg": "unsure/c.jpg",
    "sub/deep/d.png": "wasp/d.png",
}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("target", ["sorted", "pictures/sorted"])
def test_every_way_there_and_back(how: str, target: str, answers: Answers, pictures: Path, tmp_path: Path) -> None:
    before = tree(tmp_path / "pictures"), {path.name for path in tmp_path.iterdir()} | {"job.answers-shm", "job.answers-wal"}
    contents = {name: (pictures / name).read_bytes() for name in WHERE}
    journal = sorted_by(answers, tmp_path / target, how)
    for name, place in WHERE.items():
        assert (tmp_path / target / place).read_bytes() == contents[name]
        assert (pictures / name).exists() == (how != MOVE)
    assert (tmp_path / target / "ant/a.jpg").stat().st_mtime_ns == before[0]["a.jpg"][1]
    undone = run(undo_sort(journal))
    assert (undone.pictures, undone.kept) == (5, 0)
    assert tree(tmp_path / "pictures") == before[0]
    assert {path.name for path in tmp_path.iterdir()} <= before[1]
    assert [card.state for card in journals()] == [UNDONE]


def test_sorting_into_the_classified_folder_itself_moves_only_what_is_not_in_place(answers: Answers, pictures: Path) -> None:
    before = tree(pictures)
    journal = sorted_by(answers, pictures, MOVE)
    assert sorted(path.relative_to(pictures).as_posix() for path in pictures.rglob("*.jpg")) == sorted(
        ["broken.jpg", "ant/a.jpg", "ant/a (2).jpg", "bee/b.jpg", "unsure/c.jpg"]
    )
    again = run(plan_sort(answers, pictures, MOVE))
    assert (again.pictures, again.in_place) == (0, 5)
    run(undo_sort(journal))
    assert tree(pictures) == before


def test_sidecars_travel_with_their_picture(answers: Answers, pictures: Path, tmp_path: Path) -> None:
    sorted_by(answers, tmp_path / "sorted", MOVE)
    assert (tmp_path / "sorted/ant/a.xmp").read_bytes() == b"<x:xmpmeta/>"
    assert (tmp_path / "sorted/unsure/c.jpg.xmp").exists()
    assert not list(pictures.rglob("*.xmp"))


def test_answers_follow_their_pictures(answers: Answers, pictures: Path, tmp_path: Path) -> None:
    journal = sorted_by(answers, tmp_path / "sorted", MOVE)
    paths = {answer.path for answer in answers.everything()}
    assert paths == {tmp_path / "sorted" / place for place in WHERE.values()} | {pictures / "broken.jpg"}
    run(undo_sort(journal))
    assert {answer.path for answer in answers.everything()} == {pictures / name for name in (*WHERE, "broken.jpg")}


def test_what_was_changed_or_taken_since_is_left_and_named(answers: Answers, pictures: Path, tmp_path: Path) -> None:
    target = tmp_path / "sorted"
    journal = sorted_by(answers, target, MOVE)
    (target / "ant/a.jpg").write_bytes(b"retouched")
    shutil.move(target / "bee/b.jpg", tmp_path / "elsewhere.jpg")
    (pictures / "sub/c.jpg").write_bytes(b"a new picture in the old place")
    undone = run(undo_sort(journal))
    assert undone.kept == 3 and {Path(str(each.place)).name for each in undone.problems} == {"a.jpg", "b.jpg", "c.jpg"}
    assert (target / "ant/a.jpg").read_bytes() == b"retouched"
    assert (pictures / "sub/c.jpg").read_bytes() == b"a new picture in the old place"
    assert (target / "unsure/c.jpg").exists() and (pictures / "sub/deep/d.png").exists()
    assert not (target / "wasp").exists()
    (target / "bee").mkdir()
    shutil.move(tmp_path / "elsewhere.jpg", target / "bee/b.jpg")
    assert run(undo_sort(journal)).pictures == 1
    assert (pictures / "b.jpg").exists()


@pytest.mark.parametrize("how", [COPY, HARD_LINK])
def test_the_last_one_of_a_picture_is_never_removed(how: str, answers: Answers, pictures: Path, tmp_path: Path) -> None:
    journal = sorted_by(answers, tmp_path / "sorted", how)
    (pictures / "a.jpg").unlink()
    undone = run(undo_sort(journal))
    assert undone.kept == 1 and (tmp_path / "sorted/ant/a.jpg").exists()
    assert [card.state for card in journals()] == [UNDONE]


def test_a_folder_that_somebody_used_since_stays(answers: Answers, tmp_path: Path) -> None:
    journal = sorted_by(answers, tmp_path / "sorted", MOVE)
    (tmp_path / "sorted/bee/mine.txt").write_text("mine")
    run(undo_sort(journal))
    assert [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "sorted").rglob("*")] == ["sorted/bee", "sorted/bee/mine.txt"]


def test_two_sorts_into_one_target_are_undone_one_after_the_other(answers: Answers, pictures: Path, tmp_path: Path) -> None:
    before = tree(pictures)
    first = sorted_by(answers, tmp_path / "sorted", COPY)
    between = tree(tmp_path / "sorted")
    second = sorted_by(answers, tmp_path / "sorted", COPY)
    assert (tmp_path / "sorted/ant/a (3).jpg").exists() and (tmp_path / "sorted/ant/a (4).jpg").exists()
    assert [card.state for card in journals()] == [APPLIED, APPLIED]
    run(undo_sort(second))
    assert tree(tmp_path / "sorted") == between
    run(undo_sort(first))
    assert not (tmp_path / "sorted").exists() and tree(pictures) == before


def test_links_to_pictures_are_copied_as_what_they_lead_to_and_never_moved(answers: Answers, pictures: Path, tmp_path: Path) -> None:
    shutil.move(pictures / "a.jpg", tmp_path / "real.jpg")
    (pictures / "a.jpg").symlink_to(tmp_path / "real.jpg")
    plan = run(plan_sort(answers, tmp_path / "sorted", MOVE))
    assert plan.refused == 1 and "link" in plan.problems[0].told()
    journal = sorted_by(answers, tmp_path / "sorted", COPY)
    assert not (tmp_path / "sorted/ant/a.jpg").is_symlink()
    run(undo_sort(journal))
    linked = sorted_by(answers, tmp_path / "sorted", SYMLINK)
    assert (tmp_path / "sorted/ant/a.jpg").readlink() == pictures / "a.jpg"
    run(undo_sort(linked))
    assert (tmp_path / "real.jpg").exists() and not (tmp_path / "sorted").exists()
