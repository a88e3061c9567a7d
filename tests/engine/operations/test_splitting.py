"""A project is split by whole groups as one change; training splits by the same plan, and looks at pictures first where that is quick."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from engine import cli
from engine.errors import ProjectReadOnly, SettingInvalid
from engine.operations import splitting
from engine.operations.examining import examine, unmeasured
from engine.operations.importing import import_folders
from engine.operations.splitting import leak_sentences, plan_of, split_for_training, split_project, survey_split
from engine.progress import run
from engine.project import changes
from engine.project.project import Project
from engine.project.sample import Split
from engine.splits.split import SplitPlan
from tests.engine.operations.conftest import named, scenes

PLAN = SplitPlan()


def sides(project: Project) -> dict[str, Split]:
    return {name: sample.split for name, sample in named(project).items()}


def series_of(after: dict[str, Split]) -> dict[str, set[Split]]:
    found: dict[str, set[Split]] = {}
    for name, side in after.items():
        found.setdefault(name.rpartition("-")[0], set()).add(side)
    return found


def test_a_split_keeps_alike_pictures_together_and_tells_what_a_plain_one_would_part(series: Project) -> None:
    outcome = run(split_project(series, PLAN))
    assert outcome.moved == 120 and unmeasured(series) == []
    assert all(len(found) == 1 for found in series_of(sides(series)).values())
    assert {row.sample_class.name: dict(row.counts) for row in outcome.survey.rows} == {
        name: {Split.TRAIN: 42, Split.VALIDATION: 9, Split.TEST: 9} for name in ("ant", "bee")
    }
    (leak,) = outcome.survey.leaks
    assert leak.relation == "near" and leak.plain > 0 and leak.present == 0 and outcome.survey.notes == ()
    (told,) = map(str, leak_sentences(outcome.survey))
    assert told == f"A plain random split would have put {leak.plain} of {leak.pairs} near-duplicate pairs on both sides; this one none."


def test_a_split_is_one_change_that_can_be_undone(series: Project) -> None:
    before = sides(series)
    run(split_project(series, PLAN))
    assert str(series.next_undo()) == "Split 120 pictures"
    series.undo()
    assert sides(series) == before
    series.redo()
    assert Counter(sides(series).values()) == {Split.TRAIN: 84, Split.VALIDATION: 18, Split.TEST: 18}


def test_new_pictures_move_no_old_ones_and_anew_deals_out_all_but_the_pinned(series: Project, tmp_path: Path) -> None:
    run(split_project(series, PLAN))
    old = sides(series)
    scenes(tmp_path / "more", {"ant": 4, "bee": 4}, alike=3, first=500)
    for picture in sorted((tmp_path / "more").rglob("*.jpg")):
        picture.rename(picture.with_stem(f"more-{picture.stem}"))
    run(import_folders(series, [tmp_path / "more"]))
    assert run(split_project(series, PLAN)).moved == 24
    assert {name: side for name, side in sides(series).items() if name in old} == old
    pinned = [sample.id for sample in series.samples()[:6]]
    series.apply(changes.pin(series, pinned, Split.TEST))
    run(split_project(series, SplitPlan(seed=7), anew=True))
    assert {sample.split for sample in series.samples(pinned)} == {Split.TEST}
    after = sides(series)
    assert after != old and all(len(found) == 1 for found in series_of(after).values())


def test_the_plan_is_remembered_and_one_that_cannot_be_read_is_not_used(series: Project) -> None:
    assert plan_of(series) == PLAN and plan_of(series, SplitPlan(seed=3)) == SplitPlan(seed=3)
    run(split_project(series, SplitPlan(test=0, folder=True)))
    assert plan_of(series, SplitPlan(seed=3)) == SplitPlan(test=0, folder=True)
    series.remember("split_plan", json.dumps({"train": -4}))
    assert plan_of(series) == PLAN
    with pytest.raises(SettingInvalid):
        run(split_project(series, SplitPlan(train=0)))


def test_what_people_should_know_is_told(series: Project) -> None:
    samples = series.samples()
    ants = [sample.id for sample in samples if sample.name.startswith("ant")]
    bees = [sample.id for sample in samples if sample.name.startswith("bee")]
    series.apply(changes.set_groups(series, dict.fromkeys(ants, "nest")))
    series.apply(changes.pin(series, bees[:1], Split.TRAIN))
    series.apply(changes.pin(series, bees[1:2], Split.TEST))
    before = [str(note) for note in run(survey_split(series, PLAN)).notes]
    assert any("120 pictures were not examined" in note for note in before)
    notes = [str(note) for note in run(split_project(series, PLAN)).survey.notes]
    assert any("60 pictures of the class “ant”" in note for note in notes)
    assert any("bee-000-0.jpg and bee-000-1.jpg" in note and "train and test" in note for note in notes)
    assert any("Pairs stay parted" in note for note in notes) and not any("not examined" in note for note in notes)


def test_a_read_only_project_can_be_looked_at_but_not_split(series: Project) -> None:
    run(split_project(series, PLAN))
    with Project.open(series.folder) as second:
        survey = run(survey_split(second, PLAN))
        assert sum(sum(row.counts.values()) for row in survey.rows) == 120 and survey.leaks
        with pytest.raises(ProjectReadOnly):
            run(split_project(second, PLAN))


def test_a_cancelled_split_changes_no_side(series: Project) -> None:
    before = sides(series)
    operation = split_project(series, PLAN)
    while next(operation).stage != "Dealing out the pictures":
        pass
    operation.close()
    assert sides(series) == before and series.recall("split_plan") is None


# ---- training ------------------------------------------------------------------------------------------------


def test_training_looks_at_labelled_pictures_and_keeps_alike_ones_together(series: Project) -> None:
    undo = str(series.next_undo())
    unlabelled = [sample.id for sample in series.samples() if sample.name.endswith("7-0.jpg")]
    series.apply(changes.unlabel(series, unlabelled), undoable=False)
    assert run(split_for_training(series, 1)) == []
    assert sorted(unmeasured(series)) == sorted(unlabelled)
    after = {name: side for name, side in sides(series).items() if named(series)[name].class_id is not None}
    assert set(after.values()) == {Split.TRAIN, Split.VALIDATION, Split.TEST}
    assert all(len(found) == 1 for found in series_of(after).values())
    assert str(series.next_undo()) == undo


def test_training_splits_many_pictures_without_looking_and_says_so(series: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "EXAMINED_FIRST", 50)
    (note,) = map(str, run(split_for_training(series, 1)))
    assert "120 pictures were not examined" in note and "split everything anew" in note
    assert len(unmeasured(series)) == 120 and Split.NONE not in sides(series).values()


def test_training_does_not_look_where_everything_is_decided(project: Project, tmp_path: Path) -> None:
    for side in ("train", "val"):
        scenes(tmp_path / "set" / side, {"ant": 5, "bee": 5}, first=0 if side == "train" else 50)
    run(import_folders(project, [tmp_path / "set"], split="folders"))
    assert run(split_for_training(project, 0)) == []
    assert len(unmeasured(project)) == 20


def test_training_follows_the_remembered_plan(series: Project) -> None:
    run(split_project(series, SplitPlan(test=0)))
    run(examine(series))
    series.undo()
    run(split_for_training(series, 5))
    assert set(sides(series).values()) == {Split.TRAIN, Split.VALIDATION}


# ---- commands ------------------------------------------------------------------------------------------------


@pytest.fixture
def fieldmark(series: Project) -> Callable[..., dict[str, Any]]:
    """Runs a command on the project `series`, in this process."""
    series.close()

    def command(name: str, *arguments: str, code: int = 0) -> dict[str, Any]:
        out, told = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(told), pytest.raises(SystemExit) as ended:
            cli.main([name, str(series.folder), *arguments, "--json"])
        assert ended.value.code == code, told.getvalue()
        return dict(json.loads(out.getvalue()))

    return command


def test_the_commands_examine_and_split(fieldmark: Callable[..., dict[str, Any]]) -> None:
    examined = fieldmark("examine")
    assert (examined["measured"], examined["near"]) == (120, {"groups": 40, "samples": 120})
    split = fieldmark("split", "--shares", "50,25,25", "--seed", "4")
    assert split["moved"] == 120 and split["classes"]["ant"] == {"train": 30, "validation": 15, "test": 15, "none": 0}
    assert fieldmark("split")["moved"] == 0  # what was said is remembered
    anew = fieldmark("split", "--anew", "--together", "none")
    assert not any(anew["plan"][name] for name in ("near", "burst", "group", "folder"))
    assert anew["leaks"][0]["present"] > 0
    assert fieldmark("split", "--together", "looks", code=3)["error"] == "SettingInvalid"
    assert fieldmark("split", "--shares", "1,2", code=3)["error"] == "SettingInvalid"
