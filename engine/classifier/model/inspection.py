"""What may be in a model file that comes from a stranger, and what is refused: see `engine.classifier.model.package`."""

from __future__ import annotations

import json
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from engine.classifier.model.card import CARD_FILE, KNOWN_FILE, LARGEST_CARD, LARGEST_KNOWN, WEIGHTS_FILE, ModelCard, card_from
from engine.classifier.model.card_text import LARGEST_TEXT, TEXT_FILE
from engine.errors import ModelDamaged, Sentence, translate

SUFFIX = ".fieldmark-model"
LARGEST_WEIGHTS = 32 * 2**30  # bytes; the largest networks of timm have 8
_LARGEST_RATIO = 20  # of a member to its compressed size: weights hardly shrink, and text not so much
_MOST_MEMBERS = 64
_MEMBERS = {CARD_FILE: LARGEST_CARD, WEIGHTS_FILE: LARGEST_WEIGHTS, KNOWN_FILE: LARGEST_KNOWN, TEXT_FILE: LARGEST_TEXT}
_LARGEST_READ = 2**22  # bytes at once; longer lists of members are not read
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class Contents:
    """What was found in a package: its expected members, and what the user should know of the others."""

    members: dict[str, zipfile.ZipInfo]
    notes: tuple[Sentence, ...]


def packed_card(file: Path) -> ModelCard:
    """The card of the model in the package `file`, whose `folder` is then `file`; raises `ModelDamaged`."""
    with opened_package(file) as package:
        return card_in(package, contents_of(package, file), file)


def name_inside(file: Path) -> str:
    """What the model in the package `file` was called where it was exported, else as the file; raises `ModelDamaged`.

    The name comes from a stranger: it may be no name for a folder.
    """
    with opened_package(file) as package:
        content = _card_content(package, contents_of(package, file))
        stored = json.loads(content.decode("utf-8"))
    name = stored.get("name") if isinstance(stored, dict) else None
    return name if isinstance(name, str) and name.strip() else file.name.removesuffix(SUFFIX)


def contents_of(package: zipfile.ZipFile, file: Path) -> Contents:
    """The members of a package, which are as they must be; raises `ModelDamaged` for everything suspicious."""
    found: dict[str, zipfile.ZipInfo] = {}
    strange = []
    infos = package.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise refused(file, translate("errors", "it holds {count} files, far more than a model has"), count=len(infos))
    for info in infos:
        objection = _objection(info, info.filename in found)
        if objection:
            raise refused(file, objection, member=info.filename[:80])
        if info.filename in _MEMBERS:
            found[info.filename] = info
        else:
            strange.append(info.filename[:80])
    for name in (CARD_FILE, WEIGHTS_FILE):
        if name not in found:
            raise refused(file, translate("errors", "{file} is missing"), file=name)
    text = translate("errors", "{file} also holds what is no part of a model; it was left out: {members}.")
    return Contents(found, (Sentence(text, {"file": file.name, "members": ", ".join(strange)}),) if strange else ())


def _objection(info: zipfile.ZipInfo, twice: bool) -> str:
    """Why the member is refused, "" if it is not."""
    return next((reason for is_so, reason in _OBJECTIONS if is_so(info)), _TWICE if twice else "")


def _leads_outside(info: zipfile.ZipInfo) -> bool:
    # `orig_filename` is what the file says; zipfile cuts it at a zero byte
    name = info.orig_filename.replace("\\", "/")
    return name.startswith("/") or bool(re.match(r"[A-Za-z]:", name)) or ".." in name.split("/") or not name.isprintable()


def _is_special(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _is_too_large(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _MEMBERS.get(info.filename, LARGEST_WEIGHTS)


def _is_a_bomb(info: zipfile.ZipInfo) -> bool:
    return info.filename in (WEIGHTS_FILE, KNOWN_FILE) and info.file_size > _LARGEST_RATIO * max(1, info.compress_size)


_TWICE = translate("errors", "it holds {member} twice")
_OBJECTIONS: tuple[tuple[Callable[[zipfile.ZipInfo], bool], str], ...] = (
    (_leads_outside, translate("errors", "its member {member} leads to a place outside of it")),
    (_is_special, translate("errors", "its member {member} is a link or device, not a file")),
    (lambda info: bool(info.flag_bits & 1), translate("errors", "its member {member} is encrypted")),
    (lambda info: info.compress_type not in _COMPRESSIONS, translate("errors", "its member {member} is packed in an unknown way")),
    (_is_too_large, translate("errors", "its member {member} is too large")),
    (_is_a_bomb, translate("errors", "its member {member} would swell up far beyond its packed size")),
)


def card_in(package: zipfile.ZipFile, found: Contents, file: Path) -> ModelCard:
    return card_from(file, file.name.removesuffix(SUFFIX), _card_content(package, found))


def _card_content(package: zipfile.ZipFile, found: Contents) -> bytes:
    info = found.members[CARD_FILE]
    with package.open(info) as member:
        content = member.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise zipfile.BadZipFile("a member is larger than it says")
    return content


@contextmanager
def opened_package(file: Path) -> Iterator[zipfile.ZipFile]:
    """The package, with all that its bytes can be wrong in told as damage."""
    try:
        with file.open("rb") as opened, zipfile.ZipFile(_Sparing(opened)) as package:
            yield package
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError, RecursionError) as error:
        facts = {"details": str(error).partition("\n")[0] or type(error).__name__}
        raise ModelDamaged(folder=file, reason=Sentence(translate("errors", "it is no whole model file ({details})"), facts)) from error
    except OSError as error:
        raise ModelDamaged(folder=file, reason=error.strerror or str(error)) from error


class _Sparing:
    """A file that does not read more than a chunk at once, as a list of members that claims to have gigabytes would make zipfile do."""

    def __init__(self, opened: IO[bytes]) -> None:
        self._opened = opened
        self._size = os.fstat(opened.fileno()).st_size
        self.seek, self.tell, self.close = opened.seek, opened.tell, opened.close

    def seekable(self) -> bool:
        return True

    def read(self, count: int = -1) -> bytes:
        count = count if count >= 0 else max(0, self._size - self.tell())
        if count > _LARGEST_READ:
            raise zipfile.BadZipFile("its list of members is too long")
        return self._opened.read(count)


def refused(place: Path, text: str, **facts: object) -> ModelDamaged:
    return ModelDamaged(folder=place, reason=Sentence(text, facts))
