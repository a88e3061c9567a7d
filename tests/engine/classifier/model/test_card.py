"""The card of a model: old ones open, new ones tell where everything came from, and the Markdown says it to people."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.classifier.learning.training import TrainedModel
from engine.classifier.model.card import ModelCard, read_card
from engine.classifier.model.card_text import card_text, without_path
from engine.classifier.model.files import save
from engine.classifier.values import Plan, Reason
from engine.classifier.weights.origin import WeightsOrigin
from engine.errors import ModelDamaged, Sentence
from tests.engine.classifier.conftest import NAMES

_NEW = ("reasons", "origin", "fingerprint", "class_counts", "made_with", "made_on", "notes")


@pytest.fixture
def card(trained: TrainedModel, tmp_path: Path) -> ModelCard:
    reason = Reason("learning_rate", 0.002, Sentence("proven for {count} pictures", {"count": 36}))
    told = replace(
        trained,
        recipe=replace(trained.recipe, preset="finetune", weights="/home/someone/packs/tiny_pack"),
        plan=Plan(trained.recipe, (reason,)),
        origin=WeightsOrigin("hub/tiny", "cc-by-nc-4.0", "ab" * 32),
    )
    note = Sentence("{count} pictures could not be read", {"count": 2})
    return save(told, tmp_path / "stripes", notes=[note], class_counts=[12, 12, 5])


def test_it_tells_the_plan_the_origin_and_the_surroundings(card: ModelCard, trained: TrainedModel) -> None:
    assert [(each.field, each.value, str(each.text)) for each in card.reasons] == [("learning_rate", 0.002, "proven for 36 pictures")]
    assert card.origin == WeightsOrigin("hub/tiny", "cc-by-nc-4.0", "ab" * 32)
    assert card.fingerprint == trained.fingerprint and len(card.fingerprint) == 64
    assert card.class_counts == (12, 12, 5)
    assert {"torch", "timm", "safetensors", "numpy"} <= set(card.made_with)
    assert card.made_on["device"] == "cpu" and card.made_on["python"]
    assert [str(note) for note in card.notes] == ["2 pictures could not be read"]


def test_a_card_of_an_earlier_version_opens(card: ModelCard) -> None:
    file = card.folder / "model.json"
    stored = json.loads(file.read_text())
    file.write_text(json.dumps({name: value for name, value in stored.items() if name not in _NEW}))
    old = read_card(card.folder)
    assert (old.reasons, old.origin, old.fingerprint, old.class_counts, old.notes) == ((), None, "", (), ())
    assert card_text(old)


@pytest.mark.parametrize("name", _NEW)
@pytest.mark.parametrize("value", [3, "text", [1, "two", None], {"a": [1]}])
def test_nonsense_in_it_is_damage_or_nothing(card: ModelCard, name: str, value: object) -> None:
    file = card.folder / "model.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), name: value}))
    try:
        assert isinstance(card_text(read_card(card.folder)), str)
    except ModelDamaged as error:
        assert "damaged" in str(error)


def test_a_card_of_unreasonable_size_is_refused(card: ModelCard) -> None:
    (card.folder / "model.json").write_bytes(b" " * (16 * 2**20 + 1))
    with pytest.raises(ModelDamaged, match="too large"):
        read_card(card.folder)


def test_the_text_lies_in_the_folder_and_says_what_strangers_must_know(card: ModelCard) -> None:
    text = (card.folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert text == card_text(card)
    assert text.startswith("# stripes\n")
    for heading in (
        "Intended use",
        "Limits",
        "Classes",
        "Metrics",
        "How it was trained",
        "Starting weights and licence",
        "What it is shown",
    ):
        assert f"\n## {heading}\n" in text
    assert all(name in text for name in NAMES)
    assert "cc-by-nc-4.0" in text and "hub/tiny" in text
    assert "To be filled in" in text
    assert "| upright | 12 | 4 |" in text
    assert "less than 10) taught it: disc" in text
    assert "someone" not in text and "tiny" in text
    assert "proven for 36 pictures" in text and card.fingerprint in text


def test_names_cannot_break_the_markdown(trained: TrainedModel, tmp_path: Path) -> None:
    names = ("a|b", "[x](http://e)", "<script>\n# head")
    card = save(replace(trained, class_names=names), tmp_path / "odd", class_counts=[1, 2, 3])
    text = card_text(card)
    assert "a\\|b" in text and "<script>" not in text.replace("\\<script\\>", "") and "\n# head" not in text
    table = [line for line in text.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in table[:5]} == {4}


def test_from_scratch_and_without_validation(trained: TrainedModel, tmp_path: Path) -> None:
    text = card_text(save(replace(trained, validation=None), tmp_path / "plain"))
    assert "trained from scratch" in text and "Not measured" in text and "never measured" in text


@pytest.mark.parametrize(
    ("text", "left"),
    [("/home/x/pack", "pack"), ("C:\\x\\pack", "pack"), ("\\\\host\\share\\pack", "pack"), ("timm/resnet18", "timm/resnet18"), ("", "")],
)
def test_of_paths_only_the_name_is_left(text: str, left: str) -> None:
    assert without_path(text) == left
