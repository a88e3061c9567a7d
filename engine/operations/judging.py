"""What people said of a model's answers becomes labels of a project, as one change that can be undone."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from engine.batch.answers import UNKNOWN_VERDICT, Answers, PictureAnswer
from engine.batch.table import Thresholds, word_of
from engine.errors import PictureUnreadable, Sentence, SettingInvalid, translate
from engine.images.scanner import FoundPicture
from engine.operations.importing import inspected
from engine.operations.relinking import moved_away
from engine.progress import Operation, Progress
from engine.project import changes
from engine.project.change import Row
from engine.project.project import Project
from engine.project.sample import NewSample, Sample, Source

JUDGED, SURE = ACCEPTS = ("judged", "sure")
_CHUNK = 500


@dataclass(frozen=True)
class Adopted:
    """How many pictures came into the project (`added`), or were in it and got their class (`labelled`).

    `unchanged` had that class already; `kept` have another one, and no person said anything about the answer; `unknown` are those of
    which a person said that they belong to no class; `refused` are (file, reason) of what could not be read.
    """

    added: int = 0
    labelled: int = 0
    unchanged: int = 0
    kept: int = 0
    unknown: int = 0
    refused: tuple[tuple[Path, str], ...] = ()

    @property
    def changed(self) -> int:
        return self.added + self.labelled


@dataclass(frozen=True)
class _Word:
    """The class that a picture is to get, and who says so; `confidence` 0..1 is that of the model, None where a person corrected it."""

    answer: PictureAnswer
    name: str
    source: Source
    confidence: float | None

    @property
    def row(self) -> Row:
        return (self.source.value, time.time(), self.confidence)


def adopt(
    project: Project,
    answers: Answers,
    ids: Sequence[int] | None = None,
    thresholds: Thresholds = Thresholds(),  # noqa: B008
    accept: str = JUDGED,
) -> Operation[Adopted]:
    """Label pictures of `project` by what was said in `answers`, all or those of `ids`; new pictures and classes are added.

    JUDGED takes what a person said: a correction is the person's own label, an acceptance one of the model with its confidence. SURE also
    takes answers that nobody looked at and that `thresholds` let through; these never replace a label. Closing it keeps what was written
    so far; undo takes all of it back at once. Raises `ProjectReadOnly`, `WriteFailed`, `SettingInvalid`.
    """
    if accept not in ACCEPTS:
        raise SettingInvalid(value=accept, field="accept", reason="the choices are " + ", ".join(ACCEPTS))
    project.check_writable()
    state = _Adoption(project, answers, thresholds, accept)
    total = answers.count() if ids is None else len(ids)
    rest, done = (answers.everything() if ids is None else _read(answers, ids)), 0
    while chunk := list(islice(rest, _CHUNK)):
        state.take(chunk)
        done += len(chunk)
        yield Progress(translate("operations", "Putting answers into the project"), done, max(done, total))
    return state.outcome()


@dataclass
class _Adoption:
    project: Project
    answers: Answers
    thresholds: Thresholds
    accept: str
    added: int = 0
    labelled: int = 0
    unchanged: int = 0
    kept: int = 0
    unknown: int = 0
    refused: list[tuple[Path, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._batch = uuid.uuid4().hex
        self._known = {path: facts[0] for path, facts in self.project.known_paths().items()}
        self._names = {each.name.casefold(): each.name for each in self.project.classes()}
        self._moved: dict[str, Sample] | None = None

    def outcome(self) -> Adopted:
        return Adopted(self.added, self.labelled, self.unchanged, self.kept, self.unknown, tuple(self.refused))

    def take(self, chunk: Sequence[PictureAnswer]) -> None:
        words = {word.answer.path: word for answer in chunk if (word := self._word(answer)) is not None}
        self.unknown += sum(answer.verdict == UNKNOWN_VERDICT for answer in chunk)
        self._label({self._known[path]: word for path, word in words.items() if path in self._known})
        self._add({path: word for path, word in words.items() if path not in self._known})

    def _word(self, answer: PictureAnswer) -> _Word | None:
        if answer.verdict == UNKNOWN_VERDICT or (answer.verdict is None and self.accept == JUDGED):
            return None
        code, name = word_of(answer, self.answers.question, self.thresholds)
        if answer.verdict is None and code < 0:
            return None
        name = self._names.setdefault(name.casefold(), name)
        ((best, confidence),) = answer.ranked(1) or [(-1, 0.0)]
        if code == best >= 0:
            return _Word(answer, name, Source.MODEL, confidence)
        return _Word(answer, name, Source.PERSON, None)

    def _label(self, words: dict[int, _Word]) -> None:
        """Pictures that the project has."""
        names = {each.id: each.name for each in self.project.classes()}
        named: dict[int, tuple[str, Row]] = {}
        for sample in self.project.samples(words):
            word, has = words[sample.id], names.get(sample.class_id or 0)
            if has == word.name:
                self.unchanged += 1
            elif word.answer.verdict is None and (has is not None or sample.unsure):
                self.kept += 1
            else:
                named[sample.id] = (word.name, word.row)
        if named:
            self.labelled += len(named)
            self.project.apply(changes.label_by_name(self.project, named, self._summary(), self._batch))

    def _add(self, words: dict[Path, _Word]) -> None:
        """Pictures that it does not have, or has at a place where they no longer are."""
        new: list[NewSample] = []
        for path, picture in inspected(list(words)):
            if isinstance(picture, PictureUnreadable):
                self.refused.append((path, picture.reason))
            elif (sample := self._moved_from(picture.digest)) is not None:
                self._follow(sample, picture)
                self._label({sample.id: words[path]})
            else:
                new.append(_new_sample(picture, words[path]))
        if new:
            self.added += len(new)
            self.project.add(new, Source.MODEL, self._summary(), self._batch)

    def _moved_from(self, digest: str) -> Sample | None:
        if self._moved is None:
            self._moved = dict(moved_away(self.project.samples())) if self._known else {}
        return self._moved.pop(digest, None)

    def _follow(self, sample: Sample, picture: FoundPicture) -> None:
        """What files did is nobody's step: it is written without one to undo."""
        row = (str(picture.path), picture.size, picture.modified_ns, picture.digest, picture.width, picture.height)
        summary = Sentence(translate("changes", "Take note that {count} files changed"), {"count": 1})
        self.project.apply(changes.replace_files(self.project, {sample.id: row}, summary), undoable=False)

    def _summary(self) -> Sentence:
        count = self.added + self.labelled
        text = translate("changes", "Take over 1 answer") if count == 1 else translate("changes", "Take over {count} answers")
        return Sentence(text, {"count": count})


def _new_sample(picture: FoundPicture, word: _Word) -> NewSample:
    return NewSample(
        picture.path,
        picture.size,
        picture.modified_ns,
        picture.digest,
        picture.width,
        picture.height,
        class_name=word.name,
        taken=picture.taken,
        camera=picture.camera,
        format=picture.format,
        frames=picture.frames,
        source=word.source,
        confidence=word.confidence,
    )


def _read(answers: Answers, ids: Sequence[int]) -> Iterator[PictureAnswer]:
    for start in range(0, len(ids), _CHUNK):
        yield from answers.read(ids[start : start + _CHUNK])
