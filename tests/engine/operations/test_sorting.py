"""Sorts and their journals as the window and the command line meet them."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.batch.answers import Answers
from engine.batch.question import Question
from engine.batch.sorting.shelf import alone, home
from engine.batch.sorting.values import DAMAGED, UNDOING
from engine.classifier.asking import Asking
from engine.errors import JournalUnusable, SortBusy, SortUnfinished
from engine.operations.importing import NONE, import_folders
from engine.operations.sorting import (
    MOVE,
    apply_sort,
    finish_sort,
    forget_sort,
    journal_at,
    journals,
    plan_sort,
    undo_sort,
    unfinished,
)
from engine.progress import run
from engine.project.project import Project
from tests.conftest import ROOT
from tests.engine.batch.sorting.made import answered, contents, sorted_by, tree, write

PICTURES = 120
WORKER = """
import sys
from pathlib import Path
from engine.operations.sorting import finish_sort, undo_sort
for progress in {"sort": finish_sort, "undo": undo_sort}[sys.argv[1]](Path(sys.argv[2])):
    print(progress.done, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(PICTURES):
        write(tmp_path / "pictures" / f"{number % 3}" / f"{number // 3:03}.jpg", f"picture {number}".encode(), 10**18 + number)
    return tmp_path / "pictures"


@pytest.fixture
def answers(folder: Path, tmp_path: Path) -> Iterator[Answers]:
    sure = {f"{number % 3}/{number // 3:03}.jpg": [(0.9, 0.1), (0.2, 0.8)][number % 2] for number in range(PICTURES)}
    with answered(tmp_path / "job.answers", folder, sure, ("ant", "bee")) as answers:
        yield answers


def broken_off(answers: Answers, target: Path) -> Path:
    plan = run(plan_sort(answers, target, MOVE))
    operation = apply_sort(plan.journal)
    for progress in operation:
        if progress.done >= PICTURES // 2:
            break
    operation.close()
    return plan.journal


def test_a_sort_that_was_cancelled_is_found_and_stands_before_the_next(answers: Answers, folder: Path, tmp_path: Path) -> None:
    before = tree(folder)
    journal = broken_off(answers, tmp_path / "sorted")
    card = unfinished(tmp_path / "sorted")
    assert card is not None and card.file == journal and 0 < card.done < PICTURES == card.pictures
    with pytest.raises(SortUnfinished) as refused:
        run(plan_sort(answers, tmp_path / "sorted", MOVE))
    assert journal.stem in refused.value.command
    assert run(finish_sort(journal)).pictures == PICTURES
    assert unfinished(tmp_path / "sorted") is None
    assert run(undo_sort(journal)).pictures == PICTURES
    assert tree(folder) == before


def test_a_sort_that_was_cancelled_can_be_undone(answers: Answers, folder: Path, tmp_path: Path) -> None:
    before = tree(folder)
    run(undo_sort(broken_off(answers, tmp_path / "sorted")))
    assert tree(folder) == before and not (tmp_path / "sorted").exists()
    assert run(plan_sort(answers, tmp_path / "sorted", MOVE)).pictures == PICTURES


def test_an_undo_that_was_cancelled_is_unfinished(answers: Answers, folder: Path, tmp_path: Path) -> None:
    journal = sorted_by(answers, tmp_path / "sorted")
    operation = undo_sort(journal)
    for progress in operation:
        if progress.done >= PICTURES // 2:
            break
    operation.close()
    assert [card.state for card in journals()] == [UNDOING]
    assert run(finish_sort(journal)).pictures == PICTURES
    assert len(list((tmp_path / "sorted").rglob("*.jpg"))) == PICTURES


def test_only_one_sort_is_at_work(answers: Answers, tmp_path: Path) -> None:
    plan = run(plan_sort(answers, tmp_path / "sorted", MOVE))
    with alone(), pytest.raises(SortBusy):
        run(apply_sort(plan.journal))
    assert run(apply_sort(plan.journal)).pictures == PICTURES


def test_journals_are_found_by_file_name_and_folder(answers: Answers, tmp_path: Path) -> None:
    journal = sorted_by(answers, tmp_path / "sorted")
    for words in (str(journal), journal.stem, journal.name, str(tmp_path / "sorted")):
        assert journal_at(words) == journal
    with pytest.raises(JournalUnusable):
        journal_at("never made")
    forget_sort(journal)
    assert journals() == []


def test_what_cannot_be_run_says_why(answers: Answers, tmp_path: Path) -> None:
    plan = run(plan_sort(answers, tmp_path / "sorted", MOVE))
    with pytest.raises(JournalUnusable, match="not begun"):
        run(undo_sort(plan.journal))
    run(apply_sort(plan.journal))
    run(undo_sort(plan.journal))
    with pytest.raises(JournalUnusable, match="was undone"):
        run(finish_sort(plan.journal))
    (home() / "torn.journal").write_bytes(b"SQLite format 3\0 and nothing more")
    with pytest.raises(JournalUnusable):
        run(undo_sort(home() / "torn.journal"))
    assert [card.state for card in journals()][:1] == [DAMAGED]


def test_without_its_answers_a_sort_still_comes_back(answers: Answers, folder: Path, tmp_path: Path) -> None:
    before = tree(folder)
    journal = sorted_by(answers, tmp_path / "sorted")
    answers.close()
    for file in tmp_path.glob("job.answers*"):
        file.unlink()
    assert run(undo_sort(journal)).pictures == PICTURES
    assert tree(folder) == before and not list(tmp_path.glob("job.answers*"))


def test_samples_of_a_project_follow_there_and_back(class_folders: Callable[..., Path], tmp_path: Path) -> None:
    root = class_folders({"red": 2, "green": 2})
    with Project.create(tmp_path / "colours") as project:
        run(import_folders(project, [root], NONE))
        old = {sample.id: sample.path for sample in project.samples()}
        sure = {path.relative_to(root).as_posix(): (0.9, 0.1) for path in old.values()}
        with answered(tmp_path / "job.answers", root, sure, ("ant", "bee")) as answers:
            plan = run(plan_sort(answers, tmp_path / "sorted", MOVE))
            run(apply_sort(plan.journal, project))
        moved = {sample.id: sample.path for sample in project.samples()}
        assert moved.keys() == old.keys() and all(path.is_relative_to(tmp_path / "sorted") and path.exists() for path in moved.values())
        assert {id_: path.name for id_, path in moved.items()} == {id_: path.name for id_, path in old.items()}
        run(undo_sort(plan.journal, project))
        assert {sample.id: sample.path for sample in project.samples()} == old


def test_nothing_to_sort_is_no_failure(tmp_path: Path) -> None:
    question = Question(tmp_path / "model", "0" * 64, ("ant", "bee"), (), (tmp_path / "in",), Asking())
    with Answers.create(tmp_path / "job.answers", question) as answers:
        plan = run(plan_sort(answers, tmp_path / "sorted", MOVE))
        assert (plan.pictures, plan.folders, plan.needed) == (0, (), 0)
        assert run(apply_sort(plan.journal)).pictures == 0
        run(undo_sort(plan.journal))
    assert not (tmp_path / "sorted").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_killed_at_random_moments_nothing_is_lost_or_doubled(answers: Answers, folder: Path, tmp_path: Path) -> None:
    before, held, luck = tree(folder), contents(folder), random.Random(4)
    journal = run(plan_sort(answers, folder / "sorted", MOVE)).journal
    for way in ("sort", "sort", "sort", "undo", "undo"):
        if way == "undo" and unfinished(folder / "sorted"):
            assert run(finish_sort(journal)).pictures == PICTURES
        worker = subprocess.Popen([sys.executable, "-c", WORKER, way, str(journal)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert worker.stdout is not None
        for _ in range(luck.randrange(1, PICTURES // 3)):
            worker.stdout.readline()
        time.sleep(luck.uniform(0, 0.01))
        os.kill(worker.pid, signal.SIGKILL)
        worker.communicate()
        inodes = {path.stat().st_ino: path.read_bytes() for path in folder.rglob("*.jpg")}
        assert sorted(inodes.values()) == held
    run(undo_sort(journal))
    assert tree(folder) == before
