"""From process start to a painted window, and that torch is not there by then. JSON; seconds over several fresh processes."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 7
PROGRAM = """
import sys, time
from gui.app import make_app, make_window
app = make_app()
window = make_window()
window.show()
window.grab()
print(time.time(), "torch" in sys.modules, flush=True)
window.close()
"""


def once(home: str) -> tuple[float, bool]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FIELDMARK_HOME": home}
    started = time.time()
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True)
    painted, torch = done.stdout.split()
    return float(painted) - started, torch == "True"


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        once(home)  # the first start after an installation compiles modules
        runs = [once(home) for _ in range(RUNS)]
    seconds = [run[0] for run in runs]
    result = {
        "benchmark": "startup",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, offscreen",
        "runs": RUNS,
        "painted_s_median": round(statistics.median(seconds), 3),
        "painted_s_longest": round(max(seconds), 3),
        "torch_loaded": any(run[1] for run in runs),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
