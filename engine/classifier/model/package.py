"""A model as one file, NAME.fieldmark-model: a zip of `model.json`, `model.safetensors`, `known.safetensors` and the card in Markdown.

Such files come from strangers: nothing is taken from one that is not expected in it, and nothing is larger than it says or may be.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import tempfile
import zipfile
from pathlib import Path
from typing import IO, Any

from engine.classifier.model.card import CARD_FILE, KNOWN_FILE, WEIGHTS_FILE, ModelCard, card_from
from engine.classifier.model.card_text import TEXT_FILE, card_text, without_path
from engine.classifier.model.inspection import SUFFIX, card_in, contents_of, opened_package, refused
from engine.errors import ModelDamaged, OutputNotWritable, Sentence, translate
from engine.paths import cache_folder
from engine.progress import Operation, Progress, run

PACKING, UNPACKING = translate("operations", "Writing the model file"), translate("operations", "Opening the model file")

_CHUNK = 2**22
_KEPT_OPEN = 4  # packages that stay unpacked in the cache
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip knows: the same model always gives the same file


# ---- writing -----------------------------------------------------------------------------------------------


def pack(card: ModelCard, file: Path) -> Operation[Path]:
    """Write the model in `card.folder` as one file and return its path (`SUFFIX` is added if missing).

    Paths of the maker's machine are left out. Evaluations are not in it: they tell of the maker's pictures.
    Raises `ModelDamaged`, `OutputNotWritable`.
    """
    file = file if file.name.endswith(SUFFIX) else file.with_name(file.name + SUFFIX)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}.") as temporary:
            place = Path(temporary) / file.name
            with zipfile.ZipFile(place, "w") as package:
                package.writestr(_member(CARD_FILE), _for_strangers(card), zipfile.ZIP_DEFLATED)
                package.writestr(_member(TEXT_FILE), _text(card), zipfile.ZIP_DEFLATED)
                if card.knows:
                    yield from _added(package, card.folder / KNOWN_FILE, card.known_sha256)
                yield from _added(package, card.folder / WEIGHTS_FILE, card.sha256)
            with place.open("rb+") as written:
                os.fsync(written.fileno())
            os.replace(place, file)
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror or str(error)) from error
    return file


def _added(package: zipfile.ZipFile, file: Path, sha256: str) -> Operation[None]:
    if not file.is_file():
        raise ModelDamaged(folder=file.parent, reason=Sentence(translate("errors", "{file} is missing"), {"file": file.name}))
    size, digest = file.stat().st_size, hashlib.sha256()
    with file.open("rb") as source, package.open(_member(file.name, size), "w") as target:
        yield from _copied(source, target, size, PACKING, digest)
    _check(digest.hexdigest() == sha256, file.name, file.parent)


def _member(name: str, size: int = 0) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.external_attr = (stat.S_IFREG | 0o644) << 16
    member.file_size = size  # tells zipfile beforehand whether it needs the form for large files
    return member


def _text(card: ModelCard) -> bytes:
    """The card beside the model, into which people may have written, or a new one."""
    file = card.folder / TEXT_FILE
    return file.read_bytes() if file.is_file() else card_text(card).encode()


def _for_strangers(card: ModelCard) -> bytes:
    """`model.json` with the model's name, as there is no folder to bear it, and without the paths of this machine.

    Of a weights pack and of unreadable pictures only the names are left.
    """
    stored = json.loads((card.folder / CARD_FILE).read_text(encoding="utf-8")) | {"name": card.name}
    for part, name in (("recipe", "weights"), ("origin", "source")):
        if stored.get(part) and name in stored[part]:
            stored[part][name] = without_path(str(stored[part][name]))
    for note in stored.get("notes", ()):
        note["facts"] |= {name: without_path(str(fact)) for name, fact in note["facts"].items() if name == "path"}
    return json.dumps(stored, indent=1, ensure_ascii=False).encode()


def _copied(source: IO[bytes], target: IO[bytes], size: int, stage: str, digest: Any = None) -> Operation[int]:
    """Copy at most `size` bytes and return how many there were; raises `zipfile.BadZipFile` if there are more."""
    done = 0
    while chunk := source.read(_CHUNK):
        done += len(chunk)
        if done > size:
            raise zipfile.BadZipFile("a member is larger than it says")
        target.write(chunk)
        if digest is not None:
            digest.update(chunk)
        yield Progress(stage, done, size)
    return done


# ---- taking one apart --------------------------------------------------------------------------------------


def unpack(file: Path, folder: Path) -> Operation[tuple[ModelCard, tuple[Sentence, ...]]]:
    """Make the model folder `folder`, which must not be there, of the package `file`; returns its card and what was left out.

    There is never half a folder. Raises `ModelMissing`, `ModelDamaged`, `OutputNotWritable`.
    """
    with opened_package(file) as package:
        found = contents_of(package, file)
        card = card_in(package, found, file)
        if card.knows and KNOWN_FILE not in found.members:
            raise refused(file, translate("errors", "{file} is missing"), file=KNOWN_FILE)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            _check_space(folder.parent, sum(info.file_size for info in found.members.values()))
            with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
                place = Path(temporary) / "model"
                place.mkdir()
                vouched = {WEIGHTS_FILE: card.sha256, KNOWN_FILE: card.known_sha256}
                for name, info in found.members.items():
                    if name != KNOWN_FILE or card.knows:
                        yield from _extracted(package, info, place / name, vouched.get(name, ""), file)
                place.chmod(0o755)
                os.replace(place, folder)
        except OSError as error:
            raise OutputNotWritable(file=folder, reason=error.strerror or str(error)) from error
    return card_from(folder, folder.name, (folder / CARD_FILE).read_bytes()), found.notes


def unpacked(file: Path) -> Path:
    """A folder in the user's cache with the model in the package `file`, taken apart the first time; raises as `unpack` does."""
    home = cache_folder() / "models"
    folder = home / _hash_of(file)
    if not folder.is_dir():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        run(unpack(file, folder))
        _forget_oldest(home, folder)
    os.utime(folder)
    return folder


def _extracted(package: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, sha256: str, file: Path) -> Operation[None]:
    digest = hashlib.sha256()
    with package.open(info) as source, target.open("xb") as written:
        done = yield from _copied(source, written, info.file_size, UNPACKING, digest)
        written.flush()
        os.fsync(written.fileno())
    _check(done == info.file_size and sha256 in ("", digest.hexdigest()), info.filename, file)


def _check(whole: bool, name: str, place: Path) -> None:
    if not whole:
        raise refused(place, translate("errors", "{file} is not the file that was saved with it: cut short or changed"), file=name)


def _check_space(folder: Path, needed: int) -> None:
    if shutil.disk_usage(folder).free < needed:
        raise OSError(28, "No space left on device")


def _forget_oldest(home: Path, besides: Path) -> None:
    others = [each for each in home.iterdir() if each.is_dir() and each != besides]
    for old in sorted(others, key=lambda each: each.stat().st_mtime, reverse=True)[_KEPT_OPEN - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def _hash_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise ModelDamaged(folder=file, reason=error.strerror or str(error)) from error
