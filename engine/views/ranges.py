"""What filters understand by `>1000`, `200kb..1mb` or `2024-05..2024-06-03`: closed ranges of numbers, or of seconds since 1970."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

BYTES = {"": 1, "b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000}
PIXELS = {"": 1, "k": 1_000, "mp": 1_000_000}
PLAIN = {"": 1}

_NUMBER = re.compile(r"(\d+(?:\.\d+)?|\.\d+)([a-z]*)")
_RATIO = re.compile(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class Range(NamedTuple):
    """From `low` to `high`, both included; either may be infinite."""

    low: float
    high: float


Point = Callable[[str], Range | None]  # what a single value stands for: itself, or the whole of a day, month or year


def number_range(text: str, units: Mapping[str, int] = PLAIN) -> Range | None:
    """`text` as a range of numbers, None if it is none. `units` are those that may follow a number: {unit: factor}."""
    return _range(text.casefold(), lambda part: _number(part, units))


def ratio_range(text: str) -> Range | None:
    """As `number_range`, and `16:9` is a number too."""
    return _range(text, lambda part: _ratio(part) or _number(part, PLAIN))


def date_range(text: str) -> Range | None:
    """`text` as a range of seconds since 1970 by the camera's own clock; years, months and days count as a whole."""
    return _range(text, _date)


def _range(text: str, point: Point) -> Range | None:
    for sign, made in _COMPARED.items():
        if text.startswith(sign):
            value = point(text.removeprefix(sign).strip())
            return made(value) if value else None
    first, dots, last = text.partition("..")
    if not dots:
        return point(text)
    if not first and not last:
        return None
    low = point(first) if first else Range(-math.inf, -math.inf)
    high = point(last) if last else Range(math.inf, math.inf)
    return Range(low.low, high.high) if low and high else None


# longer signs first
_COMPARED: dict[str, Callable[[Range], Range]] = {
    ">=": lambda value: Range(value.low, math.inf),
    "<=": lambda value: Range(-math.inf, value.high),
    ">": lambda value: Range(math.nextafter(value.high, math.inf), math.inf),
    "<": lambda value: Range(-math.inf, math.nextafter(value.low, -math.inf)),
}


def _number(text: str, units: Mapping[str, int]) -> Range | None:
    found = _NUMBER.fullmatch(text)
    if not found or found[2] not in units:
        return None
    value = float(found[1]) * units[found[2]]
    return Range(value, value)


def _ratio(text: str) -> Range | None:
    found = _RATIO.fullmatch(text)
    if not found or not float(found[2]):
        return None
    value = float(found[1]) / float(found[2])
    return Range(value, value)


def _date(text: str) -> Range | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        start = datetime(year or 0, month or 1, day or 1, tzinfo=UTC)
        if day:
            end = start.timestamp() + 86_400
        else:
            end = datetime(start.year + (month in (None, 12)), month % 12 + 1 if month else 1, 1, tzinfo=UTC).timestamp()
    except ValueError:  # the 31st of June
        return None
    return Range(start.timestamp(), end - 1)
