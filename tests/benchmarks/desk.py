"""The labelling desk with 100 000 pictures that it generates: import, reopen, scroll, resize, label, undo, filter, memory. Prints JSON.

Run: python tests/benchmarks/desk.py [PICTURES] [FOLDER]. In FOLDER (default: a temporary one, about 1.2 GB) pictures are kept for the next
time. The window runs in a process of its own without torch; times in ms unless the name says otherwise.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
MILLION = 1_000_000
CLASSES = 12
WINDOW = (1440, 900)


# ---- pictures ------------------------------------------------------------------------------------------------


def generate(folder: Path, count: int) -> None:
    """JPEG files of 320 by 240 pixels, a thousand a folder, each different, with the camera's date."""
    folder.mkdir(parents=True, exist_ok=True)
    starts = [start for start in range(0, count, 1000) if not (folder / f"site-{start // 1000:03}").is_dir()]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_generate_folder, [str(folder)] * len(starts), starts, [min(1000, count - start) for start in starts]))


def _generate_folder(root: str, start: int, count: int) -> None:
    import numpy as np
    from PIL import Image

    scratch = Path(root) / f"scratch-{start}"
    scratch.mkdir(exist_ok=True)
    for number in range(start, start + count):
        coarse = np.random.default_rng(number).integers(0, 255, (9, 12, 3), np.uint8)
        exif = Image.Exif()
        exif[0x0110] = "Trail camera"
        exif.get_ifd(0x8769)[0x9003] = f"2024:{1 + number % 9:02}:{1 + number % 28:02} {number % 24:02}:{number % 60:02}:{number % 59:02}"
        Image.fromarray(coarse).resize((320, 240), Image.Resampling.BICUBIC).save(scratch / f"img-{number:06}.jpg", quality=82, exif=exif)
    scratch.rename(Path(root) / f"site-{start // 1000:03}")


# ---- the worker processes ------------------------------------------------------------------------------------


def run_import(home: Path) -> dict[str, Any]:
    """Import everything, unlabelled, in a process that does nothing else."""
    from engine.operations.importing import NONE, import_folders
    from engine.progress import run
    from engine.project import class_changes
    from engine.project.project import Project

    started = time.perf_counter()
    with Project.create(home / "desk") as project:
        outcome = run(import_folders(project, [home / "pictures"], NONE))
        seconds = time.perf_counter() - started
        for number in range(CLASSES):
            project.apply(class_changes.add_class(project, f"class {number}")[0])
    return {"imported": outcome.imported, "seconds": round(seconds, 2), "peak_mb": _peak_mb()}


def run_examine(home: Path) -> dict[str, Any]:
    """Thumbnails, quality and near-duplicates of all, as the window does after an import."""
    from engine.operations.examining import examine
    from engine.progress import run
    from engine.project.project import Project

    started = time.perf_counter()
    with Project.open(home / "desk", to_write=True) as project:
        examined = run(examine(project))
    return {"measured": examined.measured, "seconds": round(time.perf_counter() - started, 2), "peak_mb": _peak_mb()}


def run_reopen(home: Path, started: float) -> dict[str, Any]:
    """From the start of the process to a window that shows a screen of thumbnails."""
    window = _opened(home)
    gallery, model, loader = window.label_page.gallery, window.label_page.model, window.thumbnails
    painted = time.time() - started

    def complete() -> bool:
        rows = gallery.visible_rows()
        return bool(rows) and all(loader.pixmap(_cell(model, row).picture) is not None for row in rows)

    _wait_until(complete)
    shown = time.time() - started
    _settle(1000)
    result = {"painted_s": round(painted, 2), "thumbnails_s": round(shown, 2), "rss_mb": _rss_mb(), "torch": "torch" in sys.modules}
    window.close()
    return result


def run_desk(home: Path) -> dict[str, Any]:
    window = _opened(home)
    window.upkeep.soon.stop()
    _settle(1500)
    window.upkeep.look_after()  # a backup, and a look for all files
    beside = _scroll(window.label_page.gallery)
    _wait_until(lambda: window.jobs.upkeep.current is None, 120)
    _settle(500)
    result = {
        "scroll_100k_beside_upkeep": beside,
        "scroll_100k": _scroll(window.label_page.gallery),
        "resize_100k": _resize(window),
        "key_press": _key_presses(window),
        **_label_all(window),
        "views": _views(window),
        "thumbnails_from_cache_per_s": _thumbnail_rates(window),
        "rss_mb": _rss_mb(),
        "scroll_1m": _scroll_a_million(window),
    }
    window.close()
    return result


# ---- what is measured in the window --------------------------------------------------------------------------


def _scroll(gallery: Any, frames: int = 400) -> dict[str, float]:
    """Frames while scrolling down by a third of a card at a time, then by jumps all over."""
    bar, times = gallery.verticalScrollBar(), []
    for frame in range(frames):
        position = bar.value() + 60 if frame < frames * 3 // 4 else (bar.maximum() * (frame * 37 % 100)) // 100
        times.append(_timed(lambda value=position: (bar.setValue(value), gallery.viewport().repaint())))
        _process()
    bar.setValue(0)
    return _summary(times)


def _resize(window: Any) -> dict[str, float]:
    times = []
    for step in range(40):
        width = 1200 + (step * 53) % 500
        times.append(_timed(lambda value=width: (window.resize(value, 800 + value % 90), _process(), window.repaint())))
    window.resize(*WINDOW)
    _settle(200)
    return _summary(times)


def _key_presses(window: Any) -> dict[str, float]:
    """A digit on one picture after another: from the press until the label is on the disk and repainted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    gallery, times = window.label_page.gallery, []
    for row in range(300):
        gallery.select_row(row)
        _process()
        key = Qt.Key(Qt.Key.Key_1 + row % 9)
        times.append(_timed(lambda pressed=key: (QTest.keyClick(gallery, pressed), gallery.viewport().repaint())))
        _process()
    return _summary(times)


def _label_all(window: Any) -> dict[str, float]:
    """Ctrl+A and a digit on everything, then Ctrl+Z; each until the window is repainted. The shortest and longest of three."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    gallery, label, undo = window.label_page.gallery, [], []
    for turn in range(3):
        gallery.selectAll()
        _process()
        key = Qt.Key(Qt.Key.Key_1 + turn)
        label.append(_timed(lambda pressed=key: (QTest.keyClick(gallery, pressed), _process(), window.repaint())))
        undo.append(_timed(lambda: (window.session.undo(), _process(), window.repaint())))
    return {
        "label_all_s": [round(each / 1000, 2) for each in sorted(label)],
        "undo_all_s": [round(each / 1000, 2) for each in sorted(undo)],
    }


def _views(window: Any) -> dict[str, float]:
    from engine.views.arrange import GROUPS, SORTS
    from engine.views.view import View

    model, gallery = window.label_page.model, window.label_page.gallery
    views = {f"sort {name}": View(sort=name) for name in SORTS}
    views |= {f"group {name}": View(group=name) for name in GROUPS}
    for text in ("class:0", "is:unlabelled", "site-07", "img-0123", "-img-0123", "taken:2024-05", "width:>100", "folder:site-01 class:0,1"):
        views[f"filter {text}"] = View(text)
    times = {
        name: round(_timed(lambda wanted=view: (model.set_view(wanted), gallery.viewport().repaint())), 1) for name, view in views.items()
    }
    model.set_view(View())
    return times


def _scroll_a_million(window: Any) -> dict[str, float]:
    """The same gallery over a million rows that show the project's pictures again and again."""
    from PySide6.QtCore import QAbstractListModel

    from engine.views.view import View
    from gui.gallery.gallery import Gallery
    from gui.models.cell import CellRole

    source = window.label_page.model
    source.set_view(View())
    count = source.rowCount()

    class Million(QAbstractListModel):
        def rowCount(self, parent: Any = None) -> int:
            return MILLION

        def data(self, index: Any, role: int = 0) -> Any:
            return source.index(index.row() % count).data(role) if role == CellRole else None

    gallery, model = Gallery(window.thumbnails), Million()
    gallery.setModel(model)
    gallery.resize(1040, 800)
    gallery.show()
    _settle(800)
    result = _scroll(gallery)
    gallery.close()
    return result


def _thumbnail_rates(window: Any, count: int = 4000) -> list[int]:
    """Thumbnails a second that a loader of its own hands out as pixmaps, all from the cache on the disk; three runs."""
    from gui.models.thumbnail_loader import ThumbnailLoader

    model, rates = window.label_page.model, []
    for turn in range(3):
        rows = range(turn * count, min((turn + 1) * count, model.rowCount()))
        waiting = [_cell(model, row).picture for row in rows]
        loader, came = ThumbnailLoader(), [0]

        def take(keys: list[object], loader: Any = loader, waiting: list[Any] = waiting, came: list[int] = came) -> None:
            came[0] += len(keys)
            while waiting and loader.waiting < 300:
                loader.pixmap(waiting.pop())

        loader.loaded_many.connect(take)
        started = time.perf_counter()
        take([])
        _wait_until(lambda came=came, rows=rows: came[0] >= len(rows))
        rates.append(round(came[0] / (time.perf_counter() - started)))
        loader.shutdown()
    return rates


# ---- small tools ---------------------------------------------------------------------------------------------


def _opened(home: Path) -> Any:
    from gui.app import make_app, make_window

    make_app()
    window = make_window(keeps_recent=False)
    window.session.open(home / "desk.fieldmark")
    window.resize(*WINDOW)
    window.show()
    window.repaint()
    return window


def _cell(model: Any, row: int) -> Any:
    from gui.models.cell import CellRole

    return model.index(row).data(CellRole)


def _timed(action: Callable[[], object]) -> float:
    """Milliseconds that `action` takes."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def _process() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()


def _settle(milliseconds: int) -> None:
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end:
        _process()
        time.sleep(0.005)


def _wait_until(reached: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not reached() and time.monotonic() < end:
        _process()
        time.sleep(0.002)


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(ordered[len(ordered) // 2], 2),
        "p99": round(ordered[int(len(ordered) * 0.99)], 2),
        "longest": round(ordered[-1], 2),
        "count": len(ordered),
    }


def _peak_mb() -> float:
    import resource

    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def _in_own_process(step: str, home: Path) -> dict[str, Any]:
    environment = {**os.environ, "FIELDMARK_HOME": str(home / "home")}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, __file__, f"--{step}", str(home), str(time.time())], env=environment, stdout=subprocess.PIPE, cwd=ROOT
    )
    if done.returncode:
        raise SystemExit(f"{step} ended with {done.returncode}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def main(count: int, home: Path) -> dict[str, Any]:
    generate(home / "pictures", count)
    for rest in ("desk.fieldmark", "home"):
        shutil.rmtree(home / rest, ignore_errors=True)
    return {
        "benchmark": "desk",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, offscreen",
        "pictures": count,
        "import": _in_own_process("import", home),
        "examine": _in_own_process("examine", home),
        "first_opening": _in_own_process("reopen", home),
        "reopening": [_in_own_process("reopen", home) for _ in range(3)],
        **_in_own_process("desk", home),
    }


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1].startswith("--"):
        step, home = sys.argv[1], Path(sys.argv[2])
        steps = {
            "--import": lambda: run_import(home),
            "--examine": lambda: run_examine(home),
            "--reopen": lambda: run_reopen(home, float(sys.argv[3])),
            "--desk": lambda: run_desk(home),
        }
        print(json.dumps(steps[step]()))
    else:
        wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
        if len(sys.argv) > 2:
            print(json.dumps(main(wanted, Path(sys.argv[2]).absolute()), indent=2))
        else:
            with tempfile.TemporaryDirectory() as scratch:
                print(json.dumps(main(wanted, Path(scratch)), indent=2))
