"""The commands about sorts, as a person would use them after a classification."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.batch.answers import Answers
from engine.errors import SortStopped, SpaceLacking
from engine.operations.sorting import COPY, MOVE, apply_sort, finish_sort, plan_sort, undo_sort
from engine.progress import run
from tests.e2e.conftest import Fieldmark
from tests.engine.batch.sorting.made import answered, tree, write


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    for number in range(80):
        write(tmp_path / "pictures" / f"{number:02}.jpg", f"picture {number}".encode())
    sure = {f"{number:02}.jpg": [(0.9, 0.1), (0.2, 0.8)][number % 2] for number in range(80)}
    with answered(tmp_path / "job.answers", tmp_path / "pictures", sure, ("ant", "bee")) as answers:
        yield answers


def test_a_sort_that_broke_off_is_listed_finished_and_undone(fieldmark: Fieldmark, answers: Answers, tmp_path: Path) -> None:
    before = tree(tmp_path / "pictures")
    assert fieldmark("sort", "list") == {"sorts": []}
    operation = apply_sort(run(plan_sort(answers, tmp_path / "sorted", MOVE)).journal)
    while next(operation).done < 60:
        pass
    operation.close()
    (card,) = fieldmark("sort", "list")["sorts"]
    assert card["unfinished"] and 60 <= card["done"] < 80 == card["pictures"]
    finished = fieldmark("sort", "finish", card["name"])
    assert (finished["pictures"], finished["failed"], finished["problems"]) == (80, 0, [])
    undone = fieldmark("sort", "undo", tmp_path / "sorted")
    assert (undone["pictures"], undone["kept"]) == (80, 0)
    assert tree(tmp_path / "pictures") == before and not (tmp_path / "sorted").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A drive of its own with two megabytes; only root may mount one."""
    mount, disk = shutil.which("mount"), tmp_path / "disk"
    disk.mkdir()
    if mount is None or subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("how", [COPY, MOVE])
def test_a_drive_that_gets_full_stops_the_sort_which_then_goes_on(how: str, small_disk: Path, tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path / "pictures" / f"{number:02}.jpg", bytes([number]) * 20_000)
    before = tree(tmp_path / "pictures")
    sure = {f"{number:02}.jpg": [(0.9, 0.1), (0.2, 0.8)][number % 2] for number in range(40)}
    with answered(tmp_path / "job.answers", tmp_path / "pictures", sure, ("ant", "bee")) as answers:
        plan = run(plan_sort(answers, small_disk / "sorted", how))
        assert plan.needed == 40 * 20_000 and plan.fits
        space = os.statvfs(small_disk)
        (small_disk / "filler").write_bytes(bytes(space.f_bavail * space.f_frsize - 300_000))
        with pytest.raises(SpaceLacking):
            run(apply_sort(plan.journal))
        operation = apply_sort(plan.journal)
        (small_disk / "filler").unlink()
        next(operation)
        (small_disk / "filler").write_bytes(bytes(space.f_bavail * space.f_frsize - 300_000))
        with pytest.raises(SortStopped, match="No space left"):
            run(operation)
        copies = [path for path in (small_disk / "sorted").rglob("*.jpg") if path.is_file()]
        kept = list((tmp_path / "pictures").glob("*.jpg"))
        assert 0 < len(copies) < 20 and len(kept) == (40 if how == COPY else 40 - len(copies))
        assert not list(small_disk.rglob("*.part"))
        (small_disk / "filler").unlink()
        assert run(finish_sort(plan.journal)).pictures == 40
        run(undo_sort(plan.journal))
    assert tree(tmp_path / "pictures") == before and not list(small_disk.iterdir())


def test_a_journal_that_is_not_there_is_told(fieldmark: Fieldmark, tmp_path: Path) -> None:
    refused = fieldmark("sort", "undo", tmp_path / "none", expect=3)
    assert refused["error"] == "JournalUnusable"
