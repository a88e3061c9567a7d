"""Changes of classes: what moves along, what undo brings back, and colours that colour-blind eyes can tell apart."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.errors import ClassNameTaken, ClassNameUnusable, Sentence, StaleChange
from engine.project import changes, class_changes
from engine.project.change import Change
from engine.project.classes import new_class_edits
from engine.project.colours import FARTHEST, OKABE_ITO, free_colours
from engine.project.project import Project
from engine.project.sample import NewSample, SampleClass, Source


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Classes ant (samples a, b), bee (c) and fox (d), and a sample e without a label."""
    with Project.create(tmp_path / "birds") as project:
        named = {"a": "ant", "b": "ant", "c": "bee", "d": "fox", "e": ""}
        new = [NewSample(tmp_path / name, 10, 20, name, 30, 40, class_name) for name, class_name in named.items()]
        project.add(new, Source.FOLDER, Sentence("Import"), "first")
        yield project


def classes(project: Project) -> dict[str, SampleClass]:
    return {each.name: each for each in project.classes()}


def labels(project: Project) -> dict[str, tuple[str, str]]:
    names = {each.id: each.name for each in project.classes()}
    return {sample.name: (names.get(sample.class_id or 0, ""), sample.source or "") for sample in project.samples()}


def ids(project: Project, names: str) -> list[int]:
    return [sample.id for sample in project.samples() if sample.name in names]


def everything(project: Project) -> object:
    """All that changes of classes may touch, as it lies in the database."""
    tables = ("class", "class_note", "class_example", "annotation")
    return [sorted(project.rows(f"SELECT * FROM {table}")) for table in tables]


def applied(project: Project, *steps: Change) -> None:
    for step in steps:
        project.apply(step)


# ---- merging and splitting -------------------------------------------------------------------------------------


def test_merging_moves_labels_notes_and_examples_and_undo_brings_all_back(project: Project) -> None:
    known = classes(project)
    applied(
        project,
        class_changes.set_notes(project, known["ant"], "six legs"),
        class_changes.set_notes(project, known["fox"], "red"),
        class_changes.set_examples(project, known["ant"], ids(project, "ab")),
        class_changes.set_examples(project, known["fox"], ids(project, "bd")),
    )
    before = everything(project)
    times = dict(project.rows("SELECT sample_id, time FROM annotation"))
    changed = project.apply(class_changes.merge_classes(project, [known["ant"], known["bee"]], known["fox"]))
    assert changed.classes and changed.sample_ids == set(ids(project, "abc"))
    assert {name: label for name, (label, _) in labels(project).items()} == dict.fromkeys("abcd", "fox") | {"e": ""}
    assert dict(project.rows("SELECT sample_id, time FROM annotation")) == times  # not labelled anew
    assert project.class_notes() == {known["fox"].id: "red\n\nsix legs"}
    assert {sample_id for sample_id, _ in project.class_examples()[known["fox"].id]} == set(ids(project, "abd"))
    assert str(project.next_undo()) == "Merge ant, bee into fox"
    project.undo()
    assert everything(project) == before
    project.redo()
    assert list(classes(project)) == ["fox"]


def test_a_class_is_never_merged_into_itself(project: Project) -> None:
    known = classes(project)
    project.apply(class_changes.merge_classes(project, [known["ant"], known["fox"], known["ant"]], known["ant"]))
    assert list(classes(project)) == ["ant", "bee"]
    assert labels(project)["a"] == ("ant", "folder") and labels(project)["d"] == ("ant", "folder")
    assert class_changes.merge_classes(project, [known["ant"]], known["ant"]).edits == ()


def test_merging_keeps_the_label_that_a_sample_of_both_classes_has(project: Project) -> None:
    known = classes(project)
    (a,) = ids(project, "a")
    query = "SELECT class_id, source, time, confidence FROM annotation WHERE sample_id = ?"
    (annotation,) = project.rows(query, (a,))
    second = Change(Sentence("Second label"), changes.label(project, [a], known["fox"]).edits[1:])  # without taking the first away
    project.apply(second)
    assert len(project.rows(query, (a,))) == 2
    project.apply(class_changes.merge_classes(project, [known["fox"]], known["ant"]))
    assert project.rows(query, (a,)) == [annotation]


def test_a_class_split_off_takes_the_samples_as_one_change(project: Project) -> None:
    change, target = class_changes.split_off(project, ids(project, "ac"), "wasp")
    project.apply(change)
    assert target.name == "wasp" and labels(project)["a"] == ("wasp", "person") and labels(project)["b"] == ("ant", "folder")
    project.undo()
    assert "wasp" not in classes(project) and labels(project)["c"] == ("bee", "folder")


def test_the_summary_of_a_large_merge_stays_short(project: Project) -> None:
    for number in range(8):
        project.apply(class_changes.add_class(project, f"x{number}")[0])
    known = classes(project)
    change = class_changes.merge_classes(project, [each for name, each in known.items() if name.startswith("x")], known["ant"])
    assert str(change.summary) == "Merge x0, x1, x2, x3, x4, … into ant"


# ---- a class that is held from before --------------------------------------------------------------------------


def test_what_was_held_from_before_a_change_does_not_bring_old_values_back(project: Project) -> None:
    old = classes(project)["ant"]
    project.apply(class_changes.recolour_class(old, "#123456"))
    project.apply(class_changes.rename_class(project, old, "fire ant"))
    assert classes(project)["fire ant"].colour == "#123456"
    project.apply(class_changes.set_shortcut(project, old, "x"))
    project.apply(class_changes.delete_class(project, old))
    project.undo()
    assert (classes(project)["fire ant"].colour, classes(project)["fire ant"].shortcut) == ("#123456", "x")


def test_a_class_that_is_gone_is_said_so_and_nothing_changes(project: Project) -> None:
    known = classes(project)
    gone, ant = known["fox"], known["ant"]
    project.apply(class_changes.delete_class(project, gone))
    before = everything(project)
    for make in (
        lambda: class_changes.rename_class(project, gone, "wolf"),
        lambda: class_changes.set_shortcut(project, gone, "x"),
        lambda: class_changes.set_notes(project, gone, "red"),
        lambda: class_changes.set_examples(project, gone, ids(project, "a")),
        lambda: class_changes.merge_classes(project, [ant], gone),
        lambda: class_changes.delete_class(project, gone),
        lambda: class_changes.reorder_classes(project, [each.id for each in known.values()]),
        lambda: class_changes.reorder_classes(project, [ant.id]),
        lambda: class_changes.reorder_classes(project, [ant.id, ant.id]),
    ):
        with pytest.raises(StaleChange):
            make()
    assert everything(project) == before
    assert class_changes.merge_classes(project, [gone], ant).edits == ()


def test_what_changes_nothing_is_no_step_of_the_history(project: Project) -> None:
    ant = classes(project)["ant"]
    project.apply(class_changes.set_notes(project, ant, "six legs"))
    project.apply(class_changes.set_examples(project, ant, ids(project, "a")))
    for change in (
        class_changes.rename_class(project, ant, "  ant "),
        class_changes.recolour_class(ant, ant.colour),
        class_changes.set_shortcut(project, ant, ant.shortcut),
        class_changes.reorder_classes(project, [each.id for each in project.classes()]),
        class_changes.set_notes(project, ant, "six legs"),
        class_changes.set_examples(project, ant, ids(project, "a")),
        class_changes.set_examples(project, ant, ids(project, "b"), wanted=False),
    ):
        assert change.edits == ()


# ---- keys, notes, examples, deletion ---------------------------------------------------------------------------


def test_a_key_is_swapped_with_the_class_that_had_it(project: Project) -> None:
    ant = classes(project)["ant"]
    project.apply(class_changes.set_shortcut(project, ant, "3"))
    assert {name: each.shortcut for name, each in classes(project).items()} == {"ant": "3", "bee": "2", "fox": "1"}
    project.apply(class_changes.set_shortcut(project, ant, ""))
    project.apply(class_changes.set_shortcut(project, ant, "2"))
    assert {name: each.shortcut for name, each in classes(project).items()} == {"ant": "2", "bee": "", "fox": "1"}
    project.undo()
    project.undo()
    assert classes(project)["ant"].shortcut == "3"


def test_digits_follow_the_order_and_letters_stay(project: Project) -> None:
    known = classes(project)
    project.apply(class_changes.set_shortcut(project, known["bee"], "b"))
    project.apply(class_changes.reorder_classes(project, [known[name].id for name in ("fox", "bee", "ant")]))
    assert [(each.name, each.shortcut) for each in project.classes()] == [("fox", "1"), ("bee", "b"), ("ant", "3")]


def test_notes_and_examples_come_go_and_come_back(project: Project) -> None:
    ant = classes(project)["ant"]
    a, b = ids(project, "ab")
    project.apply(class_changes.set_examples(project, ant, [a, b, a]))
    project.apply(class_changes.set_examples(project, ant, [a, a], wanted=False))
    assert [sample_id for sample_id, _ in project.class_examples()[ant.id]] == [b]
    project.apply(class_changes.set_notes(project, ant, "six legs"))
    project.apply(class_changes.set_notes(project, ant, ""))
    assert project.class_notes() == {}
    project.undo()
    assert project.class_notes() == {ant.id: "six legs"}
    before = everything(project)
    project.apply(class_changes.delete_class(project, ant))
    assert project.class_notes() == {} and project.class_examples() == {} and labels(project)["a"] == ("", "")
    project.undo()
    assert everything(project) == before


def test_a_name_that_is_taken_is_refused_also_in_capitals(project: Project) -> None:
    with pytest.raises(ClassNameTaken):
        class_changes.rename_class(project, classes(project)["ant"], "BEE")
    assert class_changes.rename_class(project, classes(project)["ant"], "Ant").edits  # its own name is not taken


@pytest.mark.parametrize("name", ["", "  ", ".", "..", "a/b", "a\x07b", "\x00", 'say "b"'])
def test_names_that_no_folder_can_have_are_refused(project: Project, name: str) -> None:
    with pytest.raises(ClassNameUnusable):
        class_changes.add_class(project, name)


@pytest.mark.parametrize("name", ["裂纹", "🦊", "no. 5", "x-ray & co", "Ä", "👩‍🚀"])
def test_names_in_every_script_are_kept_as_they_are(project: Project, name: str) -> None:
    project.apply(class_changes.add_class(project, name)[0])
    assert project.classes()[-1].name == name


# ---- thousands of classes, and their colours -------------------------------------------------------------------


def test_thousands_of_class_folders_get_classes_of_their_own_colours(project: Project, tmp_path: Path) -> None:
    names = [f"species {number}" for number in range(5000)]
    edits = new_class_edits(project.classes(), names)
    rows = [edit.after for edit in edits]
    assert [row[0] for row in rows] == names and [row[2] for row in rows[:8]] == [*"4567890", ""]
    assert len({row[1] for row in rows} | {each.colour for each in project.classes()}) == 5003
    assert [row[3] for row in rows] == list(range(3, 5003)) and len({edit.keys for edit in edits}) == 5000
    new = [NewSample(tmp_path / name, 1, 1, name, 1, 1, name) for name in names]
    project.add(new, Source.FOLDER, Sentence("Import"), "second")
    assert [each.name for each in project.classes()][3:] == names
    backwards = [each.id for each in reversed(project.classes())]
    project.apply(class_changes.reorder_classes(project, backwards))
    assert [each.id for each in project.classes()] == backwards
    assert [each.shortcut for each in project.classes()][-11:] == ["", *"1234567890"]  # they stay with those that had one


def test_colours_never_end_and_never_repeat() -> None:
    colours = list(itertools.islice(free_colours({OKABE_ITO[0], FARTHEST[2].lower()}), 30_000))
    assert len(set(colours)) == 30_000 and OKABE_ITO[0] not in colours and FARTHEST[2] not in colours
    assert colours[0] == OKABE_ITO[1]


# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), table of
# severity 1.0; they apply to linear RGB.
EYES = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# Ottosson, "A perceptual color space for image processing" (2020)
TO_CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
TO_OKLAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


def oklab(colour: str, eyes: str) -> list[float]:
    srgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(EYES[eyes]) @ linear, 0, 1)
    return list(np.array(TO_OKLAB) @ np.cbrt(np.array(TO_CONES) @ seen))


@pytest.mark.parametrize(("eyes", "least"), [("normal", 0.12), ("protanopia", 0.07), ("deuteranopia", 0.07), ("tritanopia", 0.07)])
def test_the_first_sixteen_colours_can_be_told_apart(eyes: str, least: float) -> None:
    """Distances in Oklab; a just noticeable difference is about 0.02."""
    first = list(itertools.islice(free_colours(()), 16))
    seen = {colour: oklab(colour, eyes) for colour in first}
    distances = {pair: math.dist(seen[pair[0]], seen[pair[1]]) for pair in itertools.combinations(first, 2)}
    closest = min(distances, key=lambda pair: distances[pair])
    assert distances[closest] > least, closest
