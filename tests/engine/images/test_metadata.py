"""What the camera wrote is found where it can be read; what cannot never stands in the way of the pixels."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base

from engine.images.metadata import LONGEST_CAMERA
from engine.images.reader import read_facts, read_image
from engine.images.scanner import inspect


def exif_with(**values: object) -> Image.Exif:
    exif = Image.Exif()
    for name, value in values.items():
        tag = Base[name]
        (exif.get_ifd(IFD.Exif) if name in ("DateTimeOriginal", "BodySerialNumber") else exif)[tag] = value
    return exif


def facts_with(tmp_path: Path, name: str = "a.jpg", **values: object) -> tuple[int | None, str]:
    Image.new("RGB", (8, 6)).save(tmp_path / name, exif=exif_with(**values).tobytes())
    facts = read_facts(tmp_path / name)
    return facts.taken, facts.camera


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif", "a.avif"])
def test_time_and_camera_are_found_in_every_format(tmp_path: Path, name: str) -> None:
    taken, camera = facts_with(tmp_path, name, DateTimeOriginal="2023:05:06 07:08:09", Make="Acme", Model="X1", BodySerialNumber="42")
    assert (taken, camera) == (1683356889, "Acme X1 42")
    found = inspect(tmp_path / name)
    assert (found.taken, found.camera) == (taken, camera)


def test_the_time_of_the_shot_comes_before_that_of_an_edit(tmp_path: Path) -> None:
    assert facts_with(tmp_path, DateTime="2024:01:01 00:00:00")[0] == 1704067200
    assert facts_with(tmp_path, DateTime="2024:01:01 00:00:00", DateTimeOriginal="2023:05:06 07:08:09")[0] == 1683356889


@pytest.mark.parametrize(
    "date",
    ["0000:00:00 00:00:00", "2023:13:40 07:08:09", "    :  :     :  :  ", "2023", "9999:01:01 00:00:00", "1700:01:01 00:00:00", "x" * 500],
)
def test_nonsense_dates_are_none(tmp_path: Path, date: str) -> None:
    assert facts_with(tmp_path, DateTimeOriginal=date)[0] is None


def test_the_name_of_a_camera_is_cleaned(tmp_path: Path) -> None:
    assert facts_with(tmp_path, Make="Canon", Model="Canon EOS R5\0\0\0")[1] == "Canon EOS R5"
    assert facts_with(tmp_path, Make="  A\n\tB ", Model="\x01")[1] == "A B"
    assert len(facts_with(tmp_path, Make="m" * 500, Model="o" * 500)[1]) == LONGEST_CAMERA
    assert facts_with(tmp_path)[1] == ""


def test_metadata_behind_the_pixels_of_a_png_is_found(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png", exif=exif_with(Orientation=6, Model="Late"))
    content = (tmp_path / "a.png").read_bytes()
    start = content.index(b"eXIf") - 4
    end = start + 12 + int.from_bytes(content[start : start + 4], "big")
    tail = content.index(b"IEND") - 4
    (tmp_path / "a.png").write_bytes(content[:start] + content[end:tail] + content[start:end] + content[tail:])
    facts = read_facts(tmp_path / "a.png")
    assert (facts.width, facts.height, facts.camera) == (20, 30, "Late")
    assert read_image(tmp_path / "a.png").size == (20, 30)


def test_a_turned_tiff_is_turned_once(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "a.tif", exif=exif_with(Orientation=6))
    facts = read_facts(tmp_path / "a.tif")
    assert (facts.width, facts.height) == read_image(tmp_path / "a.tif").size == (20, 30)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_damaged_metadata_never_refuses_a_picture(tmp_path: Path, name: str) -> None:
    good = exif_with(Orientation=6, Make="Acme", DateTime="2024:01:01 00:00:00", DateTimeOriginal="2023:05:06 07:08:09").tobytes()
    blocks = [b"Exif\0\0", b"Exif\0\0junkjunk", good[:14], good[:40]]
    chance = random.Random(1)
    for _ in range(60):
        block = bytearray(good)
        for _ in range(chance.randint(1, 10)):
            block[chance.randrange(6, len(block))] = chance.randrange(256)
        blocks.append(bytes(block))
    for block in blocks:
        Image.new("RGB", (8, 8), "red").save(tmp_path / name, exif=block)
        assert inspect(tmp_path / name).width == 8
        assert read_image(tmp_path / name).getpixel((4, 4))[0] > 240
