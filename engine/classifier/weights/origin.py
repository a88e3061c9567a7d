"""Where the pretrained weights of a recipe come from and under which licence, for the card of the model. Light to import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.classifier.architectures.catalogue import weights_of
from engine.classifier.recipe import PRETRAINED, Recipe
from engine.classifier.weights.packs import WEIGHTS_FILE, pack_folder, read_pack
from engine.classifier.weights.store import sha256_of, told_origin

if TYPE_CHECKING:
    from engine.classifier.weights.locating import Located


@dataclass(frozen=True)
class WeightsOrigin:
    """`source` is a place on the hub, an address, or the name of a file or folder; `license` "" is unknown; `sha256` of the tensors."""

    source: str
    license: str
    sha256: str


def origin_of(recipe: Recipe) -> WeightsOrigin | None:
    """The origin of the weights that training by `recipe` starts from; None from scratch. Reads the whole file where it has to.

    For weights that have yet to be downloaded the checksum is "". Raises `WeightsUnusable` for a folder that is no pack.
    """
    if recipe.from_scratch:
        return None
    if recipe.weights != PRETRAINED:
        return _of_pack(pack_folder(recipe))
    from engine.classifier.weights.locating import located

    found = located(recipe.architecture)
    if found is not None and found.pack is not None:
        return _of_pack(found.pack)
    weights = weights_of(recipe.architecture)
    source, license = (weights.where, weights.license) if weights else ("", "")
    return WeightsOrigin(source, license, _cached_sha256(found) if found else "")


def _of_pack(folder: Path) -> WeightsOrigin:
    source, license, sha256 = told_origin(read_pack(folder))
    return WeightsOrigin(source or folder.name, license, sha256 or sha256_of(folder / WEIGHTS_FILE))


def _cached_sha256(found: Located) -> str:
    """The hub's library names a large file after its checksum."""
    name = found.file.resolve().name
    return name if len(name) == 64 and set(name) <= set("0123456789abcdef") else sha256_of(found.file)
