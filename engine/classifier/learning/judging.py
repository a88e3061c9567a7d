"""Ask the network about the validation pictures, and pick the few whose answers are shown while it learns."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from typing import NamedTuple

import torch
from torch.nn import functional

from engine.classifier.learning.feed import Feed
from engine.classifier.learning.learner import Learner
from engine.classifier.learning.material import Evaluation, Material
from engine.classifier.learning.ranks import Ranks
from engine.classifier.values import Example, Glimpse, Prediction

_SHOWN = 8


class Answer(NamedTuple):
    """Of one validation picture, by its place: the loss in nats, the class answered, its probabilities if it is one of those shown."""

    place: int
    loss: float
    answer: int
    probabilities: tuple[float, ...]


def shown_places(examples: Sequence[Example]) -> list[int]:
    """A few of the validation pictures, of all classes in turn; always the same ones."""
    by_class: dict[int, list[int]] = {}
    for place, example in enumerate(examples):
        by_class.setdefault(example.target, []).append(place)
    turns = [places[turn] for turn in range(_SHOWN) for _, places in sorted(by_class.items()) if turn < len(places)]
    return sorted(turns[:_SHOWN])


def judge(learner: Learner, feed: Feed, material: Material, ranks: Ranks) -> Generator[None, None, tuple[Evaluation, list[Answer]]]:
    """The answers on all readable validation pictures of all processes; yields after each batch."""
    shown = set(shown_places(material.validation))
    answers: list[Answer] = []
    learner.begin_judging()
    with closing(feed.validation()) as source:
        for batch in source:
            material.note(material.validation, batch.failures)
            if batch.indices:
                targets = [material.validation[index].target for index in batch.indices]
                answers += _answers(learner.logits(batch.pixels), targets, batch.indices, shown)
            yield
    answers = sorted(ranks.gathered(answers))
    return _evaluation(answers, material), [answer for answer in answers if answer.place in shown]


def glimpse(epoch: int, answers: Sequence[Answer], material: Material) -> Glimpse:
    examples = [material.validation[answer.place] for answer in answers]
    predictions = tuple(Prediction(each.path, answer.probabilities) for each, answer in zip(examples, answers, strict=True))
    return Glimpse(epoch, predictions, tuple(each.target for each in examples))


def _answers(logits: torch.Tensor, targets: list[int], indices: Sequence[int], shown: set[int]) -> list[Answer]:
    losses = functional.cross_entropy(logits, torch.tensor(targets, device=logits.device), reduction="none").tolist()
    answers = logits.argmax(dim=1).tolist()
    rows = zip(indices, losses, answers, strict=True)
    return [
        Answer(place, loss, answer, tuple(logits[row].softmax(dim=0).tolist()) if place in shown else ())
        for row, (place, loss, answer) in enumerate(rows)
    ]


def _evaluation(answers: Sequence[Answer], material: Material) -> Evaluation:
    loss = sum(answer.loss for answer in answers) / len(answers) if answers else float("nan")
    targets = tuple(material.validation[answer.place].target for answer in answers)
    return Evaluation(loss, targets, tuple(answer.answer for answer in answers))
