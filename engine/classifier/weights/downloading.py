"""Download one file: it can be cancelled, goes on where it broke off, and is compared with its checksum.

What has arrived lies in `folder` as KEY.part, named after the file's checksum, so that nothing is ever glued to another file.
"""

from __future__ import annotations

import hashlib
import shutil
import socket
import threading
import time
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any, BinaryIO
from urllib.error import HTTPError

from filelock import FileLock, Timeout

from engine.classifier.background import waited
from engine.classifier.weights import web
from engine.errors import (
    DownloadCutOff,
    DownloadDamaged,
    FieldmarkError,
    Sentence,
    WeightsNotStored,
    WeightsUnreachable,
    translate,
)
from engine.progress import Operation, Progress

_STAGE = translate("operations", "Downloading weights")
_CHUNK = 2**18
_TRIES = 4  # one after the other in which not a byte arrives
_PAUSE_SECONDS = 1.0
_LOCK_SECONDS = 3.0  # a transfer that was cancelled may need a moment to let go


@dataclass(frozen=True)
class Remote:
    """A file to be downloaded for the weights `name`. `sha256_start` is what its SHA-256 must begin with, if that is known before."""

    name: str
    address: str
    sha256_start: str = ""


@dataclass(frozen=True)
class Downloaded:
    """A whole file. `checked` says whether its server, or its name, had told the SHA-256 that it was compared with."""

    file: Path
    sha256: str
    checked: bool


def download(remote: Remote, folder: Path) -> Operation[Downloaded]:
    """Download the file into `folder`; progress in bytes.

    Raises `WeightsUnreachable` or one of its kinds (certificate, proxy, not there, cut off, damaged), `WeightsNotStored`.
    """
    transfer = _Transfer(remote, folder)
    try:
        return (yield from waited(transfer.run, transfer.progress))
    finally:
        transfer.stop()


class _Transfer:
    """One download in a thread: the thread runs `run`, the operation asks for `progress` and may `stop` it."""

    def __init__(self, remote: Remote, folder: Path) -> None:
        self._remote = remote
        self._folder = folder
        self._arrived = 0
        self._total = 0
        self._patience = web.CONNECT_SECONDS
        self._last_sign = time.monotonic()
        self._stopped = threading.Event()
        self._writing = threading.Lock()
        self._digest = hashlib.sha256()  # of the bytes that have arrived
        self._answer: Any = None

    # ---- the operation's side ------------------------------------------------------------------------------

    def progress(self) -> Progress:
        """How many bytes have arrived; raises `WeightsUnreachable` when nothing stirs: resolving a name knows no time limit."""
        if time.monotonic() - self._last_sign > self._patience + 1:
            raise web.silence(self._remote.name, self._patience)
        return Progress(_STAGE, self._arrived, self._total)

    def stop(self) -> None:
        with self._writing:
            self._stopped.set()
        connection = getattr(getattr(getattr(self._answer, "fp", None), "raw", None), "_sock", None)
        if connection is not None:  # wakes a read that waits for bytes; without it the thread would end at its time limit
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # closed already

    # ---- the thread's side ---------------------------------------------------------------------------------

    def run(self) -> Downloaded:
        name, address = self._remote.name, self._remote.address
        try:
            web.try_to_connect(address)
            self._sign(web.ANSWER_SECONDS)
            file = web.described(address)
        except web.FAILURES as error:
            raise web.failure(error, name, address, self._patience) from error
        self._sign(web.STALL_SECONDS)
        return self._fetched(file)

    def _fetched(self, file: web.Described) -> Downloaded:
        self._total = file.size
        part = self._folder / f"{file.sha256 or _key(self._remote.address, file.size)}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(part.with_suffix(".lock"), timeout=_LOCK_SECONDS):
                return self._compared(file, part, self._received(file, part))
        except Timeout:
            reason = translate("errors", "they are being downloaded already")
            raise WeightsUnreachable(name=self._remote.name, reason=reason) from None
        except OSError as error:
            raise self._not_stored(web.in_words(error)) from error

    def _received(self, file: web.Described, part: Path) -> str:
        """Receive what is missing of `part`; the SHA-256 of the whole."""
        self._take_up(file, part)
        failures = 0
        while not self._complete(file):
            before = self._arrived
            error = self._received_some(file, part)
            if error is None and not file.size:  # its end is only known by the server having stopped
                break
            if self._complete(file):
                break
            failures = 0 if self._arrived > before else failures + 1
            if self._stopped.is_set() or failures >= _TRIES or (error and not _worth_another_try(error)):
                raise self._cut_off(error)
            self._sign(web.STALL_SECONDS)
            self._stopped.wait(_PAUSE_SECONDS)
        return self._digest.hexdigest()

    def _take_up(self, file: web.Described, part: Path) -> None:
        """Begin with what an earlier download has left, if it can be a part of this file."""
        if part.is_file() and not 0 < part.stat().st_size <= file.size:
            part.unlink()
        self._arrived = _digested(part, self._digest)
        self._check_room(file.size - self._arrived)

    def _complete(self, file: web.Described) -> bool:
        return bool(file.size) and self._arrived >= file.size

    def _received_some(self, file: web.Described, part: Path) -> Exception | None:
        """Append to `part` until the server stops sending; what the network failed with, if it did. Raises `OSError` of the disk."""
        try:
            self._answer = web.opened(file.address, self._arrived)
        except web.FAILURES as error:
            return error
        with self._answer as answer:
            if self._arrived and answer.status != 206:  # it begins anew, so do we
                self._digest, self._arrived = hashlib.sha256(), 0
            with part.open("ab" if self._arrived else "wb") as target:
                while True:
                    try:
                        chunk = answer.read1(_CHUNK)
                    except (OSError, HTTPException) as error:
                        return error
                    if not chunk or not self._written(target, chunk):
                        return None

    def _written(self, target: BinaryIO, chunk: bytes) -> bool:
        with self._writing:
            if self._stopped.is_set():
                return False
            target.write(chunk)
            target.flush()  # what is shown as arrived survives a killed process
        self._digest.update(chunk)
        self._arrived += len(chunk)
        self._sign(web.STALL_SECONDS)
        return True

    def _compared(self, file: web.Described, part: Path, sha256: str) -> Downloaded:
        expected = file.sha256 or self._remote.sha256_start
        if self._total and part.stat().st_size != self._total:
            raise self._damaged(part, translate("errors", "they have another size than their server says"))
        if not sha256.startswith(expected):
            text = translate("errors", "their SHA-256 checksum is {found}, not {expected}")
            raise self._damaged(part, Sentence(text, {"found": f"{sha256[:12]}…", "expected": f"{expected[:12]}…"}))
        return Downloaded(part, sha256, bool(expected))

    # ---- what is told --------------------------------------------------------------------------------------

    def _sign(self, patience: float) -> None:
        self._patience, self._last_sign = patience, time.monotonic()

    def _check_room(self, needed: int) -> None:
        free = shutil.disk_usage(self._folder).free
        if needed > free:
            text = translate("errors", "{needed} MB are needed and {free} MB are free")
            raise self._not_stored(Sentence(text, {"needed": _megabytes(needed), "free": _megabytes(free)}))

    def _not_stored(self, reason: Sentence | str) -> WeightsNotStored:
        return WeightsNotStored(name=self._remote.name, folder=self._folder, reason=reason)

    def _cut_off(self, error: Exception | None) -> FieldmarkError:
        if error is not None and not self._arrived:
            return web.failure(error, self._remote.name, self._remote.address, self._patience)
        reason: Sentence | str = translate("errors", "the connection ended")
        if isinstance(error, TimeoutError):
            reason = web.nothing_for(web.STALL_SECONDS)
        elif isinstance(error, HTTPError):
            reason = Sentence(translate("errors", "the hub answered with error {code}"), {"code": error.code})
        arrived, total = _megabytes(self._arrived), _megabytes(self._total)
        return DownloadCutOff(name=self._remote.name, arrived=arrived, total=total, reason=reason)

    def _damaged(self, part: Path, reason: Sentence | str) -> DownloadDamaged:
        part.unlink()
        return DownloadDamaged(name=self._remote.name, reason=reason)


def _worth_another_try(error: Exception) -> bool:
    """Not after a long silence, and not where the server has said no."""
    return not isinstance(error, (TimeoutError, ValueError)) and not (isinstance(error, HTTPError) and error.code < 500)


def _digested(part: Path, digest: Any) -> int:
    """Feed what `part` holds already to `digest`; its size in bytes."""
    if not part.is_file():
        return 0
    with part.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
    return part.stat().st_size


def _key(address: str, size: int) -> str:
    return hashlib.sha256(f"{address} {size}".encode()).hexdigest()[:32]


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f}"
