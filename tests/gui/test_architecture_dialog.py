"""Architectures are found by words and filters, sorted, recommended by machine, measured here, and chosen with their weights."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.classifier.architectures.catalogue import BEST_FOR, catalogue, recommended
from gui.dialogs.architecture_dialog import ArchitectureDialog
from gui.jobs import Jobs
from gui.models.architecture_model import (
    FAMILY,
    GMACS,
    LICENCE,
    MEASURED_COLUMNS,
    NAME,
    PARAMETERS,
    PREDICTED,
    ArchitectureFilter,
    ArchitectureModel,
)
from gui.recipes.recommendations import PURPOSES, recommended_for
from tests.conftest import ROOT
from tests.gui.desk import LONG_MS


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs) -> Iterator[ArchitectureDialog]:
    made = ArchitectureDialog(jobs, "resnet50")
    qtbot.addWidget(made)
    made.open()
    yield made
    made.done(0)


def names(model: ArchitectureModel) -> list[str]:
    return [str(model.index(row, NAME).data()) for row in range(model.rowCount())]


def column(model: ArchitectureModel, number: int) -> list[str]:
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


# ---- the model -------------------------------------------------------------------------------------------------


def test_words_are_found_in_any_order_and_filters_narrow(qapp: object) -> None:
    model = ArchitectureModel()
    assert model.rowCount() == len(catalogue()) > 1000
    model.narrow(ArchitectureFilter("dinov2 vit small"))
    assert names(model)[0] == "vit_small_patch14_dinov2" and all("dinov2" in name for name in names(model))
    model.narrow(ArchitectureFilter(family="ResNet", most=12.0))
    assert "resnet18" in names(model) and "resnet50" not in names(model) and set(column(model, FAMILY)) == {"ResNet"}
    model.narrow(ArchitectureFilter(here=True))
    assert model.rowCount() == 0


def test_commercial_use_shows_the_weights_that_allow_it(qapp: object) -> None:
    model = ArchitectureModel()
    mixed = next(row for row in catalogue() if len(row.weights) > 1 and not row.weights[0].permissive and row.weights[-1].permissive)
    model.narrow(ArchitectureFilter(mixed.name, commercial=True))
    row = model.row_of(mixed.name)
    weights = model.weights_of(model.architecture(row))
    assert weights is not None and weights.permissive and model.index(row, LICENCE).data() == weights.license
    forbidden = next(each.name for each in catalogue() if each.weights and not any(weights.permissive for weights in each.weights))
    model.narrow(ArchitectureFilter(commercial=True))
    assert model.row_of(forbidden) == -1


def test_columns_sort_both_ways_and_what_is_unknown_stands_last(qapp: object) -> None:
    model = ArchitectureModel()
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(GMACS, order)
        known = [row.gmacs for row in map(model.architecture, range(model.rowCount())) if row.gmacs is not None]
        assert known == sorted(known, reverse=order == Qt.SortOrder.DescendingOrder)
        unknown = [number for number in range(model.rowCount()) if model.architecture(number).gmacs is None]
        assert unknown == list(range(len(known), model.rowCount()))
    model.sort(-1)
    assert model.architecture(0).note


# ---- recommendations -------------------------------------------------------------------------------------------


def test_every_recommended_one_stands_under_a_chip() -> None:
    shown = [each.name for purpose in PURPOSES for each in recommended_for(purpose)]
    assert sorted(shown) == sorted(each.name for each in recommended()) and len(set(shown)) == len(shown)
    assert [each.best_for for each in recommended_for("cpu")] == ["cpu-fastest", "cpu-balanced", "cpu-accurate"]
    assert all(any(key == purpose or key.startswith(f"{purpose}-") for purpose in PURPOSES) for key in BEST_FOR)


def test_a_card_takes_filters_off_and_leads_to_its_architecture(qtbot: QtBot, dialog: ArchitectureDialog) -> None:
    qtbot.keyClicks(dialog.search_line, "vgg")
    qtbot.mouseClick(dialog.recommendations.chips["scratch"], Qt.MouseButton.LeftButton)
    card = next(each for each in dialog.recommendations.cards if each.text() == "lenet5")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert dialog.search_line.text() == "" and dialog.details.name() == "lenet5" and card.isChecked()
    assert dialog.details.nothing.isVisible()
    qtbot.keyClicks(dialog.search_line, "vgg")
    assert not card.isChecked()


# ---- the dialog ------------------------------------------------------------------------------------------------


def test_it_opens_at_the_current_one_with_its_weights(qtbot: QtBot, jobs: Jobs, dialog: ArchitectureDialog) -> None:
    assert dialog.chosen == dialog.details.name() == "resnet50"
    other = ArchitectureDialog(jobs, "resnet50.a2_in1k")
    qtbot.addWidget(other)
    assert other.details.name() == "resnet50.a2_in1k"
    unknown = ArchitectureDialog(jobs, "something_of_mine")
    qtbot.addWidget(unknown)
    assert unknown.chosen == "something_of_mine"


def test_packs_for_it_are_listed(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    config = {"architecture": "mobilenetv2_035", "pretrained_cfg": {"num_classes": 10, "license": "mit"}}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "model.safetensors").write_bytes(b"\0" * 64)
    dialog = ArchitectureDialog(jobs, "mobilenetv2_035", pack=str(folder))
    qtbot.addWidget(dialog)
    assert dialog.details.packs.text().splitlines()[1] == "mine · mit · chosen now"
    assert "starts from the pack" in dialog.details.nothing.text()
    dialog.go_to("lenet5")
    assert dialog.details.packs.isHidden() and "from scratch" in dialog.details.nothing.text()


def test_a_narrow_one_keeps_its_texts_apart(qtbot: QtBot, dialog: ArchitectureDialog) -> None:
    dialog.resize(720, 760)
    qtbot.waitUntil(lambda: dialog.filters.width() < 760)
    assert dialog.search_line.width() >= 240
    wide, narrow = (dialog.recommendations.cards[0].heightForWidth(width) for width in (400, 190))
    assert narrow > wide and all(card.height() >= card.heightForWidth(card.width()) for card in dialog.recommendations.cards)


def test_typing_and_enter_choose_the_best_match(qtbot: QtBot, dialog: ArchitectureDialog) -> None:
    qtbot.keyClicks(dialog.search_line, "18 resnet")
    assert dialog.details.name() == "resnet18" and "of" in dialog.count.text()
    qtbot.keyClick(dialog.search_line, Qt.Key.Key_Return)
    assert not dialog.isVisible() and dialog.chosen == "resnet18"


def test_arrows_move_in_the_table_and_a_tag_can_be_picked(qtbot: QtBot, dialog: ArchitectureDialog) -> None:
    qtbot.keyClicks(dialog.search_line, "resnet50")
    first = dialog.details.name()
    qtbot.keyClick(dialog.search_line, Qt.Key.Key_Down)
    assert dialog.details.name() != first
    qtbot.keyClick(dialog.search_line, Qt.Key.Key_Up)
    weights = dialog.details.weights
    place = weights.visualItemRect(weights.item(2)).center()
    qtbot.mouseClick(weights.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(dialog.choose_button, Qt.MouseButton.LeftButton)
    assert dialog.chosen == f"resnet50.{catalogue_tags('resnet50')[2]}"


def catalogue_tags(name: str) -> list[str]:
    return [each.tag for row in catalogue() if row.name == name for each in row.weights]


def test_nothing_found_is_said_and_nothing_can_be_chosen(qtbot: QtBot, dialog: ArchitectureDialog) -> None:
    qtbot.keyClicks(dialog.search_line, "xyzzy")
    assert dialog.nothing.isVisible() and not dialog.choose_button.isEnabled() and not dialog.measure_button.isEnabled()
    qtbot.keyClick(dialog.search_line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.search_line, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.model.rowCount() == len(catalogue())
    qtbot.keyClick(dialog.search_line, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and dialog.chosen == "resnet50"


def test_a_header_sorts_by_its_column(qtbot: QtBot, dialog: ArchitectureDialog) -> None:
    head = dialog.table.horizontalHeader()
    place = head.sectionViewportPosition(PARAMETERS) + 20
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=head.viewport().rect().topLeft() + type(head.pos())(place, 8))
    values = [row.parameters or 1e9 for row in map(dialog.model.architecture, range(20))]
    assert values == sorted(values)


def test_measuring_fills_columns_that_stay(qtbot: QtBot, jobs: Jobs, dialog: ArchitectureDialog) -> None:
    assert all(dialog.table.isColumnHidden(each) for each in MEASURED_COLUMNS)
    qtbot.keyClicks(dialog.search_line, "lenet5")
    qtbot.mouseClick(dialog.measure_button, Qt.MouseButton.LeftButton)
    assert dialog.progress.isVisible() and dialog.cancel_button.text() == "Stop" and not dialog.measure_button.isEnabled()
    qtbot.waitUntil(dialog.measure_button.isEnabled, timeout=LONG_MS)
    assert not dialog.table.isColumnHidden(PREDICTED) and str(dialog.model.index(0, PREDICTED).data()).endswith("/s")
    assert dialog.details.name() == "lenet5" and not dialog.progress.isVisible()
    assert "Measured with" in dialog.model.index(0, PREDICTED).data(Qt.ItemDataRole.ToolTipRole)


def test_escape_stops_measuring_before_it_closes(qtbot: QtBot, dialog: ArchitectureDialog) -> None:
    dialog.table.selectAll()
    qtbot.mouseClick(dialog.measure_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.cancel_button.text() == "Cancel", timeout=LONG_MS)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_fits_a_small_screen(dialog: ArchitectureDialog) -> None:
    assert dialog.minimumSizeHint().width() <= 1060 and dialog.minimumSizeHint().height() <= 560


def test_it_opens_without_loading_what_is_heavy() -> None:
    modules = "gui.dialogs.architecture_dialog, gui.dialogs.weights_dialog, gui.dialogs.preview_dialog, gui.dialogs.recipes_dialog"
    program = f"import sys, {modules}; print([name for name in ('numpy', 'PIL', 'torch', 'timm') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"
