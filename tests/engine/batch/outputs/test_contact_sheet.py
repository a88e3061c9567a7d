"""The page of pictures: whole in itself, and nothing in a file's name becomes part of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from engine.batch.answers import Answers
from engine.batch.outputs import contact_sheet, write
from engine.batch.table import Thresholds
from engine.progress import run


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def written(answers: Answers, tmp_path: Path) -> tuple[str, Page]:
    run(write(answers, tmp_path / "sheet.html", Thresholds(0.5, 0.99)))
    text = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    return text, Page(text)


def test_every_picture_is_in_the_page_with_its_class_and_bars(answers: Answers, tmp_path: Path) -> None:
    text, page = written(answers, tmp_path)
    assert len(page.all("figure")) == 8 and len(page.all("img")) == 7
    assert all((image["src"] or "").startswith("data:image/") for image in page.all("img"))
    assert "it is damaged" in text and "{{" not in text
    chips = {chip["id"] for chip in page.all("input")}
    assert chips == {"all", *{figure["class"] for figure in page.all("figure")}}
    for key in chips - {"all"}:
        assert f"body:has(#{key}:checked) figure:not(.{key})" in text


def test_nothing_in_it_comes_from_elsewhere_or_runs(answers: Answers, tmp_path: Path) -> None:
    text, page = written(answers, tmp_path)
    assert not page.all("script") and not page.all("link")
    assert "default-src 'none'" in text and "url(" not in text
    assert not re.search(r"https?://", text)
    assert "z&lt;script&gt;&amp;&#x27;.jpg" in text


def test_a_large_job_is_cut_and_says_so(answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contact_sheet, "MOST_PICTURES", 3)
    text, page = written(answers, tmp_path)
    assert len(page.all("figure")) == 3 and "shows the first 3" in text and "8 pictures" in text


def test_a_picture_that_is_gone_meanwhile_is_named(answers: Answers, tmp_path: Path) -> None:
    Path(answers.rows("SELECT path FROM picture ORDER BY path")[0][0]).unlink()
    text, page = written(answers, tmp_path)
    assert len(page.all("figure")) == 8 and "the file is not there" in text
