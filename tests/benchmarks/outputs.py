"""Writing a million answers: seconds and memory for each form, in a process of its own. Prints one JSON object.

`python tests/benchmarks/outputs.py [PICTURES] [CLASSES]`; the workbook is measured with as many as a sheet holds.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from engine.batch.answers import Answers, Finding, Found
from engine.batch.outputs import FORMS, write
from engine.batch.outputs.workbook import MOST_ROWS
from engine.batch.question import Question
from engine.batch.table import Thresholds
from engine.classifier.asking import Asking
from engine.progress import run

AT_ONCE = 10_000


def filled(file: Path, pictures: int, classes: int) -> None:
    names = tuple(f"class {index}" for index in range(classes))
    random = np.random.default_rng(0)
    with Answers.create(file, Question(Path("/model"), "0" * 64, names, (), (Path("/pictures"),), Asking())) as answers:
        for start in range(0, pictures, AT_ONCE):
            count = min(AT_ONCE, pictures - start)
            answers.expect(Found(f"/pictures/folder {start}/picture {start + index}.jpg", 1, 1) for index in range(count))
            shares = random.dirichlet(np.full(classes, 0.3), count).astype(np.float32)
            answers.put([Finding(start + index + 1, 1, 1, shares[index], 0.5) for index in range(count)])


def memory() -> float:
    """The most that this process has held, in MB. `ru_maxrss` of Linux counts what its parent held."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)


def measure(file: Path, ending: str) -> None:
    """Run in a process of its own: prints what one form takes."""
    before, started, out = memory(), time.perf_counter(), file.with_suffix(ending)
    with Answers(file) as answers:
        rows = run(write(answers, out, Thresholds())).rows
    seconds, megabytes = time.perf_counter() - started, out.stat().st_size / 1e6
    told = {"rows": rows, "seconds": seconds, "rows_per_second": rows / seconds, "file_mb": megabytes, "memory_mb": memory() - before}
    print(json.dumps({name: round(value, 1) for name, value in told.items()}))


def main() -> None:
    pictures, classes = (int(value) for value in (*sys.argv[1:], "1000000", "6")[:2])
    report: dict[str, object] = {"pictures": pictures, "classes": classes}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "job.answers"
        filled(file, min(pictures, MOST_ROWS - 1), classes)
        for ending in (".csv", ".jsonl", ".parquet", ".xlsx"):
            assert ending in {form.ending for form in FORMS.values()}
            told = subprocess.run([sys.executable, __file__, "measure", str(file), ending], capture_output=True, text=True, check=True)
            report[ending.removeprefix(".")] = json.loads(told.stdout)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure(Path(sys.argv[2]), sys.argv[3])
    else:
        main()
