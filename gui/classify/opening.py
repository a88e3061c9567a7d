"""What the jobs of the classify page do in worker threads. Each imports what the window does without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.classifier.asking import Asking
from engine.classifier.model.card import ModelCard
from engine.progress import Operation, Progress
from engine.project.project import Project

if TYPE_CHECKING:
    from engine.batch.answers import Answers
    from engine.batch.job import JobResult
    from engine.operations.classifying import JobCard
    from gui.classify.sheet import Sheet


@dataclass(frozen=True)
class Begun:
    """Where the answers of a run lie, whether or not there will be any; `detail` of its first progress."""

    file: Path


@dataclass(frozen=True)
class Opened:
    """The answers of a run, as soon as there is something to show; `detail` of a progress."""

    sheet: Sheet


def asked(opening: Callable[[], Operation[Answers]]) -> Operation[JobResult]:
    """Nothing is shown of a job that has no answers and cannot begin: what was shown before stays."""
    from engine.batch.job import JobTally
    from engine.operations.classifying import run_job
    from gui.classify.sheet import Sheet

    answers = yield from opening()
    sheet: Sheet | None = None
    try:
        yield Progress("", detail=Begun(answers.file))
        if answers.count() > answers.waiting_count():
            sheet = Sheet(answers)
            yield Progress("", detail=Opened(sheet))
        run = run_job(answers)
        try:
            while True:
                progress = next(run)
                if sheet is None and isinstance(progress.detail, JobTally):
                    sheet = Sheet(answers)
                    yield Progress("", detail=Opened(sheet))
                yield progress
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        finally:
            run.close()
    finally:
        if sheet is None:
            answers.close()


def watched(opening: Callable[[], Operation[Answers]]) -> Operation[JobResult]:
    from engine.operations.classifying import remember_watch, watch_job
    from gui.classify.sheet import Sheet

    answers = yield from opening()
    remember_watch(answers, True)
    yield Progress("", detail=Opened(Sheet(answers)))
    return (yield from watch_job(answers))


def unwatched(file: Path) -> Operation[None]:
    from engine.batch.answers import Answers
    from engine.operations.classifying import remember_watch

    yield Progress("")
    with Answers(file) as answers:
        remember_watch(answers, False)


def new_or_known(project: Project | None, card: ModelCard, sources: Sequence[Path], asking: Asking, fresh: bool) -> Operation[Answers]:
    from engine.operations.classifying import answers_home, open_job

    yield Progress("")
    return open_job(answers_home(project), card, sources, asking, fresh)


def unlabelled(project: Project, card: ModelCard, asking: Asking, fresh: bool) -> Operation[Answers]:
    from engine.operations.classifying import open_unlabelled

    return (yield from open_unlabelled(project, card, asking, fresh))


def known(file: Path) -> Operation[Answers]:
    from engine.batch.answers import Answers

    yield Progress("")
    return Answers(file)


def shown(file: Path) -> Operation[Sheet]:
    from gui.classify.sheet import Sheet

    return Sheet((yield from known(file)))


def earlier(project: Project | None) -> Operation[tuple[JobCard, ...]]:
    from engine.operations.classifying import answers_home, jobs_of

    yield Progress("")
    return tuple(jobs_of(answers_home(project)))


def forgotten(card: JobCard) -> Operation[None]:
    from engine.operations.classifying import forget_job

    yield Progress("")
    forget_job(card.file)
