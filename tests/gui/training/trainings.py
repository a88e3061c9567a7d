"""What the tests of the Train page share: a quick recipe, a project of stripes, and the page of a real window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from engine.classifier.recipe import Recipe
from gui.main_window import TRAIN, MainWindow
from gui.pages.train_page import TrainPage

LONG_MS = 60_000
QUICK = Recipe(
    preset="scratch",
    architecture="test_resnet",
    image_size=32,
    epochs=2,
    learning_rate=0.005,
    batch_size=8,
    horizontal_flip=0.0,
    smallest_crop=0.8,
    colour_jitter=0.0,
    patience=0,
)
ENDLESS = replace(QUICK, epochs=1000)


def opened(window: MainWindow, folder: Path) -> TrainPage:
    """The Train page on the project in `folder`."""
    assert window.session.open(folder)
    window.go(TRAIN)
    return window.train_page


def train(qtbot: QtBot, page: TrainPage, recipe: Recipe = QUICK) -> None:
    """Train by `recipe` until the model is there."""
    page.show_recipe(recipe)
    with qtbot.waitSignal(page.trained, timeout=LONG_MS):
        page.start()
    at_rest(qtbot, page)


def begun(qtbot: QtBot, page: TrainPage, recipe: Recipe = ENDLESS, epochs: int = 2) -> None:
    """Begin a training and wait until some epochs have been told."""
    page.show_recipe(recipe)
    page.start()
    qtbot.waitUntil(lambda: len(page.stage.live.curves.loss.points("validation")) >= epochs, timeout=LONG_MS)


def at_rest(qtbot: QtBot, page: TrainPage) -> None:
    qtbot.waitUntil(lambda: page.queue.running is None, timeout=LONG_MS)
