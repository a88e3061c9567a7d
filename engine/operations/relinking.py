"""Look for the files of a project's samples, and find those again that were moved, renamed or are on another drive now."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.collecting import uncollected
from engine.errors import PictureUnreadable, Sentence, translate
from engine.images.failures import openable
from engine.images.scanner import files_below, inspect
from engine.progress import Operation, Progress
from engine.project import changes
from engine.project.change import Row
from engine.project.project import Project
from engine.project.sample import CHANGED, MISSING, PRESENT, UNREADABLE, Sample

_BATCH = 500
_LONG = 240  # characters; beyond that Windows wants another form of the path
_CLOCK_STEP_NS = 2_000_000_000  # some drives keep the time of a file in steps of two seconds
_WHOLE_HOUR_NS = 3_600_000_000_000  # and some by the local clock


@dataclass(frozen=True)
class FilesChecked:
    """How many samples have their file as it was, elsewhere or nowhere, and changed in content since it was imported.

    `unreadable` are those of the `present` ones of which examining could not make a picture.
    """

    present: int
    missing: int
    changed: int
    missing_folders: tuple[tuple[str, int], ...] = ()  # the folder that is gone and how many samples lie in it, most first
    unreadable: int = 0


@dataclass(frozen=True)
class Relinked:
    found: int
    still_missing: int


def check_files(project: Project) -> Operation[FilesChecked]:
    """Look whether each sample's file is there and unchanged, and remember it where the project can be written; raises `WriteFailed`.

    A file that was only touched is the same; one whose content differs is taken note of with its new content, and keeps its label.
    """
    return (yield from uncollected(_check_files(project)))


def _check_files(project: Project) -> Operation[FilesChecked]:
    files = project.files()
    counts: Counter[int] = Counter()
    gone: Counter[str] = Counter()
    for start in range(0, len(files), _BATCH):
        news = []
        for id_, file, size, modified, before in files[start : start + _BATCH]:
            state = _state(project, id_, file, size, modified, before)
            counts[state] += 1
            if state == MISSING:
                gone[file.rpartition(os.sep)[0]] += 1
            if state != before:
                news.append((state, id_))
        if news and project.writable:
            project.record(("state",), news)
        yield Progress(translate("operations", "Looking for the files"), min(start + _BATCH, len(files)), len(files))
    there = counts[PRESENT] + counts[UNREADABLE]
    return FilesChecked(there, counts[MISSING], counts[CHANGED], tuple(gone.most_common()), counts[UNREADABLE])


def relink(project: Project, folders: Sequence[Path]) -> Operation[Relinked]:
    """Search `folders` for the samples whose file is missing, by content, and take the new places over as one undoable change.

    A file at the same end of the path, of the same size and time, is taken to be the same without being read: drives get new letters.
    Raises `FolderMissing`, `ProjectReadOnly`, `WriteFailed`.
    """
    project.check_writable()
    yield Progress(translate("operations", "Looking for the files"))
    missing = [sample for sample in project.samples() if not Path(sample.file).exists()]
    times = {id_: modified for id_, _, modified in project.known_paths().values()}
    candidates = [file for folder in folders for file in files_below(folder).files]
    new_places: dict[int, Row] = {}
    taken = set(project.all_paths())
    for done, (file, found) in enumerate(_matches(missing, candidates, times), 1):
        if found is not None and file not in taken:
            sample, row = found
            new_places.setdefault(sample.id, row)
        if done % 200 == 0 or done == len(candidates):
            yield Progress(translate("operations", "Comparing pictures"), done, len(candidates))
    if new_places:
        summary = Sentence(translate("changes", "Find {count} moved pictures again"), {"count": len(new_places)})
        project.apply(changes.replace_files(project, new_places, summary))
        project.record(("state",), [(PRESENT, id_) for id_ in new_places])
    return Relinked(len(new_places), len(missing) - len(new_places))


def moved_away(samples: Iterable[Sample]) -> Mapping[str, Sample]:
    """{content hash: sample} of the samples whose file is no longer where it was."""
    return {sample.digest: sample for sample in samples if not Path(sample.file).exists()}


def _state(project: Project, id_: int, file: str, size: int, modified_ns: int, before: int) -> int:
    unchanged = UNREADABLE if before == UNREADABLE else PRESENT
    try:
        status = os.stat(openable(Path(file)) if len(file) > _LONG else file)  # noqa: PTH116 - 100 000 of them
    except OSError:
        return MISSING
    if (status.st_size, status.st_mtime_ns) == (size, modified_ns):
        return CHANGED if before == CHANGED else unchanged
    try:
        found = inspect(Path(file))
    except PictureUnreadable:
        return UNREADABLE if before == UNREADABLE else CHANGED  # what was found out by examining says more
    (sample,) = project.samples([id_])
    if not project.writable:
        return unchanged if found.digest == sample.digest else CHANGED
    if found.digest == sample.digest:
        project.record(("size", "modified_ns"), [(found.size, found.modified_ns, id_)])
        return unchanged
    row = (file, found.size, found.modified_ns, found.digest, found.width, found.height)
    summary = Sentence(translate("changes", "Take note that {count} files changed"), {"count": 1})
    project.apply(changes.replace_files(project, {id_: row}, summary), undoable=False)
    project.record(("measured",), [(0, id_)])
    return CHANGED


def _matches(
    missing: Sequence[Sample], files: Iterable[Path], times: Mapping[int, int]
) -> Iterable[tuple[Path, tuple[Sample, Row] | None]]:
    """Each of `files` with the missing sample that it is; only files of a size that is missing are read."""
    by_size: defaultdict[int, list[Sample]] = defaultdict(list)
    for sample in missing:
        by_size[sample.facts.size].append(sample)
    left = {sample.id for sample in missing}
    for file in files:
        try:
            status = file.stat()
        except OSError:
            yield file, None
            continue
        waiting = [sample for sample in by_size.get(status.st_size, ()) if sample.id in left]
        found = _same_file(file, status, waiting, times) or _same_content(file, waiting)
        if found is not None:
            left.discard(found[0].id)
        yield file, found


def _same_file(file: Path, status: os.stat_result, waiting: Sequence[Sample], times: Mapping[int, int]) -> tuple[Sample, Row] | None:
    """By its name, the name of its folder and its time."""
    for sample in waiting:
        if (file.name, file.parent.name) == (sample.name, sample.path.parent.name) and _same_time(status.st_mtime_ns, times[sample.id]):
            return sample, (str(file), status.st_size, status.st_mtime_ns, sample.digest, sample.width, sample.height)
    return None


def _same_time(first: int, second: int) -> bool:
    apart = abs(first - second)
    return apart <= _CLOCK_STEP_NS or min(apart % _WHOLE_HOUR_NS, -apart % _WHOLE_HOUR_NS) <= _CLOCK_STEP_NS


def _same_content(file: Path, waiting: Sequence[Sample]) -> tuple[Sample, Row] | None:
    if not waiting:
        return None
    try:
        found = inspect(file)
    except PictureUnreadable:
        return None
    same = [sample for sample in waiting if sample.digest == found.digest]
    same.sort(key=lambda sample: sample.name != file.name)
    if not same:
        return None
    return same[0], (str(file), found.size, found.modified_ns, found.digest, found.width, found.height)
