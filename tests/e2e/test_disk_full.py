"""A full disk: the edit is refused with a clear message, nothing is lost, and work goes on when there is space again."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.batch.answers import Answers, State
from engine.batch.job import run as classified
from engine.errors import AnswersNotSaved, Sentence, WriteFailed
from engine.progress import run
from engine.project import changes
from engine.project.project import Project
from engine.project.sample import NewSample, Source
from tests.engine.batch.asking import Reader, picture, question, ready


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Four megabytes of their own; only root may mount them."""
    mount = shutil.which("mount")
    disk = tmp_path / "disk"
    disk.mkdir()
    if mount is None or subprocess.run([mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def filled(disk: Path, leaving: int) -> Path:
    """A file that takes all but `leaving` bytes of `disk`."""
    filler = disk / "filler"
    space = os.statvfs(disk)
    filler.write_bytes(b"\0" * max(0, space.f_bavail * space.f_frsize - leaving))
    return filler


def test_a_full_disk_refuses_an_edit_keeps_the_rest_and_goes_on(small_disk: Path) -> None:
    with Project.create(small_disk / "birds") as project:
        new = [NewSample(small_disk / f"{number:05}.jpg", 1, 2, f"{number:032x}", 3, 4, "ant") for number in range(2000)]
        project.add(new, Source.FOLDER, Sentence("Import"), "batch")
        ids = [sample.id for sample in project.samples()]
        filler = filled(small_disk, leaving=150_000)
        done = 0
        with pytest.raises(WriteFailed) as refused:
            for _ in range(2000):
                project.apply(changes.mark_unsure(project, [ids[done]]))
                done += 1
        assert "full" in str(refused.value) and "safe on the disk" in str(refused.value)
        assert [sample.unsure for sample in project.samples()] == [True] * done + [False] * (len(ids) - done)
        assert project.rows("PRAGMA integrity_check") == [("ok",)]

        filler.unlink()
        project.apply(changes.mark_unsure(project, [ids[done]]))
        assert project.samples()[done].unsure
    with Project.open(small_disk / "birds", to_write=True) as project:
        assert sum(sample.unsure for sample in project.samples()) == done + 1
        assert project.undo() is not None


def test_a_full_disk_ends_a_classification_which_goes_on_when_there_is_space(small_disk: Path, tmp_path: Path) -> None:
    for index in range(300):
        picture(tmp_path / "new" / f"{index:03}.jpg")
    with Answers.create(small_disk / "one.answers", question(tmp_path / "new")) as answers:
        filler = filled(small_disk, leaving=400_000)
        with pytest.raises(AnswersNotSaved) as refused:
            run(classified(answers, ready(Reader(width=2000))))
        assert "full" in str(refused.value) and "goes on where it was" in str(refused.value)
        kept = answers.counts()[State.ANSWERED]
        assert 0 < kept < 300 and answers.rows("PRAGMA integrity_check") == [("ok",)]
        filler.unlink()
        result = run(classified(answers, ready(Reader(width=2000))))
        assert result.complete and result.asked == 300 - kept
