from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from engine.batch.sorting.values import COPY
from engine.errors import SettingInvalid
from engine.operations.sorting import pattern_example
from tests.engine.batch.sorting.made import answered, sorted_by

BIRD = Path("/pictures/garden/bird.JPG")


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        ("{class}/{name}", "blue tit/bird.JPG"),
        ("{name}", "bird.JPG"),
        ("{class}\\{stem}", "blue tit/bird.JPG"),
        ("{class}/{stem}_{confidence}", "blue tit/bird_0.973.JPG"),
        ("{folder}/{class} {number}", "garden/blue tit 0001.JPG"),
        ("{class}/{class}-{stem}.{ext}", "blue tit/blue tit-bird.JPG"),
        ("{class}/{ext}/{number}", "blue tit/JPG/0001.JPG"),
        ("a: {class}?/{name}", "a_ blue tit_/bird.JPG"),
    ],
)
def test_where_a_picture_would_go(pattern: str, place: str) -> None:
    assert pattern_example(pattern, BIRD, "blue tit", 0.9731) == place


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("", "nothing between"),
        ("/{name}", "nothing between"),
        ("../{name}", "nothing between"),
        ("{class}//{name}", "nothing between"),
        ("{class}/{", "braces"),
        ("{class}/{nmae}", "no field {nmae}"),
        ("{class}/{number:04}", "no field {number:04}"),
        ("{name}/{class}", "the same"),
        ("{0}/{name}", "no field {0}"),
    ],
)
def test_what_is_no_pattern_is_refused_with_the_reason(pattern: str, reason: str) -> None:
    with pytest.raises(SettingInvalid, match=reason.replace("{", r"\{").replace("}", r"\}")):
        pattern_example(pattern, BIRD, "blue tit", 0.9)


def test_days_come_from_the_camera_or_else_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    exif = Image.Exif()
    exif[0x0132] = "2021:03:04 05:06:07"
    Image.new("RGB", (8, 8)).save(tmp_path / "in/camera.jpg", exif=exif)
    Image.new("RGB", (8, 8)).save(tmp_path / "in/plain.jpg")
    when = datetime(2019, 12, 31, 12).timestamp()
    os.utime(tmp_path / "in/plain.jpg", (when, when))
    sure = {"camera.jpg": (0.9, 0.1), "plain.jpg": (0.9, 0.1)}
    with answered(tmp_path / "job.answers", tmp_path / "in", sure, ("ant", "bee")) as answers:
        sorted_by(answers, tmp_path / "out", COPY, pattern="{year}/{month}/{date} {name}")
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.jpg")) == [
        "2019/12/2019-12-31 plain.jpg",
        "2021/03/2021-03-04 camera.jpg",
    ]


def test_numbers_run_within_each_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    sure = {"a.png": (0.9, 0.1), "b.png": (0.1, 0.9), "c.png": (0.8, 0.2)}
    for name in sure:
        Image.new("RGB", (8, 8)).save(tmp_path / "in" / name)
    with answered(tmp_path / "job.answers", tmp_path / "in", sure, ("ant", "bee")) as answers:
        sorted_by(answers, tmp_path / "out", COPY, pattern="{class}/{number}")
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.png")) == [
        *("ant/0001.png", "ant/0002.png", "bee/0001.png")
    ]
