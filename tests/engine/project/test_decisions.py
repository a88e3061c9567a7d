"""Not sure, pins, groups, facts, and going back in the history."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import Sentence
from engine.project import changes, class_changes
from engine.project.project import Project
from engine.project.sample import NewSample, Source, Split
from tests.engine.project.conftest import AddSamples


def test_not_sure_takes_the_label_and_a_label_takes_not_sure(project: Project, add: AddSamples) -> None:
    samples = add(["a", "b"], "ant")
    (ant,) = project.classes()
    project.apply(changes.mark_unsure(project, [samples[0].id]))
    assert [(each.unsure, each.class_id) for each in project.samples()] == [(True, None), (False, ant.id)]
    project.apply(changes.label(project, [samples[0].id], ant))
    assert [(each.unsure, each.class_id) for each in project.samples()] == [(False, ant.id)] * 2
    project.undo()
    assert project.samples()[0].unsure and project.samples()[0].class_id is None
    project.apply(changes.unlabel(project, [samples[0].id]))
    assert not project.samples()[0].unsure
    project.undo(), project.undo()
    assert [(each.unsure, each.class_id, each.source) for each in project.samples()] == [(False, ant.id, Source.FOLDER)] * 2


def test_marking_what_is_marked_changes_nothing(project: Project, add: AddSamples) -> None:
    (sample,) = add(["a"])
    project.apply(changes.mark_unsure(project, [sample.id]))
    assert changes.mark_unsure(project, [sample.id]).edits == ()


def test_a_pin_sets_the_side_and_unpinning_keeps_it(project: Project, add: AddSamples) -> None:
    samples = add(["a", "b", "c"])
    project.apply(changes.pin(project, [samples[0].id, samples[2].id], Split.TEST))
    assert [(each.split, each.pinned) for each in project.samples()] == [(Split.TEST, True), (Split.NONE, False), (Split.TEST, True)]
    project.apply(changes.pin(project, [samples[0].id], Split.NONE))
    assert (project.samples()[0].split, project.samples()[0].pinned) == (Split.TEST, False)
    project.undo()
    assert project.samples()[0].pinned


def test_groups_are_named_and_taken_back(project: Project, add: AddSamples) -> None:
    samples = add(["a", "b"], group="site 1")
    project.apply(changes.set_groups(project, {samples[0].id: "site 2", samples[1].id: "site 1"}))
    assert [each.group for each in project.samples()] == ["site 2", "site 1"]
    project.undo()
    assert [each.group for each in project.samples()] == ["site 1", "site 1"]


def test_facts_are_kept_without_an_undo_step_and_nothing_else_passes_as_a_fact(project: Project, add: AddSamples) -> None:
    (sample,) = add(["a"], taken=1_600_000_000, camera="Reconyx HP2", format="JPEG", frames=3)
    before = project.next_undo()
    project.record(("quality", "fingerprint", "near"), [(5, -(2**63), sample.id, sample.id)])
    facts = project.samples()[0].facts
    assert (facts.taken, facts.camera, facts.format, facts.frames) == (1_600_000_000, "Reconyx HP2", "JPEG", 3)
    assert (facts.quality, facts.fingerprint, facts.near, facts.sharpness) == (5, -(2**63), sample.id, None)
    assert project.next_undo() == before
    with pytest.raises(ValueError, match="split"):
        project.record(("split",), [("train", sample.id)])


def test_an_annotation_comes_in_as_it_went_out(project: Project, tmp_path: Path) -> None:
    new = NewSample(tmp_path / "x", 1, 2, "d", 3, 4, "ant", Split.TEST, source=Source.MODEL, time=123.25, confidence=0.75, pinned=True)
    project.add([new], Source.FILE, Sentence("Import"), "b")
    assert project.rows("SELECT source, time, confidence FROM annotation") == [("model", 123.25, 0.75)]
    assert project.samples()[0].pinned


def test_the_history_goes_back_and_forth_to_any_entry(project: Project, add: AddSamples) -> None:
    samples = add(["a"])
    for name in ("ant", "bee"):
        project.apply(class_changes.add_class(project, name)[0])
    ant, bee = project.classes()
    project.apply(changes.label(project, [samples[0].id], ant))
    project.apply(changes.label(project, [samples[0].id], bee))
    entries = project.history()
    assert [str(entry.summary) for entry in entries[:2]] == ["Label 1 as bee", "Label 1 as ant"]
    assert len(project.go_back_to(entries[2].id)) == 2
    assert project.samples()[0].class_id is None and len(project.classes()) == 2
    assert [entry.undone for entry in project.history()] == [True, True, False, False, False]
    assert len(project.go_back_to(entries[1].id)) == 1
    assert project.samples()[0].class_id == ant.id
    project.go_back_to(0)
    assert project.samples() == [] and project.classes() == []
    project.go_back_to(entries[0].id)
    assert project.samples()[0].class_id == bee.id


def test_a_batch_is_one_entry_of_the_history(project: Project, add: AddSamples) -> None:
    add(["a"], batch="import"), add(["b"], batch="import")
    assert len(project.history()) == 1
    project.go_back_to(0)
    assert project.samples() == []


def test_a_file_that_moved_is_found_at_its_new_place_and_undo_knows_the_old_one(project: Project, add: AddSamples) -> None:
    (sample,) = add(["a"], "ant")
    moved = project.folder.parent / "elsewhere" / "a"
    project.apply(changes.replace_files(project, {sample.id: (str(moved), 10, 20, "a", 30, 40)}, Sentence("Relink")))
    assert project.samples()[0].path == moved and project.samples()[0].class_id is not None
    assert project.rows("SELECT path FROM sample") == [("elsewhere/a",)]
    project.undo()
    assert project.samples()[0].path == sample.path
