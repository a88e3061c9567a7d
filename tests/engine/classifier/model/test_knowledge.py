"""What a model remembers travels with it, and is held to its hash like the weights."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save as save_arrays

from engine.classifier.calibration import Calibration
from engine.classifier.learning.training import TrainedModel
from engine.classifier.model import knowledge
from engine.classifier.model.card import LARGEST_KNOWN, read_card
from engine.classifier.model.files import load, save
from engine.classifier.model.knowledge import add_knowledge
from engine.classifier.model.package import pack, unpack
from engine.errors import ModelDamaged, OutputNotWritable
from engine.progress import run

FILE = "known.safetensors"
FITTED = Calibration(1.5, 0.2, 0.1, 40)


def scores_of(folder: Path, trained: TrainedModel) -> np.ndarray:
    known = load(folder, "cpu").known
    assert known is not None and trained.known is not None
    return known.scores(np.eye(len(trained.known.basis), dtype=np.float32)[:8])


def test_it_comes_back_as_it_was_learned(model_folder: Path, trained: TrainedModel) -> None:
    assert trained.known is not None and read_card(model_folder).knows
    assert np.array_equal(scores_of(model_folder, trained), trained.known.scores(np.eye(len(trained.known.basis), dtype=np.float32)[:8]))


def test_the_calibration_is_on_the_card(trained: TrainedModel, tmp_path: Path) -> None:
    card = save(replace(trained, calibration=FITTED), tmp_path / "m")
    assert card.calibration == FITTED and load(tmp_path / "m", "cpu").calibration == FITTED
    assert json.loads((tmp_path / "m" / "model.json").read_text())["calibration"]["ece_before"] == 0.2
    assert "20.0% before and is 10.0% after" in (tmp_path / "m" / "MODEL_CARD.md").read_text()


def test_a_model_of_an_earlier_version_has_neither(model_folder: Path) -> None:
    stored = json.loads((model_folder / "model.json").read_text())
    del stored["calibration"], stored["known_sha256"]
    (model_folder / "model.json").write_text(json.dumps(stored))
    loaded = load(model_folder, "cpu")
    assert (loaded.calibration, loaded.known, loaded.card.knows) == (None, None, False)


def test_without_its_file_nothing_would_be_unknown_and_so_it_is_told(model_folder: Path, tmp_path: Path) -> None:
    whole = run(pack(read_card(model_folder), tmp_path / "whole.fieldmark-model"))
    (model_folder / FILE).unlink()
    with pytest.raises(ModelDamaged, match="safetensors is missing"):
        load(model_folder, "cpu")
    with pytest.raises(ModelDamaged, match="safetensors is missing"):
        run(pack(read_card(model_folder), tmp_path / "m.fieldmark-model"))
    assert not (tmp_path / "m.fieldmark-model").exists()
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(tmp_path / "part.fieldmark-model", "w") as part:
        for name in set(package.namelist()) - {FILE}:
            part.writestr(name, package.read(name))
    with pytest.raises(ModelDamaged, match="safetensors is missing"):
        load(tmp_path / "part.fieldmark-model", "cpu")


def test_a_changed_file_is_told_as_damage(model_folder: Path, tmp_path: Path) -> None:
    content = (model_folder / FILE).read_bytes()
    for damaged in (content[:-1] + bytes([content[-1] ^ 1]), content[: len(content) // 2], b"", bytes(LARGEST_KNOWN + 1)):
        (model_folder / FILE).write_bytes(damaged)
        with pytest.raises(ModelDamaged, match="safetensors is not the file"):
            load(model_folder, "cpu")
        with pytest.raises(ModelDamaged, match="safetensors is not the file"):
            run(pack(read_card(model_folder), tmp_path / "m.fieldmark-model"))
        assert not (tmp_path / "m.fieldmark-model").exists()


@pytest.mark.parametrize("content", [b"no tensors", save_arrays({"later": np.zeros(3)}), save_arrays({"basis": np.zeros((2, 2))})])
def test_a_file_of_another_kind_is_left_aside(model_folder: Path, content: bytes) -> None:
    (model_folder / FILE).write_bytes(content)
    stored = json.loads((model_folder / "model.json").read_text())
    (model_folder / "model.json").write_text(json.dumps({**stored, "known_sha256": hashlib.sha256(content).hexdigest()}))
    assert load(model_folder, "cpu").known is None


def test_it_travels_in_the_one_file(model_folder: Path, trained: TrainedModel, tmp_path: Path) -> None:
    packed = run(pack(read_card(model_folder), tmp_path / "m.fieldmark-model"))
    assert np.array_equal(scores_of(packed, trained), scores_of(model_folder, trained))
    card, notes = run(unpack(packed, tmp_path / "taken" / "m"))
    assert notes == () and np.array_equal(scores_of(card.folder, trained), scores_of(model_folder, trained))


def rewritten(file: Path, target: Path, known: bytes | None, **card: object) -> Path:
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as opened:
        for name in source.namelist():
            content = source.read(name)
            if name == "model.json":
                content = json.dumps({**json.loads(content), **card}).encode()
            if name != FILE or known is not None:
                opened.writestr(name, known or content if name == FILE else content)
    return target


def test_strangers_cannot_slip_in_another(model_folder: Path, tmp_path: Path) -> None:
    packed = run(pack(read_card(model_folder), tmp_path / "m.fieldmark-model"))
    with pytest.raises(ModelDamaged, match="safetensors is not the file"):
        run(unpack(rewritten(packed, tmp_path / "1.fieldmark-model", b"other"), tmp_path / "taken" / "1"))
    with pytest.raises(ModelDamaged, match="too large"):
        run(unpack(rewritten(packed, tmp_path / "2.fieldmark-model", bytes(LARGEST_KNOWN + 1)), tmp_path / "taken" / "2"))
    card, _ = run(unpack(rewritten(packed, tmp_path / "3.fieldmark-model", b"other", known_sha256=""), tmp_path / "taken" / "3"))
    assert not (card.folder / FILE).exists() and load(card.folder, "cpu").known is None


def test_a_model_is_given_what_it_lacked(model_folder: Path, trained: TrainedModel) -> None:
    known = load(model_folder, "cpu").known
    bare = add_knowledge(model_folder, None, None)
    assert not bare.knows and not (model_folder / FILE).exists()
    assert "training pictures it is" not in (model_folder / "MODEL_CARD.md").read_text()
    whole = add_knowledge(model_folder, FITTED, known)
    assert whole.knows and whole.calibration == FITTED and whole.sha256 == bare.sha256
    assert len({bare.answers_sha256, whole.answers_sha256, add_knowledge(model_folder, None, known).answers_sha256}) == 3
    assert scores_of(model_folder, trained).shape == (8,)
    assert "training pictures it is" in (model_folder / "MODEL_CARD.md").read_text()


def test_what_people_wrote_stays(model_folder: Path) -> None:
    (model_folder / "MODEL_CARD.md").write_text("# Mine\n")
    add_knowledge(model_folder, FITTED, None)
    assert (model_folder / "MODEL_CARD.md").read_text() == "# Mine\n"


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_whenever_the_disk_is_full_the_model_is_whole(model_folder: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    """It is written in three steps: the card without, what is remembered, the card with it."""
    known = load(model_folder, "cpu").known
    assert known is not None
    other = replace(known, decay=2 * known.decay)
    steps, write = [], knowledge.write_atomically

    def failing(path: Path, content: bytes | str) -> None:
        steps.append(path.name)
        if len(steps) == fails_at:
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(knowledge, "write_atomically", failing)
    with pytest.raises(OutputNotWritable, match="No space left"):
        add_knowledge(model_folder, FITTED, other)
    found = load(model_folder, "cpu").known
    assert (found is None) == (fails_at > 1)
