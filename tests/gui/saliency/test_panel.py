"""The evidence for the picture in hand: found, checked, shown in several ways, kept, and given up when the hand moves on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.classifier.model.card import ModelCard
from engine.errors import ArchitectureUnsupported
from engine.operations.explaining import Explanation, explain
from engine.progress import Operation, Progress
from gui.jobs import Jobs
from gui.saliency import looking
from gui.saliency.layers import CONTOURS, HEAT, OFF
from gui.saliency.panel import SaliencyPanel

Left = Qt.MouseButton.LeftButton
LONG_MS = 60_000
Explain = Callable[..., Operation[Explanation]]


@pytest.fixture
def panel(qtbot: QtBot, jobs: Jobs) -> Iterator[SaliencyPanel]:
    made = SaliencyPanel(jobs)
    qtbot.addWidget(made)
    made.resize(288, 720)
    made.show()
    yield made
    made.shutdown()


def found(qtbot: QtBot, panel: SaliencyPanel) -> Explanation:
    qtbot.waitUntil(lambda: panel.explanation is not None and not panel.picture._overlay.isNull(), timeout=LONG_MS)
    assert panel.explanation is not None
    return panel.explanation


def replaced(monkeypatch: pytest.MonkeyPatch, stand_in: Explain) -> list[tuple[object, ...]]:
    """Has `stand_in` explain; the list grows with what it is asked for."""
    asked: list[tuple[object, ...]] = []

    def explained(*arguments: object) -> Operation[Explanation]:
        asked.append(arguments)
        return (yield from stand_in(*arguments))

    monkeypatch.setattr(looking, "explain", explained)
    return asked


def test_a_map_appears_and_is_checked_by_itself(qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path]) -> None:
    panel.show_picture(card, pictures[0])
    explanation = found(qtbot, panel)
    assert explanation.prediction.path == pictures[0] and explanation.saliency.method == "gradcam"
    qtbot.waitUntil(lambda: panel.explanation is not None and panel.explanation.check is not None, timeout=LONG_MS)
    name = card.class_names[explanation.saliency.target]
    assert (
        panel.verdict.text.text().startswith(("The map holds up", "This map explains nothing", "It cannot be told"))
        and f"“{name}”" in panel.verdict.text.text()
    )
    assert panel.display.legend.lit
    assert not panel.verdict.plot.isVisible()
    qtbot.mouseClick(panel.verdict.curves_button, Left)
    assert panel.verdict.plot.isVisible() and len(panel.verdict.plot.curves()) == 2


def test_the_evidence_for_another_class_is_a_choice_away(qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path]) -> None:
    panel.show_picture(card, pictures[0])
    answer = found(qtbot, panel).saliency.target
    assert panel.classes.target is None and panel.classes.count() == len(card.class_names)
    panel.classes.setFocus()
    qtbot.keyClick(panel.classes, Qt.Key.Key_Down)
    wished = panel.classes.target
    assert wished is not None and wished != answer and panel.picture._overlay.isNull()
    assert found(qtbot, panel).saliency.target == wished and panel.classes.target == wished


def test_the_page_may_name_the_class(qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path]) -> None:
    panel.show_picture(card, pictures[0], 2)
    assert found(qtbot, panel).saliency.target == 2
    assert panel.classes.currentText().startswith(card.class_names[2])


def test_who_browses_quickly_asks_only_for_where_he_rests(
    qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = replaced(monkeypatch, explain)
    for path in [*pictures, *pictures[:3]]:
        panel.show_picture(card, path)
    assert found(qtbot, panel).prediction.path == pictures[2]
    assert [arguments[1] for arguments in asked] == [pictures[2]]
    panel.show_picture(card, pictures[1])
    assert panel.explanation is None and panel.picture._overlay.isNull()
    found(qtbot, panel)
    panel.show_picture(card, pictures[2])  # known already
    assert panel.explanation is not None
    assert [arguments[1] for arguments in asked] == [pictures[2], pictures[1]]


def test_a_slow_method_shows_how_far_it_is_and_gives_way(
    qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []

    def slow(folder: Path, path: Path, target: int | None, method: str) -> Operation[Explanation]:
        if method != "lime":
            return (yield from explain(folder, path, target, method))
        try:
            while True:
                yield Progress("Finding the evidence", 120, 500)
                time.sleep(0.01)
        finally:
            ended.append(method)

    replaced(monkeypatch, slow)
    panel.show_picture(card, pictures[0])
    found(qtbot, panel)
    qtbot.mouseClick(panel.methods.chips["lime"], Left)
    qtbot.waitUntil(lambda: "120 of 500" in panel.verdict.text.text(), timeout=LONG_MS)
    assert panel.verdict.bar.isVisible() and panel.verdict.stop_button.isVisible()
    qtbot.mouseClick(panel.methods.chips["layercam"], Left)
    assert found(qtbot, panel).saliency.method == "layercam" and ended == ["lime"]
    assert not panel.verdict.bar.isVisible()


def test_a_slow_method_can_be_stopped(
    qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_: object) -> Operation[Explanation]:
        while True:
            yield Progress("Finding the evidence", 1, 9)
            time.sleep(0.01)

    replaced(monkeypatch, endless)
    panel.show_picture(card, pictures[0])
    qtbot.waitUntil(panel.verdict.stop_button.isVisible, timeout=LONG_MS)
    qtbot.mouseClick(panel.verdict.stop_button, Left)
    assert "Stopped" in panel.verdict.text.text() and not panel.verdict.stop_button.isVisible()


def test_what_cannot_be_made_is_told_in_its_place(
    qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path], jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Operation[Explanation]:
        yield Progress("")
        raise ArchitectureUnsupported(name="odd", reason="it gives no map of its features")

    loud: list[object] = []
    jobs.failed.connect(loud.append)
    replaced(monkeypatch, failing)
    panel.show_picture(card, pictures[0])
    qtbot.waitUntil(lambda: "no map of its features" in panel.verdict.text.text(), timeout=LONG_MS)
    assert panel.verdict.glyph.isVisible() and not loud and not panel.save_button.isEnabled()


def test_a_method_that_the_network_cannot_do_is_grey_and_says_why(panel: SaliencyPanel, card: ModelCard, pictures: list[Path]) -> None:
    panel.show_picture(card, pictures[0])
    chip = panel.methods.chips["rollout"]
    assert not chip.isEnabled() and "vision transformers" in chip.toolTip()
    assert all(each.isEnabled() for key, each in panel.methods.chips.items() if key != "rollout")


def test_the_modes_change_what_lies_over_the_picture(qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path]) -> None:
    panel.show_picture(card, pictures[0])
    found(qtbot, panel)
    heat = panel.picture._overlay.toImage()
    qtbot.mouseClick(panel.display.modes.buttons[CONTOURS], Left)
    qtbot.waitUntil(lambda: panel.picture._overlay.toImage() != heat, timeout=LONG_MS)
    panel.display.slider.setValue(30)
    assert panel.picture._opacity == pytest.approx(0.3)
    qtbot.mouseClick(panel.display.modes.buttons[HEAT], Left)
    assert panel.picture._opacity == pytest.approx(0.6)  # each mode has its own
    qtbot.waitUntil(lambda: panel.picture._overlay.toImage() == heat, timeout=LONG_MS)
    qtbot.mouseClick(panel.display.modes.buttons[OFF], Left)
    assert panel.picture._overlay.isNull() and not panel.display.slider.isEnabled()


def test_nothing_is_looked_for_while_the_evidence_is_off(
    qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = replaced(monkeypatch, explain)
    qtbot.waitUntil(panel.isVisible)
    panel.show_picture(card, pictures[0])
    qtbot.mouseClick(panel.display.modes.buttons[OFF], Left)
    panel.show_picture(card, pictures[1])
    assert panel._looking._wish is None
    qtbot.mouseClick(panel.display.modes.buttons[HEAT], Left)
    assert found(qtbot, panel).prediction.path == pictures[1] and len(asked) == 1


def test_a_picture_that_cannot_be_read_says_so(qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_text("no picture")
    panel.show_picture(card, tmp_path / "broken.jpg")
    qtbot.waitUntil(lambda: "broken.jpg cannot be read" in panel.picture.placeholder(), timeout=LONG_MS)
    assert panel.explanation is None and not panel.save_button.isEnabled()


def test_the_map_is_kept_as_picture_and_as_numbers(
    qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.show_picture(card, pictures[0])
    explanation = found(qtbot, panel)
    for action, name in ((panel._saving.overlay_action, "seen.png"), (panel._saving.heatmap_action, "heat.npy")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, name=name: (str(tmp_path / name), ""))
        with qtbot.waitSignal(panel._saving.told, timeout=LONG_MS) as told:
            action.trigger()
        assert told.args == [f"Saved as {name}", False]
    assert np.array_equal(np.load(tmp_path / "heat.npy", allow_pickle=False), explanation.saliency.heatmap)
    with Image.open(tmp_path / "seen.png") as seen, Image.open(pictures[0]) as plain:
        assert seen.size == plain.size and seen.tobytes() != plain.convert("RGB").tobytes()


def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.show_picture(card, pictures[0])
    found(qtbot, panel)
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "file" / "x.png"), ""))
    panel._saving.overlay_action.trigger()
    qtbot.waitUntil(lambda: "cannot be written" in panel.verdict.text.text(), timeout=LONG_MS)


def test_a_double_click_and_the_button_ask_for_the_large_view(
    qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path]
) -> None:
    panel.show_picture(card, pictures[0])
    found(qtbot, panel)
    wanted: list[Path] = []
    panel.large_wanted.connect(wanted.append)
    qtbot.mouseDClick(panel.picture, Left)
    qtbot.mouseClick(panel.large_button, Left)
    assert wanted == [pictures[0], pictures[0]]


def test_cleared_it_forgets(qtbot: QtBot, panel: SaliencyPanel, card: ModelCard, pictures: list[Path]) -> None:
    panel.show_picture(card, pictures[0])
    found(qtbot, panel)
    panel.clear()
    assert panel.explanation is None and panel.picture.pixels().isEmpty() and not panel.methods.isEnabled()
    assert panel.picture.placeholder() == "Click a picture" and panel.verdict.text.text() == ""
