"""Copies of a project's database in its folder `backups`, made while it is in use, and the way back from one."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from engine.errors import BackupUnusable, ProjectReadOnly, WriteFailed, translate
from engine.project.schema import FILE_NAME, VERSION

FOLDER = "backups"
LOCK_NAME = "project.lock"
AUTOMATIC = "auto"  # only these are ever deleted
NEWEST_KEPT, DAYS_KEPT = 5, 14
_DAY = 86_400
_NAME = re.compile(r"project-(\d{8}-\d{6})(?:-\d+)?-([\w-]+)\.db")


@dataclass(frozen=True)
class Backup:
    """One copy: when it was made (seconds since 1970), why, and its size in bytes."""

    path: Path
    time: float
    reason: str
    size: int


def back_up(folder: Path, reason: str = "manual") -> Path:
    """Copy the database of the project in `folder` as one consistent file, whoever is writing; raises `WriteFailed`."""
    target = _free_name(folder / FOLDER, reason)
    temporary = target.with_suffix(".part")
    try:
        target.parent.mkdir(exist_ok=True)
        with closing(_reading(folder / FILE_NAME)) as source, closing(sqlite3.connect(temporary)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file that needs no companions
        _sync(temporary)
        os.replace(temporary, target)
    except (OSError, sqlite3.Error) as error:
        raise WriteFailed(reason=error) from error
    finally:
        temporary.unlink(missing_ok=True)
    return target


def backups(folder: Path) -> list[Backup]:
    """All copies of the project in `folder`, newest first."""
    found = []
    for path in (folder / FOLDER).glob("project-*.db"):
        match = _NAME.fullmatch(path.name)
        if match:
            made = time.mktime(time.strptime(match[1], "%Y%m%d-%H%M%S"))
            found.append(Backup(path, made, match[2], path.stat().st_size))
    return sorted(found, key=lambda backup: backup.path.name, reverse=True)


def back_up_if_due(folder: Path, every: float = _DAY) -> Path | None:
    """Make an automatic copy if the last copy is older than `every` seconds and the database has changed since; drop old ones."""
    newest = next(iter(backups(folder)), None)
    written = max((file.stat().st_mtime for file in folder.glob(f"{FILE_NAME}*")), default=0.0)
    if newest is not None and (time.time() - newest.time < every or written <= newest.time):
        return None
    made = back_up(folder, AUTOMATIC)
    for old in superfluous(backups(folder)):
        old.path.unlink(missing_ok=True)
    return made


def superfluous(found: list[Backup]) -> list[Backup]:
    """Of copies, newest first, the automatic ones beyond the newest five and the last of each of the newest fourteen days."""
    automatic = [backup for backup in found if backup.reason == AUTOMATIC]
    days: dict[str, Backup] = {}
    for backup in automatic:
        days.setdefault(time.strftime("%Y%m%d", time.localtime(backup.time)), backup)
    kept = {backup.path for backup in (*automatic[:NEWEST_KEPT], *list(days.values())[:DAYS_KEPT])}
    return [backup for backup in automatic if backup.path not in kept]


def restore(folder: Path, backup: Path) -> Path:
    """Put `backup` in the place of the database and return where the present one was kept.

    Raises `ProjectReadOnly` while the project is open elsewhere, `BackupUnusable`, and `WriteFailed`; then nothing has changed.
    """
    check_backup(backup)
    lock = FileLock(folder / LOCK_NAME, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ProjectReadOnly(folder=folder, reason=translate("errors", "it is open in another window or command")) from None
    try:
        return _replaced(folder, backup)
    except OSError as error:
        raise WriteFailed(reason=error.strerror or error) from error
    finally:
        lock.release()


def check_backup(backup: Path) -> None:
    """Raises `BackupUnusable` unless `backup` is a whole project database that this version reads."""
    try:
        with closing(_reading(backup)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            result = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        raise BackupUnusable(file=backup, reason=error) from error
    if result != "ok" or not 0 < version <= VERSION:
        raise BackupUnusable(file=backup, reason=translate("errors", "it is not a Fieldmark project") if result == "ok" else result)


def _replaced(folder: Path, backup: Path) -> Path:
    database = folder / FILE_NAME
    kept = _free_name(folder / FOLDER, "before-restore")
    kept.parent.mkdir(exist_ok=True)
    incoming = database.with_suffix(".part")
    shutil.copyfile(backup, incoming)
    _sync(incoming)
    companions = [folder / f"{FILE_NAME}-wal", folder / f"{FILE_NAME}-shm"]
    try:
        made = back_up(folder, "before-restore") if database.exists() else kept
    except WriteFailed:  # too damaged to be copied in order: keep the bytes as they are, with what lies in the log
        made = kept
        for file in (database, companions[0]):
            if file.exists():
                shutil.copyfile(file, kept.with_name(kept.name + file.name.removeprefix(FILE_NAME)))
    for file in companions:
        file.unlink(missing_ok=True)  # a log of the old database must not be played into the new one
    os.replace(incoming, database)
    return made


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _free_name(folder: Path, reason: str) -> Path:
    stamp = time.strftime("%Y%m%d-%H%M%S")
    numbers = ["", *(f"-{number}" for number in range(2, 1000))]
    return next(path for number in numbers if not (path := folder / f"project-{stamp}{number}-{reason}.db").exists())


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
