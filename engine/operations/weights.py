"""Weights of this machine for the window and the command line: download, import, export. Light to import.

What is there already is read and deleted with `engine.classifier.weights.store`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.classifier.weights.store import StoredPack
from engine.operations.learning import learning_ready
from engine.progress import Operation


@dataclass(frozen=True)
class Arrival:
    """Packs that have come into the store. `matched` counts the tensors of a file that fitted its architecture.

    `missing` are names of the network that the file lacks, at most those of its classifier; `left_over` what the network has no
    place for. A zip of packs has none of the three.
    """

    packs: tuple[StoredPack, ...]
    matched: int = 0
    missing: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()


def download_weights(name: str) -> Operation[Arrival]:
    """Download the pretrained weights of an architecture, named with or without a tag; progress in bytes.

    Raises `ArchitectureUnknown`, `WeightsUnreachable` or one of its kinds, `WeightsNotStored`.
    """
    yield from learning_ready()
    from engine.classifier.weights.fetching import fetch

    return Arrival(((yield from fetch(name)),))


def import_weights(path: Path, architecture: str = "", name: str = "", license: str = "") -> Operation[Arrival]:
    """Import what `export_weights` wrote, a weights pack, a .safetensors file or a PyTorch file.

    `architecture` says whose tensors they are where the file does not tell, `name` what the pack is to be called. Raises
    `WeightsNotImported`, `WeightsNotStored`, `ArchitectureUnknown`.
    """
    yield from learning_ready()
    from engine.classifier.weights import bundles, importing

    if bundles.is_bundle(path):
        return Arrival((yield from bundles.import_bundle(path)))
    imported = yield from importing.import_weights(path, architecture, name, license)
    return Arrival((imported.pack,), imported.matched, imported.missing, imported.left_over)


def export_weights(names: Sequence[str], file: Path) -> Operation[Arrival]:
    """Write packs of the store, all where none is named, to one zip; raises `PackMissing`, `OutputNotWritable`."""
    from engine.classifier.weights import bundles

    return Arrival((yield from bundles.export_packs(names, file)))
