"""Settings and recipes are declared once; reading, checking and storing follow from that."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from engine.classifier.recipe import Recipe
from engine.errors import SettingInvalid
from engine.fields import changed, from_json, options, validated
from engine.settings import Settings, load_settings, save_settings, with_recent


def test_texts_become_values_of_the_right_kind() -> None:
    recipe = changed(Recipe(), {"epochs": "7", "learning_rate": "1e-3", "freeze_batch_norm": "no", "preset": "finetune"})
    assert (recipe.epochs, recipe.learning_rate, recipe.freeze_batch_norm, recipe.preset) == (7, 0.001, False, "finetune")


@pytest.mark.parametrize(
    ("field", "text"),
    [("epochs", "0"), ("epochs", "many"), ("preset", "magic"), ("horizontal_flip", "1.5"), ("learning_rate", "nan"), ("depth", "3")],
)
def test_what_does_not_fit_is_refused_by_name(field: str, text: str) -> None:
    with pytest.raises(SettingInvalid, match=text if field != "depth" else "depth"):
        changed(Recipe(), {field: text})


def test_a_recipe_survives_being_stored_and_unknown_fields_are_left_out() -> None:
    recipe = replace(Recipe(), epochs=3, weights="pack")
    assert from_json(Recipe, {**json.loads(json.dumps(asdict(recipe))), "from_the_future": 1}) == recipe
    with pytest.raises(SettingInvalid):
        from_json(Recipe, {"epochs": "three"})


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
