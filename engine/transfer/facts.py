"""What a cell or a JSON value says, as the field of an entry that it belongs to; and the words by which sources call these fields."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime

from engine.errors import translate
from engine.transfer.names import can_be_class, tidy
from engine.transfer.values import SOURCES

# Column names and JSON keys in lower case with "_" for spaces, the surest first.
PATH_NAMES = tuple(
    "path relativepath relative_path filepath file_path image_path img_path file filename file_name image_file image_filename image_name "
    "image img picture photo dateiname dateipfad bilddatei datei "
    "pfad bild foto uri url image_url image_id img_id id 文件 文件名 路径 图片 图像".split()
)
NAMES = {
    "class_name": tuple(
        "class class_name label label_name labels category target species classification choice annotation tag diagnosis dx breed "
        "variety kind klasse art etikett 类 类别 类名 标签 分类 物种".split()
    ),
    "split": tuple("split subset set partition usage phase fold 划分 数据集".split()),
    "group": tuple(
        "group group_id site site_id plant plant_id patient patient_id subject subject_id individual individual_id animal_id specimen "
        "specimen_id location location_id station station_id camera_id sequence sequence_id seq_id burst burst_id event event_id video "
        "video_id session session_id lesion_id lot 分组 组 地点 患者".split()
    ),
    "unsure": ("unsure", "not_sure"),
    "pinned": ("pinned",),
    "source": ("source",),
    "confidence": ("confidence", "score", "probability"),
    "time": ("time", "annotated_at", "labelled_at", "labeled_at"),
}

SPLIT_NAMES = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
}
_TRUTHS = {"true": True, "yes": True, "y": True, "x": True, "1": True, "false": False, "no": False, "n": False, "0": False}


def normalised(name: str) -> str:
    """A column name or JSON key as it stands in the tables above."""
    return "_".join(name.strip().lower().replace("-", " ").split())


def class_of(value: object) -> str | None:
    name = tidy(str(value))
    return name if can_be_class(name) and not isinstance(value, dict) else None


def split_of(value: object) -> str | None:
    return SPLIT_NAMES.get(str(value).strip().lower())


def group_of(value: object) -> str | None:
    if not isinstance(value, str | int | float):
        return None
    text = str(value).strip()
    return text if text.isascii() else text.encode("utf-8", "replace").decode()  # the odd byte cannot be stored


def truth_of(value: object) -> bool | None:
    return _TRUTHS.get(str(value).strip().lower())


def source_of(value: object) -> str | None:
    """Other tools have sources of their own, such as the name of a camera: they mean nothing here."""
    return value if isinstance(value, str) and value in SOURCES else None


def share_of(value: object) -> float | None:
    """A number within 0..1."""
    number = _number(value)
    return number if number is not None and 0 <= number <= 1 else None


def time_of(value: object) -> float | None:
    """Seconds since 1970 from a number or from an ISO 8601 date and time, which is taken for UTC if it does not say."""
    if (number := _number(value)) is not None:
        return number
    try:
        moment = datetime.fromisoformat(str(value).strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


# field: (how it is read, None meaning that it cannot be; what is said then, "" meaning nothing). A class has a {refusal} for the {value}.
PARSERS: dict[str, tuple[Callable[[object], object | None], str]] = {
    "class_name": (class_of, translate("transfer", "{refusal}; the picture stays unlabelled")),
    "split": (split_of, translate("transfer", "“{value}” is no split: it is neither train nor validation nor test")),
    "group": (group_of, ""),
    "unsure": (truth_of, translate("transfer", "“{value}” says neither that a person was unsure nor that they were sure")),
    "pinned": (truth_of, ""),
    "source": (source_of, ""),
    "confidence": (share_of, translate("transfer", "“{value}” is no confidence: a number from 0 to 1")),
    "time": (time_of, translate("transfer", "“{value}” is no time")),
}
