"""Which networks there are: a short recommended table, and everything timm knows by name. Light until timm is asked."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass

import resources
from engine.errors import ArchitectureUnknown


@dataclass(frozen=True)
class Architecture:
    """One row of the table. `parameters` in millions, `input_size` in px, `license` that of the default pretrained weights."""

    name: str
    family: str
    parameters: float
    input_size: int
    license: str
    note: str


def recommended() -> tuple[Architecture, ...]:
    """The few architectures worth a beginner's choice, best first; all but the names can be translated."""
    rows = json.loads(resources.path("architectures.json").read_text(encoding="utf-8"))
    return tuple(Architecture(**row) for row in rows)


def all_names() -> list[str]:
    """The names of all architectures of the installed timm, sorted, without tags of pretrained weights."""
    import timm

    return [str(name) for name in timm.list_models()]


def without_tag(name: str) -> str:
    """The architecture of a name that may carry a tag of pretrained weights: "resnet18" of "resnet18.a1_in1k"."""
    return name.partition(".")[0]


def checked(name: str) -> str:
    """`name` itself if timm knows it, tag included; else `ArchitectureUnknown` with near ones."""
    import timm

    plain, _, tag = name.partition(".")
    if not timm.is_model(plain):
        near = difflib.get_close_matches(plain, all_names(), n=5, cutoff=0.5) or [each.name for each in recommended()]
        raise ArchitectureUnknown(name=name, near=", ".join(near))
    tagged = [str(each) for each in timm.list_pretrained(plain)] if tag else []
    if tag and name not in tagged:
        raise ArchitectureUnknown(name=name, near=", ".join([*difflib.get_close_matches(name, tagged, n=5, cutoff=0.0), plain]))
    return name
