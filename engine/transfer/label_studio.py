"""Read the classes of whole pictures from a Label Studio export: JSON (one object a task) or JSON-MIN (the same without its frame)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from engine.errors import LabelFileUnusable, translate
from engine.transfer.facts import NAMES, PATH_NAMES
from engine.transfer.gathering import TASK, Gathering
from engine.transfer.json_lines import parsed_file
from engine.transfer.values import Reading

_OLD = "completions"  # what annotations were called until version 1.0
_FRAME = {"annotations", _OLD, "predictions"}
_MINIMAL = {"annotator", "annotation_id", "lead_time"}
_OF_MINIMAL = {*_MINIMAL, "id", "created_at", "updated_at", "agreement"}
_LOCAL, _UPLOAD = "/local-files/?d=", "/upload/"  # in the addresses of pictures on the disk of the server
_UPLOADED = re.compile(r"[0-9a-f]{8}-(.+)")  # what uploading puts before the name
_PICTURE_KEYS = ("image", *PATH_NAMES)
_KEPT = ("split", "group", "unsure", "pinned", "source", "time", "confidence")  # what `write_label_studio` adds to the data of a task


def is_label_studio(value: Any) -> bool:
    """Whether a JSON value is an export of Label Studio."""
    tasks = value[:5] if isinstance(value, list) else [value]
    return any(isinstance(task, dict) and (isinstance(task.get("data"), dict) or bool(_MINIMAL & set(task))) for task in tasks)


def read_label_studio(file: Path, roots: Sequence[Path] = ()) -> Reading:
    """All tasks of an export. A skipped task is one that a person was unsure of; of several annotations the first one counts.

    Raises `LabelFileUnusable`; what is wrong with single tasks is among the problems.
    """
    value = parsed_file(file)
    if not is_label_studio(value):
        raise LabelFileUnusable(file=file, reason=translate("errors", "it is no export of Label Studio"))
    gathering = Gathering(file, roots, TASK, source="person")
    for number, task in enumerate(value if isinstance(value, list) else [value], 1):
        if not isinstance(task, dict):
            gathering.note(number, translate("transfer", "it is no JSON object"))
            continue
        data = task["data"] if isinstance(task.get("data"), dict) else task
        key = _picture_key(data)
        said = {name: data[name] for name in _KEPT if name in data}
        if data is task:
            said |= _minimal(task, key)
        else:
            said |= _annotated(gathering, number, task)
        spellings = _spellings(str(data.get(key, "")))
        gathering.add(number, spellings[0], said, spellings[1:])
    return gathering.reading("label_studio")


def _picture_key(data: Mapping[str, Any]) -> str:
    """The key of the picture: by its name, else the first that holds a path."""
    named = next((key for key in _PICTURE_KEYS if isinstance(data.get(key), str)), "")
    return named or next((key for key, value in data.items() if isinstance(value, str) and "/" in value), "")


def _spellings(written: str) -> list[str]:
    """The picture as it is written, and what that can mean on this machine."""
    if _LOCAL in written:
        local = written.partition(_LOCAL)[2]
        plain = unquote(local, errors="surrogateescape")
        return list(dict.fromkeys([plain, local, f"/{plain}"]))
    if _UPLOAD in written and not written.startswith("data:"):
        name = unquote(written.rpartition("/")[2])
        original = _UPLOADED.fullmatch(name)
        return [name, original[1]] if original else [name]
    return [written]


def _minimal(task: Mapping[str, Any], picture: str) -> dict[str, Any]:
    """The class is under the name of the question, which is anything: a usual name, else the first that is left."""
    rest = {key: value for key, value in task.items() if key not in {picture, *_OF_MINIMAL, *_KEPT} and value}
    usual = [key for key in NAMES["class_name"] if key in rest]
    wrapped = [key for key, value in rest.items() if isinstance(value, dict) and "choices" in value]
    key = next(iter([*wrapped, *usual, *(key for key, value in rest.items() if isinstance(value, str))]), "")
    value = rest.get(key)
    choices = value.get("choices") if isinstance(value, dict) else value
    return {"class_name": choices, **_made(task.get("updated_at") or task.get("created_at"))} if choices else {}


def _annotated(gathering: Gathering, number: int, task: Mapping[str, Any]) -> dict[str, Any]:
    """What the annotations of a task say of the whole picture."""
    annotations = [each for each in task.get("annotations") or task.get(_OLD) or [] if isinstance(each, dict)]
    if not annotations and task.get("predictions"):
        gathering.note(number, translate("transfer", "it has only predictions, which nobody confirmed; it stays unlabelled"))
    answers = [(_choices(each.get("result")), each) for each in annotations]
    choices, chosen = next(((found, each) for found, each in answers if found), ([], annotations[0] if annotations else {}))
    if annotations and not choices and any(each.get("result") for each in annotations):
        gathering.note(number, translate("transfer", "it has marks but no class for the whole picture; it stays unlabelled"))
    if any(found and found[0] != choices[0] for found, _ in answers):
        text = translate("transfer", "its annotations disagree: {names}; “{first}” was taken")
        gathering.note(number, text, names=", ".join(str(found[0]) for found, _ in answers if found), first=choices[0])
    said: dict[str, Any] = {"class_name": choices} if choices else {}
    if chosen.get("was_cancelled"):
        said["unsure"] = True
    return said | (_made(chosen.get("updated_at") or chosen.get("created_at")) if said else {})


def _choices(result: Any) -> list[Any]:
    """The answers to the first question about the whole picture."""
    results = [each for each in result if isinstance(each, dict)] if isinstance(result, list) else []
    answers = [(each.get("from_name"), each["value"]["choices"]) for each in results if _has_choices(each.get("value"))]
    return [choice for name, choices in answers if name == answers[0][0] for choice in choices]


def _has_choices(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("choices"), list)


def _made(moment: Any) -> dict[str, Any]:
    """An annotation that Label Studio dates was made there, whatever the task said before."""
    return {"time": moment, "source": "person", "confidence": None} if moment else {}
