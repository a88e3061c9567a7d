"""The models of a project in its table: looked at, compared, renamed, deleted, handed on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTextBrowser
from pytestqt.qtbot import QtBot

from engine.classifier.model.card import ModelCard
from engine.classifier.recipe import Recipe
from engine.operations.models import models_of
from engine.operations.training import train_project
from engine.progress import run
from engine.project.project import Project
from gui.main_window import CLASSIFY, EVALUATE, MainWindow
from gui.pages.train_page import TrainPage
from gui.text import percent
from gui.training.estimates import estimated_seconds
from gui.training.models_model import ACCURACY, ENDED, LICENCE, NAME, TIME
from tests.gui.training.trainings import LONG_MS, QUICK, opened

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window: MainWindow, project_folder: Path) -> TrainPage:
    """Of a project with two models that differ in epochs and dropout."""
    with Project.open(project_folder) as project:
        for recipe in (QUICK, replace(QUICK, epochs=3, dropout=0.25)):
            run(train_project(project, recipe))
    return opened(window, project_folder)


def click(qtbot: QtBot, page: TrainPage, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    table = page.models.table
    page.scroller.ensureWidgetVisible(table)
    qtbot.mouseClick(table.viewport(), Left, keys, table.visualRect(table.model().index(row, NAME)).center())


def texts(page: TrainPage, column: int) -> list[str]:
    model = page.models.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_newest_model_is_shown_at_first(page: TrainPage) -> None:
    assert texts(page, NAME) == ["insects-2", "insects-1"]
    assert page.stage.shown() is page.stage.model
    assert len(page.stage.model.loss.points("training")) == 3
    assert texts(page, ENDED) == ["finished", "finished"] and texts(page, LICENCE) == ["–", "–"]


def test_one_shows_its_curves_and_two_are_compared(qtbot: QtBot, page: TrainPage) -> None:
    click(qtbot, page, 1)
    assert len(page.stage.model.loss.points("training")) == 2
    click(qtbot, page, 0, Qt.KeyboardModifier.ControlModifier)
    compare = page.stage.compare
    assert page.stage.shown() is compare
    rows = [[compare.table.item(row, column).text() for column in range(3)] for row in range(compare.table.rowCount())]
    assert any(row[0] == "Epochs trained" and row[1].startswith("3, of which") for row in rows)
    assert [row[0] for row in rows if row[0].startswith("Recall of")] == [
        f"Recall of {name}" for name in page.models.cards()[0].class_names
    ]
    assert ["Epochs", "3", "2"] in rows and ["Dropout", "0.25", "0"] in rows
    assert len(compare.loss.points("one")) == 3 and len(compare.loss.points("other")) == 2
    qtbot.keyClick(page.models.table, Qt.Key.Key_Escape)
    assert page.models.table.selected() == [] and page.stage.shown() not in (compare, page.stage.model)


def test_choosing_does_not_move_the_table(qtbot: QtBot, window: MainWindow, page: TrainPage) -> None:
    window.resize(1100, 700)
    click(qtbot, page, 1)
    table = page.models.table
    settled(qtbot)
    before = table.mapTo(window, QPoint())
    for row, keys in ((0, Qt.KeyboardModifier.ControlModifier), (0, Qt.KeyboardModifier.NoModifier)):
        qtbot.mouseClick(table.viewport(), Left, keys, table.visualRect(table.model().index(row, NAME)).center())
        settled(qtbot)
        assert table.mapTo(window, QPoint()) == before


def settled(qtbot: QtBot) -> None:
    """After the time that the layouts get to settle."""
    passed: list[bool] = []
    QTimer.singleShot(200, lambda: passed.append(True))
    qtbot.waitUntil(lambda: bool(passed))


def test_a_model_without_epochs_shows_figures_and_recalls(page: TrainPage) -> None:
    card = page.models.cards()[0]
    assert card.metrics is not None
    count = card.metrics.count
    metrics = replace(card.metrics, accuracy=2 / count)
    page.stage.show_cards([replace(card, curves=(replace(card.curves[0], epoch=0),), metrics=metrics)])
    result = page.stage.result
    assert page.stage.shown() is result
    assert result.counted.text() == f"2 of {count} pictures" and result.accuracy.text() == percent(2 / count)
    assert all(name in result.recalls.accessibleDescription() for name in card.class_names)


def test_the_head_leads_on_with_its_model(qtbot: QtBot, window: MainWindow, page: TrainPage) -> None:
    click(qtbot, page, 1)
    assert page.stage.head.name.text() == "insects-1" and "roughly" in page.stage.head.facts.text()
    qtbot.mouseClick(page.stage.head.classify_button, Left)
    assert window.pages.currentIndex() == CLASSIFY and window.classify_page.card().name == "insects-1"
    qtbot.mouseClick(page.stage.head.evaluate_button, Left)
    assert window.pages.currentIndex() == EVALUATE and window.evaluate_page.card().name == "insects-1"


def test_an_accuracy_says_on_how_many_pictures_it_stands(page: TrainPage) -> None:
    index = page.models.table.model().index(0, ACCURACY)
    assert f"of {page.models.cards()[0].validation_count};" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_columns_sort_by_what_they_mean(qtbot: QtBot, page: TrainPage) -> None:
    cards = [
        replace(card, name=f"m{number}", seconds=seconds)
        for number, (card, seconds) in enumerate(zip(models_of(page._session.project) * 2, (9.0, 100.0, 7000.0, 0.5), strict=True))
    ]
    page.models.set_cards(cards)
    page.models.table.sortByColumn(TIME, Qt.SortOrder.AscendingOrder)
    assert texts(page, NAME) == ["m3", "m0", "m1", "m2"]
    page.models.table.sortByColumn(ACCURACY, Qt.SortOrder.DescendingOrder)
    page.models.set_cards([replace(cards[0], metrics=None), cards[1]])
    assert texts(page, ACCURACY)[-1] == "–"


def test_a_name_is_written_anew_in_its_place(qtbot: QtBot, page: TrainPage) -> None:
    page.models.press("Rename")
    editor = page.models.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "best so far")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(page, NAME) == ["best so far", "insects-1"])
    assert page._session.project is not None
    assert sorted(card.name for card in models_of(page._session.project)) == ["best so far", "insects-1"]
    page.models.rename_wanted.emit(page.models.cards()[0], "insects-1")
    assert texts(page, NAME) == ["best so far", "insects-1"]


def test_a_refused_name_is_told(window: MainWindow, page: TrainPage) -> None:
    page.models.rename_wanted.emit(page.models.cards()[0], "insects-1")
    assert "there is a model of that name already" in window.message.text()


def test_a_deleted_model_can_be_brought_back(qtbot: QtBot, window: MainWindow, page: TrainPage) -> None:
    page.models.press("Delete")
    assert texts(page, NAME) == ["insects-1"] and "insects-2 was deleted" in window.message.text()
    window.notices._on_action()
    assert texts(page, NAME) == ["insects-2", "insects-1"]


def test_a_model_is_handed_on_and_taken_in(
    qtbot: QtBot, window: MainWindow, page: TrainPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "handed.fieldmark-model"
    monkeypatch.setattr("gui.training.model_desk.QFileDialog.getSaveFileName", lambda *_: (str(file), ""))
    page.models.press("Export as one file …")
    qtbot.waitUntil(lambda: str(file) in window.message.text(), timeout=LONG_MS)
    assert file.is_file()
    monkeypatch.setattr("gui.training.model_desk.QFileDialog.getOpenFileName", lambda *_: (str(file), ""))
    page.models.import_wanted.emit()
    qtbot.waitUntil(lambda: "insects-2-2" in texts(page, NAME), timeout=LONG_MS)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=LONG_MS)


def test_the_model_card_is_shown(qtbot: QtBot, page: TrainPage) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        browser = dialog.findChild(QTextBrowser)
        seen.extend((browser.toPlainText(), browser.toHtml()))
        dialog.accept()

    QTimer.singleShot(100, look)
    page.models.press("Model card")
    assert "insects-2" in seen[0] and "Classes" in seen[0]
    assert "<u>" not in seen[1] and "underline" not in seen[1] and "italic" in seen[1]


def test_a_recipe_is_used_again(page: TrainPage) -> None:
    page.show_recipe(Recipe())
    page.models.press("Use this recipe again")
    assert (page.recipe().epochs, page.recipe().dropout, page.recipe().preset) == (3, 0.25, "scratch")


def known(page: TrainPage, **changes: object) -> Callable[[Recipe], float | None]:
    card: ModelCard = replace(page.models.cards()[0], seconds=30.0, training_count=10)
    return lambda recipe: estimated_seconds([replace(card, recipe=replace(card.recipe, **changes))], recipe, 20)


def test_times_are_judged_by_what_was_alike(page: TrainPage) -> None:
    recipe = page.models.cards()[0].recipe
    assert known(page)(recipe) == 60
    assert known(page)(replace(recipe, epochs=6)) == 120
    stopped = [replace(card, stop_reason="stopped by you") for card in page.models.cards()]
    assert estimated_seconds(stopped, recipe, 20) is None
    assert known(page)(replace(recipe, preset="finetune")) is None
    assert known(page)(replace(recipe, architecture="resnet18")) is None
    assert known(page)(replace(recipe, image_size=64)) is None
    assert estimated_seconds([], recipe, 20) is None and estimated_seconds(page.models.cards(), recipe, 0) is None
