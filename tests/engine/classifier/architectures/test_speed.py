"""Speeds and memory measured here, and remembered for this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from engine.classifier.architectures import speed
from engine.errors import ArchitectureUnknown
from engine.operations import architectures
from engine.operations.architectures import Measured, measure, remembered
from engine.progress import run


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "_SECONDS", 0.0)
    monkeypatch.setattr(speed, "best_device", lambda: "cpu")


def test_speeds_and_memory() -> None:
    (found,) = run(measure(["lenet5"], batch=8))
    assert (found.name, found.size, found.batch, found.failure) == ("lenet5", 28, 8, "")
    assert found.predicted_per_second and found.trained_per_second
    assert found.predicted_per_second > 0 and found.trained_per_second > 0
    parameters = 61_326 * 4
    activations = 8 * 4 * 6 * 28 * 28 * 2  # C1 before and after ReLU, all kept for the way back
    assert found.peak_bytes is not None
    assert parameters * 4 + activations < found.peak_bytes < parameters * 8 + 8 * activations


def test_live_tensors_are_counted_and_forgotten() -> None:
    live = speed._LiveTensors()
    with live:
        one = torch.zeros(1000)
        view = one[:10]
        assert live.peak == 4000
        del one, view
        two = torch.zeros(500)
    assert live.peak == 4000
    assert live._now == two.nbytes


def test_what_was_measured_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(measure(["lenet5"], batch=2))
    monkeypatch.setattr(speed, "_built", lambda *_: pytest.fail("it was measured again"))
    assert run(measure(["lenet5"], batch=2)) == first
    assert list(remembered().values()) == first


def test_another_batch_or_machine_is_another_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    run(measure(["lenet5"], batch=2))
    run(measure(["lenet5"], batch=4))
    monkeypatch.setattr(speed, "describe", lambda: "another machine")
    run(measure(["lenet5"], size=32, batch=2))
    assert len(remembered()) == 3


def test_a_damaged_file_of_measurements(home: Path) -> None:
    run(measure(["lenet5"], batch=2))
    for content in ("{", '[{"name": "x"}]', "[1]"):
        (home / "cache" / architectures._FILE).write_text(content)
        assert remembered() == {}
    run(measure(["lenet5"], batch=2))
    assert len(json.loads((home / "cache" / architectures._FILE).read_text())) == 1


def test_what_does_not_fit_is_told() -> None:
    (unfit,) = run(measure(["alexnet"], size=16, batch=2))
    assert unfit.predicted_per_second is None and unfit.failure
    with pytest.raises(ArchitectureUnknown):
        run(measure(["no_such_network"]))


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise torch.OutOfMemoryError("no")

    monkeypatch.setattr(speed, "_built", full)
    (found,) = run(measure(["lenet5"]))
    assert isinstance(found, Measured) and "does not fit into the memory" in found.failure


def test_it_can_be_cancelled() -> None:
    operation = measure(["lenet5", "test_resnet"], batch=2)
    while next(operation).total != 2:
        pass
    operation.close()
    assert remembered() == {}
