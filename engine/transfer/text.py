"""The text of a file whose encoding nobody wrote down: by byte-order mark, then UTF-8, then the two that old spreadsheets write."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from engine.errors import LabelFileUnusable, Sentence, translate

LARGEST = 1 << 30  # bytes; a table of ten million pictures is smaller
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 1 << 20


@dataclass(frozen=True)
class Text:
    """The decoded `content` of a file. Where nothing in it says its `encoding`, that is `guessed`."""

    content: str
    encoding: str
    guessed: bool = False


def read_text(file: Path) -> Text:
    """The text in `file`; raises `LabelFileUnusable`."""
    data = read_bytes(file)
    encoding, guessed = _encoding(data)
    try:
        # in marked UTF-8 the odd byte can only be from a file name that is not UTF-8: keep it as Python keeps such names
        content = data.decode(encoding, "surrogateescape" if encoding == "utf-8-sig" else "strict")
    except UnicodeError as error:
        raise LabelFileUnusable(file=file, reason=translate("errors", "its text cannot be decoded")) from error
    if "\0" in content:
        raise LabelFileUnusable(file=file, reason=translate("errors", "it is not text"))
    return Text(content, encoding, guessed)


def read_bytes(file: Path) -> bytes:
    """The whole `file`; raises `LabelFileUnusable`."""
    try:
        if file.stat().st_size > LARGEST:
            text = translate("errors", "it is larger than {size} GB")
            raise LabelFileUnusable(file=file, reason=Sentence(text, {"size": LARGEST >> 30}))
        return file.read_bytes()
    except OSError as error:
        raise LabelFileUnusable(file=file, reason=error.strerror or translate("errors", "the file may not be read")) from error


def _encoding(data: bytes) -> tuple[str, bool]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, False
    if _decodes(data, "utf-8"):
        return "utf-8", False
    return ("gb18030" if _looks_chinese(data) else "cp1252"), True


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _looks_chinese(data: bytes) -> bool:
    """GB18030 decodes much Western text too, such as "Käfer"; but there high bytes stand alone, in Chinese they come in pairs."""
    runs = [len(run) for run in _HIGH_RUNS.findall(data[:_SAMPLE])]
    return sum(length % 2 == 0 for length in runs) * 2 > len(runs) and _decodes(data, "gb18030")
