"""fieldmark weights and fieldmark architectures: what they say and what they print for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import timm
import torch
import typer

from engine.commands import weights

APP = typer.Typer(pretty_exceptions_enable=False)
APP.add_typer(weights.app, name="weights")
APP.command()(weights.architectures)

Teller = Callable[..., tuple[dict[str, Any], str]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Teller:
    def run(*arguments: object, code: int = 0) -> tuple[dict[str, Any], str]:
        with pytest.raises(SystemExit) as ended:
            APP([*map(str, arguments), "--json"], prog_name="fieldmark")
        said = capsys.readouterr()
        assert ended.value.code == code, said.err
        return json.loads(said.out), said.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    torch.manual_seed(1)
    torch.save({"state_dict": {**timm.create_model("test_resnet").state_dict(), "queue": torch.ones(3)}}, tmp_path / "trained.pth")
    return tmp_path / "trained.pth"


def test_from_a_file_to_another_machine(told: Teller, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty, said = told("weights", "list")
    assert empty["weights"] == [] and "no weights on this machine yet" in said
    arrived, said = told("weights", "import", file, "--architecture", "test_resnet", "--license", "mit")
    assert "test_resnet.trained for test_resnet" in said and "Not used: queue" in said
    assert (arrived["left_over"], arrived["missing"], arrived["weights"][0]["license"]) == (["queue"], [], "mit")
    exported, _ = told("weights", "export", "test_resnet.trained", tmp_path / "weights.zip")
    assert Path(exported["file"]).is_file()
    monkeypatch.setenv("FIELDMARK_HOME", str(tmp_path / "offline machine"))
    told("weights", "import", tmp_path / "weights.zip")
    listed, said = told("weights", "list")
    assert [row["name"] for row in listed["weights"]] == ["test_resnet.trained"]
    assert str(tmp_path / "offline machine") in listed["folder"] and "mit" in said
    told("weights", "delete", "test_resnet.trained")
    assert told("weights", "list")[0]["weights"] == []


def test_refusals_have_their_exit_code_and_a_way_on(told: Teller, tmp_path: Path) -> None:
    (tmp_path / "junk.pth").write_bytes(b"junk")
    for arguments, words in (
        (("import", tmp_path / "junk.pth"), "damaged"),
        (("delete", "nothing"), "no stored weights"),
        (("export", "nothing", tmp_path / "x.zip"), "no stored weights"),
        (("download", "no_such_network"), "Near ones are"),
        (("download", "resnet18"), "HF_HUB_OFFLINE"),
    ):
        answer, said = told("weights", *arguments, code=5)
        assert words in said and answer["exit_code"] == 5


def test_the_recommended_architectures_and_a_search(told: Teller) -> None:
    answer, said = told("architectures")
    assert answer["architectures"][0]["name"] == "mobilenetv3_large_100"
    assert "quick on any laptop" in said
    answer, said = told("architectures", "dinov2", "small")
    assert answer["architectures"][0]["name"] == "vit_small_patch14_dinov2"
    assert answer["architectures"][0]["weights"][0]["license"] == "apache-2.0"
    answer, said = told("architectures", "resnet")
    assert "more words find fewer" in said and len(answer["architectures"]) > 40
    assert told("architectures", "resnet", "--most-parameters", "1")[0]["architectures"]
    assert "no architecture named" in told("architectures", "nonsense", code=5)[1]


def test_measured_here(told: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.classifier.architectures.speed._SECONDS", 0.0)
    answer, said = told("architectures", "lenet5", "--measure", "--batch", "2")
    row = answer["architectures"][0]
    assert row["measured"]["trained_per_second"] > 0
    assert "pictures a second predicted" in said
