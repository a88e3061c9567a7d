"""Recipes are kept under names, renamed, compared, handed on as files, and one of them is used."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from engine.classifier.recipe import Recipe
from engine.errors import OutputNotWritable, RecipeUnusable
from engine.fields import options
from engine.operations import recipe_files
from engine.operations.recipe_files import read_recipe, write_recipe
from engine.operations.recipes import save_recipe, saved_recipes
from gui.app import make_app
from gui.dialogs.recipes_dialog import RecipesDialog
from gui.recipes.words import differing, recipe_words, value_words
from tests.gui.desk import button, in_dialog

FINE = Recipe(preset="finetune", architecture="resnet50", epochs=20, rotation=15.0)
PRESENT = Recipe(preset="finetune", architecture="resnet18", epochs=20)


@pytest.fixture
def stored() -> None:
    save_recipe("Quick", Recipe())
    save_recipe("Careful", FINE)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[RecipesDialog]:
    make_app()
    made = RecipesDialog(PRESENT)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.done(0)


def texts(table: object) -> list[list[str]]:
    return [[table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())]  # type: ignore[attr-defined]


def choose(qtbot: QtBot, dialog: RecipesDialog, name: str) -> None:
    row = next(row for row, line in enumerate(texts(dialog.table)) if line[0] == name)
    place = dialog.table.visualItemRect(dialog.table.item(row, 0)).center()
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.selected() == name


# ---- words -----------------------------------------------------------------------------------------------------


def test_a_recipe_is_told_by_what_sets_it_apart() -> None:
    assert recipe_words(Recipe()) == "Instant · recommended"
    assert recipe_words(FINE) == "Fine-tune · resnet50 · Rotation 15 · Epochs 20"
    assert recipe_words(Recipe(weights="/packs/mine")) == "Instant · recommended · mine"
    assert recipe_words(replace(Recipe(), epochs=9)) == "Instant · recommended"  # epochs have no effect on the linear head
    many = replace(FINE, noise=0.1, blur=0.1, mixup=0.2, seed=4)
    assert recipe_words(many).endswith(" · 2 more changes")


def test_values_read_as_in_the_form() -> None:
    fields = {option.name: option for option in options(Recipe)}
    told = {name: value_words(fields[name], value) for name, value in (("epochs", 0), ("compile", True), ("loss", "focal"), ("mixup", 0.0))}
    assert told == {"epochs": "automatic", "compile": "yes", "loss": "Focal", "mixup": "off"}
    assert value_words(fields["learning_rate"], 0.00025) == "0.00025" and value_words(fields["weights"], "pretrained") == "pretrained"


def test_what_has_no_effect_in_either_is_no_difference() -> None:
    assert [each.label for each in differing(Recipe(epochs=3), Recipe(epochs=7))] == []
    (preset, epochs) = differing(Recipe(epochs=3), Recipe(preset="finetune", epochs=7))[:1] + differing(Recipe(epochs=3), FINE)[-1:]
    assert (preset.one, preset.other) == ("Instant", "Fine-tune") and (epochs.one, epochs.other) == ("", "20")


# ---- the dialog ------------------------------------------------------------------------------------------------


def test_without_recipes_it_says_what_to_do(dialog: RecipesDialog) -> None:
    assert dialog.nothing.isVisible() and "No recipe is saved yet" in dialog.nothing.text()
    assert not dialog.use_button.isEnabled() and not dialog.save_button.isEnabled() and dialog.chosen is None


def test_the_present_recipe_is_kept_under_a_name(qtbot: QtBot, dialog: RecipesDialog) -> None:
    qtbot.keyClicks(dialog.name, "My own")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible() and saved_recipes() == {"My own": PRESENT} and dialog.selected() == "My own"
    assert texts(dialog.table) == [["My own", "Fine-tune · resnet18 · Epochs 20"]]
    assert dialog.comparison.remark.isVisible() and "alike" in dialog.comparison.remark.text()


def test_the_name_of_another_one_replaces_it(qtbot: QtBot, stored: None, dialog: RecipesDialog) -> None:
    qtbot.keyClicks(dialog.name, "Quick")
    assert dialog.save_button.text() == "Replace"
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert saved_recipes()["Quick"] == PRESENT and dialog.table.rowCount() == 2


def test_one_is_held_against_the_present_or_another(qtbot: QtBot, stored: None, dialog: RecipesDialog) -> None:
    choose(qtbot, dialog, "Careful")
    assert texts(dialog.comparison.table) == [["Architecture", "resnet50", "resnet18"], ["Rotation", "15", "0"]]
    qtbot.keyClicks(dialog.comparison.other, "Quick")
    lines = texts(dialog.comparison.table)
    assert lines[0] == ["Preset", "Fine-tune", "Instant"] and ["Epochs", "20", "–"] in lines
    choose(qtbot, dialog, "Quick")
    assert [dialog.comparison.other.itemText(row) for row in range(dialog.comparison.other.count())] == ["Present recipe", "Careful"]


def test_enter_and_a_double_click_use_one(qtbot: QtBot, stored: None, dialog: RecipesDialog) -> None:
    choose(qtbot, dialog, "Careful")
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert not dialog.isVisible() and dialog.chosen == FINE
    again = RecipesDialog(PRESENT)
    qtbot.addWidget(again)
    again.open()
    place = again.table.visualItemRect(again.table.item(1, 0)).center()
    qtbot.mouseClick(again.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(again.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not again.isVisible() and again.chosen == Recipe()


def test_it_is_renamed_in_its_row(qtbot: QtBot, stored: None, dialog: RecipesDialog) -> None:
    choose(qtbot, dialog, "Careful")
    qtbot.mouseClick(dialog.rename_button, Qt.MouseButton.LeftButton)
    editor = dialog.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Slow")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert set(saved_recipes()) == {"Quick", "Slow"} and saved_recipes()["Slow"] == FINE
    qtbot.waitUntil(lambda: dialog.selected() == "Slow")


def test_a_name_that_is_taken_is_refused(qtbot: QtBot, stored: None, dialog: RecipesDialog) -> None:
    choose(qtbot, dialog, "Careful")
    qtbot.mouseClick(dialog.rename_button, Qt.MouseButton.LeftButton)
    editor = dialog.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Quick")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert set(saved_recipes()) == {"Quick", "Careful"} and "there is a recipe of that name already" in dialog.message.text()
    assert texts(dialog.table)[0][0] == "Careful"


def test_the_delete_key_asks_first(qtbot: QtBot, stored: None, dialog: RecipesDialog) -> None:
    choose(qtbot, dialog, "Quick")
    dialog.table.setFocus()
    in_dialog(lambda asked: qtbot.mouseClick(button(asked, "Delete"), Qt.MouseButton.LeftButton))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert set(saved_recipes()) == {"Careful"} and dialog.selected() == "Careful"


def test_nothing_is_deleted_without_a_yes(qtbot: QtBot, stored: None, dialog: RecipesDialog) -> None:
    in_dialog(lambda asked: qtbot.mouseClick(button(asked, "Cancel"), Qt.MouseButton.LeftButton))
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    assert set(saved_recipes()) == {"Quick", "Careful"}


def test_files_go_out_and_come_in(
    qtbot: QtBot, stored: None, dialog: RecipesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, dialog, "Careful")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "Careful"), ""))
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    file = tmp_path / "Careful.recipe.json"
    assert read_recipe(file) == FINE and str(file) in dialog.message.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    assert dialog.selected() == "Careful 2" and saved_recipes()["Careful 2"] == FINE


def test_a_file_that_is_no_recipe_is_told_in_place(qtbot: QtBot, stored: None, dialog: RecipesDialog, tmp_path: Path) -> None:
    for name, content in (("a.json", "[1]"), ("b.json", "{"), ("c.json", "\udcff")):
        (tmp_path / name).write_bytes(content.encode("utf-8", "surrogatepass"))
        dialog.take_in(tmp_path / name)
        assert "cannot be used: it is no recipe." in dialog.message.text() and "as they were" in dialog.message.text()
    assert set(saved_recipes()) == {"Quick", "Careful"}


def test_what_cannot_be_saved_is_told(qtbot: QtBot, dialog: RecipesDialog, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recipe_files, "write_atomically", full)
    qtbot.keyClicks(dialog.name, "Mine")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert "No space left on device" in dialog.message.text() and dialog.name.text() == "Mine"


# ---- files -----------------------------------------------------------------------------------------------------


def test_a_recipe_of_another_version_comes_in_without_what_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "new.json").write_text(json.dumps({**asdict(FINE), "telepathy": 3}), encoding="utf-8")
    assert read_recipe(tmp_path / "new.json") == FINE
    (tmp_path / "odd.json").write_text(json.dumps({**asdict(FINE), "epochs": 10**9}), encoding="utf-8")
    with pytest.raises(RecipeUnusable, match="the largest value is 1000"):
        read_recipe(tmp_path / "odd.json")


def test_a_file_that_cannot_be_written_or_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputNotWritable, match="cannot be written"):
        write_recipe(tmp_path / "file" / "x.json", FINE)
    with pytest.raises(RecipeUnusable, match="No such file"):
        read_recipe(tmp_path / "none.json")


def test_what_a_file_has_too_much_is_told(dialog: RecipesDialog, tmp_path: Path) -> None:
    (tmp_path / "new.recipe.json").write_text(json.dumps({**asdict(FINE), "telepathy": 3}), encoding="utf-8")
    dialog.take_in(tmp_path / "new.recipe.json")
    assert dialog.selected() == "new" and "telepathy" in dialog.message.text()
