"""Where a recipe is put together: presets, boxes and the dialogs that hand in others; all of it by keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from engine.classifier.recipe import PRETRAINED, Recipe, with_preset
from engine.operations.recipes import save_recipe
from gui import theme
from gui.main_window import MainWindow
from gui.pages.train_page import TrainPage
from tests.gui.training.trainings import opened

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window: MainWindow, project_folder: Path) -> TrainPage:
    return opened(window, project_folder)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """What a weights pack is known by; its tensors are not looked at before a training."""
    folder = tmp_path / "packs" / "resnet18-own"
    folder.mkdir(parents=True)
    config = {"architecture": "resnet18", "pretrained_cfg": {"num_classes": 10, "license": "mit"}}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "model.safetensors").write_bytes(b"\0" * 64)
    return folder


def in_dialog(act: Callable[[QDialog], object]) -> list[str]:
    """Do something to the modal dialog that opens next, once its turn comes; the names of the classes of those that did."""
    opened_: list[str] = []

    def later() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(20, later)
            return
        opened_.append(type(dialog).__name__)
        act(dialog)

    QTimer.singleShot(20, later)
    return opened_


@pytest.mark.parametrize(
    ("button", "name"),
    [
        ("preview_button", "PreviewDialog"),
        ("recipes_button", "RecipesDialog"),
        ("tuning_button", "TuningDialog"),
        ("network.choose_button", "ArchitectureDialog"),
        ("weights.packs_button", "WeightsDialog"),
    ],
)
def test_each_dialog_opens_and_when_dismissed_changes_nothing(qtbot: QtBot, page: TrainPage, button: str, name: str) -> None:
    before = page.recipe()
    part: object = page.desk
    for step in button.split("."):
        part = getattr(part, step)
    seen = in_dialog(lambda dialog: dialog.reject())
    assert isinstance(part, QAbstractButton)
    part.click()
    assert seen == [name] and page.recipe() == before


def test_a_saved_recipe_is_taken_over_whole(qtbot: QtBot, page: TrainPage) -> None:
    wanted = Recipe(preset="thorough", architecture="resnet50", epochs=11, mixup=0.3)
    save_recipe("mine", wanted)

    def use(dialog: QDialog) -> None:
        dialog.chosen = wanted
        dialog.accept()

    in_dialog(use)
    page.desk.recipes_button.click()
    assert page.recipe() == wanted and page.preset_cards["thorough"].isChecked() and page.desk.network.name() == "resnet50"


def test_a_pack_brings_its_architecture_and_its_licence(page: TrainPage, pack: Path) -> None:
    page.use_pack(pack)
    assert (page.recipe().architecture, page.recipe().weights) == ("resnet18", str(pack))
    assert "Licence: mit" in page.desk.weights.note.text()
    page.desk.weights.refresh_packs()
    assert page.desk.weights.value() == str(pack)
    page.desk.weights.box.setCurrentIndex(page.desk.weights.box.findData(PRETRAINED))
    assert page.recipe().weights == PRETRAINED and "Licence" in page.desk.weights.note.text()
    page.preset_cards["scratch"].click()
    assert not page.desk.weights.box.isEnabled() and not page.desk.weights.folder_button.isEnabled()


def test_presets_keep_what_was_set_by_hand(page: TrainPage) -> None:
    recipe = Recipe(preset="finetune", architecture="resnet18", dropout=0.3)
    page.show_recipe(recipe)
    page.preset_cards["thorough"].click()
    assert page.recipe() == with_preset(recipe, "thorough")
    page.preset_cards["finetune"].click()
    assert page.recipe() == recipe


def test_epochs_that_were_set_are_told_on_the_cards(page: TrainPage) -> None:
    page.show_recipe(Recipe(preset="finetune", epochs=4))
    notes = {name: card.note() for name, card in page.preset_cards.items()}
    assert notes["thorough"] == notes["finetune"] == "4 epochs, set by you" and "epochs" not in notes["instant"]


def test_what_was_changed_stays_bold_in_another_theme(qtbot: QtBot, qapp: QApplication, page: TrainPage) -> None:
    page.show_recipe(Recipe(preset="finetune", epochs=4))
    changed, plain = page.desk.form.row("epochs").label, page.desk.form.row("patience").label
    for scheme in ("dark", "light"):
        theme.apply(qapp, scheme)
        qtbot.waitUntil(lambda: changed.font().weight() > plain.font().weight())


def test_an_unknown_architecture_may_be_typed(qtbot: QtBot, page: TrainPage) -> None:
    line = page.desk.network.box.lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "my_own_net")
    assert page.recipe().architecture == "my_own_net" and "Any timm name" in page.desk.network.note.text()
    page.show_recipe(replace(page.recipe(), architecture="resnet18"))
    assert "11.7 M parameters" in page.desk.network.note.text()


def test_everything_can_be_reached_and_is_named(page: TrainPage) -> None:
    for section in page.desk.form.sections.values():
        section.set_open(True)
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    parts = [part for kind in kinds for part in page.findChildren(kind) if part.isVisible() and part.isEnabled()]
    by_arrows = [part for part in parts if isinstance(part, QRadioButton)]  # those of one group share a stop
    unreachable = [part for part in parts if not part.focusPolicy() & Qt.FocusPolicy.TabFocus and not _is_inner(part)]
    assert len(by_arrows) == 4 and set(unreachable) < set(by_arrows)
    assert len(parts) > 30
    assert [part for part in parts if not _name(part) and not _is_inner(part)] == []


def _is_inner(part: QWidget) -> bool:
    """The buttons and lines that boxes, tables and scroll bars are made of."""
    return (
        part.objectName().startswith("qt_")
        or isinstance(part.parent(), QComboBox)
        or "Spin" in type(part.parent()).__name__
        or not _named_class(part)
    )


def _named_class(part: QWidget) -> bool:
    return type(part).__name__ not in ("QTableCornerButton", "QAbstractButton", "QLineEditIconButton")


def _name(part: QWidget) -> str:
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")
