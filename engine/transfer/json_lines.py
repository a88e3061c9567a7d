"""Read labels from JSON lines, one object a picture, or from one JSON list of such objects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.errors import LabelFileUnusable, translate
from engine.transfer.facts import NAMES, PATH_NAMES, normalised
from engine.transfer.gathering import LINE, PICTURE, Gathering
from engine.transfer.text import read_text
from engine.transfer.values import Reading

# How far each key can be trusted to be what it is called: {key: (field, rank)}.
_FIELDS = {name: (field, rank) for field, names in {"path": PATH_NAMES, **NAMES}.items() for rank, name in enumerate(names)}

_NO_OBJECT = translate("transfer", "it is no JSON object")


def read_json_lines(file: Path, roots: Sequence[Path] = ()) -> Reading:
    """All objects in `file`; pictures are looked for beside it, then below `roots`.

    Keys are `path` and `class`, `split`, `group`, `unsure`, `source`, `time` (seconds since 1970, or ISO 8601), `confidence` (0..1), or
    other usual names of these. Raises `LabelFileUnusable`; what is wrong with single lines is among the problems.
    """
    text = read_text(file)
    listed = text.content.lstrip()[:1] == "["
    gathering = Gathering(file, roots, PICTURE if listed else LINE)
    gathering.note_encoding(text)
    for number, value in _listed(text.content, file) if listed else _lines(text.content):
        if isinstance(value, dict):
            said = {name: value[key] for name, key in _keys(tuple(value)).items()}
            path = said.pop("path", None)
            gathering.add(number, path if isinstance(path, str) else "", said)
        else:
            gathering.note(number, _NO_OBJECT)
    return gathering.reading("json_lines")


def parsed(text: str) -> Any:
    """The JSON value in `text`; raises `ValueError`, also for what is nested too deep."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError(str(error)) from error


def parsed_file(file: Path) -> Any:
    """The JSON value that `file` holds; raises `LabelFileUnusable`."""
    return _whole(read_text(file).content, file)


def _whole(content: str, file: Path) -> Any:
    try:
        return parsed(content)
    except ValueError as error:
        raise LabelFileUnusable(file=file, reason=translate("errors", "it is not whole JSON")) from error


def _listed(content: str, file: Path) -> Iterator[tuple[int, Any]]:
    yield from enumerate(_whole(content, file), 1)


def _lines(content: str) -> Iterator[tuple[int, Any]]:
    """The value of each line, None where it is no JSON. Lines end at "\\n" alone: JSON may hold other line separators."""
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                yield number, parsed(line)
            except ValueError:
                yield number, None


@lru_cache(maxsize=1000)  # the objects of one file mostly have the same keys
def _keys(keys: tuple[str, ...]) -> dict[str, str]:
    """{field: the surest of the `keys` for it}."""
    ranked = sorted((_FIELDS[name][1], index) for index, name in enumerate(map(normalised, keys)) if name in _FIELDS)
    found: dict[str, str] = {}
    for _, index in ranked:
        found.setdefault(_FIELDS[normalised(keys[index])][0], keys[index])
    return found
