"""Read the tags of whole pictures from a CVAT export in the form "CVAT for images 1.1", which is one XML file.

Its ImageNet form is class folders: `engine.transfer.folders`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from engine.errors import LabelFileUnusable, Sentence, translate
from engine.transfer.gathering import PICTURE, Gathering
from engine.transfer.text import read_bytes
from engine.transfer.values import Reading

_SOURCES = {"manual": "person", "semi-auto": "person", "auto": "model", "file": "file"}  # who set a tag: theirs, ours

_SHAPES = {"box", "polygon", "polyline", "points", "cuboid", "skeleton", "mask", "ellipse"}


@dataclass
class _Image:
    name: str
    subset: str
    tags: list[str] = field(default_factory=list)
    source: str = ""
    shapes: int = 0


class _Forbidden(Exception):
    """The file declares entities, by which a small file can become a huge one, or read others."""


def read_cvat(file: Path, roots: Sequence[Path] = ()) -> Reading:
    """All pictures of an export; of several tags the first one counts. Pictures are also looked for in the folder `images` beside it.

    Raises `LabelFileUnusable`, also for a document type: no export has one, and entities can make a small file a huge one.
    """
    gathering = Gathering(file, roots, PICTURE, source="person")
    images = _images(file)
    if not images:
        raise LabelFileUnusable(file=file, reason=translate("errors", "there is no picture in it"))
    for number, image in enumerate(images, 1):
        said: dict[str, Any] = {"class_name": image.tags, "split": _split(image.subset), "source": _SOURCES.get(image.source)}
        if image.shapes and not image.tags:
            gathering.note(number, translate("transfer", "it has marks but no class for the whole picture; it stays unlabelled"))
        others = [f"images/{image.name}", f"images/{image.subset}/{image.name}"]
        gathering.add(number, image.name, said if image.tags else {"split": said["split"]}, others)
    return gathering.reading("cvat")


def _split(subset: str) -> str:
    return "" if subset.lower() == "default" else subset  # the subset of those that are in none


def _images(file: Path) -> list[_Image]:
    images: list[_Image] = []
    opened: list[_Image] = []  # the picture that the parser is in

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "image":
            opened.append(_Image(attributes.get("name", ""), attributes.get("subset", "")))
        elif opened and tag == "tag":
            opened[-1].tags.append(attributes.get("label", ""))
            opened[-1].source = opened[-1].source or attributes.get("source", "")
        elif opened and tag in _SHAPES:
            opened[-1].shapes += 1

    def end(tag: str) -> None:
        if tag == "image":
            images.append(opened.pop())

    _parse(file, start, end)
    return images


def _parse(file: Path, start: Any, end: Any) -> None:
    def refuse(*_: object) -> None:
        raise _Forbidden

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(read_bytes(file), True)
    except _Forbidden as error:
        raise LabelFileUnusable(file=file, reason=translate("errors", "it has a document type, which no export has")) from error
    except (expat.ExpatError, ValueError, LookupError) as error:
        text = translate("errors", "it is not whole XML: line {line}")
        raise LabelFileUnusable(file=file, reason=Sentence(text, {"line": parser.CurrentLineNumber})) from error
