"""What people said of answers becomes labels of a project with their source, as one change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.batch.answers import UNKNOWN_VERDICT, Answers, Finding, Found
from engine.batch.table import Thresholds
from engine.errors import ProjectReadOnly, Sentence, SettingInvalid
from engine.operations.importing import import_folders
from engine.operations.judging import SURE, Adopted, adopt
from engine.progress import run
from engine.project import changes
from engine.project.project import Project
from engine.project.sample import Source
from tests.conftest import striped_picture
from tests.engine.batch.asking import question

SHARES = [(0.9, 0.1), (0.2, 0.8), (0.55, 0.45), (0.97, 0.03), (0.1, 0.9), (0.6, 0.4)]


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    """Answers about six new pictures, ids 1 to 6: ant, bee, ant (hardly), ant, bee, ant."""
    paths = [striped_picture(tmp_path / "new" / f"{index}.png", index % 2, 50 + index) for index in range(len(SHARES))]
    with Answers.create(tmp_path / "one.answers", question(tmp_path / "new")) as answers:
        answers.expect(Found(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths)
        answers.put([Finding(id_, 1, 1, np.array(shares, np.float32)) for id_, shares in enumerate(SHARES, 1)])
        yield answers


def labels(project: Project) -> dict[str, tuple[str, Source | None, float | None]]:
    names = {each.id: each.name for each in project.classes()}
    annotated = project.annotated()
    return {
        each.path.stem: (
            names.get(each.class_id or 0, ""),
            each.source,
            round(annotated[each.id][1] or 0, 4) if each.id in annotated else None,
        )
        for each in project.samples()
    }


def test_corrections_are_the_persons_and_acceptances_the_models(project: Project, answers: Answers) -> None:
    answers.judge({1: "ant", 2: "wasp", 3: UNKNOWN_VERDICT})
    assert run(adopt(project, answers)) == Adopted(added=2, unknown=1)
    assert labels(project) == {"0": ("ant", Source.MODEL, 0.9), "1": ("wasp", Source.PERSON, 0)}
    assert project.undo() is not None
    assert labels(project) == {} and project.classes() == [] and project.undo() is None
    assert project.redo() is not None and len(labels(project)) == 2


def test_the_surest_answers_come_too_if_it_is_wished(project: Project, answers: Answers) -> None:
    answers.judge({2: "ant"})
    assert run(adopt(project, answers, thresholds=Thresholds(0.85), accept=SURE)) == Adopted(added=4)
    assert labels(project) == {
        "0": ("ant", Source.MODEL, 0.9),
        "1": ("ant", Source.PERSON, 0),
        "3": ("ant", Source.MODEL, 0.97),
        "4": ("bee", Source.MODEL, 0.9),
    }


def test_known_pictures_get_what_was_said_of_them_and_nothing_else(project: Project, answers: Answers, tmp_path: Path) -> None:
    run(import_folders(project, [tmp_path / "new"], labels="none"))
    ids = {sample.path.stem: sample.id for sample in project.samples()}
    label_by_hand(project, ids, {"0": "Ant", "1": "bee", "3": "bee"})
    project.apply(changes.mark_unsure(project, [ids["5"], ids["4"]]))
    answers.judge({1: "ant", 4: "ant", 5: "bee"})
    found = run(adopt(project, answers, thresholds=Thresholds(0.5), accept=SURE))
    # 0 has the class by another case, 1 agrees, 5 is not sure and nobody looked at the answer
    assert found == Adopted(labelled=3, unchanged=2, kept=1)
    assert {name: each[:2] for name, each in labels(project).items()} == {
        "0": ("Ant", Source.PERSON),
        "1": ("bee", Source.PERSON),
        "2": ("Ant", Source.MODEL),
        "3": ("Ant", Source.MODEL),
        "4": ("bee", Source.MODEL),
        "5": ("", None),
    }
    assert not next(each for each in project.samples() if each.id == ids["4"]).unsure
    project.undo()
    assert labels(project)["3"][0] == "bee" and next(each for each in project.samples() if each.id == ids["4"]).unsure


def label_by_hand(project: Project, ids: dict[str, int], classes: dict[str, str]) -> None:
    rows = {ids[stem]: (name, (Source.PERSON.value, 1.0, None)) for stem, name in classes.items()}
    project.apply(changes.label_by_name(project, rows, Sentence("By hand")))


def test_only_the_chosen_ones(project: Project, answers: Answers) -> None:
    answers.judge({1: "ant", 2: "wasp", 4: "ant"})
    assert run(adopt(project, answers, [2, 6, 99])).added == 1
    assert labels(project) == {"1": ("wasp", Source.PERSON, 0)}


def test_what_can_no_longer_be_read_is_told(project: Project, answers: Answers, tmp_path: Path) -> None:
    answers.judge({1: "ant", 2: "bee"})
    (tmp_path / "new" / "0.png").write_bytes(b"\x89PNG broken")
    found = run(adopt(project, answers))
    assert found.added == 1 and [path.name for path, _ in found.refused] == ["0.png"]


def test_a_sample_that_was_moved_is_followed(project: Project, answers: Answers, tmp_path: Path) -> None:
    before = tmp_path / "before" / "0.png"
    before.parent.mkdir()
    before.write_bytes((tmp_path / "new" / "0.png").read_bytes())
    run(import_folders(project, [before.parent], labels="none"))
    before.unlink()
    answers.judge({1: "ant"})
    assert run(adopt(project, answers)) == Adopted(labelled=1)
    (sample,) = project.samples()
    assert sample.path == tmp_path / "new" / "0.png" and labels(project)["0"][0] == "ant"


def test_refused_before_anything_is_done(project: Project, answers: Answers) -> None:
    with pytest.raises(SettingInvalid):
        run(adopt(project, answers, accept="all"))
    with Project.open(project.folder) as looking, pytest.raises(ProjectReadOnly):
        run(adopt(looking, answers))


def test_nothing_said_changes_nothing(project: Project, answers: Answers) -> None:
    assert run(adopt(project, answers)) == Adopted() and project.history() == []
