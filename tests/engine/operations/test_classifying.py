"""Jobs by operations: found again by what they ask, listed, forgotten, about folders and about what a project has without a class."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import timm
import torch

from engine.batch.answers import Answers, State
from engine.batch.job import held
from engine.classifier.asking import Asking
from engine.classifier.learning.training import TrainedModel
from engine.classifier.model.card import ModelCard, read_card
from engine.classifier.model.files import save
from engine.classifier.recipe import Recipe
from engine.classifier.sight.input import InputConfig
from engine.classifier.values import Plan
from engine.errors import (
    AnswersDamaged,
    FolderMissing,
    FolderNotWritable,
    JobBusy,
    ModelDamaged,
    ModelMissing,
    ModelReplaced,
    NoPictures,
)
from engine.operations.classifying import (
    answers_home,
    forget_job,
    home_of_model,
    jobs_of,
    open_job,
    open_unlabelled,
    run_job,
    watch_job,
)
from engine.operations.comparing import compare, compare_with
from engine.operations.importing import import_folders
from engine.progress import EarlyEnd, run
from engine.project import changes
from engine.project.class_changes import add_class
from engine.project.project import Project
from tests.conftest import striped_picture

TORCH = Asking(runtime="torch")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two models that have learned nothing: their answers differ."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("models")
    config = InputConfig((32, 32), (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
    recipe = Recipe(preset="scratch", architecture="test_resnet")
    facts = (recipe, None, (), "finished", 1.0, (), 4, 0, Plan(recipe), None, "f" * 64)
    for seed, name in enumerate(("one", "two")):
        torch.manual_seed(seed)
        network = timm.create_model("test_resnet", num_classes=2).eval()
        save(TrainedModel(network, "test_resnet", {}, ("ant", "bee"), config, *facts), folder / name)
    return folder


@pytest.fixture
def card(models: Path) -> ModelCard:
    return read_card(models / "one")


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    for index in range(12):
        striped_picture(tmp_path / "set" / f"{index:02}.png", index % 3, index)
    (tmp_path / "set" / "broken.jpg").write_bytes(b"\xff\xd8 nothing")
    return tmp_path / "set"


@pytest.fixture
def insects(project: Project, pictures: Path) -> Iterator[Project]:
    run(import_folders(project, [pictures], labels="none"))
    yield project


def test_the_same_question_is_the_same_job(card: ModelCard, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    with open_job(home, card, [pictures], TORCH) as answers:
        result = run(run_job(answers))
        assert (result.tally.answered, result.tally.unreadable, result.complete) == (12, 1, True) and result.images_per_second > 0
        before = [each.probabilities for each in answers.everything()]
    monkeypatch.chdir(pictures.parent)
    moved = replace(card, folder=Path(shutil.copytree(card.folder, tmp_path / "moved")))
    with open_job(home, moved, [Path("x") / ".." / "set"], Asking(runtime="torch", batch_size=4)) as again:
        assert again.question.model == tmp_path / "moved" and again.question.asking.batch_size == 4
        assert run(run_job(again)).asked == 0
        assert [each.probabilities for each in again.everything()] == before
    for other in (replace(TORCH, mirrored=True), replace(TORCH, precision="fast")):
        open_job(home, card, [pictures], other).close()
    assert len(jobs_of(home)) == 3


def test_asked_afresh_all_is_asked_and_what_was_said_stays(card: ModelCard, pictures: Path, tmp_path: Path) -> None:
    with open_job(tmp_path / "home", card, [pictures], TORCH) as answers:
        run(run_job(answers))
        answers.judge({3: "wasp"})
    (pictures / "00.png").unlink()
    with open_job(tmp_path / "home", card, [pictures], TORCH, fresh=True) as answers:
        with pytest.raises(JobBusy), held(answers):
            open_job(tmp_path / "home", card, [pictures], TORCH, fresh=True)
        result = run(run_job(answers))
        assert (result.asked, result.tally.answered) == (12, 11)
        assert [each.verdict for each in answers.everything() if each.verdict] == ["wasp"]


def test_jobs_are_listed_and_forgotten(card: ModelCard, pictures: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert jobs_of(home) == []
    finish = EarlyEnd()
    finish.wish()
    with open_job(home, card, [pictures], replace(TORCH, batch_size=5)) as answers:
        run(run_job(answers, finish))
        (listed,) = jobs_of(home)
        assert listed.interrupted and listed.waiting > 0 and listed.question == answers.question
        run(run_job(answers))
        (listed,) = jobs_of(home)
        assert (listed.answered, listed.unreadable, listed.waiting, listed.interrupted) == (12, 1, 0, False)
        with pytest.raises(JobBusy), held(answers):
            forget_job(listed.file)
    (home / "odd.answers").write_text("no database")
    assert jobs_of(home) == [listed]
    forget_job(listed.file)
    assert jobs_of(home) == [] and [each.name for each in home.iterdir()] == ["odd.answers"]


def test_where_jobs_lie(insects: Project, tmp_path: Path, home: Path) -> None:
    assert answers_home(insects) == home_of_model(insects.models_folder / "one") == insects.folder / "answers"
    assert answers_home(None) == home_of_model(tmp_path / "model.fieldmark-model") == home / "data" / "answers"


def test_new_jobs_need_their_sources_and_a_place(card: ModelCard, pictures: Path, tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        open_job(tmp_path / "home", card, [pictures, tmp_path / "none"])
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotWritable):
        open_job(tmp_path / "file" / "home", card, [pictures])


def test_a_damaged_file_is_kept_until_all_is_asked_afresh(card: ModelCard, pictures: Path, tmp_path: Path) -> None:
    open_job(tmp_path / "home", card, [pictures], TORCH).close()
    (file,) = (tmp_path / "home").glob("*.answers")
    file.write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    with pytest.raises(AnswersDamaged):
        open_job(tmp_path / "home", card, [pictures], TORCH)
    assert file.stat().st_size == 5016
    with open_job(tmp_path / "home", card, [pictures], TORCH, fresh=True) as answers:
        assert run(run_job(answers)).complete


def test_a_model_that_is_another_one_gone_or_damaged(card: ModelCard, models: Path, pictures: Path, tmp_path: Path) -> None:
    place = Path(shutil.copytree(card.folder, tmp_path / "model"))
    with open_job(tmp_path / "home", read_card(place), [pictures], TORCH) as answers:
        weights = place / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:-8])
        with pytest.raises(ModelDamaged):
            run(run_job(answers))
        shutil.rmtree(place)
        with pytest.raises(ModelMissing):
            run(run_job(answers))
        shutil.copytree(models / "two", place)
        with pytest.raises(ModelReplaced, match="not the one"):
            run(run_job(answers))
        assert answers.counts()[State.WAITING] == 13


def test_what_a_project_has_without_a_class(insects: Project, card: ModelCard, pictures: Path) -> None:
    with run(open_unlabelled(insects, card, TORCH)) as answers:
        assert run(run_job(answers)).tally.answered == 12
    samples = insects.samples()
    insects.apply(add_class(insects, "ant")[0])
    insects.apply(changes.label(insects, [each.id for each in samples[:5]], insects.classes()[0]))
    samples[6].path.unlink()
    striped_picture(samples[7].path, 2, 77)
    os.utime(samples[7].path, (5, 5))
    with run(open_unlabelled(insects, card, TORCH)) as answers:
        result = run(run_job(answers))
        assert result.asked == 2 and (result.tally.answered, result.tally.unreadable) == (6, 1)
        assert {each.path for each in answers.everything()} == {each.path for each in samples[5:]}
    assert len(jobs_of(answers_home(insects))) == 1
    insects.apply(changes.label(insects, [each.id for each in samples], insects.classes()[0]))
    with pytest.raises(NoPictures):
        run(open_unlabelled(insects, card, TORCH))


def test_two_models_about_the_same_pictures(card: ModelCard, models: Path, pictures: Path, tmp_path: Path, insects: Project) -> None:
    other = read_card(models / "two")
    found = run(compare(tmp_path / "home", card, other, [pictures], TORCH))
    assert found.agree + found.differ == 12 and found.lacking == 0
    names = [
        [answers.read([id_])[0].ranked(1)[0][0] for id_ in ids]
        for answers, ids in ((found.first, found.ids.tolist()), (found.second, found.other_ids.tolist()))
    ]
    assert all(one != two for one, two in zip(*names, strict=True)) and sum(count for _, _, count in found.pairs) == found.differ
    with run(open_unlabelled(insects, card, TORCH)) as unlabelled:
        run(run_job(unlabelled))
        again = run(compare_with(unlabelled, other))
        assert (again.agree, again.differ) == (found.agree, found.differ)
        assert again.second.question.subject == unlabelled.question.subject
    for answers in (found.first, found.second, again.second):
        answers.close()


def test_a_watch_by_the_real_model(card: ModelCard, pictures: Path, tmp_path: Path) -> None:
    finish = EarlyEnd()
    with open_job(tmp_path / "home", card, [pictures], TORCH) as answers:
        for progress in (watching := watch_job(answers, every=0.05, settle=0, finish=finish)):
            if answers.counts()[State.ANSWERED] == 12 and progress.detail is not None:
                finish.wish()
        watching.close()
        assert answers.counts()[State.UNREADABLE] == 1
    with Answers(answers.file) as again:
        assert run(run_job(again)).asked == 0
