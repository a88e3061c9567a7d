"""The whole job in the real window: drop, label with the mouse, train in the worker thread, classify, see the evidence."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from engine.classifier.recipe import Recipe
from engine.project.project import Project
from gui.main_window import CLASSIFY, EVALUATE, LABEL, TRAIN, MainWindow
from tests.conftest import striped_picture

QUICK = Recipe(
    preset="scratch",
    architecture="test_resnet",
    image_size=32,
    epochs=25,
    learning_rate=0.005,
    batch_size=8,
    horizontal_flip=0.0,
    smallest_crop=0.8,
    colour_jitter=0.0,
    patience=0,
)
LONG_MS = 120_000


def drop(window: MainWindow, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    no_keys, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(600, 400), Qt.DropAction.CopyAction, data, left, no_keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(600, 400), Qt.DropAction.CopyAction, data, left, no_keys))


def press_in_dialog(qtbot: QtBot, text: str) -> None:
    """Press the button `text` of the dialog that opens next."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == text]
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(200, press)


def click_row(qtbot: QtBot, window: MainWindow, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    gallery = window.label_page.gallery
    gallery.scrollTo(gallery.model().index(row, 0))
    qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, keys, gallery.visualRect(gallery.model().index(row, 0)).center())


def go(qtbot: QtBot, window: MainWindow, page: int) -> None:
    qtbot.mouseClick(window.rail.button(page), Qt.MouseButton.LeftButton)
    assert window.pages.currentIndex() == page


def heated(image: QImage) -> int:
    """How many pixels of the picture view are coloured: the striped test pictures in grey have none without a heatmap."""
    return sum(
        QPointF(*_ab(image.pixelColor(x, y).getRgb())).manhattanLength() > 60
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def _ab(rgb: tuple[int, ...]) -> tuple[float, float]:
    return float(rgb[0] - rgb[1]), float(rgb[2] - rgb[1])


def grey_folder(folder: Path) -> Path:
    from PIL import Image

    for index in range(6):
        path = striped_picture(folder / f"card-{index}.png", index % 2, 500 + index)
        Image.open(path).convert("L").save(path)
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff no picture")
    return folder


class LongestPause:
    """The longest time between two beats of a timer in the window's thread, in ms."""

    def __init__(self) -> None:
        self.ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.ms, self._last = max(self.ms, (now - self._last) * 1000), now

    def stop(self) -> float:
        self._timer.stop()
        return self.ms


def test_from_a_dropped_folder_to_an_explained_answer(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    from PIL import Image

    for kind in range(2):
        for index in range(10):
            path = striped_picture(tmp_path / "mixed" / f"{kind}-{index}.png", kind, index)
            Image.open(path).convert("L").save(path)
    assert window.session.create(tmp_path / "stripes")

    press_in_dialog(qtbot, "Import")
    drop(window, [tmp_path / "mixed"])
    qtbot.waitUntil(lambda: window.label_page.model.rowCount() == 20, timeout=LONG_MS)

    for name, (first, last) in {"upright": (0, 9), "level": (10, 19)}.items():
        click_row(qtbot, window, first)
        click_row(qtbot, window, last, Qt.KeyboardModifier.ShiftModifier)
        qtbot.mouseClick(window.label_page.classes.new_class, Qt.MouseButton.LeftButton)
        qtbot.keyClicks(window.label_page.classes.new_class, name)
        qtbot.keyClick(window.label_page.classes.new_class, Qt.Key.Key_Return)
    with Project.open(tmp_path / "stripes") as seen:
        assert sorted(seen.class_counts().values()) == [10, 10]

    go(qtbot, window, TRAIN)
    window.train_page.show_recipe(QUICK)
    with qtbot.waitSignal(window.train_page.trained, timeout=LONG_MS) as trained:
        qtbot.mouseClick(window.train_page.train_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(window.train_page.cancel_button.isVisible)
    card = trained.args[0].card
    assert card.metrics.accuracy >= 0.75 and "is ready" in window.message.text()

    go(qtbot, window, EVALUATE)
    qtbot.mouseClick(window.evaluate_page.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.evaluate_page.accuracy.text().endswith("%"), timeout=LONG_MS)

    go(qtbot, window, CLASSIFY)
    drop(window, [grey_folder(tmp_path / "card")])
    page = window.classify_page
    qtbot.waitUntil(lambda: page.model.rowCount() == 7 and not window.jobs.busy, timeout=LONG_MS)
    sheet, panel = page.desk.arranger.sheet, page.desk.inspector.saliency
    assert sheet is not None and [bool(each.reason) for each in sheet.answers.everything()].count(True) == 1
    plain = heated(panel.picture.grab().toImage())
    rect = page.gallery.visualRect(page.model.index(1, 0))
    qtbot.mouseClick(page.gallery.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    qtbot.waitUntil(lambda: panel.explanation is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: heated(panel.picture.grab().toImage()) > plain + 20, timeout=LONG_MS)

    qtbot.keyClick(page.gallery, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.hand.next_undo), timeout=LONG_MS)
    assert [each.verdict for each in sheet.answers.everything()].count(None) == 6


def test_cancelling_a_training_leaves_labels_and_no_half_model(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    for kind, name in enumerate(("a", "b")):
        for index in range(8):
            striped_picture(tmp_path / "set" / name / f"{index}.png", kind, index)
    window.session.create(tmp_path / "cancelled")
    press_in_dialog(qtbot, "Import")
    drop(window, [tmp_path / "set"])
    qtbot.waitUntil(lambda: window.label_page.model.rowCount() == 16, timeout=LONG_MS)
    go(qtbot, window, TRAIN)
    page = window.train_page
    page.show_recipe(replace(QUICK, epochs=1000))
    qtbot.mouseClick(page.train_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.stage.live.curves.loss.points("training")) > 1, timeout=LONG_MS)
    qtbot.mouseClick(page.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=LONG_MS)
    assert list((tmp_path / "cancelled.fieldmark" / "models").glob("*")) == []
    assert sorted(window.session.project.class_counts().values()) == [8, 8]
    assert page.train_button.isEnabled() and [row.record.name for row in page.runs.rows] == ["run-1"]


def test_no_weights_without_a_network_is_told_with_two_ways_on(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    for kind, name in enumerate(("a", "b")):
        for index in range(3):
            striped_picture(tmp_path / "set" / name / f"{index}.png", kind, index)
    window.session.create(tmp_path / "offline")
    window.transfers.start_import(window.session.project, [tmp_path / "set"], "folders", "auto")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=LONG_MS)
    go(qtbot, window, TRAIN)
    window.train_page.show_recipe(Recipe(architecture="resnet18"))
    qtbot.mouseClick(window.train_page.train_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "weights pack" in window.message.text(), timeout=LONG_MS)
    assert "from scratch" in window.message.text() and "labels are kept" in window.message.text()


def test_the_window_stays_alive_while_training_and_classifying(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    """Torch is loaded by now; what its first import does is measured by tests/benchmarks/stalls.py."""
    import torch  # noqa: F401

    for kind, name in enumerate(("a", "b")):
        for index in range(40):
            striped_picture(tmp_path / "set" / name / f"{index}.jpg", kind, index, size=(640, 480))
    window.session.create(tmp_path / "busy")
    window.transfers.start_import(window.session.project, [tmp_path / "set"], "folders", "auto")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=LONG_MS)
    go(qtbot, window, TRAIN)
    window.train_page.show_recipe(replace(QUICK, image_size=64, epochs=4))
    qtbot.wait(500)
    pause = LongestPause()
    with qtbot.waitSignal(window.train_page.trained, timeout=LONG_MS):
        qtbot.mouseClick(window.train_page.train_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=LONG_MS)
    go(qtbot, window, CLASSIFY)
    window.classify_page.classify([tmp_path / "set"])
    qtbot.waitUntil(lambda: not window.jobs.busy and window.classify_page.model.rowCount() == 80, timeout=LONG_MS)
    longest = pause.stop()
    # The promise is 100 ms, and the benchmark shows it; a test among others on two noisy cores only catches what blocks for good.
    assert longest < 1000, f"{longest:.0f} ms"
    assert window.pages.currentIndex() != LABEL
