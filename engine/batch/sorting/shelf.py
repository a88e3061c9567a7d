"""The shelf with the journals of all sorts of a user, and the lock that lets one sort work at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from engine.batch.sorting.journal import SUFFIX, Journal, card_of
from engine.batch.sorting.values import DAMAGED, PLANNED, PLANNING, JournalCard
from engine.errors import FolderNotWritable, JournalUnusable, SortBusy, translate
from engine.paths import data_folder

_PLAN_LASTS = 86_400.0  # s


def home() -> Path:
    """Where all journals lie."""
    return data_folder() / "sorted"


def journals() -> list[JournalCard]:
    """The sorts of this user, the newest first; plans that were not carried out are none."""
    cards = []
    for file in sorted(home().glob("*" + SUFFIX), reverse=True):
        try:
            with Journal(file) as journal:
                if journal.state not in (PLANNING, PLANNED):
                    cards.append(card_of(journal))
        except (JournalUnusable, KeyError, TypeError, ValueError):
            cards.append(JournalCard(file, Path(), "", DAMAGED, file.stat().st_mtime, 0, 0, 0))
    return cards


def unfinished(target: Path) -> JournalCard | None:
    """The sort into `target` that was broken off, if there is one."""
    real = os.path.realpath(target)
    return next((card for card in journals() if card.unfinished and os.path.realpath(card.target) == real), None)


def journal_at(words: str) -> Path:
    """The journal that a user means by its file, its name, or the folder that was sorted into (the newest); raises `JournalUnusable`."""
    path = Path(words)
    if path.is_file():
        return path
    named = home() / (words if words.endswith(SUFFIX) else words + SUFFIX)
    if named.is_file():
        return named
    real = os.path.realpath(path)
    found = [card for card in journals() if os.path.realpath(card.target) == real]
    if found:
        return next((card for card in found if card.can_be_undone), found[0]).file
    raise JournalUnusable(file=words, reason=translate("errors", "it is not there"))


def remove_journal(file: Path) -> None:
    """Raises `OSError`."""
    for ending in ("-wal", "-shm", ""):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def drop_plans(target: Path) -> None:
    """Plans that another one for the same target takes the place of, or that nobody carried out for a day."""
    for file in home().glob("*" + SUFFIX):
        with suppress(JournalUnusable), Journal(file) as journal:
            old = time.time() - float(journal.fact("when")) > _PLAN_LASTS
            if (journal.state == PLANNED and (old or journal.wanted.target == target)) or (journal.state == PLANNING and old):
                journal.close()
                remove_journal(file)


@contextmanager
def alone() -> Iterator[None]:
    """One sort at a time; raises `SortBusy`, `FolderNotWritable`."""
    try:
        home().mkdir(parents=True, exist_ok=True)
        lock = FileLock(home() / "lock", thread_local=False)  # an operation may be closed in another thread
        lock.acquire(timeout=0)
    except Timeout:
        raise SortBusy() from None
    except OSError as error:
        raise FolderNotWritable(folder=home(), reason=error.strerror) from error
    try:
        yield
    finally:
        lock.release()
