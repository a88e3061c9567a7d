"""Keywords of IPTC-IIM 4.2 (record 2, data set 25) inside Photoshop's image resources, where older programs look."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

_RESOURCE = b"8BIM"
_IPTC, _DIGEST = 0x0404, 0x0425
_UTF8 = b"\x1b%G"
_CHARSET, _VERSION, _KEYWORD = (1, 90), (2, 0), (2, 25)
_LONGEST = 64  # bytes of a keyword
_MARK = 0x1C


class NotUnderstood(ValueError):
    """Resources or data sets that are damaged or of a kind that nobody writes."""


@dataclass(frozen=True)
class Resource:
    """`raw` is all of it; `data` what it holds."""

    number: int
    data: bytes
    raw: bytes


@dataclass(frozen=True)
class DataSet:
    number: tuple[int, int]
    value: bytes


def keywords_in(resources: bytes | None) -> list[str]:
    """The keywords; empty if there are none or they cannot be understood."""
    try:
        sets = _data_sets(_iptc_of(_resources(resources or b"")))
    except NotUnderstood:
        return []
    return [_text(each.value) for each in sets if each.number == _KEYWORD]


def with_keywords(resources: bytes | None, added: str, removed: Sequence[str]) -> bytes | None:
    """`resources` (None: there are none) with one keyword more and some fewer; None if they stay or cannot be changed without harm."""
    try:
        known = _resources(resources or b"")
        sets = _data_sets(_iptc_of(known))
        changed = _changed(sets, added, removed)
    except NotUnderstood:
        return None
    if changed == sets:
        return None
    data = b"".join(map(_encoded, changed))
    others = [each.raw for each in known if each.number not in (_IPTC, _DIGEST)]
    digest = (
        [_resource(_DIGEST, hashlib.md5(data, usedforsecurity=False).digest())] if any(each.number == _DIGEST for each in known) else []
    )
    return b"".join([*others, _resource(_IPTC, data), *digest])


def _changed(sets: list[DataSet], added: str, removed: Sequence[str]) -> list[DataSet]:
    gone = {word.encode() for word in removed}
    kept = [each for each in sets if each.number != _KEYWORD or each.value not in gone]
    value = added.encode()
    if not added or len(value) > _LONGEST or any(each.number == _KEYWORD and each.value == value for each in kept):
        return kept
    if not added.isascii():
        kept = _in_utf8(kept)
    if not any(each.number == _VERSION for each in kept):
        kept.append(DataSet(_VERSION, b"\0\4"))
    return sorted([*kept, DataSet(_KEYWORD, value)], key=lambda each: each.number[0])  # stable: order within records stays


def _in_utf8(sets: list[DataSet]) -> list[DataSet]:
    charset = next((each.value for each in sets if each.number == _CHARSET), None)
    if charset == _UTF8:
        return sets
    if charset is not None or any(each.number[0] == 2 and each.number != _VERSION and not each.value.isascii() for each in sets):
        raise NotUnderstood("texts in a code page that is not named")
    return [DataSet(_CHARSET, _UTF8), *sets]


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _iptc_of(resources: Sequence[Resource]) -> bytes:
    return next((each.data for each in resources if each.number == _IPTC), b"")


def _resources(data: bytes) -> list[Resource]:
    """Photoshop's file format, "image resource blocks": signature, number, padded Pascal string, length, padded data."""
    found, place = [], 0
    while place < len(data) - 11:
        name = (data[place + 6] + 2) // 2 * 2
        start = place + 6 + name + 4
        end = start + int.from_bytes(data[start - 4 : start])
        if not data[place : place + 4].isalnum() or end > len(data):
            raise NotUnderstood("image resources")
        after = end + (end - start) % 2
        found.append(Resource(int.from_bytes(data[place + 4 : place + 6]), data[start:end], data[place:after]))
        place = after
    if data[place:].strip(b"\0"):
        raise NotUnderstood("image resources")
    return found


def _resource(number: int, data: bytes) -> bytes:
    return _RESOURCE + number.to_bytes(2) + b"\0\0" + len(data).to_bytes(4) + data + b"\0" * (len(data) % 2)


def _data_sets(data: bytes) -> list[DataSet]:
    found, place = [], 0
    while place < len(data) and data[place:].strip(b"\0"):
        length = int.from_bytes(data[place + 3 : place + 5])
        end = place + 5 + length
        if data[place] != _MARK or length & 0x8000 or end > len(data):  # nobody writes the long ones
            raise NotUnderstood("data sets")
        found.append(DataSet((data[place + 1], data[place + 2]), data[place + 5 : end]))
        place = end
    return found


def _encoded(each: DataSet) -> bytes:
    return bytes([_MARK, *each.number]) + len(each.value).to_bytes(2) + each.value
