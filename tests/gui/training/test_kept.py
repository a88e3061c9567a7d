"""Which epoch became the model, in words and on its curves; and how sure its accuracy is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.classifier.model.card import ModelCard
from engine.classifier.recipe import Recipe
from engine.classifier.sight.input import InputConfig
from engine.classifier.values import ClassScore, EpochReport, Reason, Scores
from engine.errors import Sentence
from gui.app import make_app
from gui.training.accuracy_words import accuracy_words
from gui.training.curves_view import CurvesView
from gui.training.kept import head_was_best, kept_epoch
from gui.training.model_head import ModelHead

Row = tuple[int, float, float, float]  # epoch, validation loss, accuracy, balanced accuracy


def card_of(rows: Sequence[Row], accuracy: float, balanced: float, recipe: Recipe | None = None, monitor: str = "") -> ModelCard:
    per_class = tuple(ClassScore(name, 0.5, 0.5, 0.5, 5) for name in ("ant", "bee"))
    scores = Scores(accuracy, balanced, per_class, ((2, 3), (0, 5)), 10)
    reports = tuple(EpochReport(epoch, 0.1, 1.0, loss, right, 0.001, 80.0, share) for epoch, loss, right, share in rows)
    return ModelCard(
        folder=Path("m"),
        name="m",
        architecture="test_resnet",
        model_args={},
        class_names=("ant", "bee"),
        class_colours=(),
        config=InputConfig((32, 32), (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
        recipe=recipe or Recipe(preset="finetune"),
        metrics=scores,
        curves=reports,
        stop_reason="finished",
        seconds=1.0,
        training_count=40,
        validation_count=10,
        unreadable_count=0,
        sha256="",
        created="",
        fieldmark_version="",
        reasons=(Reason("monitor", monitor, Sentence("so")),) if monitor else (),
    )


RISE_AND_FALL = ((0, 0.9, 0.5, 0.5), (1, 0.6, 0.7, 0.6), (2, 0.5, 0.7, 0.7), (3, 0.8, 0.6, 0.7))


def epoch_of(card: ModelCard) -> int:
    kept = kept_epoch(card)
    assert kept is not None
    return kept.epoch


def test_the_figures_tell_which_epoch_it_was() -> None:
    assert epoch_of(card_of(RISE_AND_FALL, 0.7, 0.6)) == 1
    assert epoch_of(card_of(RISE_AND_FALL, 0.7, 0.7)) == 2


@pytest.mark.parametrize(("monitor", "epoch"), [("balanced_accuracy", 2), ("loss", 3), ("accuracy", 4)])
def test_where_they_do_not_it_is_the_best_by_what_was_watched(monitor: str, epoch: int) -> None:
    rows = ((1, 0.9, 0.5, 0.5), (2, 0.6, 0.6, 0.9), (3, 0.1, 0.5, 0.5), (4, 0.7, 0.8, 0.5))
    assert epoch_of(card_of(rows, 0.0, 0.0, Recipe(preset="finetune", monitor=monitor))) == epoch
    assert epoch_of(card_of(rows, 0.0, 0.0, monitor=monitor)) == epoch


def test_of_equals_the_lower_loss_was_kept_and_then_the_earlier() -> None:
    rows = ((1, 0.6, 0.7, 0.7), (2, 0.5, 0.7, 0.7), (3, 0.5, 0.7, 0.7))
    assert epoch_of(card_of(rows, 0.7, 0.7)) == 2


def test_without_validation_none_is_known() -> None:
    assert kept_epoch(card_of(((1, math.nan, math.nan, math.nan),), 0.7, 0.7)) is None


@pytest.fixture
def head(qtbot: QtBot) -> ModelHead:
    make_app()
    made = ModelHead()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("rows", "figures", "words"),
    [
        (RISE_AND_FALL, (0.7, 0.7), "Epoch 2 of 3 was the best"),
        (RISE_AND_FALL[:3], (0.7, 0.7), "The last of 2 epochs was the best"),
        (((0, 0.4, 0.8, 0.8), *RISE_AND_FALL[1:]), (0.8, 0.8), "did not get better than the linear head"),
        (RISE_AND_FALL[:1], (0.5, 0.5), "fitted at once"),
    ],
)
def test_the_head_says_which_was_kept(head: ModelHead, rows: Sequence[Row], figures: tuple[float, float], words: str) -> None:
    card = card_of(rows, *figures)
    head.show_card(card)
    assert words in head.remark.text() and accuracy_words(card.metrics) in head.facts.text()
    assert head_was_best(card) == ("linear head;" in head.remark.text())


def test_accuracy_comes_with_its_pictures_and_its_interval() -> None:
    card = card_of(RISE_AND_FALL, 0.7, 0.7)
    assert accuracy_words(card.metrics) == "70.0 % (7 of 10; roughly 40 to 89 %)" and accuracy_words(None) == "–"


def test_the_legends_show_the_kept_epoch(qtbot: QtBot) -> None:
    make_app()
    view = CurvesView()
    qtbot.addWidget(view)
    view.resize(1000, 300)
    view.show()
    qtbot.waitUntil(lambda: view.accuracy.ready and view.loss.ready, timeout=20_000)
    card = card_of(RISE_AND_FALL, 0.7, 0.7)
    view.show_reports(card.curves)
    qtbot.waitUntil(lambda: view.accuracy.values()["validation"] == "60.0 %")
    unmarked = view.loss.grab().toImage()
    view.mark_kept(card)
    assert view.accuracy.values()["validation"] == "70.0 %" and view.loss.values()["validation"] == "0.500"
    assert view.loss.grab().toImage() != unmarked
    view.show_reports(card.curves)
    qtbot.waitUntil(lambda: view.accuracy.values()["validation"] == "60.0 %")
