"""The models of a project are renamed, deleted, brought back, handed on as one file and taken in from one."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import timm
import torch
from torch import nn

from engine.batch.answers import PictureAnswer
from engine.classifier.learning.training import TrainedModel
from engine.classifier.model.card import read_card
from engine.classifier.model.files import save
from engine.classifier.recipe import Recipe
from engine.classifier.sight.input import InputConfig
from engine.classifier.values import Plan
from engine.errors import ModelDamaged, ModelMissing, ModelNameUnusable, ProjectReadOnly
from engine.operations.classifying import open_job, run_job
from engine.operations.explaining import explain
from engine.operations.models import (
    delete_model,
    deleted_models,
    export_model,
    import_model,
    model_folder,
    models_of,
    open_model,
    rename_model,
    restore_model,
    text_of_card,
    write_card_text,
)
from engine.progress import run
from engine.project.class_changes import add_class
from engine.project.project import Project
from tests.conftest import striped_picture


@pytest.fixture(scope="module")
def network() -> nn.Module:
    torch.set_num_threads(1)
    torch.manual_seed(1)
    return timm.create_model("test_resnet", num_classes=2).eval()


@pytest.fixture
def insects(project: Project, network: nn.Module) -> Project:
    """A project with the models one and two."""
    config = InputConfig((32, 32), (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
    recipe = Recipe(preset="scratch", architecture="test_resnet")
    facts = (recipe, None, (), "finished", 1.0, (), 4, 0, Plan(recipe), None, "f" * 64)
    trained = TrainedModel(network, "test_resnet", {}, ("ant", "bee"), config, *facts)
    for name in ("one", "two"):
        save(trained, project.models_folder / name)
    return project


def names(project: Project) -> list[str]:
    return [card.name for card in models_of(project)]


def test_a_renamed_model_is_the_same_under_its_new_name(insects: Project) -> None:
    (insects.models_folder / "one" / "evaluation-test.json").write_text(json.dumps({"model": "one", "split": "test"}))
    (insects.models_folder / "one" / "evaluation-validation.json").write_text("{")
    before = read_card(insects.models_folder / "one")
    open_model(insects.models_folder / "one")
    card = rename_model(insects, "one", "蚂蚁 and bees")
    assert card.sha256 == before.sha256 and sorted(names(insects)) == ["two", "蚂蚁 and bees"]
    assert json.loads((card.folder / "evaluation-test.json").read_text())["model"] == "蚂蚁 and bees"
    assert not (card.folder / "evaluation-validation.json").exists()
    assert rename_model(insects, card.name, card.name) == card


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "a/b", "a\\b", ".hidden", "trailing.", " x", "CON", "nul.txt", "x" * 101, "a:b", "two"]
)
def test_names_that_no_model_can_have(insects: Project, name: str) -> None:
    with pytest.raises(ModelNameUnusable):
        rename_model(insects, "one", name)
    assert sorted(names(insects)) == ["one", "two"]


@pytest.mark.parametrize("name", ["none", "../models/one", "..", ".deleted"])
def test_a_model_that_is_none(insects: Project, name: str) -> None:
    for act in (lambda: rename_model(insects, name, "x"), lambda: restore_model(insects, name), lambda: delete_model(insects, name)):
        with pytest.raises(ModelMissing):
            act()
    assert sorted(names(insects)) == ["one", "two"]


def test_a_deleted_model_can_be_brought_back(insects: Project) -> None:
    delete_model(insects, "one")
    assert names(insects) == ["two"] and deleted_models(insects) == ["one"]
    with pytest.raises(ModelMissing):
        delete_model(insects, "one")
    assert restore_model(insects, "one").name == "one"
    assert sorted(names(insects)) == ["one", "two"] and deleted_models(insects) == []


def test_two_deleted_models_of_one_name_are_both_kept(insects: Project) -> None:
    delete_model(insects, "one")
    rename_model(insects, "two", "one")
    delete_model(insects, "one")
    assert sorted(deleted_models(insects)) == ["one", "one~2"]
    restore_model(insects, "one")
    restore_model(insects, "one~2")
    assert sorted(names(insects)) == ["one", "one~2"]


def test_a_deleted_model_does_not_take_the_place_of_another(insects: Project) -> None:
    delete_model(insects, "one")
    rename_model(insects, "two", "one")
    with pytest.raises(ModelNameUnusable, match="already"):
        restore_model(insects, "one")


@pytest.mark.parametrize("first", [True, False])
def test_deleted_for_good_frees_the_disk(insects: Project, first: bool) -> None:
    if first:
        delete_model(insects, "one")
    delete_model(insects, "one", for_good=True)
    assert deleted_models(insects) == [] and names(insects) == ["two"]
    assert not list(insects.folder.rglob("one/model.safetensors"))


def test_whoever_only_looks_changes_nothing(insects: Project) -> None:
    with Project.open(insects.folder) as looking:
        for act in (lambda: rename_model(looking, "one", "x"), lambda: delete_model(looking, "one"), lambda: restore_model(looking, "one")):
            with pytest.raises(ProjectReadOnly):
                act()
        with pytest.raises(ProjectReadOnly):
            run(import_model(looking, insects.folder / "x"))


def asked(model: Path, picture: Path, home: Path) -> PictureAnswer:
    with open_job(home, read_card(model), [picture.parent]) as answers:
        run(run_job(answers))
        (answer,) = answers.everything()
    return answer


def test_handed_on_as_a_file_it_answers_the_same_without_the_project(insects: Project, tmp_path: Path) -> None:
    picture = striped_picture(tmp_path / "new" / "0.png", 0, 1)
    file = run(export_model(insects.models_folder / "one", tmp_path / "out" / "ants"))
    assert file.name == "ants.fieldmark-model"
    by_file, by_folder = (asked(place, picture, tmp_path / place.name) for place in (file, insects.models_folder / "one"))
    assert by_file == by_folder and read_card(file).name == "ants"
    assert run(explain(file, picture)).prediction.probabilities == pytest.approx(by_folder.probabilities, abs=1e-5)
    assert model_folder(insects, str(file)) == file
    assert open_model(file) is open_model(file)


def test_taken_in_from_a_file(insects: Project, tmp_path: Path) -> None:
    file = run(export_model(insects.models_folder / "one", tmp_path / "one"))
    card, notes = run(import_model(insects, file))
    assert (card.name, notes) == ("one-2", ())  # "one" is there already
    assert run(import_model(insects, file.rename(tmp_path / "sent.fieldmark-model")))[0].name == "one-3"
    (tmp_path / "sent.fieldmark-model").rename(file)
    assert run(import_model(insects, file, "mine"))[0].folder == insects.models_folder / "mine"
    with pytest.raises(ModelNameUnusable):
        run(import_model(insects, file, "mine"))
    with pytest.raises(ModelMissing):
        run(import_model(insects, tmp_path / "none.fieldmark-model"))
    file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(ModelDamaged):
        run(import_model(insects, file, "cut"))
    assert sorted(each.name for each in insects.models_folder.iterdir()) == ["mine", "one", "one-2", "one-3", "two"]


@pytest.mark.parametrize(
    ("inside", "name"), [("a/../b", "a-..-b"), ("..", "--"), ("x" * 200, "x" * 100), (None, "sent"), (7, "sent"), (" ", "sent")]
)
def test_a_name_inside_that_no_folder_can_have(insects: Project, tmp_path: Path, inside: object, name: str) -> None:
    file = run(export_model(insects.models_folder / "one", tmp_path / "one"))
    sent = tmp_path / "sent.fieldmark-model"
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(sent, "w") as changed:
        for member in package.namelist():
            content = package.read(member)
            if member == "model.json":
                content = json.dumps({**json.loads(content), "name": inside}).encode()
            changed.writestr(member, content)
    card, _ = run(import_model(insects, sent))
    assert card.folder == insects.models_folder / name


def test_a_model_of_other_classes_is_told(insects: Project, tmp_path: Path) -> None:
    file = run(export_model(insects.models_folder / "one", tmp_path / "one"))
    insects.apply(add_class(insects, "cup")[0])
    (note,) = run(import_model(insects, file))[1]
    assert "None of the model's classes" in str(note) and "ant, bee" in str(note)
    insects.apply(add_class(insects, "bee")[0])
    assert run(import_model(insects, file))[1] == ()


def test_a_file_is_exported_again_as_it_is(insects: Project, tmp_path: Path) -> None:
    first = run(export_model(insects.models_folder / "one", tmp_path / "one"))
    assert run(export_model(first, tmp_path / "again")).read_bytes() == first.read_bytes()


def test_the_card_in_words(insects: Project, tmp_path: Path) -> None:
    folder = insects.models_folder / "one"
    assert text_of_card(folder).startswith("# one\n")
    (folder / "MODEL_CARD.md").write_text("# Mine\n")
    write_card_text(run(export_model(folder, tmp_path / "one")), tmp_path / "card.md")
    assert (tmp_path / "card.md").read_text() == "# Mine\n"
    (folder / "MODEL_CARD.md").write_bytes(b"\xff\xfe")
    assert text_of_card(folder).startswith("# one\n")
