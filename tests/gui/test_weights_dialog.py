"""Weights come in from files and the hub, are listed, taken along and deleted; what fails is told in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import timm
import torch
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from safetensors.torch import save_file

from engine.classifier.weights.store import packs, store_folder
from engine.operations import weights as operations
from engine.operations.weights import Arrival
from engine.progress import Operation, Progress
from engine.settings import load_settings
from gui.app import make_app
from gui.dialogs import weights_dialog
from gui.dialogs.weights_dialog import WeightsDialog
from gui.jobs import Jobs
from gui.recipes.progress_line import ProgressLine
from tests.gui.desk import LONG_MS, button, desk, in_dialog


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs) -> Iterator[WeightsDialog]:
    made = WeightsDialog(jobs)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.done(0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Weights of a tiny network as a trainer saves them: with a prefix, and with something that the network has no place for."""
    state = timm.create_model("test_resnet", pretrained=False, num_classes=0).state_dict()
    save_file(
        {**{f"module.{name}": tensor for name, tensor in state.items()}, "module.queue": torch.zeros(3)}, tmp_path / "mine.safetensors"
    )
    return tmp_path / "mine.safetensors"


def finished(qtbot: QtBot, dialog: WeightsDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.progress.isVisible(), timeout=LONG_MS)


def bring_in(qtbot: QtBot, dialog: WeightsDialog, file: Path, architecture: str = "test_resnet") -> None:
    dialog.architecture.setText(architecture)
    dialog.take_in([file])
    finished(qtbot, dialog)


def drop(dialog: WeightsDialog, files: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(dialog, QDragEnterEvent(QPoint(50, 50), *rest))  # Qt drops only where something was dragged in
    assert dialog.veil.isVisible()
    QApplication.sendEvent(dialog, QDropEvent(QPointF(50, 50), *rest))
    assert not dialog.veil.isVisible()


def test_without_weights_it_says_what_to_do(dialog: WeightsDialog) -> None:
    assert dialog.list.nothing.isVisible() and not dialog.export_button.isEnabled() and not dialog.download.button.isEnabled()
    assert str(store_folder()) in dialog.list.place.text()


def test_a_file_comes_in_with_a_report(qtbot: QtBot, dialog: WeightsDialog, file: Path) -> None:
    with qtbot.waitSignal(dialog.packs_changed, timeout=LONG_MS):
        bring_in(qtbot, dialog, file)
    (pack,) = packs()
    assert pack.architecture == "test_resnet" and dialog.list.table.item(0, 0).text() == pack.name
    assert "tensors fit test_resnet" in dialog.report.head.text() and dialog.report.isVisible()
    assert "queue" in dialog.report.lines[1].text() and dialog.report.lines[1].isVisible()
    assert "Packs: 1," in dialog.list.place.text() and dialog.architecture.text() == ""


def test_files_are_dropped_one_after_the_other(qtbot: QtBot, dialog: WeightsDialog, file: Path, tmp_path: Path) -> None:
    other = file.rename(tmp_path / "other.safetensors")
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "first.safetensors").write_bytes(other.read_bytes())
    dialog.architecture.setText("test_resnet")
    drop(dialog, [tmp_path / "one", tmp_path / "gone.pth", tmp_path / "gone.zip", other])
    finished(qtbot, dialog)
    assert {pack.name for pack in packs()} == {"test_resnet.one", "test_resnet.other"}
    assert "gone.zip cannot be imported: there is no such file. Nothing was imported" in dialog.message.text()
    assert "Other files that were refused: 1." in dialog.message.text()


def test_what_was_refused_is_tried_again_as_what_somebody_names(
    qtbot: QtBot, dialog: WeightsDialog, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(qtbot, dialog, file, "test_vit")
    assert "cannot be imported" in dialog.message.text() and dialog.isVisible() and not packs()
    dialog.architecture.clear()
    qtbot.keyClicks(dialog.architecture, "test_resnet")
    qtbot.keyClick(dialog.architecture, Qt.Key.Key_Return)
    finished(qtbot, dialog)
    assert len(packs()) == 1 and not dialog.message.isVisible() and dialog.report.isVisible()


def test_packs_are_taken_along_and_come_in_elsewhere(
    qtbot: QtBot, dialog: WeightsDialog, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(qtbot, dialog, file)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "along"), ""))
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    finished(qtbot, dialog)
    assert (tmp_path / "along.zip").is_file() and str(tmp_path / "along.zip") in dialog.message.text()
    monkeypatch.setenv("FIELDMARK_HOME", str(tmp_path / "elsewhere"))
    dialog.reload()
    assert dialog.list.nothing.isVisible()
    dialog.take_in([tmp_path / "along.zip"])
    finished(qtbot, dialog)
    assert len(packs()) == 1 and dialog.report.isVisible() and not dialog.list.nothing.isVisible()


def test_deleting_asks_first(qtbot: QtBot, dialog: WeightsDialog, file: Path) -> None:
    bring_in(qtbot, dialog, file)
    assert not dialog.delete_button.isEnabled()
    dialog.list.table.selectRow(0)
    in_dialog(lambda asked: qtbot.mouseClick(button(asked, "Cancel"), Qt.MouseButton.LeftButton))
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    assert len(packs()) == 1
    in_dialog(lambda asked: qtbot.mouseClick(button(asked, "Delete"), Qt.MouseButton.LeftButton))
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    assert not packs() and dialog.list.nothing.isVisible()


def test_a_name_is_described_before_it_is_downloaded(qtbot: QtBot, dialog: WeightsDialog) -> None:
    qtbot.keyClicks(dialog.download.line, "resnet18.a1_in1k")
    assert (
        "Licence: apache-2.0" in dialog.download.about.text()
        and "ImageNet-1k" in dialog.download.about.text()
        and dialog.download.button.isEnabled()
    )
    dialog.download.line.setText("lenet5")
    assert dialog.download.about.text() == "No pretrained weights of this name are known."
    dialog.download.line.setText("xyzzy")
    assert dialog.download.about.text() == "No architecture of the catalogue is called so."


def test_a_download_that_is_forbidden_is_told(qtbot: QtBot, dialog: WeightsDialog) -> None:
    qtbot.keyClicks(dialog.download.line, "resnet18.a1_in1k")
    qtbot.keyClick(dialog.download.line, Qt.Key.Key_Return)
    finished(qtbot, dialog)
    assert "HF_HUB_OFFLINE" in dialog.message.text() and dialog.download.line.text() == "resnet18.a1_in1k"


def test_escape_stops_a_download_before_it_closes(qtbot: QtBot, dialog: WeightsDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []

    def endless(name: str) -> Operation[Arrival]:
        try:
            while True:
                yield Progress("Downloading weights", 13_000_000, 46_800_000)
        finally:
            closed.append(name)

    monkeypatch.setattr(weights_dialog, "download_weights", endless)
    qtbot.keyClicks(dialog.download.line, "resnet18")
    qtbot.mouseClick(dialog.download.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "13.0 MB of 46.8 MB" in dialog.progress.numbers.text(), timeout=LONG_MS)
    assert not dialog.file_button.isEnabled() and not dialog.download.button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    finished(qtbot, dialog)
    assert closed == ["resnet18"] and dialog.isVisible() and dialog.download.button.isEnabled()
    assert operations.download_weights is not weights_dialog.download_weights


def test_the_mirror_is_kept_when_its_line_is_left(qtbot: QtBot, dialog: WeightsDialog) -> None:
    qtbot.keyClicks(dialog.mirror.line, "hub.example.org")
    qtbot.keyClick(dialog.mirror.line, Qt.Key.Key_Return)
    assert "an address begins with https://" in dialog.message.text() and load_settings().hub_mirror == ""
    dialog.mirror.line.setText("https://hub.example.org/")
    qtbot.keyClick(dialog.mirror.line, Qt.Key.Key_Return)
    assert load_settings().hub_mirror == "https://hub.example.org" and dialog.isVisible()


def test_the_window_knows_the_mirror_as_well(qtbot: QtBot) -> None:
    with desk(qtbot) as made:
        dialog = WeightsDialog(made.jobs, made, made.session)
        dialog.mirror.line.setText("https://hub.example.org")
        qtbot.keyClick(dialog.mirror.line, Qt.Key.Key_Return)
        assert made.session.settings.hub_mirror == load_settings().hub_mirror == "https://hub.example.org"


def test_the_line_says_how_long_it_takes(qtbot: QtBot) -> None:
    make_app()
    line = ProgressLine()
    qtbot.addWidget(line)
    line.set_running("Downloading")
    line.show_progress(Progress("x", 0, 2**40))
    assert line.isVisible() and "0 bytes of 1.1 TB" in line.numbers.text()
    line.show_progress(Progress("x", 2**39, 2**40))  # more than a bar can count
    assert line.bar.value() == line.bar.maximum() / 2
    line.set_stopping()
    line.show_progress(Progress("x", 2**39, 2**40))
    assert line.numbers.text() == "Stopping …"
    line.set_running("")
    assert not line.isVisible()


def test_it_fits_a_small_screen(dialog: WeightsDialog) -> None:
    assert dialog.minimumSizeHint().width() <= 1060 and dialog.minimumSizeHint().height() <= 560
