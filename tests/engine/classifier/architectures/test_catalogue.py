"""The catalogue is true to the installed timm, and the search finds what people type."""

from __future__ import annotations

import json
import random
import runpy
from importlib.metadata import version

import pytest
import timm
import torch

import resources
from engine.classifier.architectures import catalogue as table
from engine.classifier.architectures.catalogue import BEST_FOR, catalogue, full_name, known, recommended, search, weights_of
from engine.classifier.architectures.names import all_names, checked, known_to_timm
from engine.classifier.network import pooled_features
from tests.conftest import ROOT

SMALL = [row for row in catalogue() if (row.parameters or 99) < 3 and (row.gmacs or 99) < 0.4]


def test_every_architecture_of_the_installed_timm_is_in_it() -> None:
    if json.loads(resources.path("catalogue.json").read_text())["timm"] != version("timm"):
        pytest.skip("the table was made from another timm")
    assert [row.name for row in catalogue()] == sorted(all_names())


@pytest.mark.parametrize("row", random.Random(4).sample(catalogue(), 25), ids=lambda row: row.name)
def test_tags_and_licences_are_those_of_timm(row: table.Architecture) -> None:
    cfg = known_to_timm().get_pretrained_cfg(row.name)
    assert row.input_size == cfg.input_size[-1]
    assert {f"{row.name}.{each.tag}" for each in row.weights} == set(timm.list_pretrained(row.name))
    for each in row.weights:
        own = timm.get_pretrained_cfg(f"{row.name}.{each.tag}")
        known_license = "" if own.license in (None, "unknown") else own.license
        assert (each.license, each.input_size, each.classes) == (known_license, own.input_size[-1], own.num_classes)
        assert each.where == (own.hf_hub_id or own.url)
    if row.weights:
        assert row.weights[0].tag == cfg.tag


@pytest.mark.parametrize("row", [*random.Random(2).sample(SMALL, 6), known("lenet5"), known("test_vit")], ids=lambda row: row.name)
def test_parameters_and_features_are_counted_right(row: table.Architecture) -> None:
    network = known_to_timm().create_model(row.name).eval()
    assert row.parameters == pytest.approx(sum(each.numel() for each in network.parameters()) / 1e6, abs=0.001)
    with torch.inference_mode():
        features = pooled_features(network, torch.zeros(1, 3, row.input_size or 0, row.input_size or 0))
    assert features.shape == (1, row.features)


def test_multiply_adds_of_a_network_counted_by_hand() -> None:
    """LeNet-5 at 28 px with three channels: C1, C3, C5, F6 and ten outputs."""
    by_hand = 28 * 28 * 6 * 75 + 10 * 10 * 16 * 150 + 120 * 400 + 84 * 120 + 10 * 84
    row = known("lenet5")
    assert row is not None and row.gmacs == pytest.approx(by_hand / 1e9, rel=0.001)
    resnet = known("resnet50")
    assert resnet is not None and resnet.gmacs == pytest.approx(4.09, abs=0.05)  # He et al. 2016: 3.8, with timm's stride in the 3x3


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("resnet50", "resnet50"),
        ("ResNet-50", "resnet50"),
        ("50 resnet", "resnet50"),
        ("dinov2 small", "vit_small_patch14_dinov2"),
        ("lenet", "lenet5"),
        ("alexnet", "alexnet"),
        ("vision transformer dinov3 small", "vit_small_patch16_dinov3"),
        ("test_vit", "test_vit"),
    ],
)
def test_words_in_any_order(text: str, first: str) -> None:
    found = [row.name for row in search(text)]
    assert first in found[:6]
    if text.lower() in ("resnet50", "resnet-50", "lenet", "alexnet", "test_vit"):
        assert found[0] == first


@pytest.mark.parametrize("text", ["imagenet 22k convnext", "clip base", "siglip", "laion", "mae", "seer"])
def test_data_sets_and_methods_are_found(text: str) -> None:
    assert search(text)


def test_nothing_is_found_for_nonsense_and_all_for_nothing() -> None:
    assert search("resnet nosuchword") == ()
    assert set(search("")) == set(catalogue())


def test_narrowed_by_size_and_licence() -> None:
    small = search("", most_parameters=2)
    assert small and all((row.parameters or 99) <= 2 for row in small)
    free = search("dinov3", permissive=True)
    assert all(any(each.permissive for each in row.weights) for row in free)
    assert {row.name for row in free} < {row.name for row in search("dinov3")}
    assert all(any(each.license == "mit" for each in row.weights) for row in search("swin", license="mit"))
    assert "lenet5" not in {row.name for row in search("", pretrained=True)}


def test_what_weights_were_trained_on() -> None:
    weights = weights_of("convnext_tiny.in12k_ft_in1k")
    assert weights is not None and weights.trained_on == ("ImageNet-12k", "ImageNet-1k")
    assert full_name("resnet18") == "resnet18.a1_in1k" == full_name("resnet18.a1_in1k")
    assert (full_name("lenet5"), full_name("unheard_of"), weights_of("resnet18.none"), known("unheard_of")) == (
        "lenet5",
        "unheard_of",
        None,
        None,
    )


def test_an_architecture_that_the_table_lacks_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(row for row in catalogue() if row.name != "resnet18")
    monkeypatch.setattr(table, "catalogue", lambda: rows)
    assert checked("resnet18") == "resnet18"


def test_the_recommended_ones_have_a_note_and_a_source() -> None:
    rows = recommended()
    assert rows[0].name == "mobilenetv3_large_100"
    for row in rows:
        assert row.note.endswith(".") and row.source and row.best_for in BEST_FOR
        assert row.parameters and row.gmacs and row.input_size
    assert {row.best_for for row in rows} == set(BEST_FOR)


def test_the_table_is_small_and_has_one_row_a_line() -> None:
    file = resources.path("catalogue.json")
    assert file.stat().st_size < 600_000
    assert len(file.read_text().splitlines()) == len(catalogue()) + 2


def test_the_generator_makes_the_rows_that_are_there() -> None:
    made = runpy.run_path(str(ROOT / "packaging" / "catalogue.py"))
    for name in ("lenet5", "test_resnet"):
        row = known(name)
        assert row is not None
        facts = {fact: value for each in made["facts_of"](name) for fact, value in each.items()}
        assert facts == {"size": row.input_size, "parameters": row.parameters, "features": row.features, "gmacs": row.gmacs}
        assert made["family_of"](name) == row.family
        assert [made["tag_of"](f"{name}.{each.tag}")[0] for each in row.weights] == [each.tag for each in row.weights]
