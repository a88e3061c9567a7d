"""How fast architectures are on this machine and how much memory they take, measured when asked and remembered. Light to import."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from engine.errors import translate
from engine.operations.learning import learning_ready
from engine.paths import cache_folder, write_atomically
from engine.progress import Operation, Progress

_STAGE = translate("operations", "Measuring architectures")
_FILE = "architecture-speeds.json"


@dataclass(frozen=True)
class Measured:
    """One architecture on one device. Speeds in images a second, for whole batches of square pictures of `size` px.

    `peak_bytes` is the most memory that a training step takes, network, gradients and optimizer included; None where it cannot be
    told. `failure` says why there are no speeds, such as too little memory.
    """

    name: str
    machine: str
    size: int
    batch: int
    predicted_per_second: float | None
    trained_per_second: float | None
    peak_bytes: int | None
    failure: str = ""


def measure(names: Sequence[str], size: int = 0, batch: int = 16, again: bool = False) -> Operation[list[Measured]]:
    """Measure each of `names` on the best device: prediction, and training steps of all layers with AdamW.

    `size` 0 takes each architecture's own. What was measured before on this machine with this torch is only remembered, unless
    `again`. Raises `ArchitectureUnknown`; a network that does not fit is a `Measured` with its `failure`.
    """
    yield from learning_ready()
    from engine.classifier.architectures.names import checked
    from engine.classifier.architectures.speed import machine, measured, size_of

    names = [checked(name) for name in names]
    here = machine()
    found = []
    for done, name in enumerate(names):
        stage = Progress(_STAGE, done, len(names))
        yield stage
        side = size or size_of(name)
        known = None if again else remembered().get((name, here, side, batch))
        if known is None:
            known = Measured(name, here, side, batch, **asdict((yield from measured(name, side, batch, stage))))
            _remember(known)
        found.append(known)
    return found


def remembered() -> dict[tuple[str, str, int, int], Measured]:
    """All that was measured, also on other devices of this machine, by (name, machine, size, batch). Reads one file."""
    try:
        rows = json.loads((cache_folder() / _FILE).read_text(encoding="utf-8"))
        found = [Measured(**row) for row in rows]
    except (OSError, ValueError, TypeError):
        return {}
    return {(each.name, each.machine, each.size, each.batch): each for each in found}


def _remember(new: Measured) -> None:
    rows = {**remembered(), (new.name, new.machine, new.size, new.batch): new}
    write_atomically(cache_folder() / _FILE, json.dumps([asdict(each) for each in rows.values()], indent=1))
