"""What is known of every architecture, and the search among them. Light: read from `resources`, torch is never asked.

`packaging/catalogue.py` makes the table from timm; an architecture that it lacks works all the same, its facts are unknown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import resources
from engine.errors import translate

PERMISSIVE = ("apache-2.0", "mit", "bsd-3-clause", "cc-by-4.0")  # licences that allow commercial use without further conditions

BEST_FOR = {
    "cpu-fastest": translate("architectures", "Fastest on any computer"),
    "cpu-balanced": translate("architectures", "Balanced on any computer"),
    "cpu-accurate": translate("architectures", "Most accurate without a graphics card"),
    "small-gpu-fastest": translate("architectures", "Fastest on a graphics card of 4 to 8 GB"),
    "small-gpu-balanced": translate("architectures", "Balanced on a graphics card of 4 to 8 GB"),
    "small-gpu-accurate": translate("architectures", "Most accurate on a graphics card of 4 to 8 GB"),
    "large-gpu-balanced": translate("architectures", "Balanced on a large graphics card"),
    "large-gpu-accurate": translate("architectures", "Most accurate on a large graphics card"),
    "few-labels": translate("architectures", "For few labels"),
    "scratch": translate("architectures", "From scratch"),
    "classic": translate("architectures", "A classic to compare with"),
}

# Parts of a tag, as timm writes it, that say from what the weights were learned.
_DATASETS = {
    "in1k": "ImageNet-1k",
    "in12k": "ImageNet-12k",
    "in21k": "ImageNet-21k",
    "in22k": "ImageNet-22k",
    "jft": "JFT",
    "ig1b": "Instagram-1B",
    "yfcc100m": "YFCC-100M",
    "yfcc15m": "YFCC-15M CLIP",
    "laion400m": "LAION-400M CLIP",
    "laion2b": "LAION-2B CLIP",
    "laiona": "LAION-A CLIP",
    "openai": "OpenAI CLIP",
    "metaclip": "MetaCLIP CLIP",
    "metaclip2": "MetaCLIP 2 CLIP",
    "datacomp1b": "DataComp-1B CLIP",
    "datacompxl": "DataComp-XL CLIP",
    "dfn2b": "DFN-2B CLIP",
    "dfn5b": "DFN-5B CLIP",
    "dfndr2b": "DFNDR-2B CLIP",
    "mclip": "MobileCLIP CLIP",
    "mclip2": "MobileCLIP 2 CLIP",
    "tinyclip": "TinyCLIP CLIP",
    "webli": "WebLI SigLIP",
    "merged2b": "Merged-2B CLIP",
    "m30m": "Merged-30M",
    "m38m": "Merged-38M",
    "lvd142m": "LVD-142M DINOv2",
    "lvd1689m": "LVD-1689M DINOv3",
    "sat493m": "SAT-493M DINOv3",
    "dino": "DINO",
    "mae": "MAE",
    "fcmae": "FCMAE",
    "ijepa": "I-JEPA",
    "seer": "SEER",
    "swag": "SWAG",
    "bioclip": "BioCLIP",
}


@dataclass(frozen=True)
class Weights:
    """Pretrained weights of an architecture. `classes` 0 means that they have no classifier; `input_size` in px.

    `where` is a place on the hub, or an address (https://…). `license` is "" where timm does not know it.
    """

    tag: str
    license: str
    input_size: int
    classes: int
    where: str

    @property
    def trained_on(self) -> tuple[str, ...]:
        """The data sets, or methods, that the tag names, in its order: ("ImageNet-22k", "ImageNet-1k")."""
        return tuple(dict.fromkeys(_DATASETS[part] for part in self.tag.split("_") if part in _DATASETS))

    @property
    def permissive(self) -> bool:
        """Whether the licence is known to allow commercial use."""
        return self.license in PERMISSIVE


@dataclass(frozen=True)
class Architecture:
    """One row of the table; None is unknown. `parameters` in millions, `gmacs` in 10⁹ multiply-adds for one picture of `input_size` px.

    `features` is the length of the pooled feature vector. `weights` begin with those that timm takes without a tag. Recommended
    ones have a `note` and a key of `BEST_FOR`, and may have `top1`, the ImageNet-1k accuracy in percent, as `source` says it.
    """

    name: str
    family: str = ""
    parameters: float | None = None
    gmacs: float | None = None
    input_size: int | None = None
    features: int | None = None
    weights: tuple[Weights, ...] = ()
    note: str = ""
    best_for: str = ""
    top1: float | None = None
    source: str = ""

    @property
    def license(self) -> str:
        """That of the weights that are taken without a tag; "" if there are none."""
        return self.weights[0].license if self.weights else ""


@cache
def catalogue() -> tuple[Architecture, ...]:
    """Every architecture of the table, recommended ones with their notes, sorted by name."""
    rows = json.loads(resources.path("catalogue.json").read_text(encoding="utf-8"))["rows"]
    notes = {row["name"]: row for row in _notes()}
    return tuple(replace(_architecture(row), **notes.get(row[0], {})) for row in rows)


@cache
def recommended() -> tuple[Architecture, ...]:
    """The few architectures worth a beginner's choice, best first; their notes can be translated."""
    return tuple(_by_name()[row["name"]] for row in _notes())


def known(name: str) -> Architecture | None:
    """The row of an architecture, whose name may carry a tag; None if the table lacks it."""
    return _by_name().get(name.partition(".")[0])


def weights_of(name: str) -> Weights | None:
    """The pretrained weights that a name means, with or without a tag; None if the table knows none."""
    plain, _, tag = name.partition(".")
    row = _by_name().get(plain)
    found = row.weights if row else ()
    return next((each for each in found if each.tag == tag or not tag), None)


def full_name(name: str) -> str:
    """ "resnet18.a1_in1k" of "resnet18": with the tag of the weights that timm takes without one; `name` itself where none is known."""
    weights = weights_of(name)
    return f"{name.partition('.')[0]}.{weights.tag}" if weights else name


def search(
    text: str = "",
    *,
    most_parameters: float | None = None,
    license: str = "",
    permissive: bool = False,
    pretrained: bool = False,
) -> tuple[Architecture, ...]:
    """The architectures in whose name, family or tags all words of `text` occur, in any order; the most relevant first.

    `most_parameters` in millions leaves out larger and unknown ones. With `license` (its identifier) or `permissive` only those
    with such weights are found, with `pretrained` those with any.
    """
    words = _words(text)
    found = []
    for row, told in zip(catalogue(), _told(), strict=True):
        relevance = _relevance(words, row, told)
        if relevance is not None and _fits(row, most_parameters, license, permissive, pretrained):
            found.append((relevance, row))
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))


def _fits(row: Architecture, most: float | None, license: str, permissive: bool, pretrained: bool) -> bool:
    if most is not None and (row.parameters is None or row.parameters > most):
        return False
    if license and not any(each.license == license for each in row.weights):
        return False
    if permissive and not any(each.permissive for each in row.weights):
        return False
    return bool(row.weights) or not pretrained


def _relevance(words: list[str], row: Architecture, told: tuple[str, str]) -> tuple[Any, ...] | None:
    """A key to sort by, or None if a word is missing: the very name, words that stand in names, recommended ones, short names."""
    name, all_of_it = told
    if not all(word in all_of_it for word in words):
        return None
    elsewhere = sum(word not in name for word in words)
    begins = not words or name.startswith(words[0])
    rest = len(name) - sum(len(word) for word in words) if words else 0
    test = row.name.startswith("test_")  # timm's own tiny networks for its tests
    return ("".join(words) != name.replace(" ", ""), test, elsewhere, not row.note, not begins, rest, row.name)


@cache
def _told() -> tuple[tuple[str, str], ...]:
    """Of each row its name, and all that is searched, as words between spaces."""
    told = []
    for row in catalogue():
        name = " ".join(_words(row.name))
        rest = " ".join((row.family, *(f"{each.tag} {' '.join(each.trained_on)}" for each in row.weights)))
        told.append((name, f"{name} {' '.join(_words(rest))} {row.name}"))
    return tuple(told)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


@cache
def _by_name() -> dict[str, Architecture]:
    return {row.name: row for row in catalogue()}


def _notes() -> Iterable[dict[str, Any]]:
    return json.loads(resources.path("architectures.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _architecture(row: list[Any]) -> Architecture:
    name, family, parameters, gmacs, size, features, weights = row
    return Architecture(name, family, parameters, gmacs, size, features, tuple(_weights(name, each) for each in weights))


def _weights(name: str, row: list[Any]) -> Weights:
    tag, license, size, classes, where = row
    return Weights(tag, "" if license in (None, "unknown") else license, size, classes, where or f"timm/{name}.{tag}")
