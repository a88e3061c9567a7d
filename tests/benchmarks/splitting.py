"""Examining and splitting: how fast, what leaks with and without groups, how near to the shares, how stable, and what the window feels.

Prints one JSON object. The part on real pictures needs the shared data folder beside the checkout and is left out where it is not.
Shares are off in percentage points, the largest of all classes and sides; classes that are one single series are left out of that.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_home = tempfile.TemporaryDirectory()
os.environ["FIELDMARK_HOME"] = _home.name

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402

from engine.errors import Sentence  # noqa: E402
from engine.operations.examining import examine, relate, threads_beside_a_window  # noqa: E402
from engine.operations.importing import import_folders  # noqa: E402
from engine.operations.splitting import SplitSurvey, split_project, survey_split  # noqa: E402
from engine.progress import Operation, run  # noqa: E402
from engine.project import changes  # noqa: E402
from engine.project.project import Project  # noqa: E402
from engine.project.sample import NewSample, Source  # noqa: E402
from engine.splits.leaks import lone_classes  # noqa: E402
from engine.splits.split import SIDES, SplitPlan, grouped_samples  # noqa: E402
from gui.app import make_app  # noqa: E402
from gui.tasks import Task  # noqa: E402
from tests.conftest import striped_picture  # noqa: E402

T = TypeVar("T")
DATA = Path(__file__).parents[3] / "shared" / "data"
REAL = ("magnetic-tile", "hymenoptera", "brain-mri", "chess")
MANY, PICTURES = 100_000, 1200
PLAN = SplitPlan()


def timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


# ---- real pictures -----------------------------------------------------------------------------------------


def real_set(folder: Path, name: str) -> dict[str, Any]:
    with Project.create(folder / name) as project:
        files = sorted(file for file in (DATA / name).rglob("*") if file.is_file())
        random.Random(0).shuffle(files)
        late, first = set(files[: len(files) // 6]), files[len(files) // 6 :]  # a fifth of what was there before
        run(import_named(project, first))
        cold, examined = timed(lambda: run(examine(project)))
        project.record(["measured"], [(0, sample.id) for sample in project.samples()])
        warm, _ = timed(lambda: run(examine(project)))
        run(split_project(project, PLAN))
        old = {sample.id: sample.split for sample in project.samples()}
        run(import_named(project, late))
        grown = run(split_project(project, PLAN)).survey
        moved = sum(sample.split is not old[sample.id] for sample in project.samples() if sample.id in old)
        anew = run(split_project(project, PLAN, anew=True)).survey
        return {
            "examined, pictures a second": round(examined.measured / cold),
            "the same with thumbnails there": round(examined.measured / warm),
            "leaking pairs": {leak.relation: [leak.plain, leak.present, leak.pairs] for leak in anew.leaks},
            "shares off by": shares_off(project, anew),
            "with a fifth more pictures": {
                "old ones that moved": moved,
                "leaking pairs": {leak.relation: leak.present for leak in grown.leaks},
                "shares off by": shares_off(project, grown),
            },
        }


def import_named(project: Project, files: Iterable[Path]) -> Operation[Any]:
    """Import single files, their folder being their class."""
    by_class: defaultdict[str, list[Path]] = defaultdict(list)
    for file in files:
        by_class[file.parent.name].append(file)
    for name, group in by_class.items():
        table = project.folder / "labels.csv"
        table.write_text("path,class\n" + "".join(f'"{file}","{name}"\n' for file in group))
        yield from import_folders(project, sorted(group), str(table))


def shares_off(project: Project, survey: SplitSurvey) -> float:
    lone = lone_classes(grouped_samples(project.samples(), PLAN, survey.alike))
    shares = (PLAN.train, PLAN.validation, PLAN.test)
    return round(
        max(
            abs(100 * row.counts.get(side, 0) / sum(row.counts.values()) - share)
            for row in survey.rows
            if row.sample_class.id not in lone
            for side, share in zip(SIDES, shares, strict=True)
        ),
        1,
    )


# ---- many pictures -----------------------------------------------------------------------------------------


def many(folder: Path) -> dict[str, Any]:
    """A hundred thousand samples in twenty classes; two thirds are alone, the others in families that differ in a few bits."""
    dice = random.Random(1)
    prints: list[int] = []
    while len(prints) < MANY:
        first = dice.getrandbits(64)
        family = 1 if dice.random() < 0.8 else dice.randint(2, 6)
        prints += [first ^ sum({1 << dice.randrange(64) for _ in range(dice.randint(0, 3))}) for _ in range(family)]
    with Project.create(folder / "many") as project:
        for start in range(0, MANY, 10_000):
            new = [NewSample(folder / f"{n}.jpg", 1, 1, f"{n}", 640, 480, f"class {n // 7 % 20}") for n in range(start, start + 10_000)]
            project.add(new, Source.FOLDER, Sentence("Import"), "many")
        ids = [sample.id for sample in project.samples()]
        signed = [value - (1 << 64) if value >> 63 else value for value in prints[:MANY]]
        project.record(("measured", "fingerprint"), [(1_000, value, id_) for value, id_ in zip(signed, ids, strict=True)])
        shown = project.samples()  # as the window holds them
        gc.freeze()
        compared, feel = watched(lambda: relate(project))
        split, feel_split = watched(lambda: split_project(project, PLAN))
        near = {leak.relation: [leak.plain, leak.present, leak.pairs] for leak in run(survey_split(project, PLAN)).leaks}
        return {
            "pictures": len(shown),
            "compared_s": compared,
            "event loop meanwhile": feel,
            "split_s": split,
            "event loop while splitting": feel_split,
            "leaking pairs": near,
        }


# ---- the window ----------------------------------------------------------------------------------------------


def beside_a_window(folder: Path) -> dict[str, Any]:
    """How the window's thread fares, and how long labels take to be kept, while pictures are examined."""
    for index in range(PICTURES):
        striped_picture(folder / "set" / f"{index % 3}" / f"{index}.jpg", index % 3, index, size=(800, 600))
    with Project.create(folder / "busy") as project:
        run(import_folders(project, [folder / "set"]))
        ids, target = [sample.id for sample in project.samples()], project.classes()[0]
        seconds, quiet = watched(lambda: examine(project, threads_beside_a_window()))
        project.record(["measured"], [(0, id_) for id_ in ids])
        waits: list[float] = []

        def label() -> None:
            waits.append(timed(lambda: project.apply(changes.label(project, [ids[len(waits) % len(ids)]], target)))[0] * 1000)

        hand = QTimer(interval=25)
        hand.timeout.connect(label)
        hand.start()
        watched(lambda: examine(project, threads_beside_a_window()))
        hand.stop()
        waits.sort()
        return {
            "pictures a second": round(PICTURES / seconds),
            "event loop": quiet,
            "a label is kept after": {"p50_ms": round(waits[len(waits) // 2], 1), "longest_ms": round(waits[-1], 1), "labels": len(waits)},
        }


def watched(start: Callable[[], Operation[Any]]) -> tuple[float, dict[str, float]]:
    """The seconds of an operation in a worker thread, and the gaps of a 5 ms timer in the window's thread meanwhile."""
    from tests.benchmarks.stalls import Beat

    loop, beat, task = QEventLoop(), Beat(), Task("", start)
    failures: list[BaseException] = []
    task.failed.connect(failures.append)
    task.ended.connect(loop.quit)
    task.start()
    seconds, _ = timed(loop.exec)
    if failures:
        raise failures[0]
    return round(seconds, 1), beat.lap()


def main() -> None:
    result: dict[str, Any] = {"benchmark": "splitting", "machine": f"{platform.machine()}, {os.cpu_count()} cores"}
    make_app()
    with tempfile.TemporaryDirectory() as folder:
        if DATA.is_dir():
            result["real pictures"] = {name: real_set(Path(folder), name) for name in REAL}
        result["100 000 pictures"] = many(Path(folder))
        result["beside a window"] = beside_a_window(Path(folder))
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
