"""Every kind of picture comes out upright, RGB and 8-bit, or is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import PictureUnreadable
from engine.images.reader import read_facts, read_image
from engine.images.scanner import files_below, inspect, looks_like_picture
from engine.images.thumbnails import SIDE, thumbnail_file
from tests.conftest import striped_picture


def corner_picture() -> Image.Image:
    """Wider than high, red in its upper left corner."""
    pixels = np.full((20, 40, 3), 40, np.uint8)
    pixels[:8, :8] = (230, 30, 30)
    return Image.fromarray(pixels)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_eight_exif_orientations_come_out_upright(tmp_path: Path, orientation: int) -> None:
    undo = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    stored = corner_picture()
    for step in undo.get(orientation, []):
        stored = stored.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"{orientation}.png"
    stored.save(path, exif=exif)
    image = read_image(path)
    assert image.size == (40, 20)
    assert image.getpixel((2, 2))[0] > 200 and image.getpixel((37, 17))[0] < 60
    facts = read_facts(path)
    assert (facts.width, facts.height) == (40, 20)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I;16", "I", "F"])
def test_every_mode_becomes_rgb(tmp_path: Path, mode: str) -> None:
    grey = corner_picture().convert("L")
    if mode in ("I;16", "I"):
        image = Image.fromarray(np.asarray(grey).astype(np.uint16 if mode == "I;16" else np.int32) * 257)
    elif mode == "F":
        image = Image.fromarray(np.asarray(grey).astype(np.float32) / 255)
    else:
        image = corner_picture().convert(mode)
    path = tmp_path / ("picture.jpg" if mode == "YCbCr" else "picture.tif")
    image.save(path)
    read = read_image(path)
    assert read.mode == "RGB" and read.size == (40, 20)
    grey_read = np.asarray(read.convert("L"), float)
    assert grey_read[:8, :8].mean() - grey_read[12:, 20:].mean() > 20


def test_sixteen_bits_keep_their_shades(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, 256, dtype=np.uint16)[None, :].repeat(4, axis=0)
    Image.fromarray(ramp).save(tmp_path / "ramp.png")
    shades = np.asarray(read_image(tmp_path / "ramp.png"))[0, :, 0].astype(int)
    assert np.abs(shades - np.arange(256)).max() <= 1


def test_transparency_is_laid_over_white(tmp_path: Path) -> None:
    Image.new("RGBA", (4, 4), (10, 20, 30, 0)).save(tmp_path / "clear.png")
    assert read_image(tmp_path / "clear.png").getpixel((1, 1)) == (255, 255, 255)


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    good = striped_picture(tmp_path / "good.jpg", 0, 1, size=(300, 300)).read_bytes()
    cases = {"cut.jpg": good[: len(good) // 2], "empty.jpg": b"", "text.jpg": b"hello, I am a text file" * 9}
    reasons = {"cut.jpg": "cut short", "empty.jpg": "empty", "text.jpg": "not a picture", "gone.jpg": "not there"}
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
    for name, reason in reasons.items():
        with pytest.raises(PictureUnreadable, match=reason):
            inspect(tmp_path / name)


def test_the_extension_does_not_matter(tmp_path: Path) -> None:
    striped_picture(tmp_path / "a.png", 0, 1).rename(tmp_path / "a.fcgi")
    assert inspect(tmp_path / "a.fcgi").width == 48


def test_the_walk_is_ordered_and_leaves_hidden_files_out(tmp_path: Path) -> None:
    for name in ("b/2.png", "a.png", ".hidden.png", "x.fieldmark/c.png"):
        striped_picture(tmp_path / name, 0, 1)
    assert [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path).files] == ["a.png", "b/2.png"]


def test_thumbnails_are_small_and_cached(tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "large.jpg", 0, 1, size=(1200, 600))
    first = thumbnail_file(path, "ab12")
    with Image.open(first) as image:
        assert image.size == (SIDE, SIDE // 2)
    path.unlink()
    assert thumbnail_file(path, "ab12") == first


def test_odd_real_files_are_read_or_refused(shared_data: Path) -> None:
    refused = 0
    for path in filter(looks_like_picture, files_below(shared_data / "odd-pillow").files):
        try:
            assert read_image(path).mode == "RGB"
        except PictureUnreadable as error:
            assert error.reason
            refused += 1
    assert refused > 0


def test_real_orientations_look_the_same(shared_data: Path) -> None:
    for kind in ("Landscape", "Portrait"):
        sizes, pictures = set(), []
        for path in sorted((shared_data / "odd-exif").glob(f"{kind}*.jpg")):
            image = read_image(path)
            sizes.add(image.width > image.height)
            pictures.append(np.asarray(image.resize((32, 32)), float))
        assert len(sizes) == 1
        assert max(np.abs(picture - pictures[0]).mean() for picture in pictures) < 12
