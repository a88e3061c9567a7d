"""Names of architectures: those that the installed timm knows, and what is wrong with the others. Light until timm is asked."""

from __future__ import annotations

import difflib
from typing import Any

from engine.classifier.architectures.catalogue import recommended
from engine.errors import ArchitectureUnknown


def known_to_timm() -> Any:
    """The module timm, with the classics that it lacks registered."""
    import timm

    from engine.classifier.architectures import classics  # noqa: F401 - registers them

    return timm


def all_names() -> list[str]:
    """The names of all architectures of the installed timm and the classics, sorted, without tags of pretrained weights."""
    return [str(name) for name in known_to_timm().list_models()]


def without_tag(name: str) -> str:
    """The architecture of a name that may carry a tag of pretrained weights: "resnet18" of "resnet18.a1_in1k"."""
    return name.partition(".")[0]


def checked(name: str) -> str:
    """`name` itself if timm knows it, tag included; else `ArchitectureUnknown` with near ones."""
    timm = known_to_timm()
    plain, _, tag = name.partition(".")
    if not timm.is_model(plain):
        near = difflib.get_close_matches(plain, all_names(), n=5, cutoff=0.5) or [each.name for each in recommended()]
        raise ArchitectureUnknown(name=name, near=", ".join(near))
    tagged = [str(each) for each in timm.list_pretrained(plain)] if tag else []
    if tag and name not in tagged:
        raise ArchitectureUnknown(name=name, near=", ".join([*difflib.get_close_matches(name, tagged, n=5, cutoff=0.0), plain]))
    return name
