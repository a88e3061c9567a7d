"""The whole job on the sample pictures, headless: import, train, evaluate, classify, explain, report."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from engine.batch.answers import Answers
from engine.batch.outputs import write
from engine.batch.table import Thresholds
from engine.errors import FolderNotWritable, translate
from engine.operations.classifying import JobResult, answers_home, open_job, run_job
from engine.operations.evaluating import Evaluation, evaluate
from engine.operations.explaining import Explanation, explain
from engine.operations.sample_project import sample_project, sample_recipe, true_digits
from engine.operations.training import TrainingOutcome, train_project
from engine.progress import Operation, Progress
from engine.project.project import Project
from engine.report import write_report

_EXPLAINED = 12


@dataclass(frozen=True)
class DemoOutcome:
    """Where everything is. `accuracy` is on the held-out test split, `new_accuracy` on the pictures that had no label."""

    project: Path
    report: Path
    table: Path
    training: TrainingOutcome
    evaluation: Evaluation
    classified: JobResult
    new_accuracy: float
    seconds: float

    @property
    def accuracy(self) -> float:
        return self.evaluation.scores.accuracy


def demo(out: Path) -> Operation[DemoOutcome]:
    """Run the sample job into the folder `out`; what is there from an earlier run is used again, the model is new."""
    started = time.perf_counter()
    if out.exists() and not out.is_dir():
        raise FolderNotWritable(folder=out, reason=translate("errors", "Not a directory"))
    folder = yield from sample_project(out)
    with Project.open(folder, to_write=True) as project:
        training = yield from train_project(project, sample_recipe())
        evaluation = yield from evaluate(project, training.card.folder)
        home = answers_home(project)
    table, report = out / "results.csv", out / "report.html"
    with open_job(home, training.card, [out / "digits" / "new"]) as answers:
        classified = yield from run_job(answers)
        yield from write(answers, table, Thresholds())
        explanations: list[Explanation] = []
        for answer in islice(answers.everything(), _EXPLAINED):
            explanations.append((yield from explain(training.card.folder, answer.path)))
        yield Progress(translate("operations", "Writing the report"))
        write_report(report, training.card, evaluation, answers, classified, explanations)
        accuracy = _accuracy(answers)
    seconds = time.perf_counter() - started
    return DemoOutcome(folder, report, table, training, evaluation, classified, accuracy, seconds)


def _accuracy(answers: Answers) -> float:
    truth = true_digits()
    names = answers.question.class_names
    hits = [names[each.ranked(1)[0][0]] == truth[each.path.name] for each in answers.everything() if not each.reason]
    return sum(hits) / len(hits)
