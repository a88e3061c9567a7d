"""Recipes are kept by name, handed on as files, and told in words; those of other versions are told, not guessed."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from engine.classifier.recipe import Recipe
from engine.errors import OutputNotWritable, RecipeMissing, RecipeUnusable, SettingInvalid
from engine.operations import recipe_files
from engine.operations.recipe_files import read_recipe, read_recipe_and_notes, write_recipe
from engine.operations.recipes import (
    delete_recipe,
    in_words,
    recipe_of,
    remember_recipe,
    rename_recipe,
    save_recipe,
    saved_recipe,
    saved_recipes,
    unusable_recipes,
    without_effect,
)
from engine.project.project import Project

LONG = Recipe(preset="finetune", epochs=40, mixup=0.2)


def test_recipes_are_kept_by_name_and_listed_in_alphabetical_order() -> None:
    for name in ("long", "Beetles", "甲虫"):
        save_recipe(name, replace(LONG, seed=len(name)))
    assert list(saved_recipes()) == ["Beetles", "long", "甲虫"]
    assert saved_recipes()["long"] == replace(LONG, seed=4)
    save_recipe("long", LONG)
    assert saved_recipe("long") == (LONG, ())
    delete_recipe("long")
    assert "long" not in saved_recipes()
    for act in (delete_recipe, saved_recipe):
        with pytest.raises(RecipeMissing, match="Beetles"):
            act("long")


@pytest.mark.parametrize(
    "name", ["../escape", "/etc/passwd", "a/b", "a\\b", "..", ".", "CON", "lpt1", "50 % off?", "dots...", 'x"<>|*:', "a\nb"]
)
def test_any_name_stays_inside_the_folder_and_comes_back(home: Path, name: str) -> None:
    save_recipe(name, LONG)
    assert saved_recipes() == {name: LONG}
    (file,) = (each for each in home.rglob("*") if each.is_file())
    assert file.parent == home / "config" / "recipes" and not file.name.startswith(".")
    rename_recipe(name, "plain")
    delete_recipe("plain")
    assert saved_recipes() == {}


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_names_that_are_none_or_too_long(name: str) -> None:
    with pytest.raises(SettingInvalid, match="name"):
        save_recipe(name, LONG)


def test_renaming_takes_no_name_that_is_taken() -> None:
    save_recipe("one", LONG)
    save_recipe("two", Recipe())
    with pytest.raises(SettingInvalid, match="already"):
        rename_recipe("one", "two")
    rename_recipe("one", "One")
    assert saved_recipes() == {"One": LONG, "two": Recipe()}
    with pytest.raises(RecipeMissing):
        rename_recipe("none", "some")


def test_only_a_whole_recipe_is_saved_and_a_full_disk_leaves_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    save_recipe("long", LONG)
    with pytest.raises(SettingInvalid):
        save_recipe("long", replace(LONG, epochs=-3))

    def full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(recipe_files, "write_atomically", full_disk)
    with pytest.raises(OutputNotWritable, match="No space left"):
        save_recipe("long", Recipe())
    assert saved_recipe("long") == (LONG, ())


def test_a_recipe_of_another_version_tells_what_was_left_out(tmp_path: Path) -> None:
    file = tmp_path / "newer.recipe.json"
    file.write_text(json.dumps({**asdict(LONG), "warp_drive": 9, "flux": "on"}))
    recipe, notes = read_recipe_and_notes(file)
    assert recipe == LONG and read_recipe(file) == LONG
    assert "warp_drive, flux" in str(notes[0]) and "newer.recipe.json" in str(notes[0])


def test_a_recipe_of_an_earlier_version_has_the_usual_values_for_what_it_lacks(tmp_path: Path) -> None:
    file = tmp_path / "older.json"
    file.write_text(json.dumps({"preset": "finetune", "weights": "none", "freeze_batch_norm": True, "epochs": 7}))
    assert read_recipe_and_notes(file) == (Recipe(preset="scratch", batch_norm="frozen", epochs=7), ())


def test_every_field_that_is_out_of_bounds_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_text(json.dumps({**asdict(LONG), "mixup": 17, "epochs": "many", "loss": "guess", "seed": True}))
    with pytest.raises(RecipeUnusable) as refused:
        read_recipe(file)
    told = str(refused.value)
    assert all(part in told for part in ("mixup: the largest value is 2", "epochs: it is not of type int", "loss: the choices", "seed: "))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b" " * 1_000_001, b'{"preset": NaN}'])
def test_what_is_no_recipe_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content)
    with pytest.raises(RecipeUnusable, match=r"x\.json"):
        read_recipe(file)


def test_a_missing_file_and_an_unwritable_place(tmp_path: Path) -> None:
    with pytest.raises(RecipeUnusable):
        read_recipe(tmp_path / "none.json")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputNotWritable):
        write_recipe(tmp_path / "file" / "x.json", LONG)


def test_saved_recipes_that_cannot_be_read_are_told_beside_the_others(home: Path) -> None:
    save_recipe("good", LONG)
    (home / "config" / "recipes" / "bad.json").write_text("{")
    assert list(saved_recipes()) == ["good"]
    assert "bad" in unusable_recipes() and "no recipe" in str(unusable_recipes()["bad"])


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        (Recipe(), "Instant"),
        (LONG, "Fine-tune, mixup 0.2, epochs 40"),
        (Recipe(preset="instant", mixup=0.5, views=4), "Instant, views 4"),
        (Recipe(preset="scratch", architecture="resnet18", channels_last=False), "From scratch, architecture resnet18, channels_last off"),
    ],
)
def test_in_words_only_what_has_an_effect_and_is_not_as_usual(recipe: Recipe, words: str) -> None:
    assert in_words(recipe) == words


def test_fields_without_effect_are_told() -> None:
    told = without_effect(Recipe(preset="instant"), ["mixup", "seed", "folds", "views"])
    assert [str(note) for note in told] == [
        "“mixup” has no effect with preset instant.",
        "“folds” has no effect with preset instant.",
    ]
    assert without_effect(LONG, ["mixup", "preset"]) == []


def test_a_project_remembers_its_last_recipe(project: Project) -> None:
    assert recipe_of(project) == Recipe()
    remember_recipe(project, LONG)
    assert recipe_of(project) == LONG
    project.remember("recipe", json.dumps({**asdict(LONG), "epochs": -5}))
    assert recipe_of(project) == Recipe()
