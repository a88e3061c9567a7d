"""The sample job: real scans, a network from scratch, a report that stands alone, screenshots of the four pages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from engine.operations import demo as demo_module
from engine.operations.demo import demo
from engine.operations.sample_project import sample_project, sample_recipe
from engine.progress import run
from engine.project.project import Project
from gui.screenshots import PAGES, take


def test_the_sample_project_has_labelled_and_unlabelled_digits_and_is_made_once(tmp_path: Path) -> None:
    folder = run(sample_project(tmp_path))
    with Project.open(folder) as project:
        counts = project.class_counts()
        assert sorted(each.name for each in project.classes()) == [str(digit) for digit in range(10)]
        assert sum(counts.values()) == 1200 and len(project.samples()) == 1797
    assert run(sample_project(tmp_path)) == folder
    with Project.open(folder) as project:
        assert len(project.samples()) == 1797


def test_the_demo_ends_with_a_report_and_screenshots(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_module, "sample_recipe", lambda: replace(sample_recipe(), epochs=4))  # the whole one: tests/benchmarks
    outcome = run(demo(tmp_path))
    assert outcome.accuracy >= 0.9 and outcome.new_accuracy >= 0.9
    page = outcome.report.read_text(encoding="utf-8")
    assert page.count("<img src='data:image/jpeg;base64,") == 60
    assert not re.search(r"(src|href)\s*=\s*['\"]?https?:", page) and "<script" not in page
    assert len(outcome.table.read_text(encoding="utf-8-sig").splitlines()) == 598
    pictures = take(outcome.project, tmp_path / "screenshots")
    assert [picture.stem for picture in pictures] == list(PAGES)
    for picture in pictures:
        with Image.open(picture) as image:
            assert image.width >= 1440 and len(image.convert("RGB").resize((160, 100)).getcolors(16000) or []) > 20
