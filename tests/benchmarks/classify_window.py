"""The longest time in which the window stood still on the classify page: while a job runs and the grid is scrolled, and with a million
answers that are opened, scrolled, sorted, filtered, grouped and judged.

Run: python tests/benchmarks/classify_window.py [ANSWERS] [PICTURES]. Prints one JSON object; times in ms unless the name says otherwise.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_home = tempfile.TemporaryDirectory()
os.environ["FIELDMARK_HOME"] = _home.name

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402

from gui.app import make_app, make_window  # noqa: E402
from gui.main_window import CLASSIFY, MainWindow  # noqa: E402
from gui.pages.classify_page import ClassifyPage  # noqa: E402

ANSWERS, PICTURES = 1_000_000, 300
CLASSES = 12
FRAME_MS = 16


class Beat:
    """Collects the gaps between beats of a 5 ms timer in the window's thread; `lap` tells of those since the last lap.

    `own_ms` is the most that this thread computed between two beats: what a machine that is busy with other things adds is not in it.
    """

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.own: list[float] = []
        self._last, self._last_own = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        self.own.append((own - self._last_own) * 1000)
        self._last, self._last_own = now, own

    def lap(self) -> dict[str, float]:
        gaps, self.gaps = sorted(self.gaps) or [0.0], []
        own, self.own = max(self.own, default=0.0), []
        return {
            "longest_ms": round(gaps[-1], 1),
            "own_ms": round(own, 1),
            "p99_ms": round(gaps[int(len(gaps) * 0.99)], 1),
            "over_50_ms": sum(gap > 50 for gap in gaps),
            "beats": len(gaps),
        }


def wait_until(reached: Callable[[], bool], seconds: float = 300.0) -> None:
    loop, end = QEventLoop(), time.monotonic() + seconds
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: loop.quit() if reached() or time.monotonic() > end else None)
    timer.start()
    loop.exec()
    timer.stop()
    if not reached():
        raise TimeoutError


def rest(seconds: float) -> None:
    end = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() > end)


def scrolled(page: ClassifyPage, until: Callable[[], bool], step: int = 40) -> dict[str, float]:
    """Frames of the grid, sixty a second, while it is scrolled up and down."""
    frames: list[float] = []
    bar, way = page.gallery.verticalScrollBar(), [step]

    def frame() -> None:
        began = time.perf_counter()
        if bar.value() + way[0] > bar.maximum() or bar.value() + way[0] < 0:
            way[0] = -way[0]
        bar.setValue(bar.value() + way[0])
        page.gallery.viewport().repaint()
        frames.append(1000 * (time.perf_counter() - began))

    timer = QTimer(interval=FRAME_MS)
    timer.timeout.connect(frame)
    timer.start()
    wait_until(until)
    timer.stop()
    frames.sort()
    return {"p50_ms": round(frames[len(frames) // 2], 1), "p99_ms": round(frames[int(len(frames) * 0.99)], 1), "count": len(frames)}


def memory_mb() -> float:
    """Resident memory now; where the system does not tell, the most there was."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmRSS"))
        return round(int(line.split()[1]) / 1024, 1)
    import resource

    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


# ---- material --------------------------------------------------------------------------------------------------


def many_answers(folder: Path, count: int) -> Path:
    """A file of `count` answers about pictures that are not there, with features as a small network has them."""
    import numpy as np

    from engine.batch.answers import Answers, Finding, Found
    from engine.batch.question import Question
    from engine.classifier.asking import Asking

    names = tuple(f"class {number}" for number in range(CLASSES))
    question = Question(folder / "model", "0" * 64, names, (), (folder / "card",), Asking())
    answers, rng = Answers.create(folder / "many.answers", question), np.random.default_rng(0)
    block = 5000
    for start in range(0, count, block):
        numbers = range(start, min(count, start + block))
        answers.expect(
            [Found(str(folder / "card" / f"d{n // 1000:04}" / f"{n:07}.jpg"), 100_000, 1_700_000_000_000_000_000 + n) for n in numbers]
        )
        shares = rng.dirichlet(np.full(CLASSES, 0.2), len(numbers)).astype(np.float32)
        novelty = rng.random(len(numbers))
        features = rng.random((len(numbers), 64), np.float32)
        answers.put(
            [
                Finding(n + 1, 100_000, 1_700_000_000_000_000_000 + n, shares[place], float(novelty[place]), features[place])
                for place, n in enumerate(numbers)
            ]
        )
    answers.remember("ended", "2026-01-01T00:00:00+00:00")
    answers.close()
    return answers.file


# ---- the two halves --------------------------------------------------------------------------------------------


def with_many(window: MainWindow, beat: Beat, file: Path) -> dict[str, Any]:
    page = window.classify_page
    arranger = page.desk.arranger
    result: dict[str, Any] = {"memory_before_mb": memory_mb()}
    rest(1)
    beat.lap()
    began = time.monotonic()
    page.runs.show(file)
    wait_until(lambda: arranger.ready and arranger.is_settled)
    result["opened"] = {"seconds": round(time.monotonic() - began, 2), **beat.lap()}
    result["rows"] = page.model.rowCount()
    steps: dict[str, Callable[[], object]] = {
        "sorted by confidence": lambda: arranger.want(order="confidence"),
        "grouped by class": lambda: arranger.want(group="class"),
        "one class": lambda: arranger.want(decision=3),
        "a range": lambda: arranger.want(decision=None, group="", confidence=(0.4, 0.6)),
        "other thresholds": lambda: page.thresholds.confidence.box.setValue(70),
        "found by text": lambda: arranger.wish_for(text="d0007"),
        "everything": arranger.show_everything,
        "grouped by folder": lambda: arranger.want(group="folder"),
        "no headers": lambda: arranger.want(group="", order="arrival"),
    }
    for name, act in steps.items():
        began = time.monotonic()
        act()
        rest(0.1)
        wait_until(lambda: arranger.is_settled)
        result[name] = {"seconds": round(time.monotonic() - began, 2), **beat.lap()}
    end = time.monotonic() + 6
    frame = scrolled(page, lambda: time.monotonic() > end, 240)
    result["scrolled"] = {"frame": frame, **beat.lap()}
    page.gallery.select_row(500_000 if result["rows"] > 500_000 else 5)
    rest(0.5)
    beat.lap()
    for _ in range(20):
        page.hand.accept()
        rest(0.1)
    wait_until(lambda: arranger.is_settled)
    result["20 accepted"] = beat.lap()
    page.gallery.selectAll()
    rest(0.3)
    result["all selected"] = beat.lap()
    result["memory_mb"] = memory_mb()
    page.desk.show(None)
    return result


def with_job(window: MainWindow, beat: Beat, folder: Path, pictures: int) -> dict[str, Any]:
    """A job of a small network, scrolled while it runs; torch is loaded before."""
    from dataclasses import replace

    from engine.classifier.recipe import Recipe
    from tests.conftest import striped_picture

    for kind, name in enumerate(("a", "b", "c")):
        for index in range(24):
            striped_picture(folder / "set" / name / f"{index}.jpg", kind, index, size=(320, 240))
    for index in range(pictures):
        striped_picture(folder / "card" / f"{index:04}.jpg", index % 3, 1000 + index, size=(1024, 768))
    window.transfers.start_import(window.session.project, [folder / "set"], "folders", "auto")
    wait_until(lambda: not window.jobs.busy)
    recipe = Recipe(preset="scratch", architecture="resnet10t", image_size=96, epochs=1, patience=0)
    window.train_page.show_recipe(replace(recipe))
    window.train_page.start()
    wait_until(lambda: not window.jobs.busy and window.classify_page.card() is not None)
    window.go(CLASSIFY)
    rest(1)
    beat.lap()
    page, began = window.classify_page, time.monotonic()
    page.classify([folder / "card"])
    wait_until(lambda: page.model.rowCount() > 0)
    prepared = beat.lap()
    frame = scrolled(page, lambda: not page.runs.running and page.model.rowCount() == pictures)
    seconds = round(time.monotonic() - began, 1)
    return {"pictures": pictures, "seconds": seconds, "until the first answers": prepared, "frame": frame, **beat.lap()}


def main() -> None:
    answers, pictures = (int(sys.argv[1]) if len(sys.argv) > 1 else ANSWERS), (int(sys.argv[2]) if len(sys.argv) > 2 else PICTURES)
    folder = Path(_home.name)
    began = time.monotonic()
    file = many_answers(folder, answers)
    written = round(time.monotonic() - began, 1)
    make_app()
    window = make_window(keeps_recent=False)
    window.show()
    window.session.create(folder / "busy")
    window.go(CLASSIFY)
    beat = Beat()
    result: dict[str, Any] = {f"{answers} answers": {"written_in_s": written, "file_mb": file.stat().st_size // 2**20}}
    result[f"{answers} answers"] |= with_many(window, beat, file)
    if pictures:
        result["a job runs and the grid is scrolled"] = with_job(window, beat, folder, pictures)
    window.close()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, no GPU used"
    print(json.dumps({"benchmark": "classify_window", "machine": machine, **result}, indent=2))


if __name__ == "__main__":
    main()
