"""What a job asks: which model, about which pictures, and how. Stored with its answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.classifier.asking import Asking
from engine.classifier.model.card import ModelCard


@dataclass(frozen=True)
class Question:
    """`model` is the folder or file of the model, `sha256` the card's `answers_sha256`; `class_colours` has one a class, or is empty.

    `sources` are absolute folders and single pictures, in the order in which they were given. With a `subject` the pictures are not all
    that lie there, but those that whoever asks has named ("unlabelled": those of the project in `sources` that have no class).
    """

    model: Path
    sha256: str
    class_names: tuple[str, ...]
    class_colours: tuple[str, ...]
    sources: tuple[Path, ...]
    asking: Asking
    subject: str = ""

    @classmethod
    def of(cls, card: ModelCard, sources: Sequence[Path], asking: Asking, subject: str = "") -> Question:
        places = tuple(dict.fromkeys(map(_absolute, sources)))
        return cls(card.folder.absolute(), card.answers_sha256, card.class_names, card.class_colours, places, asking, subject)

    @property
    def identity(self) -> str:
        """The same for questions whose answers are the same: the runtime and the batch size do not matter, nor where the model lies."""
        asking = asdict(self.asking)
        del asking["runtime"], asking["batch_size"]
        return json.dumps([self.sha256, sorted(map(str, self.sources)), asking, self.subject], sort_keys=True)

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "model": str(self.model), "sources": [str(source) for source in self.sources]}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Question:
        """The inverse of `to_json`; raises what wrong types and missing keys raise."""
        names, colours = tuple(map(str, stored["class_names"])), tuple(map(str, stored["class_colours"]))
        sources = tuple(Path(source) for source in stored["sources"])
        return cls(
            Path(stored["model"]), str(stored["sha256"]), names, colours, sources, Asking(**stored["asking"]), str(stored["subject"])
        )


def _absolute(source: Path) -> Path:
    """The same text for the same place, so that the job is found again; links stay as they were given."""
    return source.resolve() if ".." in source.parts else source.absolute()
