"""A tiny trained network and striped pictures, for maps that are really made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from engine.classifier.learning.training import train
from engine.classifier.model.card import ModelCard, read_card
from engine.classifier.model.files import save
from engine.progress import run
from tests.conftest import striped_picture
from tests.engine.classifier.conftest import FROM_SCRATCH, NAMES, examples_in


@pytest.fixture(scope="session")
def card(tmp_path_factory: pytest.TempPathFactory) -> ModelCard:
    """A model that has learned the stripes a little."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("saliency")
    trained = run(train(replace(FROM_SCRATCH, epochs=2), NAMES, examples_in(folder, 6, 0), examples_in(folder, 2, 5000), device="cpu"))
    save(trained, folder / "stripes-1", ("#0072B2", "#E69F00", "#009E73"))
    return read_card(folder / "stripes-1")


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    return [striped_picture(tmp_path / f"picture-{number}.png", number, number) for number in range(4)]
