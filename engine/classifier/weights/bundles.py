"""One zip of weights packs, for a computer without a network: NAME/config.json and NAME/model.safetensors, nothing else.

A zip from elsewhere is not trusted: no path leads out of its folder, nothing is larger than it says, every checksum is compared.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from safetensors import SafetensorError, safe_open

from engine.classifier.weights import store
from engine.classifier.weights.packs import CONFIG_FILE, WEIGHTS_FILE, read_pack
from engine.errors import (
    OutputNotWritable,
    PackMissing,
    Sentence,
    WeightsNotImported,
    WeightsNotStored,
    WeightsUnusable,
    translate,
)
from engine.progress import Operation, Progress

_EXPORTING = translate("operations", "Exporting weights")
_IMPORTING = translate("operations", "Importing weights")
_MEMBER = re.compile(r"(?P<pack>[A-Za-z0-9_][\w.+-]*)/(config\.json|model\.safetensors)")
_MOST_CONFIG = 2**20
_CHUNK = 2**20


def export_packs(names: Sequence[str], file: Path) -> Operation[tuple[store.StoredPack, ...]]:
    """Write the packs of the store, all where none is named, to one zip; raises `PackMissing`, `OutputNotWritable`."""
    packs = tuple(store.pack_named(name) for name in names) if names else store.packs()
    if not packs:
        raise PackMissing(name="*", names="–")
    total, done = sum(pack.bytes for pack in packs), 0
    file = file if file.suffix.lower() == ".zip" else file.with_name(f"{file.name}.zip")
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            for pack in packs:
                for name in (CONFIG_FILE, WEIGHTS_FILE):
                    with (pack.folder / name).open("rb") as source, archive.open(_entry(pack, name), "w", force_zip64=True) as target:
                        while chunk := source.read(_CHUNK):
                            target.write(chunk)
                            done += len(chunk)
                            yield Progress(_EXPORTING, done, total)
        os.replace(part, file)
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror or str(error)) from error
    finally:
        if part.is_file():
            part.unlink()
    return packs


def is_bundle(path: Path) -> bool:
    """Whether `path` looks like what `export_packs` writes; PyTorch's own files are zips, too."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return path.suffix.lower() == ".zip" or any(_MEMBER.fullmatch(name) for name in archive.namelist())


def import_bundle(file: Path) -> Operation[tuple[store.StoredPack, ...]]:
    """Take the packs of a zip into the store, in the place of ones of the same name.

    All are checked before the first is kept. Raises `WeightsNotImported`, `WeightsNotStored`.
    """
    store.store_folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store.store_folder(), prefix=".bundle-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        try:
            with zipfile.ZipFile(file) as archive:
                entries = _checked_entries(file, archive)
                yield from _extracted(file, archive, entries, folder)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise _refused(file, translate("errors", "the zip is damaged")) from error
        except OSError as error:
            raise WeightsNotStored(name=file.name, folder=store.store_folder(), reason=error.strerror or str(error)) from error
        names = sorted(place.name for place in folder.iterdir())
        for name in names:
            _check_pack(file, folder / name)
        return tuple(_kept(folder / name) for name in names)


def _checked_entries(file: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    strange = next((entry for entry in entries if not _MEMBER.fullmatch(entry.filename)), None)
    if strange is not None:
        text = translate("errors", "it holds {entry}, which is no part of a weights pack")
        raise _refused(file, Sentence(text, {"entry": strange.filename[:80]}))
    if not entries:
        raise _refused(file, translate("errors", "the zip is empty"))
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise _refused(file, translate("errors", "the zip holds a file twice"))
    large_config = any(entry.file_size > _MOST_CONFIG for entry in entries if entry.filename.endswith(CONFIG_FILE))
    if large_config or sum(entry.file_size for entry in entries) > 2 * file.stat().st_size + _MOST_CONFIG:
        raise _refused(file, translate("errors", "its files claim to be larger than the zip"))
    needed, free = sum(entry.file_size for entry in entries), shutil.disk_usage(store.store_folder()).free
    if needed > free:
        text = translate("errors", "{needed} MB are needed and {free} MB are free")
        facts = {"needed": f"{needed / 1e6:.1f}", "free": f"{free / 1e6:.1f}"}
        raise WeightsNotStored(name=file.name, folder=store.store_folder(), reason=Sentence(text, facts))
    return entries


def _extracted(file: Path, archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], folder: Path) -> Operation[None]:
    total, before = sum(entry.file_size for entry in entries), 0
    for entry in entries:
        target = folder.joinpath(*entry.filename.split("/"))
        target.parent.mkdir(exist_ok=True)
        with archive.open(entry) as source, target.open("wb") as written:
            for done in _copied(file, source, written, entry.file_size):
                yield Progress(_IMPORTING, before + done, total)
        before += entry.file_size


def _copied(file: Path, source: IO[bytes], target: IO[bytes], most: int) -> Iterator[int]:
    """Copy at most `most` bytes, and say after each piece how many that are."""
    done = 0
    while chunk := source.read(_CHUNK):
        done += len(chunk)
        if done > most:
            raise _refused(file, translate("errors", "its files claim to be larger than the zip"))
        target.write(chunk)
        yield done


def _check_pack(file: Path, folder: Path) -> None:
    try:
        config = read_pack(folder)
        with safe_open(folder / WEIGHTS_FILE, "pt") as tensors:
            tensors.keys()
    except WeightsUnusable as error:
        raise _refused(file, error.facts["reason"]) from error
    except (SafetensorError, OSError) as error:
        text = translate("errors", "{file} is damaged ({details})")
        raise _refused(file, Sentence(text, {"file": f"{folder.name}/{WEIGHTS_FILE}", "details": error})) from error
    expected = store.told_origin(config)[2]
    if expected and store.sha256_of(folder / WEIGHTS_FILE) != expected:
        text = translate("errors", "{file} is not the file that was exported: its checksum differs")
        raise _refused(file, Sentence(text, {"file": f"{folder.name}/{WEIGHTS_FILE}"}))


def _kept(folder: Path) -> store.StoredPack:
    config = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
    return store.keep(folder.name, config, lambda file: os.replace(folder / WEIGHTS_FILE, file))


def _entry(pack: store.StoredPack, name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(f"{pack.name}/{name}", date_time=(1980, 1, 1, 0, 0, 0))


def _refused(file: Path, reason: object) -> WeightsNotImported:
    return WeightsNotImported(file=file, reason=reason)
