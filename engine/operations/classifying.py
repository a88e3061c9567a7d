"""Classify the pictures of folders, or those of a project that have no class, as a job that can be ended at any time and goes on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from engine.awake import kept_awake
from engine.batch import job, watch
from engine.batch.answers import SUFFIX, Answers, Found, State
from engine.batch.job import Asks, JobResult, JobTally, held
from engine.batch.question import Question
from engine.batch.store import files_of
from engine.classifier.asking import Asking
from engine.classifier.background import waited
from engine.classifier.model.card import ModelCard, read_card
from engine.classifier.values import Notice
from engine.errors import AnswersDamaged, AnswersTooNew, FolderMissing, FolderNotWritable, ModelReplaced, NothingUnlabelled, translate
from engine.operations.learning import learning_ready
from engine.operations.models import open_model
from engine.paths import data_folder
from engine.progress import EarlyEnd, Operation, Progress
from engine.project.project import Project
from engine.project.schema import FILE_NAME

__all__ = [
    "JobCard",
    "JobResult",
    "JobTally",
    "answers_home",
    "forget_job",
    "home_of_model",
    "jobs_of",
    "open_job",
    "open_like",
    "open_unlabelled",
    "remember_watch",
    "run_job",
    "watch_job",
]

UNLABELLED = "unlabelled"  # the subject of a job about the pictures of a project that have no class
_FOLDER = "answers"
_WATCHED = "watched"  # a fact of a job; empty unless its folders are to be watched whenever there is somebody to do it
_CHUNK = 2000


@dataclass(frozen=True)
class JobCard:
    """A job as it lies in `file`. `began` and `ended` are ISO 8601 in UTC; `ended` is "" unless its last run came to its end.

    `has_model` tells that its model is still there, so that it can be gone on with; `watched` that it is, and that somebody wants its
    folders to be watched (`remember_watch`).
    """

    file: Path
    question: Question
    answered: int
    unreadable: int
    waiting: int
    began: str
    ended: str
    watched: bool = False
    has_model: bool = True

    @property
    def interrupted(self) -> bool:
        """Also true while it runs."""
        return not self.ended


# ---- where jobs lie ----------------------------------------------------------------------------------------------


def answers_home(project: Project | None) -> Path:
    """The folder for the jobs of a project, or for those without one; it need not exist yet."""
    if project is not None and os.access(project.folder, os.W_OK):
        return project.folder / _FOLDER
    return data_folder() / _FOLDER


def home_of_model(folder: Path) -> Path:
    """The same for a model by its place, so that the window and the command line go on with each other's jobs."""
    place = folder.absolute().parent.parent
    return place / _FOLDER if (place / FILE_NAME).is_file() and os.access(place, os.W_OK) else data_folder() / _FOLDER


def jobs_of(home: Path) -> list[JobCard]:
    """The jobs in a home, the one that was begun last first; files that cannot be used are left out."""
    cards = []
    for file in home.glob(f"*{SUFFIX}") if home.is_dir() else ():
        try:
            with Answers(file) as answers:
                cards.append(_card_of(answers))
        except (AnswersDamaged, AnswersTooNew):
            continue
    return sorted(cards, key=lambda card: (card.began, card.file.name), reverse=True)


def forget_job(file: Path) -> None:
    """Delete a job with its answers and what was said about them; raises `JobBusy`, `FolderNotWritable`, `AnswersDamaged`."""
    with Answers(file) as answers, held(answers):
        pass
    try:
        for each in files_of(file):
            each.unlink(missing_ok=True)
    except OSError as error:
        raise FolderNotWritable(folder=file.parent, reason=error.strerror or str(error)) from error


# ---- beginning or finding one ------------------------------------------------------------------------------------


def open_job(home: Path, card: ModelCard, sources: Sequence[Path], asking: Asking = Asking(), fresh: bool = False) -> Answers:  # noqa: B008
    """The job that asks `card` about `sources` (folders, single pictures): the one that there is, or a new one.

    `fresh` forgets its answers, but not what a person has said; a damaged file gives way to a new one then. Raises `FolderMissing` (a
    new job, of which a source is not there), `FolderNotWritable`, `AnswersDamaged`, `AnswersTooNew`, and, if `fresh`, `JobBusy`.
    """
    question = Question.of(card, sources, asking)
    if not _file_of(home, question).exists():
        for source in question.sources:
            if not source.exists():
                raise FolderMissing(folder=source)
    return _opened(home, question, fresh)


def open_unlabelled(project: Project, card: ModelCard, asking: Asking = Asking(), fresh: bool = False) -> Operation[Answers]:  # noqa: B008
    """The job about the pictures of `project` that have no class, as they are now.

    Pictures that have got a class since the last time are forgotten by the job, together with its answers to them: what the project says
    of them counts. Raises what `open_job` raises, and `NothingUnlabelled` if all have a class.
    """
    stage = translate("operations", "Looking for pictures")
    yield Progress(stage)
    paths = [sample.path for sample in project.samples() if sample.class_id is None]
    if not paths:
        raise NothingUnlabelled(folder=project.folder)
    answers = _opened(answers_home(project), Question.of(card, (project.folder,), asking, UNLABELLED), fresh)
    answers.keep_only(paths)
    for start in range(0, len(paths), _CHUNK):
        answers.expect(_as_found(paths[start : start + _CHUNK]))
        yield Progress(stage, min(start + _CHUNK, len(paths)), len(paths))
    return answers


def open_like(answers: Answers, card: ModelCard) -> Answers:
    """The job that asks `card` what `answers` asked another model, about the same pictures; raises as `open_job` does."""
    asked = answers.question
    same = _opened(answers.file.parent, Question.of(card, asked.sources, asked.asking, asked.subject), fresh=False)
    if asked.subject:
        same.keep_only({Path(found.path) for found in answers.places()})
    found = answers.places()
    while chunk := list(islice(found, _CHUNK)):
        same.expect(chunk)
    return same


# ---- running -----------------------------------------------------------------------------------------------------


def run_job(answers: Answers, finish: EarlyEnd | None = None) -> Operation[JobResult]:
    """Classify what is new or has changed; see `engine.batch.job.run`. Also raises `ModelMissing`, `ModelDamaged`, `ModelReplaced`."""
    return kept_awake(job.run(answers, lambda: _asker(answers.question), finish))


def watch_job(answers: Answers, every: float = 5.0, settle: float = 2.0, finish: EarlyEnd | None = None) -> Operation[JobResult]:
    """Classify what arrives until it is closed or `finish` is wished; see `engine.batch.watch.watch`."""
    return kept_awake(watch.watch(answers, lambda: _asker(answers.question), every, settle, finish))


def remember_watch(answers: Answers, wanted: bool) -> None:
    """Whether the job is to be watched again after a restart; raises `AnswersNotSaved`."""
    answers.remember(_WATCHED, "yes" if wanted else "")


def _asker(question: Question) -> Operation[Asks]:
    """The job's model, ready to be asked; what there is to know about its runtime comes as `Notice`s.

    Raises `ModelMissing`, `ModelDamaged`, `ModelReplaced`.
    """
    if read_card(question.model).answers_sha256 != question.sha256:
        raise ModelReplaced(folder=question.model)
    yield from learning_ready()
    loading = Progress(translate("operations", "Loading the model"))
    model = yield from waited(lambda: open_model(question.model), lambda: loading)
    from engine.classifier.inference import prepared

    asker = yield from prepared(model, question.asking)
    for remark in asker.remarks:
        yield Progress(job.STAGE, detail=Notice(remark))
    return asker


# ---- the inside --------------------------------------------------------------------------------------------------


def _file_of(home: Path, question: Question) -> Path:
    return home / f"{hashlib.sha256(question.identity.encode()).hexdigest()[:16]}{SUFFIX}"


def _opened(home: Path, question: Question, fresh: bool) -> Answers:
    file = _file_of(home, question)
    if not file.exists():
        return Answers.create(file, question)
    try:
        answers = Answers(file)
    except AnswersDamaged:
        if not fresh:
            raise
        return Answers.create(file, question)
    if fresh:
        with held(answers):
            answers.ask_anew()
    answers.ask(question)
    return answers


def _as_found(paths: Sequence[Path]) -> list[Found]:
    """One that is not there is found all the same: that it is gone is its answer."""
    found = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            found.append(Found(str(path), 0, 0))
        else:
            found.append(Found(str(path), status.st_size, status.st_mtime_ns))
    return found


def _card_of(answers: Answers) -> JobCard:
    counts = answers.counts()
    unreadable = counts[State.UNREADABLE] + counts[State.GONE]
    facts = answers.recall(job.BEGAN), answers.recall(job.ENDED)
    has_model = answers.question.model.exists()
    watched = has_model and bool(answers.recall(_WATCHED))
    return JobCard(answers.file, answers.question, counts[State.ANSWERED], unreadable, counts[State.WAITING], *facts, watched, has_model)
