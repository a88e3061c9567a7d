"""What can be said against a sort without looking at the pictures."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from engine.batch.answers import Answers
from engine.batch.sorting.pattern import parsed
from engine.batch.sorting.values import HOW, MOVE, SYMLINK, Wanted
from engine.errors import FolderNotWritable, Sentence, SettingInvalid, SortRefused, translate
from engine.images.failures import openable
from engine.paths import is_writable


def check(answers: Answers, wanted: Wanted) -> None:
    """Raises `SettingInvalid`, `FolderNotWritable` and `SortRefused`."""
    if wanted.how not in HOW:
        raise SettingInvalid(value=wanted.how, field=Sentence(translate("batch", "the way of sorting")), reason=", ".join(HOW))
    parsed(wanted.pattern)
    around = nearest(wanted.target)
    if not around.is_dir():
        reason = Sentence(translate("batch", "{path} is a file, not a folder"), {"path": around})
        raise SortRefused(reason=reason)
    if not is_writable(openable(around)):
        raise FolderNotWritable(folder=around, reason=translate("errors", "Permission denied"))
    if wanted.how != MOVE and any(_is_same(source, wanted.target) for source in answers.question.sources):
        text = translate("batch", "{path} is the folder that was classified; copies and links in it would be classified as new pictures")
        raise SortRefused(reason=Sentence(text, {"path": wanted.target}))
    if wanted.how == SYMLINK and not _can_symlink():
        raise SortRefused(reason=translate("batch", "this account may not make symbolic links"))


def nearest(target: Path) -> Path:
    """`target`, or the first above it that is there."""
    return next((each for each in (target, *target.parents) if os.path.lexists(openable(each))), target)


def _can_symlink() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        try:
            (Path(folder) / "link").symlink_to(Path(folder) / "end")
        except (OSError, NotImplementedError):
            return False
    return True


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def lies_in(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
