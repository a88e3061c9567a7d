"""One picture and its keywords: the file beside it, or the JPEG itself."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import IptcImagePlugin
from PIL.JpegImagePlugin import JpegImageFile
from PIL.TiffImagePlugin import TiffImageFile

from engine.batch.outputs.metadata import iptc, xml_text, xmp
from engine.batch.outputs.metadata.jpeg import Jpeg, NotChangeable
from engine.batch.outputs.metadata.xmp import Keywords, Statement
from engine.errors import PictureUnreadable, translate
from engine.images.failures import DAMAGE, openable, system_reason, told_as_unreadable
from engine.images.reader import opened_file, opened_image

_PROTECTED = translate("errors", "it is write-protected")
_NOT_XMP = translate("errors", "the XMP file beside it is damaged or not XMP")
_INSIDE_NOT_XMP = translate("errors", "the metadata inside it are damaged")
_NOT_VERIFIED = translate("errors", "what was written was not what was meant")
_TAKEN = translate("errors", "the XMP file of this name belongs to another picture")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class NotWritten(Exception):
    """`reason` says why, as a marked text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def told_as_not_written() -> Iterator[None]:
    """Whatever keeps the body from writing comes out as `NotWritten`."""
    try:
        yield
    except PictureUnreadable as error:
        raise NotWritten(error.reason) from error
    except OSError as error:
        raise NotWritten(system_reason(error)) from error


def write_sidecar(place: Callable[[Path], Path], picture: Path, statement: Statement) -> bool:
    """Put `statement` into the file `place(picture)`, new or merged into what it says; returns whether it changed.

    Where there is nothing to say and no file, none is made. Raises `NotWritten`, OSError, `PictureUnreadable`.
    """
    file = place(picture)
    there = file.exists()
    if not there and not statement.keyword:
        return False
    try:
        packet = file.read_bytes() if there else None
        _refuse_if_of_another(picture, file, packet)
        result = xmp.merged(packet, statement, Keywords() if there else _keywords_inside(picture))
    except xml_text.NotUnderstood as error:
        raise NotWritten(_NOT_XMP) from error
    if result.changed:
        _replace(file, (_DECLARATION + result.text).encode())
    return result.changed


def write_into_original(place: Callable[[Path], Path], picture: Path, statement: Statement) -> bool:
    """Put `statement` into the JPEG `picture`, as XMP and IPTC; returns whether it changed.

    What is no JPEG, or would be broken by it, gets a sidecar. The new file is read again before it takes the place of the old one, and
    is given up if a byte of the picture differs. Raises what `write_sidecar` does.
    """
    file = Path(os.path.realpath(openable(picture)))  # a link stays a link
    try:
        old = Jpeg.of(file.read_bytes())
        picture_in_it = old.picture()
        if old.xmp is None and not statement.keyword:
            return False
        result = xmp.merged(old.xmp, statement, Keywords(subject=tuple(iptc.keywords_in(old.photoshop))))
        if not result.changed:
            return False
        resources = iptc.with_keywords(old.photoshop, result.added, result.removed)
        new = old.with_metadata(result.text.encode(), resources)
    except NotChangeable:
        return write_sidecar(place, picture, statement)
    except xml_text.NotUnderstood as error:
        raise NotWritten(_INSIDE_NOT_XMP) from error
    _replace(file, new.whole(), lambda written: Jpeg.of(written).picture() == picture_in_it)
    return True


def _refuse_if_of_another(picture: Path, file: Path, packet: bytes | None) -> None:
    """IMG_1.jpg and IMG_1.png have the same name without their endings; the first one has it."""
    owner = xmp.facts_in(packet).get("picture", "") if packet is not None else ""
    if owner not in ("", picture.name) and picture.with_name(Path(owner).name).exists():
        raise NotWritten(_TAKEN)


def _keywords_inside(picture: Path) -> Keywords:
    """What the picture itself says, of which a new sidecar would take the place; nothing where that is damaged."""
    with told_as_unreadable(picture), opened_file(picture) as file, opened_image(file, picture) as image:
        packet = image.info.get("xmp")
        words: Keywords = Keywords()
        with suppress(*DAMAGE):
            words = xmp.keywords_in(packet if isinstance(packet, bytes) else str(packet or "").encode())
        if words.subject or not isinstance(image, JpegImageFile | TiffImageFile):
            return words
        values = (IptcImagePlugin.getiptcinfo(image) or {}).get((2, 25), [])
        texts = [value.decode("utf-8", "replace") for value in ([values] if isinstance(values, bytes) else values)]
        return Keywords(tuple(texts), words.hierarchy, words.tags)


def _replace(file: Path, content: bytes, verified: Callable[[bytes], bool] = lambda written: True) -> None:
    """Put `content` in the place of `file`, with the owner, rights and attributes that it has; it may be new."""
    there = file.exists()
    if there and not os.access(file, os.W_OK):
        raise NotWritten(_PROTECTED)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".fieldmark-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if not verified(Path(temporary).read_bytes()):
            raise NotWritten(_NOT_VERIFIED)
        _take_over(file if there else None, Path(temporary))
        os.replace(temporary, file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _take_over(file: Path | None, temporary: Path) -> None:
    if file is None:
        temporary.chmod(0o644)
        return
    shutil.copystat(file, temporary)
    os.utime(temporary)  # a file that changed must look so
    if hasattr(os, "chown"):
        with suppress(PermissionError):  # only root gives files away
            os.chown(temporary, file.stat().st_uid, file.stat().st_gid)
