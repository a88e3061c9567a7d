"""A job goes on where it was: nothing twice, nothing missing, what cannot be read is listed, new and changed files are asked about."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.batch import finding, job
from engine.batch.answers import Answers, State
from engine.batch.finding import SORTED_MARK
from engine.batch.job import ENDED, JobTally, held, run
from engine.errors import AnswersNotSaved, FolderMissing, JobBusy, NoPictures
from engine.images.failures import DAMAGED, NOT_THERE
from engine.progress import EarlyEnd
from engine.progress import run as ran
from tests.engine.batch.asking import Reader, picture, question, ready, said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for index in range(10):
        picture(tmp_path / "set" / f"day {index // 4}" / f"{index}.jpg", "ant" if index % 2 else "bee")
    picture(tmp_path / "set" / "broken.png", "broken")
    picture(tmp_path / "set" / "notes.txt", "ant")
    return tmp_path / "set"


@pytest.fixture
def answers(folder: Path, tmp_path: Path) -> Iterator[Answers]:
    with Answers.create(tmp_path / "home" / "one.answers", question(folder)) as answers:
        yield answers


def test_every_picture_is_asked_about_once_and_no_other_file(answers: Answers) -> None:
    reader = Reader()
    result = ran(run(answers, ready(reader)))
    assert said(answers) == {f"{index}.jpg": "ant" if index % 2 else "bee" for index in range(10)} | {"broken.png": DAMAGED}
    assert (result.asked, result.complete, result.problems) == (11, True, ())
    assert (result.tally.answered, result.tally.unreadable, result.tally.waiting) == (10, 1, 0)
    assert len(reader.read) == len(set(reader.read)) == 11
    assert answers.recall(ENDED)


def test_a_second_run_asks_only_about_what_is_new_or_has_changed(answers: Answers, folder: Path) -> None:
    ran(run(answers, ready(Reader())))
    again = Reader()
    assert ran(run(answers, ready(again))).asked == 0 and again.read == []
    picture(folder / "new.jpg", "bee")
    os.utime(picture(folder / "day 0" / "0.jpg", "ant"), ns=(1, 2))
    result = ran(run(answers, ready(again)))
    assert sorted(path.name for path in again.read) == ["0.jpg", "new.jpg"]
    assert said(answers)["0.jpg"] == "ant" and result.tally.answered == 11
    (changed,) = (each for each in answers.everything() if each.path.name == "0.jpg")
    assert changed.modified == pytest.approx(2e-9)


def test_an_unreadable_file_is_asked_about_again_only_when_it_has_changed(answers: Answers, folder: Path) -> None:
    ran(run(answers, ready(Reader())))
    picture(folder / "broken.png", "bee again")
    mended = Reader()
    assert ran(run(answers, ready(mended))).tally.unreadable == 0
    assert [path.name for path in mended.read] == ["broken.png"] and said(answers)["broken.png"] == "bee"


@pytest.mark.parametrize("batches", range(3))
def test_closed_at_any_time_it_goes_on_where_it_was(answers: Answers, batches: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "_REPORT_EVERY", 0.0)
    first, second = Reader(), Reader()
    operation = run(answers, ready(first))
    for progress in operation:
        if isinstance(progress.detail, JobTally) and answers.counts()[State.ANSWERED] >= 4 * batches - 1:  # one of them is broken
            break
    operation.close()
    kept = said(answers)
    assert len(kept) == 4 * batches and answers.recall(ENDED) == ""
    with held(answers):
        pass  # the lock was given back
    assert ran(run(answers, ready(second))).complete
    assert len(said(answers)) == 11 and set(said(answers).items()) >= set(kept.items())
    assert sorted(path.name for path in second.read) == sorted(said(answers).keys() - kept.keys())


def test_an_early_end_keeps_what_came(answers: Answers) -> None:
    finish = EarlyEnd()
    finish.wish()
    result = ran(run(answers, ready(Reader()), finish))
    assert (result.asked, result.complete, result.tally.waiting) == (4, False, 7) and answers.recall(ENDED) == ""


def test_files_that_vanish_are_told_and_asked_about_when_they_are_back(answers: Answers, folder: Path) -> None:
    kept = folder / "day 2" / "9.jpg"
    result = ran(run(answers, ready(Reader(before=lambda path: kept.unlink(missing_ok=True)))))
    assert result.tally.unreadable == 2 and said(answers)["9.jpg"] == NOT_THERE and result.complete
    assert answers.counts()[State.GONE] == 1
    picture(kept, "ant")
    assert ran(run(answers, ready(Reader()))).tally.unreadable == 1 and said(answers)["9.jpg"] == "ant"


def test_a_drive_that_goes_away_leaves_its_pictures_waiting(tmp_path: Path, folder: Path) -> None:
    drive, away = tmp_path / "drive", tmp_path / "away"
    for index in range(9):
        picture(drive / f"{index}.jpg")

    def unplug(path: Path) -> None:
        if path == drive / "5.jpg":
            drive.rename(away)

    with Answers.create(tmp_path / "home" / "two.answers", question(folder, drive)) as answers:
        result = ran(run(answers, ready(Reader(before=unplug))))
        assert result.tally.away == (drive,) and not result.complete
        assert result.tally.waiting == 4 and result.tally.answered == 15
        still = Reader()
        assert ran(run(answers, ready(still))).tally.away == (drive,) and still.read == []
        away.rename(drive)
        assert ran(run(answers, ready(still))).complete and len(still.read) == 4
        shutil.rmtree(drive)
        shutil.rmtree(folder)
        with pytest.raises(FolderMissing):
            ran(run(answers, ready(still)))
        assert answers.counts()[State.ANSWERED] == 19


def test_folders_without_pictures(tmp_path: Path) -> None:
    picture(tmp_path / "empty" / "notes.txt")
    with Answers.create(tmp_path / "one.answers", question(tmp_path / "empty")) as answers, pytest.raises(NoPictures):
        ran(run(answers, ready(Reader())))
    picture(tmp_path / "empty" / "only.jpg", "broken")
    with Answers(tmp_path / "one.answers") as answers:
        result = ran(run(answers, ready(Reader())))
    assert (result.tally.answered, result.tally.unreadable, result.complete) == (0, 1, True)


def test_what_was_sorted_into_the_folder_is_not_asked_about(answers: Answers, folder: Path) -> None:
    picture(folder / "sorted" / "ant" / "1.jpg")
    (folder / "sorted" / SORTED_MARK).mkdir()
    assert ran(run(answers, ready(Reader()))).asked == 11
    with Answers.create(folder.parent / "sorted.answers", question(folder / "sorted")) as chosen:
        assert ran(run(chosen, ready(Reader()))).asked == 1  # who names the folder itself means it


def test_folders_within_each_other_and_single_files(tmp_path: Path, folder: Path) -> None:
    single = picture(tmp_path / "single.jpg")
    with Answers.create(tmp_path / "one.answers", question(folder, folder / "day 0", single)) as answers:
        assert ran(run(answers, ready(Reader()))).asked == 12


def test_one_job_is_run_once_at_a_time(answers: Answers) -> None:
    with Answers(answers.file) as other, held(other), pytest.raises(JobBusy):
        ran(run(answers, ready(Reader())))
    assert ran(run(answers, ready(Reader()))).complete


def test_progress_counts_the_whole_job(answers: Answers) -> None:
    finish = EarlyEnd()
    finish.wish()
    ran(run(answers, ready(Reader()), finish))
    told = []
    ran(run(answers, ready(Reader(seconds=0.11))), told.append)
    tallies = [progress.detail for progress in told if isinstance(progress.detail, JobTally)]
    places = [(progress.done, progress.total) for progress in told if progress.detail]
    assert places[0] == (4, 11) and places[-1] == (11, 11) and places == sorted(places)
    assert tallies[-1].images_per_second > 0 and tallies[-1].runtime == "reader"


def test_a_store_that_cannot_be_written_ends_the_run_with_words(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    put = answers.put
    batches = []

    def full(findings: list[object]) -> None:
        batches.append(findings)
        if len(batches) == 2:
            raise AnswersNotSaved(reason="database or disk is full")
        put(findings)  # type: ignore[arg-type]

    monkeypatch.setattr(answers, "put", full)
    with pytest.raises(AnswersNotSaved, match="goes on where it was"):
        ran(run(answers, ready(Reader())))
    assert answers.counts()[State.ANSWERED] == 4 - len([1 for each in answers.everything() if each.reason])
    monkeypatch.undo()
    assert ran(run(answers, ready(Reader()))).complete


def test_a_walk_that_hangs_can_be_cancelled(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    drive = threading.Event()
    monkeypatch.setattr(finding, "Walk", lambda *_: iter(drive.wait, True))
    operation = run(answers, ready(Reader()))
    next(operation), next(operation)
    operation.close()  # would not return if it waited for the drive
    with held(answers):
        drive.set()
