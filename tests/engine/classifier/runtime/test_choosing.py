"""The fastest runtime is found once and remembered; what goes wrong with OpenVINO or the cache never stops anybody."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.classifier.asking import EXACT, FAST, OPENVINO, TORCH, Asking
from engine.classifier.model.files import LoadedModel
from engine.classifier.runtime import choosing, conversion
from engine.classifier.runtime.choosing import chosen
from engine.classifier.runtime.conversion import folder_of_runtimes
from engine.progress import Progress, run
from tests.conftest import ROOT, striped_picture


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "_SECONDS", 0.01)


def kept() -> list[Path]:
    return [folder for folder in folder_of_runtimes().iterdir() if folder.is_dir()]


def refuse(*_: Any, **__: Any) -> Any:
    raise AssertionError("this must not be done again")


@pytest.fixture
def no_conversion(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Any:
        raise RuntimeError("aten::strange is not supported")

    monkeypatch.setattr(choosing, "converted", fail)


@pytest.mark.parametrize("precision", [EXACT, FAST])
def test_all_candidates_are_measured_and_the_fastest_remembered(loaded: LoadedModel, precision: str) -> None:
    steps: list[Progress] = []
    first = run(chosen(loaded, Asking(precision=precision)), steps.append)
    assert steps[-1].total == 3 * (1 + choosing._ROUNDS)
    ((key, told),) = json.loads((folder_of_runtimes() / "choice.json").read_text()).items()
    assert loaded.card.architecture in key and precision in key
    speeds = told["views a second"]
    best = max(speeds, key=lambda name: speeds[name])
    assert best.split()[0] == told["choice"]["kind"] == first.runtime.kind
    assert first.remarks == ()


def test_what_is_remembered_is_not_measured_again(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(chosen(loaded, Asking()))
    monkeypatch.setattr(choosing, "_speed", refuse)
    assert run(chosen(loaded, Asking())).runtime.name == first.runtime.name
    with pytest.raises(AssertionError, match="again"):
        run(chosen(loaded, Asking(precision=FAST)))


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"KEY": {}}', '{"KEY": {"choice": {"kind": "abacus"}}}', '{"KEY": {"choice": 3}}', "null"]
)
def test_a_damaged_memory_is_none(loaded: LoadedModel, content: str) -> None:
    run(chosen(loaded, Asking()))
    file = folder_of_runtimes() / "choice.json"
    (key,) = json.loads(file.read_text())
    file.write_text(content.replace("KEY", key))
    run(chosen(loaded, Asking()))
    assert key in json.loads(file.read_text())


def test_what_was_chosen_by_name_is_taken(loaded: LoadedModel) -> None:
    assert run(chosen(loaded, Asking(TORCH))).runtime.kind == TORCH
    assert run(chosen(loaded, Asking(OPENVINO))).runtime.kind == OPENVINO


def test_a_network_that_openvino_does_not_know_is_asked_through_torch(loaded: LoadedModel, no_conversion: None) -> None:
    for asking in (Asking(), Asking(OPENVINO), Asking(OPENVINO, FAST)):
        found = run(chosen(loaded, asking))
        assert found.runtime.kind == TORCH
        (remark,) = found.remarks
        assert loaded.card.architecture in str(remark)


def test_without_openvino_torch_answers(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "version", lambda name: (_ for _ in ()).throw(PackageNotFoundError(name)))
    monkeypatch.setitem(sys.modules, "openvino", None)
    for asking in (Asking(), Asking(OPENVINO), Asking(precision=FAST)):
        found = run(chosen(loaded, asking))
        assert found.runtime.kind == TORCH and found.remarks


def test_a_remembered_runtime_that_no_longer_works_is_replaced(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(chosen(loaded, Asking(OPENVINO))).runtime.kind == OPENVINO
    monkeypatch.setattr(choosing, "OpenVinoRuntime", lambda *_: (_ for _ in ()).throw(OSError("libopenvino.so: cannot open")))
    assert run(chosen(loaded, Asking(OPENVINO))).runtime.kind == TORCH


def test_a_runtime_that_answers_otherwise_is_not_used(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    class Wrong(choosing.OpenVinoRuntime):
        def fetch(self) -> None:
            super().fetch()

        def begin(self, pixels: np.ndarray) -> Any:
            return super().begin(255 - pixels)

    monkeypatch.setattr(choosing, "OpenVinoRuntime", Wrong)
    assert run(chosen(loaded, Asking(OPENVINO))).runtime.kind == TORCH


def test_only_stored_models_on_a_cpu_look_for_another_runtime(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "converted", refuse)
    unsaved = replace(loaded, card=None)  # type: ignore[arg-type]
    assert run(chosen(unsaved, Asking())).runtime.kind == TORCH
    assert run(chosen(unsaved, Asking(OPENVINO))).runtime.kind == TORCH
    assert not choosing._may_use_openvino(replace(loaded, device="cuda"), Asking())
    assert choosing._may_use_openvino(replace(loaded, device="cuda"), Asking(OPENVINO))


# ---- what is kept ----------------------------------------------------------------------------------------------


def test_a_network_is_converted_once(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    run(chosen(loaded, Asking(OPENVINO)))
    (folder,) = kept()
    assert {file.name for file in folder.iterdir()} == {"model.xml", "model.bin", "sums.json"}
    monkeypatch.setattr(conversion, "_traced", refuse)
    assert run(chosen(loaded, Asking(OPENVINO, FAST))).runtime.kind == OPENVINO
    other = replace(loaded, config=replace(loaded.config, mean=(0.1, 0.1, 0.1)))
    with pytest.raises(AssertionError, match="again"):
        conversion.converted(choosing.Asked(other.network, other.config), other.config, other.card)


@pytest.mark.parametrize("name", ["model.xml", "model.bin", "sums.json"])
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_network_is_converted_again(loaded: LoadedModel, name: str, damage: str) -> None:
    run(chosen(loaded, Asking(OPENVINO)))
    (folder,) = kept()
    before = (folder / name).read_bytes()
    changed = {"cut": before[: len(before) // 2], "changed": before[:-9] + b"?" + before[-8:], "gone": None}[damage]
    if changed is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(changed)
    assert run(chosen(loaded, Asking(OPENVINO))).runtime.kind == OPENVINO
    assert [each.name for each in kept()] == [folder.name]
    assert conversion._read(folder) is not None


def test_a_cache_that_cannot_be_written_is_none(loaded: LoadedModel, home: Path) -> None:
    (home / "cache").mkdir(exist_ok=True)
    folder_of_runtimes().write_text("a file where the folder should be")
    assert run(chosen(loaded, Asking(OPENVINO))).runtime.kind == OPENVINO


def test_the_cache_keeps_what_was_used_last(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = choosing.Asked(loaded.network, loaded.config).eval()
    means = [(0.1 * number, 0.5, 0.5) for number in range(4)]
    configs = [replace(loaded.config, mean=mean) for mean in means]
    conversion.converted(asked, configs[0], loaded.card)
    monkeypatch.setattr(conversion, "_MOST_BYTES", int(3.5 * conversion._size(kept()[0])))
    for config in (configs[1], configs[2], configs[0], configs[3]):
        conversion.converted(asked, config, loaded.card)
    assert {folder.name for folder in kept()} == {conversion._key(loaded.card, configs[index]) for index in (0, 2, 3)}


def test_nothing_is_said_over_the_network(loaded: LoadedModel, model_folder: Path, tmp_path: Path) -> None:
    """In a process of its own: OpenVINO reports on import, by way of a child process if it can."""
    picture = striped_picture(tmp_path / "one.png", 0, 0)
    code = f"""
import socket, subprocess, sys
opened = []
class Watched(socket.socket):
    def __init__(self, *arguments, **options):
        opened.append(arguments)
        super().__init__(*arguments, **options)
socket.socket = Watched
telling = ("socket.__new__", "socket.connect", "subprocess.Popen")
sys.addaudithook(lambda name, details: opened.append((name, details)) if name in telling else None)
from pathlib import Path
from engine.classifier.asking import Asking
from engine.classifier.inference import Asker
from engine.classifier.model.files import load
asker = Asker(load(Path({str(model_folder)!r}), "cpu"), Asking("openvino"))
assert asker.runtime.startswith("OpenVINO"), asker.runtime
assert len(list(asker.ask([Path({str(picture)!r})]))) == 1
assert "openvino_telemetry" not in {{name for name, module in sys.modules.items() if module is not None}}
print([each for each in opened if each[0] != "subprocess.Popen" or "telemetry" in str(each)])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("[]"), done.stdout
