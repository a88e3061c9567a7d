"""Settings and recipes are declared once; reading, checking and storing follow from that."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from engine.classifier.recipe import PRESETS, Recipe, recipe_from_json, with_preset
from engine.errors import SettingInvalid
from engine.fields import changed, differences, from_json, has_effect, options, validated
from engine.settings import Settings, load_settings, save_settings, with_recent


def test_texts_become_values_of_the_right_kind() -> None:
    recipe = changed(Recipe(), {"epochs": "7", "learning_rate": "1e-3", "channels_last": "no", "preset": "finetune"})
    assert (recipe.epochs, recipe.learning_rate, recipe.channels_last, recipe.preset) == (7, 0.001, False, "finetune")


@pytest.mark.parametrize(
    ("field", "text"),
    [("epochs", "-1"), ("epochs", "many"), ("preset", "magic"), ("horizontal_flip", "1.5"), ("learning_rate", "nan"), ("depth", "3")],
)
def test_what_does_not_fit_is_refused_by_name(field: str, text: str) -> None:
    with pytest.raises(SettingInvalid, match=text if field != "depth" else "depth"):
        changed(Recipe(), {field: text})


def test_a_recipe_survives_being_stored_and_unknown_fields_are_left_out() -> None:
    recipe = replace(Recipe(), epochs=3, weights="pack")
    assert from_json(Recipe, {**json.loads(json.dumps(asdict(recipe))), "from_the_future": 1}) == recipe
    with pytest.raises(SettingInvalid):
        from_json(Recipe, {"epochs": "three"})


def test_recipes_of_earlier_versions_are_understood() -> None:
    assert recipe_from_json({"weights": "none", "preset": "finetune"}).from_scratch
    assert recipe_from_json({"freeze_batch_norm": False}).batch_norm == "live"


def test_fields_say_beside_which_others_they_matter() -> None:
    named = {option.name: option for option in options(Recipe)}
    effect = {preset: {name for name in named if has_effect(named[name], replace(Recipe(), preset=preset))} for preset in PRESETS}
    assert "epochs" in effect["finetune"] and "epochs" not in effect["instant"]
    assert "weights" in effect["instant"] and "weights" not in effect["scratch"]
    assert "folds" in effect["thorough"] and "folds" not in effect["finetune"]
    assert {"preset", "architecture", "seed", "image_size"} <= set.intersection(*effect.values())


def test_differences_name_fields_and_both_values() -> None:
    found = differences(Recipe(), replace(Recipe(), epochs=3, preset="finetune"))
    assert [(option.name, mine, theirs) for option, mine, theirs in found] == [("preset", "instant", "finetune"), ("epochs", 0, 3)]


def test_a_preset_brings_fields_of_its_own_and_leaves_what_was_chosen() -> None:
    thorough = with_preset(Recipe(), "thorough")
    assert (thorough.preset, thorough.rand_augment, thorough.ema) == ("thorough", 4, 0.99)
    assert with_preset(thorough, "finetune") == replace(Recipe(), preset="finetune")
    assert with_preset(replace(thorough, ema=0.5), "instant") == replace(Recipe(), ema=0.5)
    assert with_preset(replace(Recipe(), rand_augment=9), "thorough").rand_augment == 9


def test_every_default_is_valid_and_described() -> None:
    assert validated(Recipe()) == Recipe() and validated(Settings()) == Settings()
    for option in (*options(Recipe), *options(Settings)):
        assert option.label and option.help.endswith(".")


def test_settings_are_kept_and_a_damaged_file_means_the_defaults(home: Path) -> None:
    settings = with_recent(with_recent(Settings(appearance="dark"), Path("/a")), Path("/b"))
    save_settings(with_recent(settings, Path("/a")))
    assert load_settings() == replace(settings, recent=("/a", "/b"))
    (home / "config" / "settings.json").write_text("{ broken")
    assert load_settings() == Settings()
