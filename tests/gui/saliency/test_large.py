"""Methods side by side: they come one after the other, are looked at through one window, and are kept together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.classifier.model.card import ModelCard
from engine.operations.explaining import Explanation, side_by_side
from engine.progress import Operation
from gui.jobs import Jobs
from gui.saliency import large
from gui.saliency.large import LargeSaliency

Left = Qt.MouseButton.LeftButton
LONG_MS = 60_000


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, card: ModelCard, pictures: list[Path]) -> Iterator[LargeSaliency]:
    made = LargeSaliency(jobs, card, pictures[0])
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.done(0)


def filled(qtbot: QtBot, dialog: LargeSaliency) -> list[Explanation]:
    """When every tile has its map, checked and painted."""

    def is_filled() -> bool:
        tiles = dialog.tiles[1:]
        return all(tile.explanation is not None and tile.explanation.check is not None for tile in tiles) and not any(
            tile.view._overlay.isNull() for tile in tiles
        )

    qtbot.waitUntil(is_filled, timeout=LONG_MS)
    return [tile.explanation for tile in dialog.tiles[1:] if tile.explanation is not None]


def test_the_quick_methods_come_by_themselves(qtbot: QtBot, dialog: LargeSaliency, card: ModelCard) -> None:
    explanations = filled(qtbot, dialog)
    assert [tile.method for tile in dialog.tiles] == ["", "gradcam", "layercam", "integrated"]
    assert [each.saliency.method for each in explanations] == ["gradcam", "layercam", "integrated"]
    assert len({each.saliency.target for each in explanations}) == 1
    assert all(tile.sentence.text().startswith(("Holds up", "Explains nothing", "Cannot be told")) for tile in dialog.tiles[1:])
    assert dialog.tiles[0].view._overlay.isNull()


def test_a_method_is_added_without_making_the_others_anew(qtbot: QtBot, dialog: LargeSaliency, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled(qtbot, dialog)
    asked: list[object] = []

    def counted(*arguments: object, **options: bool) -> Operation[object]:
        asked.append(arguments[3])
        return (yield from side_by_side(*arguments, **options))  # type: ignore[arg-type]

    monkeypatch.setattr(large, "side_by_side", counted)
    qtbot.mouseClick(dialog.methods.chips["occlusion"], Left)
    after = filled(qtbot, dialog)
    assert [tile.view.pixels().isEmpty() for tile in dialog.tiles] == [False] * 5
    assert asked == [("occlusion",)] and after[: len(before)] == before and len(after) == len(before) + 1
    qtbot.mouseClick(dialog.methods.chips["gradcam"], Left)
    assert [tile.method for tile in dialog.tiles] == ["", "layercam", "integrated", "occlusion"] and len(asked) == 1


def test_all_are_looked_at_through_one_window(qtbot: QtBot, dialog: LargeSaliency) -> None:
    filled(qtbot, dialog)
    dialog.tiles[2].view.zoom_by(3, QPointF(5, 5))
    assert all(tile.view.zoom == pytest.approx(3) for tile in dialog.tiles)
    middles = {(round(tile.view.middle.x(), 6), round(tile.view.middle.y(), 6)) for tile in dialog.tiles}
    assert len(middles) == 1
    qtbot.mouseClick(dialog.methods.chips["occlusion"], Left)
    filled(qtbot, dialog)
    assert all(tile.view.zoom == pytest.approx(3) for tile in dialog.tiles)
    assert len({(round(tile.view.middle.x(), 6), round(tile.view.middle.y(), 6)) for tile in dialog.tiles}) == 1


def test_another_class_makes_them_all_anew(qtbot: QtBot, dialog: LargeSaliency) -> None:
    answer = filled(qtbot, dialog)[0].saliency.target
    dialog.classes.setFocus()
    qtbot.keyClick(dialog.classes, Qt.Key.Key_Down)
    assert all(tile.explanation is None for tile in dialog.tiles)
    assert [tile.view.pixels().isEmpty() for tile in dialog.tiles] == [False, True, True, True], "a plain picture says: no evidence"
    assert all(tile.view.placeholder() in ("Waiting …", "Looking for the evidence …") for tile in dialog.tiles[1:])
    targets = {each.saliency.target for each in filled(qtbot, dialog)}
    assert len(targets) == 1 and answer not in targets


def test_all_maps_are_kept_without_writing_over_others(
    qtbot: QtBot, dialog: LargeSaliency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    explanations = filled(qtbot, dialog)
    (tmp_path / "kept").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "kept"))
    for times in (1, 2):
        qtbot.mouseClick(dialog.save_button, Left)
        qtbot.waitUntil(lambda times=times: len(list((tmp_path / "kept").iterdir())) == times * 2 * len(explanations), timeout=LONG_MS)
    qtbot.waitUntil(dialog.message.isVisible, timeout=LONG_MS)
    assert f"{2 * len(explanations)} files were saved" in dialog.message.text()
    (file,) = (tmp_path / "kept").glob("*gradcam-*[!)].npy")
    assert np.array_equal(np.load(file), explanations[0].saliency.heatmap)


def test_the_arrows_lead_to_another_picture(qtbot: QtBot, dialog: LargeSaliency, pictures: list[Path]) -> None:
    before = filled(qtbot, dialog)
    moves: list[int] = []
    dialog.moved.connect(moves.append)
    qtbot.keyClick(dialog.tiles[0].view, Qt.Key.Key_Right)
    assert not moves and not dialog.head.after_button.isVisible(), "nobody has said that there are others"
    dialog.head.set_place("1 of 4", False, True)
    qtbot.mouseClick(dialog.methods.chips["gradcam"], Left)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Left)
    qtbot.mouseClick(dialog.head.after_button, Left)
    assert moves == [1, 1] and dialog.methods.methods() == ("layercam", "integrated")
    dialog.show_picture(pictures[1])
    assert all(tile.explanation is None and tile.view.pixels().isEmpty() for tile in dialog.tiles) and not dialog.save_button.isEnabled()
    after = filled(qtbot, dialog)
    assert {each.prediction.path for each in after} == {pictures[1]} and len(after) == len(before) - 1
    assert dialog.windowTitle() == dialog.head.title.text() == pictures[1].name


def test_other_keys_are_handed_on(qtbot: QtBot, dialog: LargeSaliency) -> None:
    keys: list[str] = []
    dialog.key_pressed.connect(lambda event: keys.append(event.text()))
    qtbot.keyClick(dialog.tiles[0].view, Qt.Key.Key_U)
    qtbot.keyClick(dialog.tiles[0].view, Qt.Key.Key_Plus)  # zooms
    assert keys == ["u"] and dialog.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_space_and_escape_go_back(qtbot: QtBot, dialog: LargeSaliency, jobs: Jobs, key: Qt.Key) -> None:
    qtbot.keyClick(dialog.tiles[0].view, key)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: all(lane.current is None for lane in jobs._lanes()), timeout=LONG_MS)


def test_a_picture_that_cannot_be_read_says_so_in_every_tile(qtbot: QtBot, jobs: Jobs, card: ModelCard, tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_text("no picture")
    dialog = LargeSaliency(jobs, card, tmp_path / "broken.jpg")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.message.isVisible, timeout=LONG_MS)
    qtbot.waitUntil(lambda: all("cannot be read" in tile.view.placeholder() for tile in dialog.tiles), timeout=LONG_MS)
    assert all(tile.sentence.text() == "There is no map." for tile in dialog.tiles[1:]) and not dialog.save_button.isEnabled()
    dialog.done(0)
