"""Bring pictures into a project, with labels from folder names, from a label file, or without. They stay where they are."""

from __future__ import annotations

import os
import time
import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from engine.errors import PictureUnreadable, Sentence, translate
from engine.images.scanner import FoundPicture, inspect, looks_like_picture
from engine.operations.import_report import CHANGED, KEPT, NO_PICTURE, NOTE, UNREADABLE, Imported, Issue
from engine.operations.import_sources import AUTO, FOLDERS, NONE, Gathered, ImportPlan, gathered
from engine.operations.relinking import moved_away
from engine.progress import Operation, Progress
from engine.project import changes
from engine.project.change import Row
from engine.project.project import Project
from engine.project.sample import CHANGED as FILE_CHANGED
from engine.project.sample import PRESENT, NewSample, Sample, Source, Split
from engine.transfer.columns import Columns
from engine.transfer.values import Entry

__all__ = ["AUTO", "FOLDERS", "NONE", "import_folders"]

UNPACKED = "unpacked"  # the folder of a project for pictures that came in one file
_LOOK_AHEAD = 256
_SECONDS_A_BATCH = 0.5
_LARGEST_BATCH = 2000


def import_folders(
    project: Project,
    paths: Sequence[Path],
    labels: str = FOLDERS,
    split: str = AUTO,
    columns: Columns | None = None,
    nested: str = "first",
) -> Operation[Imported]:
    """Import what lies at `paths` (folders, pictures, label files, sets like MNIST's) as one undoable change; see `ImportPlan`.

    Every batch that was reported as done is on the disk: a cancelled or killed import keeps it, and importing again adds only what
    is new. A label file also labels pictures that were there before without a label. Pictures whose file had moved are found again by
    their content. Raises `FolderMissing`, `NoPictures`, `LabelFileUnusable`, `ProjectReadOnly`, `WriteFailed`.
    """
    project.check_writable()
    plan = ImportPlan(tuple(paths), labels, split, columns, nested)
    found = yield from gathered(plan, project.folder / UNPACKED)
    state = _Import(project, found, Source.FOLDER if labels == FOLDERS else Source.FILE)
    pending = state.unknown()
    for done, (path, picture) in enumerate(inspected(pending), 1):
        state.take(path, picture)
        if state.full or done == len(pending):
            state.commit()
            yield Progress(translate("operations", "Importing pictures"), done, len(pending))
    state.relabel()
    return state.outcome()


@dataclass
class _Import:
    """One import on its way: what waits to be written, and what there is to tell."""

    project: Project
    found: Gathered
    source: Source
    issues: list[Issue] = field(default_factory=list)
    ready: list[NewSample] = field(default_factory=list)
    imported: int = 0
    no_pictures: int = 0
    unlabelled: int = 0
    found_again: int = 0
    changed: int = 0
    relabelled: int = 0

    def __post_init__(self) -> None:
        self.issues += self.found.issues
        self._batch = uuid.uuid4().hex
        self._committed_at = time.monotonic()
        self._known = self.project.known_paths()
        self._moved: dict[str, Sample] | None = None  # looking for all files takes its time: only if there is a new one
        self._files: dict[int, Row] = {}  # samples whose file moved or changed
        self._facts: list[tuple[int, int, int, int]] = []  # size, time, state, sample id
        self._to_measure: list[tuple[int, int]] = []
        self._there = [path for path in self.found.entries if path in self._known]

    def unknown(self) -> list[Path]:
        """The files to inspect: new ones, and known ones that were written to since they were imported."""
        return [path for path in self.found.entries if path not in self._known or self._touched(path)]

    def _touched(self, path: Path) -> bool:
        try:
            status = path.stat()
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) != self._known[path][1:]

    @property
    def full(self) -> bool:
        """Time to write what is ready; also without anything ready, so that progress is seen."""
        return len(self.ready) >= _LARGEST_BATCH or time.monotonic() - self._committed_at > _SECONDS_A_BATCH

    def take(self, path: Path, picture: FoundPicture | PictureUnreadable) -> None:
        if isinstance(picture, PictureUnreadable):
            self._refuse(path, picture)
        elif path in self._known:
            self._renew(path, picture)
        elif (moved := self._moved_from(picture.digest)) is not None:
            self._find_again(moved, picture)
        else:
            self._add(picture, self.found.entries[path])

    def _moved_from(self, digest: str) -> Sample | None:
        """The sample with this content whose file is gone; each only once."""
        if self._moved is None:
            self._moved = dict(moved_away(self.project.samples())) if self._known else {}
        return self._moved.pop(digest, None)

    def commit(self) -> None:
        """Write what is ready; all batches of one import are undone at once."""
        self._committed_at = time.monotonic()
        self._commit_files()
        if not self.ready:
            return
        self.imported += len(self.ready)
        self.unlabelled += sum(not sample.class_name for sample in self.ready)
        summary = Sentence(translate("changes", "Import {count} pictures"), {"count": self.imported})
        self.project.add(self.ready, self.source, summary, self._batch)
        self.ready = []

    def relabel(self) -> None:
        """Give known pictures the class that a label file names, unless they have one."""
        if self.source is not Source.FILE:
            return
        named = {self._known[path][0]: self.found.entries[path] for path in self._there if self.found.entries[path].class_name}
        classes = {each.name: each for each in self.project.classes()}
        names = {each.id: each.name for each in classes.values()}
        targets: dict[int, tuple[str, Row]] = {}
        now = time.time()
        for sample in self.project.samples(named):
            said = named[sample.id].class_name
            if sample.class_id is None and not sample.unsure:
                entry = named[sample.id]
                targets[sample.id] = (said, (entry.source or self.source.value, entry.time or now, entry.confidence))
            elif said != names.get(sample.class_id or 0, ""):
                text = translate("operations", "it keeps its label {old}; the label file says {new}")
                has = names.get(sample.class_id or 0, "–")
                self.issues.append(Issue(KEPT, sample.file, Sentence(text, {"old": has, "new": said})))
        if targets:
            self.relabelled = len(targets)
            summary = Sentence(translate("changes", "Label {count} by a label file"), {"count": len(targets)})
            self.project.apply(changes.label_by_name(self.project, targets, summary, self._batch))

    def outcome(self) -> Imported:
        return Imported(
            imported=self.imported,
            known=len(self._there),
            relabelled=self.relabelled,
            found_again=self.found_again,
            changed=self.changed,
            unlabelled=self.unlabelled,
            skipped=len(self._there) + self.no_pictures,
            classes=len(self.project.classes()),
            refused=self.found.refused,
            issues=tuple(self.issues),
        )

    def _refuse(self, path: Path, error: PictureUnreadable) -> None:
        if looks_like_picture(path) or path in self._known:
            self.issues.append(Issue(UNREADABLE, str(path), Sentence(error.reason)))
        else:
            self.no_pictures += 1
            self.issues.append(Issue(NO_PICTURE, str(path), Sentence(error.reason)))

    def _renew(self, path: Path, picture: FoundPicture) -> None:
        """A known file was written to: take note of its content, which its label was not given for."""
        id_ = self._known[path][0]
        (sample,) = self.project.samples([id_])
        if sample.digest == picture.digest:
            self._facts.append((picture.size, picture.modified_ns, sample.facts.state, id_))
            return
        self.changed += 1
        self._files[id_] = _row(picture)
        self._facts.append((picture.size, picture.modified_ns, FILE_CHANGED, id_))
        self._to_measure.append((0, id_))
        text = translate("operations", "its content has changed since it was imported; its label was kept")
        self.issues.append(Issue(CHANGED, str(path), Sentence(text)))

    def _find_again(self, sample: Sample, picture: FoundPicture) -> None:
        self.found_again += 1
        self._files[sample.id] = _row(picture)
        self._facts.append((picture.size, picture.modified_ns, PRESENT, sample.id))
        text = translate("operations", "it was at {path} before; its label came along")
        self.issues.append(Issue(CHANGED, str(picture.path), Sentence(text, {"path": sample.file})))

    def _commit_files(self) -> None:
        """What files did is nobody's step: it is written without one to undo, and for many files at once."""
        if self._files:
            summary = Sentence(translate("changes", "Take note that {count} files changed"), {"count": len(self._files)})
            self.project.apply(changes.replace_files(self.project, self._files, summary), undoable=False)
        if self._facts:
            self.project.record(("size", "modified_ns", "state"), self._facts)
        if self._to_measure:
            self.project.record(("measured",), self._to_measure)
        self._files, self._facts, self._to_measure = {}, [], []

    def _add(self, picture: FoundPicture, said: Entry) -> None:
        if picture.frames > 1:
            text = translate("operations", "it holds {count} pages or frames, of which the first is used")
            self.issues.append(Issue(NOTE, str(picture.path), Sentence(text, {"count": picture.frames})))
        self.ready.append(
            NewSample(
                picture.path,
                picture.size,
                picture.modified_ns,
                picture.digest,
                picture.width,
                picture.height,
                class_name=said.class_name,
                split=Split(said.split),
                group=said.group,
                unsure=said.unsure and not said.class_name,
                pinned=said.pinned and bool(said.split),
                taken=picture.taken,
                camera=picture.camera,
                format=picture.format,
                frames=picture.frames,
                source=Source(said.source) if said.source else None,
                time=said.time,
                confidence=said.confidence,
            )
        )


def _row(picture: FoundPicture) -> Row:
    """What `changes.replace_files` takes."""
    return (str(picture.path), picture.size, picture.modified_ns, picture.digest, picture.width, picture.height)


def inspected(files: Sequence[Path]) -> Iterator[tuple[Path, FoundPicture | PictureUnreadable]]:
    """Facts of each file in order, read on as many threads as there are cores, a bounded way ahead."""

    def safely(path: Path) -> FoundPicture | PictureUnreadable:
        try:
            return inspect(path)
        except PictureUnreadable as error:
            return error

    remaining = iter(files)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        waiting: deque[tuple[Path, Future[FoundPicture | PictureUnreadable]]] = deque()
        try:
            waiting.extend((file, pool.submit(safely, file)) for file in islice(remaining, _LOOK_AHEAD))
            while waiting:
                file, future = waiting.popleft()
                waiting.extend((next_, pool.submit(safely, next_)) for next_ in islice(remaining, 1))
                yield file, future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
