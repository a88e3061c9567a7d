"""The promised accuracies and times of the command line: the instant preset on hymenoptera, and the demo on digits.

Prints JSON. `command_s` is the whole process, imports included; `seconds` is what the command itself reports. The part on
hymenoptera needs the shared data folder beside the checkout and is left out where it is not.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[3] / "shared" / "data"


def fieldmark(*arguments: object) -> dict[str, Any]:
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "gui.app", *map(str, arguments), "--json"], capture_output=True, text=True, check=True)
    return {**json.loads(done.stdout), "command_s": round(time.perf_counter() - started, 1)}


def some(result: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: result[name] for name in (*names, "command_s")}


def hymenoptera(folder: Path) -> dict[str, Any]:
    project = folder / "bugs.fieldmark"
    fieldmark("import", project, DATA / "hymenoptera", "--labels", "folders", "--split", "folders")
    pack = DATA / "weights" / "mobilenetv2_100"
    instant = fieldmark("train", project, "--preset", "instant", "--weights", pack)
    answers = fieldmark("classify", instant["model"], DATA / "hymenoptera" / "val")
    return {
        "train --preset instant": some(instant, "accuracy", "seconds", "stop_reason"),
        "classify, plain torch": some(answers, "count", "failed", "seconds", "images_per_second"),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FIELDMARK_HOME"] = folder
        result: dict[str, Any] = {"benchmark": "learning", "machine": f"{platform.machine()}, {os.cpu_count()} cores, no GPU used"}
        if DATA.is_dir():
            result |= hymenoptera(Path(folder))
        result["demo"] = some(fieldmark("demo", "--out", Path(folder) / "demo"), "accuracy", "new_accuracy", "seconds")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
