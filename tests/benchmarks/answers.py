"""A job of a million pictures: how long its answers take to be written down, opened, sorted, filtered and searched, and in what memory.

Prints one JSON object; times in seconds, memory in MB beside what the process had before. "another thread stood still" is the longest time
for which a thread that only sleeps a millisecond at a time did not get the interpreter: what a window would feel. Linux only.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np

from engine.batch.answers import Answers, Finding, Found
from engine.batch.question import Question
from engine.batch.table import (
    BY_CLASS,
    BY_FOLDER,
    CONFIDENCE,
    FOLDER,
    MARGIN,
    NOVELTY,
    TIME,
    UNKNOWN,
    Arrangement,
    Table,
    Thresholds,
    arranged,
)
from engine.classifier.asking import Asking

T = TypeVar("T")
MANY, CHUNK, IN_FOLDER, CLASSES = 1_000_000, 2000, 1000, 10
FEATURES = 64  # a network has ten times as many: that costs disk, not time here
NAMES = tuple(f"class {number}" for number in range(CLASSES))
ARRANGEMENTS = {
    "as they came": Arrangement(),
    "least sure first": Arrangement(order=CONFIDENCE),
    "smallest margin, by class": Arrangement(order=MARGIN, group=BY_CLASS),
    "most unusual first": Arrangement(order=NOVELTY, descending=True),
    "by folder": Arrangement(order=FOLDER, group=BY_FOLDER),
    "newest first": Arrangement(order=TIME, descending=True),
    "unknown ones": Arrangement(decision=UNKNOWN),
    "between 60 and 80 %": Arrangement(confidence=(0.6, 0.8), order=CONFIDENCE),
}


def memory() -> float:
    """MB that are in use now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    result = work()
    return round(time.perf_counter() - started, 4), result


@contextmanager
def felt() -> Iterator[list[float]]:
    """The pauses of a thread beside the work, in s."""
    pauses, over = [0.0], threading.Event()

    def tick() -> None:
        last = time.perf_counter()
        while not over.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            pauses.append(now - last)
            last = now

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        yield pauses
    finally:
        over.set()
        thread.join()


def filled(file: Path, count: int) -> dict[str, float]:
    """A job of `count` pictures with answers, written as a run writes them."""
    question = Question(Path("/models/one"), "1" * 64, NAMES, (), (Path("/pictures"),), Asking())
    rng = np.random.default_rng(1)
    finding = putting = 0.0
    with Answers.create(file, question) as answers:
        for start in range(0, count, CHUNK):
            ids = range(start + 1, min(start + CHUNK, count) + 1)
            found = [Found(f"/pictures/day {id_ // IN_FOLDER:04}/picture {id_:07}.jpg", 100_000 + id_, 10**18 + id_) for id_ in ids]
            shares = rng.dirichlet(np.full(CLASSES, 0.2), len(ids)).astype(np.float32)
            novelty = rng.random(len(ids)).astype(np.float32)
            features = rng.random((len(ids), FEATURES), np.float32)
            findings = [Finding(id_, 1, 10**18 + id_, shares[row], float(novelty[row]), features[row]) for row, id_ in enumerate(ids)]
            finding += timed(lambda found=found: answers.expect(found))[0]
            putting += timed(lambda findings=findings: answers.put(findings))[0]
    return {"found": round(finding, 2), "answered": round(putting, 2)}


def main(count: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "one.answers"
        written = filled(file, count)
        before = memory()
        opening, answers = timed(lambda: Answers(file))
        table = Table(NAMES)
        with felt() as pauses:
            loading, _ = timed(lambda: table.update(answers))
        beside = memory() - before
        thresholds = Thresholds()
        with felt() as pauses_arranging:
            arranging = {name: timed(lambda wanted=wanted: arranged(table, thresholds, wanted))[0] for name, wanted in ARRANGEMENTS.items()}
        judging, _ = timed(lambda: answers.judge(dict.fromkeys(range(1, 51), NAMES[1])))
        updating, changed = timed(lambda: table.update(answers))
        searching, matches = timed(lambda: answers.matching("day 0001/"))
        reading, rows = timed(lambda: answers.read(arranged(table, thresholds, ARRANGEMENTS["least sure first"]).rows[:60].tolist()))
        outcome = {
            "pictures": table.count,
            "written": written,
            "file_mb": round(file.stat().st_size / 2**20),
            "opened": opening,
            "table_loaded": loading,
            "another_thread_stood_still_meanwhile": round(max(pauses), 4),
            "table_mb": round(beside),
            "arranged": arranging,
            "another_thread_stood_still_while_arranging": round(max(pauses_arranging), 4),
            "fifty_judged": judging,
            "fifty_taken_in": updating,
            "searched": searching,
            "sixty_arranged_and_read": reading,
            "mb_at_the_end": round(memory() - before),
        }
        assert len(changed) == 50 and len(rows) == 60 and len(matches) == min(count, IN_FOLDER)
        answers.close()
        return outcome


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY), indent=2))
