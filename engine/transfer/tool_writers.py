"""Write labels for other labelling tools: Label Studio's JSON and CVAT's XML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from engine.errors import translate
from engine.transfer.values import UNSURE, Problem, Row, problem
from engine.transfer.writers import said, shortener, write

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG_SOURCES = {"person": "manual", "folder": "file", "file": "file", "model": "auto"}


def write_label_studio(file: Path, rows: Iterable[Row], beside: Path | None = None) -> None:
    """One task a picture, to import into a project with a single choice named "choice" for an image named "image".

    Pictures are local files below the folder `beside` (left out: that of the file), which Label Studio must be told of. A picture that a
    person was unsure of is a skipped task. What Label Studio has no place for stands in the data of the task, where it keeps it. Raises
    `OutputNotWritable`.
    """
    shorten = shortener(beside or file.parent)
    tasks = (json.dumps(_task(number, shorten(row.path), row), ensure_ascii=False) for number, row in enumerate(rows, 1))
    write(file, ("[\n" + ",\n".join(tasks) + "\n]\n").encode())


def write_cvat(file: Path, rows: Sequence[Row], beside: Path | None = None) -> tuple[Problem, ...]:
    """One image a picture, its class as a tag and its split as the subset, in the form "CVAT for images 1.1".

    It has no place for group, time and confidence. Pictures that XML cannot name are left out and returned. Raises `OutputNotWritable`.
    """
    shorten = shortener(beside or file.parent)
    root = ElementTree.Element("annotations")
    ElementTree.SubElement(root, "version").text = "1.1"
    _add_labels(root, list(dict.fromkeys(label for row in rows for label in _tags(row))))
    problems = []
    for row in rows:
        name = shorten(row.path)
        if _NOT_IN_XML.search(name + row.class_name):
            problems.append(problem(str(row.path), translate("transfer", "its name cannot be written in XML; it was left out")))
            continue
        _add_image(root, len(root) - 2, name, row)
    ElementTree.indent(root)
    write(file, ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
    return tuple(problems)


def _task(number: int, path: str, row: Row) -> dict[str, Any]:
    data = {name: value for name, value in said(row).items() if name in ("split", "group", "pinned", "source", "time", "confidence")}
    choice = {"type": "choices", "from_name": "choice", "to_name": "image", "value": {"choices": [row.class_name]}}
    annotation = {"result": [choice] if row.class_name else [], "was_cancelled": row.unsure}
    address = "/data/local-files/?d=" + quote(path, errors="surrogateescape")
    return {"id": number, "data": {"image": address, **data}, "annotations": [annotation] if row.class_name or row.unsure else []}


def _tags(row: Row) -> list[str]:
    return [name for name in (row.class_name, UNSURE if row.unsure else "") if name]


def _add_labels(root: ElementTree.Element, names: Sequence[str]) -> None:
    labels = ElementTree.SubElement(ElementTree.SubElement(ElementTree.SubElement(root, "meta"), "task"), "labels")
    for name in names:
        label = ElementTree.SubElement(labels, "label")
        ElementTree.SubElement(label, "name").text = name
        ElementTree.SubElement(label, "type").text = "tag"
        ElementTree.SubElement(label, "attributes")


def _add_image(root: ElementTree.Element, number: int, name: str, row: Row) -> None:
    subset = {"subset": row.split} if row.split else {}
    size = {"width": str(row.width), "height": str(row.height)}
    image = ElementTree.SubElement(root, "image", {"id": str(number), "name": name, **subset, **size})
    for label in _tags(row):
        ElementTree.SubElement(image, "tag", {"label": label, "source": _TAG_SOURCES.get(row.source, "manual")})
