"""Hold a model against the labelled samples of one split, and keep the outcome beside the model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.classifier.model.card import read_card
from engine.classifier.values import ClassScore, Example, Prediction, Scores
from engine.errors import NothingToEvaluate, translate
from engine.operations.learning import learning_ready
from engine.operations.models import open_model
from engine.paths import write_atomically
from engine.progress import Operation, Progress
from engine.project.project import Project
from engine.project.sample import Sample, Split


@dataclass(frozen=True)
class Answer:
    """One labelled sample and what the model said of it; `truth` is the index of its class in the model."""

    sample_id: int
    path: Path
    truth: int
    probabilities: tuple[float, ...]

    @property
    def predicted(self) -> int:
        return max(range(len(self.probabilities)), key=self.probabilities.__getitem__)


@dataclass(frozen=True)
class Evaluation:
    """The scores of the model `model` on `split`, each answer, and how many pictures could not be read."""

    model: str
    split: Split
    class_names: tuple[str, ...]
    scores: Scores
    answers: tuple[Answer, ...]
    unreadable: int


def evaluate(project: Project, folder: Path, split: Split | None = None) -> Operation[Evaluation]:
    """Evaluate the model in `folder`; `split` None takes the test split, or validation where there is no test sample.

    Raises `ModelMissing`, `ModelDamaged`, `NothingToEvaluate`.
    """
    card = read_card(folder)
    split, samples, examples = _material(project, card.class_names, split)
    yield from learning_ready()
    yield Progress(translate("operations", "Loading the model"))
    model = open_model(folder)
    from engine.classifier.inference import predict
    from engine.classifier.metrics import scores

    predictions = yield from predict(model, [example.path for example in examples])
    readable = [index for index, prediction in enumerate(predictions) if not prediction.failure]
    if not readable:
        raise NothingToEvaluate(split=split.value)
    answers = tuple(_answer(samples[index], examples[index], predictions[index]) for index in readable)
    measured = scores(card.class_names, [answer.truth for answer in answers], [answer.predicted for answer in answers])
    evaluation = Evaluation(card.name, split, tuple(card.class_names), measured, answers, len(examples) - len(readable))
    if project.writable and folder.parent == project.models_folder:
        write_atomically(_file(folder, split), json.dumps(_to_json(evaluation)))
    return evaluation


def kept_evaluation(folder: Path, split: Split | None = None) -> Evaluation | None:
    """The outcome that `evaluate` left beside the model, if it is there and whole."""
    for side in (split,) if split else (Split.TEST, Split.VALIDATION):
        try:
            return _from_json(json.loads(_file(folder, side).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            continue  # it can be made again: nothing to trouble the user with
    return None


def _material(project: Project, class_names: Sequence[str], split: Split | None) -> tuple[Split, list[Sample], list[Example]]:
    targets = {name: index for index, name in enumerate(class_names)}
    by_id = {each.id: targets[each.name] for each in project.classes() if each.name in targets}
    everyone = [sample for sample in project.samples() if sample.class_id in by_id]
    for side in (split,) if split else (Split.TEST, Split.VALIDATION):
        samples = [sample for sample in everyone if sample.split is side]
        if samples:
            return side, samples, [Example(sample.path, by_id[sample.class_id or 0]) for sample in samples]
    raise NothingToEvaluate(split=(split or Split.TEST).value)


def _answer(sample: Sample, example: Example, prediction: Prediction) -> Answer:
    return Answer(sample.id, sample.path, example.target, prediction.probabilities)


def _file(folder: Path, split: Split) -> Path:
    return folder / f"evaluation-{split.value}.json"


def _to_json(evaluation: Evaluation) -> dict[str, Any]:
    stored = asdict(evaluation)
    stored["answers"] = [{**asdict(answer), "path": str(answer.path)} for answer in evaluation.answers]
    return stored


def _from_json(stored: dict[str, Any]) -> Evaluation:
    per_class = tuple(ClassScore(**score) for score in stored["scores"].pop("per_class"))
    confusion = tuple(tuple(row) for row in stored["scores"].pop("confusion"))
    scores = Scores(**stored["scores"], per_class=per_class, confusion=confusion)
    answers = tuple(
        Answer(answer["sample_id"], Path(answer["path"]), answer["truth"], tuple(answer["probabilities"])) for answer in stored["answers"]
    )
    return Evaluation(stored["model"], Split(stored["split"]), tuple(stored["class_names"]), scores, answers, stored["unreadable"])
