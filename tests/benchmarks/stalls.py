"""The longest time in which the window's event loop stood still: while torch is first loaded, while training, while classifying.

Prints one JSON object; times in ms. The beat is a 5 ms timer in the window's thread.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_home = tempfile.TemporaryDirectory()
os.environ["FIELDMARK_HOME"] = _home.name

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402

from engine.classifier.recipe import Recipe  # noqa: E402
from gui.app import make_app, make_window  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402
from tests.conftest import striped_picture  # noqa: E402

PICTURES = 120
RECIPE = Recipe(preset="scratch", architecture="resnet10t", image_size=96, epochs=3, patience=0)


class Beat:
    """Collects the gaps between beats; `lap` returns (longest, 99th percentile) since the last lap."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def lap(self) -> dict[str, float]:
        gaps, self.gaps = sorted(self.gaps), []
        return {"longest_ms": round(gaps[-1], 1), "p99_ms": round(gaps[int(len(gaps) * 0.99)], 1), "beats": len(gaps)}


def wait_until(reached: object) -> None:
    loop = QEventLoop()
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: loop.quit() if reached() else None)  # type: ignore[operator]
    timer.start()
    loop.exec()
    timer.stop()


def scrolled_while_training(window: MainWindow) -> dict[str, float]:
    """The times of frames of the label page's grid, sixty a second, beside a training; ms."""
    gallery, frames, stages = window.label_page.gallery, [], []
    window.jobs.progressed.connect(lambda progress: stages.append(progress.stage))
    window.train_page.start()
    window.go(0)
    wait_until(lambda: "Training" in stages or not window.jobs.busy)
    bar = gallery.verticalScrollBar()

    def frame() -> None:
        began = time.perf_counter()
        bar.setValue((bar.value() + 40) % max(1, bar.maximum()))
        gallery.viewport().repaint()
        frames.append(1000 * (time.perf_counter() - began))

    timer = QTimer(interval=16)
    timer.timeout.connect(frame)
    timer.start()
    wait_until(lambda: not window.jobs.busy)
    timer.stop()
    frames.sort()
    return {"p50_ms": round(frames[len(frames) // 2], 1), "p99_ms": round(frames[int(len(frames) * 0.99)], 1), "count": len(frames)}


def main() -> None:
    folder = Path(_home.name)
    for kind, name in enumerate(("a", "b", "c")):
        for index in range(PICTURES // 3):
            striped_picture(folder / "set" / name / f"{index}.jpg", kind, index, size=(800, 600))
    make_app()
    window = make_window()
    window.show()
    window.session.create(folder / "busy")
    beat, result = Beat(), {}
    window.transfers.start_import(window.session.project, [folder / "set"], "folders", "auto")
    wait_until(lambda: not window.jobs.busy)
    result["importing"] = beat.lap()
    window.go(1)
    settled = time.perf_counter() + 1.5
    wait_until(lambda: time.perf_counter() > settled)
    result["showing the training page"] = beat.lap()
    stages = []
    window.jobs.progressed.connect(lambda progress: stages.append(progress.stage))
    assert "torch" not in sys.modules
    window.train_page.show_recipe(replace(RECIPE))
    window.train_page.start()
    wait_until(lambda: "Training" in stages or not window.jobs.busy)
    result["loading torch for the first time"] = beat.lap()
    wait_until(lambda: not window.jobs.busy)
    result["training"] = beat.lap()
    result["training once more, while the grid is scrolled"] = {"frame": scrolled_while_training(window), **beat.lap()}
    window.go(3)
    window.classify_page.classify([folder / "set"])
    wait_until(lambda: not window.jobs.busy and window.classify_page.model.rowCount() == PICTURES)
    result["classifying"] = beat.lap()
    window.classify_page.gallery.select_row(3)
    wait_until(lambda: window.classify_page.desk.inspector.saliency.explanation is not None)
    result["explaining"] = beat.lap()
    window.close()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, no GPU used"
    print(json.dumps({"benchmark": "stalls", "machine": machine, "pictures": PICTURES, **result}, indent=2))


if __name__ == "__main__":
    main()
