"""What was found to be the fastest on this machine, by kind of network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from engine.classifier.runtime.conversion import folder_of_runtimes
from engine.paths import write_atomically

_FILE = "choice.json"
_MOST = 500


@dataclass(frozen=True)
class Candidate:
    """A way to compute: `kind` torch or openvino, `fast` with fewer digits, `at_once` views in a request of OpenVINO."""

    kind: str
    fast: bool
    at_once: int = 0


def remembered(key: str) -> Candidate | None:
    """What won before; None if nothing did, or the file is damaged."""
    try:
        return Candidate(**_all()[key]["choice"])
    except (KeyError, TypeError):
        return None


def remember(key: str, choice: Candidate, speeds: Mapping[Candidate, float]) -> None:
    """With the speeds (views a second) that led to it, for whoever wonders. A cache that cannot be written is none."""
    measured = {" ".join(map(str, asdict(each).values())): round(speed, 1) for each, speed in speeds.items()}
    choices = {**_all(), key: {"choice": asdict(choice), "views a second": measured}}
    latest = dict(list(choices.items())[-_MOST:])
    try:
        write_atomically(folder_of_runtimes() / _FILE, json.dumps(latest, indent=1))
    except OSError:
        return


def _all() -> dict[str, Any]:
    try:
        found = json.loads((folder_of_runtimes() / _FILE).read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
