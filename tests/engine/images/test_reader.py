"""Every kind of picture comes out upright, RGB and 8-bit, or is refused with a reason."""

from __future__ import annotations

import base64
import io
import os
import struct
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from engine.errors import PictureUnreadable
from engine.images.reader import read_facts, read_image, read_to_fit
from engine.images.scanner import inspect
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


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("JPEG", {"quality": 95}),
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("AVIF", {"quality": 95, "speed": 10}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("BMP", {}),
        ("GIF", {}),
        ("JPEG2000", {}),
        ("PPM", {}),
        ("TGA", {}),
        ("QOI", {}),
    ],
)
def test_formats_are_known_by_content(tmp_path: Path, name: str, options: dict[str, object]) -> None:
    path = tmp_path / "picture.dat"
    corner_picture().save(path, name, **options)
    found = inspect(path)
    assert (found.format, found.width, found.height, found.frames) == (name, 40, 20, 1)
    red, green, _ = read_image(path).getpixel((2, 2))
    assert red > 190 and green < 90


# 40 x 20, red in the upper left corner, stored turned with the orientation of a camera, taken 2024-01-02 03:04:05 by "Maker Model"
HEIC = (
    "c-muNV30{GsVvAy%}izhg51nBLl8SRGck>Uf$?~5YDppk1Sn>t<P<^K3<a6VB@Af5Br_);Y>0~k0}}%yh{gCCLIZ&%Pz(r|RNx|2Kx~njnU@CUfn-I2oK&zfpqh-bWJ3l"
    "dK}L`g*NRNAa=wDhl3WI;N=CNKf}#Q-`)OuDaz2nQ1?qKXWCjUM04tLF!0_kqj~@&S{LBeJ9TE<VJdFSUgA_1>R4{{(+%6`EM4+Um6C)#<%mRf*)@iTS&3g7galwHG1_qu6"
    "kZ?;9P&Jzi<H6#Coj^N;lk;<m@{)5ZfTFw%Y(OOpBALYnsZifKK(R)0P9n%*A`rJTXn^Sd|NmbBg#nO$0Sya*g3O9ckVa+>4h|s2nOT%y0(1_8WM)AwEKV4Kes5%AW^HK$"
    "a-=egQq!Oke90-r$>3N3*|9q}B@q-|rW%avIZuR11z29V#sB~Jgwp|aCwIPilazZe{Lh3R2M#^9+5h|e!u^p8R@tyGUGdc7lXQ623kje`Hb}Vp`Z8z%c^nKZjQn6nvH`Ij"
    "qX3-k!YBj^GElfMFtlefus}WO1#**bVs>f~gKvIHY7S6z0y9__C>UZuvPK3*CRPT9Rt8222F6wfK(;9Z08U1O-v"
)


def test_heic_comes_out_upright(tmp_path: Path) -> None:
    path = tmp_path / "phone.jpg"  # as some programs call them
    path.write_bytes(zlib.decompress(base64.b85decode(HEIC)))
    found = inspect(path)
    assert (found.format, found.width, found.height, found.frames) == ("HEIF", 40, 20, 1)
    assert found.camera == "Maker Model" and found.taken == 1704164645
    image = read_image(path)
    assert image.size == (40, 20)
    assert image.getpixel((2, 2))[0] > 200 and image.getpixel((37, 17))[0] < 60


def test_only_the_first_of_several_pages_or_frames_is_used(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (8, 6), "red"), Image.new("RGB", (8, 6), "blue")
    for name in ("pages.tif", "frames.gif", "frames.webp", "frames.png"):
        first.save(tmp_path / name, save_all=True, append_images=[second, first])
        assert read_facts(tmp_path / name).frames == 3
        assert read_image(tmp_path / name).getpixel((3, 3))[0] > 240


def wide_gamut() -> bytes:
    """A matrix profile whose red is a good deal redder than that of sRGB: sRGB's own with red and green columns exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * struct.unpack(">I", profile[128:132])[0], 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("name", ["picture.jpg", "picture.png", "picture.tif", "picture.webp"])
def test_colour_profiles_are_converted_to_srgb(tmp_path: Path, name: str) -> None:
    options = {"lossless": True} if name.endswith("webp") else {}
    Image.new("RGB", (16, 16), (250, 20, 20)).save(tmp_path / name, icc_profile=wide_gamut(), **options)
    for image in (read_image(tmp_path / name), read_to_fit(tmp_path / name, 8)):
        red, green, _ = image.getpixel((4, 4))
        assert green > 200 and red < 90
        assert "icc_profile" not in image.info


def test_transparent_and_grey_pictures_have_profiles_too(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8), (250, 20, 20, 255)).save(tmp_path / "rgba.png", icc_profile=wide_gamut())
    assert read_image(tmp_path / "rgba.png").getpixel((4, 4))[1] > 200
    Image.new("L", (8, 8), 100).save(tmp_path / "grey.png", icc_profile=wide_gamut())  # one that does not fit is ignored
    assert read_image(tmp_path / "grey.png").getpixel((4, 4)) == (100, 100, 100)


@pytest.mark.parametrize(
    "profile", [b"junk", wide_gamut()[:200], b"\0" * 400, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()]
)
def test_broken_profiles_and_srgb_change_nothing(tmp_path: Path, profile: bytes) -> None:
    Image.new("RGB", (8, 8), (250, 20, 20)).save(tmp_path / "a.png", icc_profile=profile)
    assert read_image(tmp_path / "a.png").getpixel((4, 4)) == (250, 20, 20)


def test_lab_becomes_rgb(tmp_path: Path) -> None:
    lab = ImageCms.profileToProfile(corner_picture(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB")
    assert lab is not None
    lab.save(tmp_path / "lab.tif")
    assert np.abs(np.asarray(read_image(tmp_path / "lab.tif"), int) - np.asarray(corner_picture(), int)).max() <= 6


def test_turning_and_converting_in_bands_equals_doing_it_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (37, 53, 4), np.uint8)
    exif = Image.Exif()
    results = []
    for band in (4_000_000, 200):
        monkeypatch.setattr("engine.images.colour._BAND_PIXELS", band)
        for orientation in range(1, 9):
            exif[0x0112] = orientation
            Image.fromarray(pixels).save(tmp_path / "a.png", exif=exif)
            results.append((np.asarray(read_image(tmp_path / "a.png")), np.asarray(read_image(tmp_path / "a.png", shrink_to=9))))
    for (whole, small), (banded, small_banded) in zip(results[:8], results[8:], strict=True):
        assert np.array_equal(whole, banded) and np.array_equal(small, small_banded)


@pytest.mark.parametrize("name", ["large.jpg", "large.png", "large.jp2", "large.webp"])
def test_detail_is_skipped_down_to_what_was_asked_for(tmp_path: Path, name: str) -> None:
    striped_picture(tmp_path / name, 2, 1, size=(1200, 800))
    image = read_image(tmp_path / name, shrink_to=100)
    assert image.mode == "RGB" and 100 <= min(image.size) < 400
    fitted = read_to_fit(tmp_path / name, 100)
    assert max(fitted.size) == 100 and abs(fitted.height - 67) <= 1
    striped_picture(tmp_path / name, 2, 1, size=(30, 20))
    assert read_image(tmp_path / name, shrink_to=100).size == read_to_fit(tmp_path / name, 100).size == (30, 20)


def header_of_png(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


def test_long_sides_open_and_bombs_are_refused(tmp_path: Path) -> None:
    Image.new("L", (60_000, 100), 90).save(tmp_path / "strip.png")
    assert inspect(tmp_path / "strip.png").width == 60_000
    assert read_image(tmp_path / "strip.png").size == (60_000, 100)
    assert read_to_fit(tmp_path / "strip.png", 256).size == (256, 1)
    for width, height in ((60_000, 60_000), (20_000, 8_000), (2**31 - 1, 2**31 - 1)):
        (tmp_path / "bomb.png").write_bytes(header_of_png(width, height))
        for read in (inspect, read_image, read_facts):
            with pytest.raises(PictureUnreadable, match="too large"):
                read(tmp_path / "bomb.png")


def test_what_would_not_fit_into_memory_comes_smaller_where_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.images.reader.MEMORY", 1_000_000)  # 100 000 pixels of JPEG, 52 000 of JPEG 2000
    for name in ("large.jpg", "large.jp2", "large.png", "large.webp"):
        striped_picture(tmp_path / name, 2, 1, size=(400, 300))
    assert read_facts(tmp_path / "large.jpg").width == 400
    assert read_image(tmp_path / "large.jpg").size == read_image(tmp_path / "large.jp2").size == (200, 150)
    for name in ("large.png", "large.webp"):
        with pytest.raises(PictureUnreadable, match="too large"):
            inspect(tmp_path / name)
    Image.new("RGB", (400, 300)).save(tmp_path / "progressive.jpg", progressive=True)  # its decoder keeps all coefficients
    with pytest.raises(PictureUnreadable, match="too large"):
        read_image(tmp_path / "progressive.jpg")


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    for make in (Path.mkdir, os.mkfifo):
        make(tmp_path / "thing")
        for read in (inspect, read_image):
            with pytest.raises(PictureUnreadable, match="not a file"):
                read(tmp_path / "thing")
        (tmp_path / "thing").rmdir() if (tmp_path / "thing").is_dir() else (tmp_path / "thing").unlink()
    with pytest.raises(PictureUnreadable, match="too long"):
        read_image(tmp_path / ("x" * 300))
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    with pytest.raises(PictureUnreadable, match="leads back"):
        inspect(tmp_path / "loop.jpg")


def test_other_programs_are_never_started_for_a_picture(tmp_path: Path) -> None:
    corner_picture().save(tmp_path / "a.eps")  # Pillow would run Ghostscript
    with pytest.raises(PictureUnreadable, match="known format"):
        read_image(tmp_path / "a.eps")


def test_a_broken_beginning_is_damage_and_not_something_unknown(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    corner_picture().save(buffer, "PNG")
    (tmp_path / "a.png").write_bytes(buffer.getvalue()[:20])
    with pytest.raises(PictureUnreadable, match="damaged"):
        inspect(tmp_path / "a.png")


def test_warnings_about_metadata_stay_away_also_where_warnings_are_errors(tmp_path: Path) -> None:
    corner_picture().save(tmp_path / "a.jpg", exif=b"Exif\0\0II*\0\xff\xff\xff\xff\xff\xff")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert inspect(tmp_path / "a.jpg").width == 40
        with pytest.raises(UserWarning):
            warnings.warn("of somebody else", UserWarning, stacklevel=1)
