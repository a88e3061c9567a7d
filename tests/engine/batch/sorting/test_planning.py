"""The dry run: it counts, finds what stands against a sort, and touches nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.batch.answers import Answers
from engine.batch.table import Thresholds
from engine.errors import FolderNotWritable, SettingInvalid, SortRefused, SpaceLacking
from engine.operations.sorting import COPY, HARD_LINK, MOVE, SYMLINK, apply_sort, journals, plan_sort, undo_sort
from engine.progress import run
from tests.engine.batch.sorting.made import answered, sorted_by, tree, write


def placed(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.suffix != ".txt")


def test_a_plan_counts_and_touches_nothing(answers: Answers, pictures: Path, tmp_path: Path) -> None:
    before = tree(tmp_path / "pictures"), sorted(path.name for path in tmp_path.iterdir())
    plan = run(plan_sort(answers, tmp_path / "sorted", COPY))
    assert {folder.name: folder.pictures for folder in plan.folders} == {"ant": 2, "bee": 1, "unsure": 1, "wasp": 1}
    assert (plan.pictures, plan.sidecars, plan.renamed, plan.unreadable) == (5, 2, 1, 1)
    moved = [path for path in pictures.rglob("*") if path.is_file() and path.name not in ("broken.jpg", "notes.txt")]
    assert plan.bytes == plan.needed == sum(path.stat().st_size for path in moved)
    assert plan.free > 0 and plan.fits
    assert (tree(tmp_path / "pictures"), sorted(path.name for path in tmp_path.iterdir())) == before
    assert journals() == []
    assert run(plan_sort(answers, tmp_path / "sorted", MOVE)).needed == 0


def test_a_new_plan_takes_the_place_of_the_one_before(answers: Answers, tmp_path: Path) -> None:
    first = run(plan_sort(answers, tmp_path / "sorted", COPY))
    second = run(plan_sort(answers, tmp_path / "sorted", MOVE))
    assert not first.journal.exists() and second.journal.exists()


def test_a_plan_that_is_broken_off_leaves_nothing(answers: Answers, tmp_path: Path, home: Path) -> None:
    operation = plan_sort(answers, tmp_path / "sorted", COPY)
    next(operation)
    operation.close()
    assert not list(home.rglob("*.journal*"))


def test_verdicts_thresholds_and_left_out_folders(answers: Answers, pictures: Path, tmp_path: Path) -> None:
    ids = {answer.path.name + answer.path.parent.name: answer.id for answer in answers.everything()}
    answers.judge({ids["c.jpgsub"]: "moth", ids["b.jpgpictures"]: "?"})
    plan = run(plan_sort(answers, tmp_path / "sorted", COPY, thresholds=Thresholds(confidence=0.92)))
    assert {folder.name: folder.pictures for folder in plan.folders} == {"ant": 1, "moth": 1, "unknown": 1, "unsure": 1, "wasp": 1}
    plan = run(plan_sort(answers, tmp_path / "sorted", COPY, thresholds=Thresholds(confidence=0.92), unsure="", unknown=""))
    assert (plan.pictures, plan.left_unsure, plan.left_unknown) == (3, 1, 1)
    plan = run(plan_sort(answers, tmp_path / "sorted", COPY, ids=[ids["d.pngdeep"]]))
    assert [(folder.name, folder.pictures) for folder in plan.folders] == [("wasp", 1)]


def test_files_that_are_gone_or_changed_stay_out_and_are_named(answers: Answers, pictures: Path, tmp_path: Path) -> None:
    (pictures / "a.jpg").unlink()
    (pictures / "b.jpg").write_bytes(b"something else")
    plan = run(plan_sort(answers, tmp_path / "sorted", MOVE))
    assert (plan.pictures, plan.gone, plan.changed) == (3, 1, 1)
    assert [Path(str(each.place)).name for each in plan.problems] == ["a.jpg", "b.jpg"]
    (pictures / "sub/a.jpg").write_bytes(b"changed after the plan")
    done = run(apply_sort(plan.journal))
    assert (done.pictures, done.failed) == (2, 1) and "changed" in done.problems[0].told()
    assert (pictures / "sub/a.jpg").read_bytes() == b"changed after the plan"


def test_what_comes_to_lie_at_a_new_place_after_the_plan_is_not_overwritten(answers: Answers, pictures: Path, tmp_path: Path) -> None:
    plan = run(plan_sort(answers, tmp_path / "sorted", MOVE))
    write(tmp_path / "sorted/bee/b.jpg", b"mine")
    write(tmp_path / "sorted/wasp/d.png", b"")
    done = run(apply_sort(plan.journal))
    assert (done.pictures, done.failed) == (3, 2)
    assert (tmp_path / "sorted/bee/b.jpg").read_bytes() == b"mine" and (pictures / "b.jpg").exists()
    assert (tmp_path / "sorted/wasp/d.png").read_bytes() == b"" and (pictures / "sub/deep/d.png").exists()
    undone = run(undo_sort(plan.journal))
    assert undone.kept == 0 and (tmp_path / "sorted/bee/b.jpg").read_bytes() == b"mine"


def test_names_that_differ_in_case_or_accents_only_are_the_same_everywhere(tmp_path: Path) -> None:
    names = ["1/Bird.jpg", "2/bird.JPG", "3/caf\u00e9.jpg", "4/cafe\u0301.jpg"]
    for name in names:
        write(tmp_path / "in" / name, name.encode())
    write(tmp_path / "out/BIRDS/BIRD.jpg", b"was here")
    with answered(tmp_path / "job.answers", tmp_path / "in", dict.fromkeys(names, (0.9, 0.1)), ("birds", "bees")) as answers:
        sorted_by(answers, tmp_path / "out", COPY)
    found = placed(tmp_path / "out")
    assert found == sorted(
        ["BIRDS/BIRD.jpg", "BIRDS/Bird (2).jpg", "BIRDS/bird (3).JPG", "BIRDS/caf\u00e9.jpg", "BIRDS/cafe\u0301 (2).jpg"]
    )
    assert (tmp_path / "out/BIRDS/BIRD.jpg").read_bytes() == b"was here"


def test_classes_whose_folders_would_be_one_get_two(tmp_path: Path) -> None:
    sure = {
        "a.jpg": (0.9, 0.05, 0.03, 0.02),
        "b.jpg": (0.05, 0.9, 0.03, 0.02),
        "c.jpg": (0.3, 0.3, 0.2, 0.2),
        "d.jpg": (0.02, 0.03, 0.9, 0.05),
    }
    for name in sure:
        write(tmp_path / "in" / name, name.encode())
    write(tmp_path / "out/con", b"a file with the name of a class")
    with answered(tmp_path / "job.answers", tmp_path / "in", sure, ("Ant", "ant", "con", "unsure")) as answers:
        sorted_by(answers, tmp_path / "out", COPY)
    assert placed(tmp_path / "out") == sorted(["Ant/a.jpg", "ant (2)/b.jpg", "con", "con_/d.jpg", "unsure (2)/c.jpg"])


def test_names_that_not_every_system_takes_are_made_such(tmp_path: Path) -> None:
    names = ["CON.jpg", "a:b?.jpg", "x" * 246 + ".jpg", "fine name (1).jpg"]
    for name in names:
        write(tmp_path / "in" / name, name[:20].encode())
    with answered(tmp_path / "job.answers", tmp_path / "in", dict.fromkeys(names, (0.9, 0.1)), ("ant", "bee")) as answers:
        plan = run(plan_sort(answers, tmp_path / "out", COPY))
        assert plan.adapted == 3
        run(apply_sort(plan.journal))
    assert placed(tmp_path / "out") == sorted(["ant/CON_.jpg", "ant/a_b_.jpg", f"ant/{'x' * 239}.jpg", "ant/fine name (1).jpg"])


@pytest.mark.parametrize("how", [COPY, HARD_LINK, SYMLINK])
def test_copies_into_the_classified_folder_itself_are_refused(how: str, answers: Answers, pictures: Path) -> None:
    with pytest.raises(SortRefused, match="would be classified as new"):
        run(plan_sort(answers, pictures, how))
    assert run(plan_sort(answers, pictures / "sorted", how)).pictures == 5


def test_a_target_that_is_a_file_or_may_not_be_written_is_refused(
    answers: Answers, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SortRefused, match="is a file"):
        run(plan_sort(answers, pictures / "notes.txt" / "sorted", COPY))
    with pytest.raises(SettingInvalid, match="copy, move"):
        run(plan_sort(answers, tmp_path / "sorted", "teleport"))
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != str(tmp_path / "locked") and access(path, mode))
    (tmp_path / "locked").mkdir()
    with pytest.raises(FolderNotWritable, match="locked"):
        run(plan_sort(answers, tmp_path / "locked" / "sorted", COPY))


def test_pictures_in_a_folder_that_may_not_be_changed_are_named(
    answers: Answers, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != str(pictures / "sub") and access(path, mode))
    plan = run(plan_sort(answers, tmp_path / "sorted", MOVE))
    assert (plan.pictures, plan.refused) == (3, 2)
    assert run(plan_sort(answers, tmp_path / "sorted", COPY)).refused == 0


def test_too_little_space_is_said_before_anything_is_copied(answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=10))
    plan = run(plan_sort(answers, tmp_path / "sorted", COPY))
    assert not plan.fits
    with pytest.raises(SpaceLacking):
        run(apply_sort(plan.journal))
    assert not (tmp_path / "sorted").exists()
    assert run(plan_sort(answers, tmp_path / "sorted", HARD_LINK)).fits


def test_hard_links_to_another_drive_are_refused(
    answers: Answers, pictures: Path, tmp_path: Path, other_drive: Callable[[Path], None]
) -> None:
    other_drive(pictures)
    with pytest.raises(SortRefused, match="another drive"):
        run(plan_sort(answers, tmp_path / "sorted", HARD_LINK))
    plan = run(plan_sort(answers, tmp_path / "sorted", MOVE))
    assert plan.needed == plan.bytes > 0


@pytest.fixture
def other_drive(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Lets all files below a folder look as if they lay on another drive."""

    def pretend(folder: Path) -> None:
        lstat = os.lstat

        def elsewhere(path: str) -> os.stat_result:
            status = lstat(path)
            if not str(path).startswith(str(folder)):
                return status
            return os.stat_result((*status[:2], status.st_dev + 1, *status[3:]), {"st_mtime_ns": status.st_mtime_ns})

        monkeypatch.setattr(os, "lstat", elsewhere)

    return pretend


def test_many_pictures_of_one_name_are_numbered_in_order(tmp_path: Path) -> None:
    names = [f"{number:03}/img.jpg" for number in range(200)]
    for name in names:
        write(tmp_path / "in" / name, name.encode())
    with answered(tmp_path / "job.answers", tmp_path / "in", dict.fromkeys(names, (0.9, 0.1)), ("ant", "bee")) as answers:
        sorted_by(answers, tmp_path / "out", COPY)
    assert (tmp_path / "out/ant/img.jpg").read_bytes() == b"000/img.jpg"
    assert (tmp_path / "out/ant/img (200).jpg").read_bytes() == b"199/img.jpg"
    assert len(placed(tmp_path / "out")) == 200


def test_a_raw_file_keeps_the_sidecar_that_it_shares(answers: Answers, pictures: Path, tmp_path: Path) -> None:
    write(pictures / "a.CR2", b"raw")
    plan = run(plan_sort(answers, tmp_path / "sorted", MOVE))
    assert plan.sidecars == 1  # that of c.jpg
    run(apply_sort(plan.journal))
    assert (pictures / "a.xmp").exists() and not (tmp_path / "sorted/ant/a.xmp").exists()
