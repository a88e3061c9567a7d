"""All pictures are looked at once, in batches that survive a kill; what looks alike, what is a burst, and what is missing is known then."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from engine.errors import ProjectReadOnly
from engine.images.flags import BLURRY, DARK
from engine.operations import examining
from engine.operations.examining import Tally, alike_pairs, examine, is_examined, measure, unmeasured
from engine.operations.importing import import_folders
from engine.operations.relinking import check_files
from engine.progress import Progress, run
from engine.project import changes
from engine.project.project import Project
from engine.project.sample import CHANGED, MISSING, PRESENT, UNREADABLE
from tests.conftest import ROOT
from tests.engine.operations.conftest import named, scene, scenes

EXAMINE = """
import sys
from pathlib import Path
from engine.operations import examining
from engine.project.project import Project

examining._BATCH = 5
with Project.open(Path(sys.argv[1])) as project:
    for progress in examining.examine(project, 1):
        print(progress.done, flush=True)
"""


def test_each_picture_is_measured_once(series: Project) -> None:
    assert len(unmeasured(series)) == 120 and not is_examined(series)
    stages: list[Progress] = []
    outcome = run(examine(series), stages.append)
    assert outcome.measured == 120 and outcome.missing == 0 and is_examined(series)
    facts = [sample.facts for sample in series.samples()]
    assert all(fact.fingerprint is not None and fact.sharpness is not None and 0 < (fact.brightness or 0) < 1 for fact in facts)
    assert [(step.done, step.total) for step in stages if step.stage == "Examining pictures"][-1] == (120, 120)
    assert run(examine(series)).measured == 0


def test_what_looks_nearly_the_same_is_a_group_named_by_its_first_sample(series: Project) -> None:
    outcome = run(examine(series))
    samples = named(series)
    assert outcome.near == Tally(40, 120) and outcome.exact == Tally(0, 0) and outcome.conflicts == 0
    for name, sample in samples.items():
        assert sample.facts.near == samples[name[:-1] + "0"].id
    pairs = alike_pairs(series.samples())
    names = {sample.id: name[:-2] for name, sample in samples.items()}
    assert len(pairs) >= 80 and all(names[one] == names[other] for one, other in pairs)


def test_copies_conflicts_and_flags_are_counted(project: Project, tmp_path: Path) -> None:
    scenes(tmp_path / "set", {"ant": 3, "bee": 3})
    (tmp_path / "set" / "wasp").mkdir()
    shutil.copy(tmp_path / "set" / "ant" / "ant-000-0.jpg", tmp_path / "set" / "ant" / "copy.jpg")
    shutil.copy(tmp_path / "set" / "bee" / "bee-001-0.jpg", tmp_path / "set" / "wasp" / "conflict.jpg")
    Image.new("RGB", (90, 70), (4, 4, 4)).save(tmp_path / "set" / "wasp" / "night.png")
    run(import_folders(project, [tmp_path / "set"]))
    outcome = run(examine(project))
    assert (outcome.exact, outcome.near, outcome.conflicts) == (Tally(2, 4), Tally(0, 0), 1)
    assert outcome.flags["dark"] == 1 and outcome.flags["bright"] == 0
    night = named(project)["night"].facts
    assert night.quality & DARK and not night.quality & BLURRY and night.fingerprint is None and night.near is None


def test_pictures_taken_in_one_go_are_a_burst(series: Project) -> None:
    ids = [sample.id for sample in series.samples()]
    times = [(1_000 + 60 * number, "camera", id_) for number, id_ in enumerate(ids)]
    times[5:8] = [(90_000 + number, "camera", ids[5 + number]) for number in range(3)]
    series.record(("taken", "camera"), times)
    outcome = run(examine(series))
    assert outcome.bursts == Tally(1, 3)
    assert [sample.facts.burst for sample in series.samples()][4:9] == [None, ids[5], ids[5], ids[5], None]


def test_groups_follow_when_pictures_come_and_only_what_changed_is_written(
    series: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(examine(series))
    before = {sample.id: sample.facts for sample in series.samples()}
    scene(tmp_path / "more" / "ant" / "late.jpg", 7, quality=70)
    run(import_folders(series, [tmp_path / "more"]))
    written: list[int] = []
    record = Project.record
    monkeypatch.setattr(
        Project, "record", lambda self, columns, rows: (written.extend(row[-1] for row in rows), record(self, columns, rows))
    )
    run(examine(series))
    late = named(series)["late"]
    assert set(written) == {late.id} and late.facts.near == named(series)["ant-007-0"].id
    assert all(sample.facts == before[sample.id] for sample in series.samples() if sample.id in before)


# ---- interrupted -------------------------------------------------------------------------------------------


def test_a_cancelled_examination_keeps_what_is_done_and_goes_on(series: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "_BATCH", 10)
    operation = examine(series)
    assert next(operation).done == 10
    next(operation)
    operation.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("examining")]
    assert len(unmeasured(series)) == 100 and not is_examined(series)
    assert run(examine(series)).measured == 100
    assert is_examined(series)


def test_an_examination_that_stopped_before_it_compared_is_not_taken_for_whole(series: Project) -> None:
    run(measure(series))
    assert unmeasured(series) == [] and not is_examined(series)
    assert run(examine(series)).near.groups == 40
    assert is_examined(series)
    series.record(["measured"], [(0, series.samples()[0].id)])
    run(measure(series))
    assert unmeasured(series) == [] and not is_examined(series)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_killed_examination_goes_on_where_it_was(series: Project) -> None:
    folder = series.folder
    series.close()
    worker = subprocess.Popen([sys.executable, "-c", EXAMINE, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    told = [int(worker.stdout.readline()) for _ in range(3)]
    os.kill(worker.pid, signal.SIGKILL)
    worker.communicate()
    with Project.open(folder, to_write=True) as again:
        assert again.rows("PRAGMA integrity_check") == [("ok",)]
        left = len(unmeasured(again))
        assert 0 < left <= 120 - told[-1]
        assert run(examine(again)).measured == left
        assert run(examine(again)).near == Tally(40, 120)


# ---- files and other work ------------------------------------------------------------------------------------


def test_missing_files_are_marked_and_measured_when_they_are_back(project: Project, tmp_path: Path) -> None:
    scenes(tmp_path / "set", {"ant": 3})
    run(import_folders(project, [tmp_path / "set"]))
    gone, broken = tmp_path / "set" / "ant" / "ant-001-0.jpg", tmp_path / "set" / "ant" / "ant-002-0.jpg"
    gone.rename(tmp_path / "away.jpg")
    broken.write_bytes(b"\xff\xd8 nothing")
    outcome = run(examine(project))
    assert (outcome.measured, outcome.missing) == (3, 1) and unmeasured(project) == []
    states = {name: (sample.facts.state, sample.facts.fingerprint is None) for name, sample in named(project).items()}
    assert states == {"ant-000-0": (PRESENT, False), "ant-001-0": (MISSING, True), "ant-002-0": (UNREADABLE, True)}
    (tmp_path / "away.jpg").rename(gone)
    assert run(examine(project)).missing == 0
    assert named(project)["ant-001-0"].facts.fingerprint is not None


def test_a_damaged_file_is_unreadable_until_it_is_whole_again(project: Project, tmp_path: Path) -> None:
    scenes(tmp_path / "set", {"ant": 2})
    damaged = tmp_path / "set" / "ant" / "damaged.png"
    Image.effect_noise((120, 90), 60).save(damaged)
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:400] + bytes(len(whole) - 600) + whole[-200:])  # its beginning and its end are sound
    run(import_folders(project, [tmp_path / "set"]))
    assert run(examine(project)).unreadable == 1 and unmeasured(project) == []
    assert named(project)["damaged"].facts.state == UNREADABLE
    os.utime(damaged, (1_000, 1_000))  # touched only
    checked = run(check_files(project))
    assert (checked.present, checked.unreadable, checked.changed) == (3, 1, 0)
    assert named(project)["damaged"].facts.state == UNREADABLE
    away = damaged.rename(tmp_path / "away.png")
    assert (run(check_files(project)).missing, run(examine(project)).unreadable) == (1, 0)
    away.rename(damaged)
    assert run(check_files(project)).unreadable == 0 and unmeasured(project) == [named(project)["damaged"].id]
    assert run(examine(project)).unreadable == 1
    damaged.write_bytes(whole)
    assert run(check_files(project)).changed == 1 and named(project)["damaged"].facts.state == CHANGED
    outcome = run(examine(project))
    assert (outcome.unreadable, outcome.measured) == (0, 1)
    assert named(project)["damaged"].facts.fingerprint is not None


def test_what_could_not_be_read_is_tried_again(series: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run(examine(series))
    first = series.samples()[0]
    series.record(("state", "brightness", "fingerprint"), [(UNREADABLE, None, None, first.id)])
    assert run(examine(series)).unreadable == 0
    assert series.samples([first.id])[0].facts.state == PRESENT


def test_a_thumbnail_that_outlived_its_file_does_not_bring_it_back(series: Project) -> None:
    run(examine(series))
    sample = series.samples()[0]
    series.record(("measured", "state", "fingerprint"), [(0, MISSING, None, sample.id)])
    sample.path.unlink()
    assert run(examine(series)).missing == 1
    assert series.samples([sample.id])[0].facts.fingerprint is not None


def test_people_label_while_pictures_are_examined(series: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "_BATCH", 3)
    bee = series.classes()[1]
    ids = [sample.id for sample in series.samples()[:30]]

    def label() -> None:
        for id_ in ids:
            series.apply(changes.label(series, [id_], bee))

    labelling = threading.Thread(target=label)
    labelling.start()
    run(examine(series, 1))
    labelling.join()
    assert {sample.class_id for sample in series.samples(ids)} == {bee.id} and is_examined(series)
    assert str(series.next_undo()) == "Label 1 as bee"


def test_a_project_that_may_not_be_written_is_refused_in_words(series: Project) -> None:
    with Project.open(series.folder) as second, pytest.raises(ProjectReadOnly, match="nothing was lost"):
        run(examine(second))
