"""One picture as large as the page: stepping, labelling inside, zooming, and the way back to the grid."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.dialogs.large_view import LargeView
from gui.main_window import LABEL, TRAIN, MainWindow
from tests.conftest import striped_picture
from tests.gui.hands import UNSURE, Held, Key, click, current, foot, on_disk, press, row_of, selected, undo


@pytest.fixture(autouse=True)
def opened(window: MainWindow, project_folder: Path) -> None:
    assert window.session.open(project_folder)


@pytest.fixture
def large(qtbot: QtBot, window: MainWindow) -> LargeView:
    """Open on the second picture."""
    click(qtbot, window, 1)
    press(qtbot, window, Key.Key_Space)
    view = window.label_page.covers.large
    assert view.isVisible() and view.hasFocus()
    return view


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}


def arrived(qtbot: QtBot, large: LargeView, name: str) -> None:
    """Wait until the picture itself is shown: twice as many pixels as its thumbnail are there."""
    qtbot.waitUntil(lambda: large.title.text() == name and len(colours(large.picture.grab().toImage())) > 20)


def test_it_steps_in_the_order_of_the_grid_by_keys_and_mouse(qtbot: QtBot, window: MainWindow, large: LargeView) -> None:
    assert large.title.text() == "ant-1.png" and large.place.text() == "2 of 20 · ant"
    press(qtbot, window, Key.Key_Right)
    press(qtbot, window, Key.Key_PageDown)
    assert large.title.text() == "ant-3.png"
    qtbot.mouseClick(large.picture, Qt.MouseButton.BackButton)
    assert large.title.text() == "ant-2.png"
    for _ in range(5):
        press(qtbot, window, Key.Key_Left)
    assert large.title.text() == "ant-0.png" and large.place.text().startswith("1 of 20")
    qtbot.mouseClick(large.picture, Qt.MouseButton.ForwardButton)
    arrived(qtbot, large, "ant-1.png")


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Escape, Key.Key_Return])
def test_the_grid_goes_on_where_it_was_left(qtbot: QtBot, window: MainWindow, large: LargeView, key: Qt.Key) -> None:
    press(qtbot, window, Key.Key_Right)
    press(qtbot, window, key)
    assert not large.isVisible() and window.label_page.gallery.hasFocus()
    assert selected(window) == [current(window).name] == ["ant-2.png"]
    qtbot.waitUntil(lambda: [fact.value for fact in window.label_page.sample.facts.facts()][:1] == ["ant-2.png"])


def test_several_selected_pictures_stay_selected_and_only_the_shown_one_is_labelled(
    qtbot: QtBot, window: MainWindow, project_folder: Path
) -> None:
    click(qtbot, window, 1)
    click(qtbot, window, 3, Held.ShiftModifier)
    press(qtbot, window, Key.Key_Space)
    press(qtbot, window, "2")
    press(qtbot, window, Key.Key_Space)
    found = on_disk(project_folder)
    assert [found[f"ant-{index}.png"] for index in (1, 2, 3)] == ["ant", "ant", "bee"]
    assert selected(window) == ["ant-1.png", "ant-2.png", "ant-3.png"]


def test_all_labelling_keys_work_inside(qtbot: QtBot, window: MainWindow, large: LargeView, project_folder: Path) -> None:
    def now() -> str:
        return on_disk(project_folder)["ant-1.png"]

    press(qtbot, window, "2")
    assert now() == "bee" and large.place.text() == "2 of 20 · bee"
    undo(qtbot, window)
    assert now() == "ant" and large.place.text() == "2 of 20 · ant"
    press(qtbot, window, Key.Key_Y, Held.ControlModifier)
    assert now() == "bee"
    undo(qtbot, window)
    press(qtbot, window, Key.Key_Z, Held.ControlModifier | Held.ShiftModifier)
    press(qtbot, window, "s")
    assert now() == UNSURE and large.place.text().endswith("not sure")
    press(qtbot, window, Key.Key_Delete)
    assert now() == "" and large.place.text().endswith("unlabelled")
    press(qtbot, window, "u")
    assert large.title.text() == "new-0.png"
    press(qtbot, window, "9")
    assert foot(window) == "No class has the key 9."


def test_a_class_is_found_or_made_by_typing(qtbot: QtBot, window: MainWindow, large: LargeView, project_folder: Path) -> None:
    press(qtbot, window, "n")
    for letter in "moth":
        press(qtbot, window, letter)
    press(qtbot, window, Key.Key_Return)
    assert on_disk(project_folder)["ant-1.png"] == "moth" and large.hasFocus()
    assert large.place.text() == "2 of 20 · moth"


def test_a_click_on_the_strip_labels(qtbot: QtBot, window: MainWindow, large: LargeView, project_folder: Path) -> None:
    places = {piece.text: rect.center() for rect, piece in large.strip._placed}
    qtbot.mouseClick(large.strip, Qt.MouseButton.LeftButton, pos=places["bee"])
    assert on_disk(project_folder)["ant-1.png"] == "bee"
    qtbot.mouseClick(large.strip, Qt.MouseButton.LeftButton, pos=places["Not sure"])
    assert on_disk(project_folder)["ant-1.png"] == UNSURE


def test_one_hand_moves_on_here_too_and_back_by_undo(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    qtbot.mouseClick(window.label_page.moving_on, Qt.MouseButton.LeftButton)
    click(qtbot, window, 17)
    press(qtbot, window, Key.Key_Space)
    large = window.label_page.covers.large
    press(qtbot, window, "2")
    assert large.title.text() == "new-2.png"
    press(qtbot, window, "1")
    undo(qtbot, window)
    assert large.title.text() == "new-2.png" and on_disk(project_folder)["new-1.png"] == "bee"
    press(qtbot, window, Key.Key_Escape)
    assert selected(window) == ["new-2.png"]


def test_zoom_keys_and_the_whole_picture_again(qtbot: QtBot, window: MainWindow, large: LargeView) -> None:
    arrived(qtbot, large, "ant-1.png")
    press(qtbot, window, "+")
    press(qtbot, window, "+")
    assert large.picture.zoom == pytest.approx(1.25**2)
    press(qtbot, window, "-")
    press(qtbot, window, "0")
    assert large.picture.zoom == 1
    press(qtbot, window, "+")
    QTest.mousePress(large.picture, Qt.MouseButton.LeftButton, pos=large.picture.rect().center())
    QTest.mouseMove(large.picture, large.picture.rect().center() + QPoint(0, 60))
    QTest.mouseRelease(large.picture, Qt.MouseButton.LeftButton)
    assert large.picture.middle.y() < 0.5
    press(qtbot, window, Key.Key_Right)
    assert large.picture.zoom == 1


def test_looking_closely_brings_all_pixels(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    striped_picture(tmp_path / "more" / "huge.png", 0, 1, (3000, 1200))
    window.transfers.start_import(window.session.project, [tmp_path / "more"], "none", "auto")
    qtbot.waitUntil(lambda: not window.jobs.busy and window.label_page.model.rowCount() == 21, timeout=20_000)
    click(qtbot, window, row_of(window, "huge.png"))
    press(qtbot, window, Key.Key_Space)
    picture = window.label_page.covers.large.picture
    qtbot.waitUntil(lambda: 1200 <= picture.pixels().width() < 3000)
    press(qtbot, window, "+")
    qtbot.waitUntil(lambda: picture.pixels().width() == 3000)
    assert picture.zoom == pytest.approx(1.25)


def test_an_unreadable_picture_says_why_and_is_passed(qtbot: QtBot, window: MainWindow, project_folder: Path, large: LargeView) -> None:
    Path(window.label_page.model.sample_at(5).file).write_bytes(b"")
    for _ in range(4):
        press(qtbot, window, Key.Key_Right)
    qtbot.waitUntil(lambda: "ant-5.png cannot be read: the file is empty" in large.picture.placeholder())
    press(qtbot, window, "2")
    assert on_disk(project_folder)["ant-5.png"] == "bee"
    press(qtbot, window, Key.Key_Right)
    arrived(qtbot, large, "ant-6.png")


def test_it_closes_when_its_picture_goes_and_stays_when_others_go(qtbot: QtBot, window: MainWindow, large: LargeView) -> None:
    page = window.label_page
    assert page.labeller.remove([page.model.sample_at(0).id])
    assert large.isVisible() and large.place.text().startswith("1 of 19") and large.title.text() == "ant-1.png"
    press(qtbot, window, Key.Key_Backspace, Held.ControlModifier)
    assert not large.isVisible() and page.gallery.isVisible()


def test_what_is_looked_at_closely_stays_so_when_samples_are_read_anew(qtbot: QtBot, window: MainWindow, large: LargeView) -> None:
    arrived(qtbot, large, "ant-1.png")
    press(qtbot, window, "+")
    window.session.reload()
    assert large.picture.zoom == pytest.approx(1.25) and large.title.text() == "ant-1.png"
    press(qtbot, window, Key.Key_Right)
    assert large.title.text() == "ant-2.png"


def test_tab_does_not_lead_below_it_and_other_pages_can_be_gone_to(qtbot: QtBot, window: MainWindow, large: LargeView) -> None:
    press(qtbot, window, Key.Key_Tab)
    assert large.hasFocus() and not window.label_page.gallery.isVisible()
    window.go(TRAIN)
    assert not large.isVisible()
    window.go(LABEL)
    assert large.isVisible() and large.title.text() == "ant-1.png"
    press(qtbot, window, Key.Key_Right)
    assert large.title.text() == "ant-2.png"
    press(qtbot, window, Key.Key_Escape)
    assert window.label_page.gallery.hasFocus()


def test_it_follows_the_window_when_that_is_resized(qtbot: QtBot, window: MainWindow, large: LargeView) -> None:
    click_row = window.label_page.gallery.currentIndex().row()
    window.resize(1200, 640)
    qtbot.waitUntil(lambda: large.size() == window.label_page.size())
    press(qtbot, window, Key.Key_Space)
    assert click_row in window.label_page.gallery.visible_rows()
