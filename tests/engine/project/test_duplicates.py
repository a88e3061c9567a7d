"""Which pictures are the same, by content and by looks, and what their majority says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import Sentence
from engine.project import changes
from engine.project.class_changes import add_class
from engine.project.duplicates import copies_of, duplicates_of, label_as_majority, majority
from engine.project.project import Project
from engine.project.sample import NewSample, SampleClass, Source


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Eight samples 1..8: 1, 2 and 3 have the same content, 4 looks like 3, 5 and 6 look alike, 7 and 8 are alone; no digest: 8."""
    digests = ["a", "a", "a", "b", "c", "d", "e", ""]
    with Project.create(tmp_path / "doubles") as made:
        samples = [NewSample(tmp_path / f"{n}.png", 10, 1, digest, 4, 4) for n, digest in enumerate(digests, 1)]
        made.add(samples, Source.FOLDER, Sentence("Import"), "")
        made.record(["near"], [(100, 3), (100, 4), (200, 5), (200, 6)])
        yield made


def groups(project: Project, ids: list[int]) -> list[list[int]]:
    return sorted(sorted(sample.id for sample in group) for group in duplicates_of(project, ids))


def label(project: Project, **ids: list[int]) -> dict[str, SampleClass]:
    """Label samples by class name, making the classes."""
    for name, wanted in ids.items():
        change, target = add_class(project, name)
        project.apply(change)
        project.apply(changes.label(project, wanted, target))
    return {each.name: each for each in project.classes()}


def test_content_and_looks_link_samples_over_several_steps(project: Project) -> None:
    assert groups(project, [1]) == [[1, 2, 3, 4]]
    assert groups(project, [4, 6, 7]) == [[1, 2, 3, 4], [5, 6]]
    assert groups(project, [7, 8]) == []


def test_a_sample_without_a_digest_or_out_of_the_project_is_nobodys_duplicate(project: Project) -> None:
    project.apply(changes.remove_samples(project, [6]))
    assert groups(project, [5, 6, 8]) == []


def test_copies_are_counted_apart_from_what_looks_alike(project: Project) -> None:
    samples = {sample.id: sample for sample in project.samples()}
    assert [copies_of(project, samples[id_]) for id_ in (1, 3, 5, 8)] == [(2, 0), (2, 1), (0, 1), (0, 0)]


def test_the_majority_goes_to_those_that_lack_it(project: Project) -> None:
    classes = label(project, crack=[1, 4], fray=[2], whole=[5])
    assert majority(project, [3, 5]) == {2: classes["crack"], 3: classes["crack"], 6: classes["whole"]}


def test_a_tie_is_left_alone(project: Project) -> None:
    label(project, crack=[1], fray=[2])
    assert majority(project, [1]) == {}
    assert majority(project, [5, 6]) == {}


def test_giving_the_majority_is_one_change_that_is_undone_as_one(project: Project) -> None:
    classes = label(project, crack=[1, 4], fray=[2], whole=[5])
    changed = project.apply(label_as_majority(project, [1, 6]))
    assert changed.sample_ids == {2, 3, 6}
    assert {sample.id: sample.class_id for sample in project.samples()}[3] == classes["crack"].id
    project.undo()
    assert {sample.id: sample.class_id for sample in project.samples()}[2] == classes["fray"].id
    assert not label_as_majority(project, [7]).edits
