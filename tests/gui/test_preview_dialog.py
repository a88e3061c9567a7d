"""The preview shows pictures as the network receives them, follows the settings, and hands back the recipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from engine.classifier.recipe import Recipe
from engine.classifier.sight.subjects import subject_of
from engine.operations.preview import seen
from engine.progress import run
from engine.project.project import Project
from gui.dialogs.preview_dialog import PreviewDialog
from gui.recipes.seen_pictures import a_few
from gui.recipes.seen_view import RowName, SeenRow, SeenView
from tests.gui.desk import LONG_MS, Desk, desk

TINY = Recipe(preset="finetune", architecture="test_resnet", image_size=32)


@pytest.fixture
def table(qtbot: QtBot, project_folder: Path) -> Iterator[Desk]:
    with desk(qtbot) as made:
        assert made.session.open(project_folder)
        yield made


def opened(qtbot: QtBot, table: Desk, recipe: Recipe = TINY, ids: tuple[int, ...] = ()) -> PreviewDialog:
    dialog = PreviewDialog(table.session, table.jobs, recipe, table, ids)
    dialog.open()
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, table: Desk) -> Iterator[PreviewDialog]:
    made = opened(qtbot, table)
    qtbot.waitUntil(lambda: len(made.view.rows()) == 6, timeout=LONG_MS)
    yield made
    made.done(0)


def next_rows(qtbot: QtBot, dialog: PreviewDialog, before: object) -> list[SeenRow]:
    qtbot.waitUntil(lambda: dialog.view.rows() is not before, timeout=LONG_MS)
    return list(dialog.view.rows())


def test_a_few_are_taken_from_each_class(project_folder: Path) -> None:
    with Project.open(project_folder) as project:
        samples = project.samples()
    for seed in range(3):
        chosen = a_few(samples, 6, seed)
        assert sorted(Counter(sample.class_id for sample in chosen).values()) == [3, 3] and len({each.id for each in chosen}) == 6
    assert {each.id for each in a_few(samples, 6, 0)} != {each.id for each in a_few(samples, 6, 1)}
    assert len(a_few(samples, 100, 0)) == len(samples) and a_few([], 6, 0) == []


def test_what_is_shown_is_what_the_engine_gives(dialog: PreviewDialog, table: Desk) -> None:
    project = table.session.project
    assert project is not None
    ids = {sample.path: sample.id for sample in table.session.samples()}
    rows = dialog.view.rows()
    expected = run(seen(project, TINY, [ids[row.path] for row in rows], 4, 0))
    for row, picture in zip(rows, expected, strict=True):
        assert picture.plain is not None and len(row.views) == 4
        for image, pixels in ((row.plain, picture.plain), (row.views[3], picture.augmented[3])):
            assert image.size().toTuple() == (32, 32)
            assert QColor(image.pixel(5, 20)).getRgb()[:3] == tuple(int(value) for value in pixels[20, 5])


def test_the_selected_pictures_are_shown(qtbot: QtBot, table: Desk) -> None:
    wanted = tuple(sample.id for sample in table.session.samples()[:2])
    dialog = opened(qtbot, table, ids=wanted)
    qtbot.waitUntil(lambda: len(dialog.view.rows()) == 2, timeout=LONG_MS)
    assert [row.path for row in dialog.view.rows()] == [sample.path for sample in table.session.samples()[:2]]
    qtbot.mouseClick(dialog.others_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.view.rows()) == 6, timeout=LONG_MS)
    dialog.done(0)


def test_another_draw_changes_the_random_views_alone(qtbot: QtBot, dialog: PreviewDialog) -> None:
    before = dialog.view.rows()
    qtbot.mouseClick(dialog.draw_button, Qt.MouseButton.LeftButton)
    after = next_rows(qtbot, dialog, before)
    assert [row.plain for row in after] == [row.plain for row in before]
    assert all(new.views != old.views for new, old in zip(after, before, strict=True))


def test_a_setting_is_followed_and_handed_back(qtbot: QtBot, dialog: PreviewDialog) -> None:
    before = dialog.view.rows()
    assert before[0].frame == pytest.approx((0, -0.1, 1, 1.2), abs=0.03)  # 48 x 40 px with borders above and below
    box = dialog.form.row("crop_mode").widget
    box.setFocus()
    qtbot.keyClicks(box, "Cut")
    after = next_rows(qtbot, dialog, before)
    assert after[0].frame[2] < 1 and dialog.recipe.crop_mode == "center"
    before = dialog.view.rows()
    qtbot.keyClicks(dialog.form.row("colour").widget, "Grey")
    grey = QColor(next_rows(qtbot, dialog, before)[0].plain.pixel(16, 16))
    assert grey.red() == grey.green() == grey.blue()
    qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    assert dialog.result() == 1 and dialog.recipe.colour == "grey" and dialog.recipe.architecture == "test_resnet"


def test_a_subject_sets_the_controls(qtbot: QtBot, dialog: PreviewDialog) -> None:
    before = dialog.view.rows()
    dialog.subject.box.setFocus()
    qtbot.keyClicks(dialog.subject.box, "Microscope")
    dialog.subject.box.activated.emit(dialog.subject.box.currentIndex())
    next_rows(qtbot, dialog, before)
    assert subject_of(dialog.recipe) == "microscope" and dialog.form.row("rotation").value() == 180
    dialog.form.row("rotation").widget.setValue(90)
    assert dialog.subject.box.currentData() == ""


def test_a_picture_that_cannot_be_read_keeps_its_place(qtbot: QtBot, table: Desk) -> None:
    samples = table.session.samples()
    samples[0].path.write_bytes(b"no picture")
    dialog = opened(qtbot, table, ids=(samples[0].id, samples[1].id))
    qtbot.waitUntil(lambda: len(dialog.view.rows()) == 2, timeout=LONG_MS)
    assert dialog.view.rows()[0].failure and not dialog.view.rows()[1].failure
    assert not dialog.view.grab().isNull()
    dialog.done(0)


def test_what_fails_is_told_in_the_dialog(qtbot: QtBot, table: Desk) -> None:
    dialog = opened(qtbot, table, Recipe(architecture="nonsense_net"))
    qtbot.waitUntil(dialog.message.isVisible, timeout=LONG_MS)
    assert "There is no architecture named “nonsense_net”." in dialog.message.text() and dialog.first.headline.text() == "No preview"
    assert not dialog.subject.isEnabled()  # Instant learns from plain pictures
    dialog.done(0)


def test_without_a_project_it_says_so(qtbot: QtBot) -> None:
    with desk(qtbot) as made:
        dialog = opened(qtbot, made)
        assert dialog.empty.isVisible() and not dialog.draw_button.isEnabled() and made.jobs.questions.current is None
        dialog.done(0)


def test_closing_stops_what_runs(qtbot: QtBot, table: Desk) -> None:
    dialog = opened(qtbot, table)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    table.wait(qtbot)
    assert dialog.view.rows() == () and dialog.recipe == TINY


def test_what_the_network_does_not_see_lies_in_the_shade(qtbot: QtBot, dialog: PreviewDialog) -> None:
    row = dialog.view.rows()[0]
    view = SeenView()
    qtbot.addWidget(view)
    view.resize(700, 200)
    view.set_rows([SeenRow(row.path, row.original, (0.25, 0.0, 0.5, 1.0), row.plain, row.views)], [RowName("a.png", "ant", "#0072B2")])
    view.show()
    cell = view._cell(0, 0)
    image = view.grab().toImage()
    edge = [QColor(image.pixel(cell.left() + 6, cell.center().y() + shift)).lightness() for shift in range(-20, 20)]
    middle = [QColor(image.pixel(cell.center().x() + 3, cell.center().y() + shift)).lightness() for shift in range(-20, 20)]
    assert sum(edge) < 0.8 * sum(middle)
    assert view.accessibleDescription() == "ant · a.png"
