"""The form of the recipe: its sections, what it marks, what it greys, and what is found in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox
from pytestqt.qtbot import QtBot

from engine.classifier.recipe import AUGMENTATION, DURATION, HEAD, MACHINE, OPTIMIZATION, Recipe, with_preset
from engine.classifier.sight.subjects import with_subject
from engine.fields import options
from gui.training.field_row import FieldRow
from gui.training.recipe_form import RecipeForm
from gui.training.subject_choice import SubjectChoice

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def form(qtbot: QtBot) -> RecipeForm:
    made = RecipeForm()
    qtbot.addWidget(made)
    made.resize(288, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def visible_rows(form: RecipeForm) -> list[str]:
    return [row.option.name for row in form.findChildren(FieldRow) if row.isVisible()]


def test_each_field_stands_in_one_section_and_opens_with_it(form: RecipeForm, qtbot: QtBot) -> None:
    assert visible_rows(form) == []
    for section in form.sections.values():
        qtbot.mouseClick(section.head, Left)
    wanted = [option.name for option in options(Recipe) if option.section]
    assert sorted(visible_rows(form)) == sorted(wanted) and len(wanted) > 35
    qtbot.mouseClick(form.sections[MACHINE].head, Left)
    assert not form.row("seed").isVisibleTo(form.sections[MACHINE]) or form.sections[MACHINE].head.isChecked()


def test_it_hands_back_what_it_was_given_also_what_it_does_not_show(form: RecipeForm) -> None:
    recipe = Recipe(preset="finetune", architecture="resnet18", epochs=7, l1=1e-7, head_regularization=0.123456789)
    form.set_value(recipe)
    assert form.value() == recipe
    form.row("l1")
    form.row("head_regularization")
    assert form.value() == recipe


def test_what_differs_is_marked_counted_and_can_be_set_back(form: RecipeForm, qtbot: QtBot) -> None:
    form.set_value(Recipe(preset="finetune"))
    row = form.row("epochs")
    assert not row.back.isVisible()
    row.widget.setFocus()
    row.widget.selectAll()
    qtbot.keyClicks(row.widget, "12")
    assert form.value().epochs == 12 and row.back.isVisible() and row.label.font().bold()
    assert form.sections[DURATION].head.accessibleDescription() == "1 changed"
    qtbot.mouseClick(row.back, Left)
    assert form.value().epochs == 0 and not row.back.isVisible() and not row.label.font().bold()
    assert form.sections[DURATION].head.accessibleDescription() == ""


def test_what_a_preset_brings_is_its_default(form: RecipeForm) -> None:
    form.set_value(with_preset(Recipe(), "thorough"))
    row = form.row("ema")
    assert row.value() == 0.99 and not row.back.isVisible()
    form.set_value(replace(form.value(), ema=0.5))
    assert row.back.isVisible() and "0.99" in row.back.toolTip()


def test_a_field_without_effect_is_grey_and_says_why(form: RecipeForm) -> None:
    row = form.row("mixup")
    assert not row.widget.isEnabled()
    assert "“Instant”" in row.widget.toolTip() and "Fine-tune, Thorough, From scratch" in row.label.toolTip()
    assert form.sections[AUGMENTATION].head.accessibleDescription() == row.widget.toolTip().splitlines()[0]
    assert form.sections[HEAD].head.accessibleDescription() == ""
    form.set_value(Recipe(preset="finetune"))
    assert row.widget.isEnabled() and "No effect" not in row.widget.toolTip()
    assert form.sections[AUGMENTATION].head.accessibleDescription() == ""


def test_automatic_and_off_are_told_in_words(form: RecipeForm) -> None:
    for name, word in (("learning_rate", "automatic"), ("time_budget", "off"), ("patience", "never"), ("batch_norm", "automatic")):
        form.set_value(replace(Recipe(preset="finetune"), patience=0))
        widget = form.row(name).widget
        assert (widget.currentText() if isinstance(widget, QComboBox) else widget.text()) == word, name


def test_a_setting_is_found_by_a_word_in_its_help(form: RecipeForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.search, "mirrOr")
    assert visible_rows(form) == ["horizontal_flip", "views"]
    form.search.clear()
    assert visible_rows(form) == []
    form.sections[OPTIMIZATION].set_open(True)
    qtbot.keyClicks(form.search, "learning rate")
    assert "learning_rate" in visible_rows(form) and "momentum" not in visible_rows(form)
    form.search.setText("no such thing")
    assert visible_rows(form) == [] and form._nothing.isVisible()
    form.search.clear()
    assert "momentum" in visible_rows(form)


def test_steps_follow_the_size_of_the_number(form: RecipeForm) -> None:
    form.set_value(Recipe(preset="finetune"))
    rate = form.row("learning_rate").widget
    assert isinstance(rate, QAbstractSpinBox)
    rate.stepBy(1)
    assert form.value().learning_rate == 0.01
    rate.stepBy(-1)
    assert form.value().learning_rate == 0
    form.row("dropout").widget.stepBy(1)
    assert form.value().dropout == 0.05


def test_the_subject_sets_the_augmentation_and_follows_it(qtbot: QtBot) -> None:
    choice = SubjectChoice()
    qtbot.addWidget(choice)
    recipe = Recipe(preset="finetune", epochs=9)
    choice.show_recipe(recipe, used=True)
    assert choice.box.currentData() == "photos"
    with qtbot.waitSignal(choice.chosen) as chosen:
        choice.box.setCurrentIndex(choice.box.findData("digits"))
        choice.box.activated.emit(choice.box.currentIndex())
    assert chosen.args == [with_subject(recipe, "digits")] and chosen.args[0].epochs == 9
    choice.show_recipe(replace(recipe, rotation=77.0), used=False)
    assert choice.box.currentText() == "Own mixture" and not choice.box.isEnabled()
