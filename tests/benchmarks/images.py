"""Pictures: how fast they are inspected, made small and found alike, and what odd and huge files cost. JSON; ratios in one run.

Everything that takes threads takes two. Times of odd and huge files are from one process, its peak of memory reset before each file.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from engine.errors import PictureUnreadable
from engine.images.near_duplicates import groups, near_pairs
from engine.images.quality import measure
from engine.images.reader import read_image
from engine.images.scanner import files_below, inspect
from engine.images.thumbnails import SIDE, cached_pixels, encoded_thumbnail, thumbnail

DATA = Path(__file__).parents[3] / "shared" / "data"
THREADS = 2
SMALL, PHOTOS = 3000, 120
HASHES = 100_000
ROUNDS = 5


def rate(work: Callable[[Path], object], paths: Sequence[Path], repeat: int = 1) -> float:
    """Pictures a second with `THREADS` threads."""

    def some(first: int) -> None:
        for path in paths[first::THREADS] * repeat:
            work(path)

    threads = [threading.Thread(target=some, args=(first,)) for first in range(THREADS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(paths) * repeat / (time.perf_counter() - started)


def generated(folder: Path, count: int, size: tuple[int, int]) -> list[Path]:
    """Photo-like JPEGs: soft shapes and some noise."""
    rng = np.random.default_rng(0)
    folder.mkdir()
    paths = []
    for number in range(count):
        shapes = Image.fromarray(rng.integers(0, 255, (12, 16, 3), np.uint8)).resize(size, Image.Resampling.BICUBIC)
        noisy = np.asarray(shapes, np.float32) + rng.normal(0, 5, (size[1], size[0], 1))
        path = folder / f"{number:05}.jpg"
        Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(path, quality=80)
        paths.append(path)
    return paths


def bare(path: Path) -> None:
    with Image.open(path) as image:
        image.draft("RGB", (SIDE, SIDE))
        image.thumbnail((SIDE, SIDE))


def thumbnails(paths: Sequence[Path]) -> dict[str, float]:
    """Making them, writing included, beside a loop that only decodes and scales; in turns, because the machine has other work."""
    rounds = []
    for number in range(ROUNDS):
        made = rate(lambda path, number=number: encoded_thumbnail(path, f"{number}{path}"), paths)  # type: ignore[misc]
        rounds.append((made, rate(bare, paths)))
    return {
        "a_second": round(max(made for made, _ in rounds)),
        "bare_a_second": round(max(plain for _, plain in rounds)),
        "ratio_median": round(statistics.median(made / plain for made, plain in rounds), 2),
    }


def from_cache(paths: Sequence[Path]) -> dict[str, int]:
    from PySide6.QtGui import QImage

    def shown(path: Path) -> QImage:
        pixels = cached_pixels(path, str(path))
        image = QImage(pixels.data, pixels.width, pixels.height, pixels.width * 4, QImage.Format.Format_RGBX8888)
        return image.convertToFormat(QImage.Format.Format_RGB32)

    for path in paths:
        encoded_thumbnail(path, str(path))
    best = {
        "pixels_a_second": lambda path: cached_pixels(path, str(path)),
        "pixels_of_128_a_second": lambda path: cached_pixels(path, str(path), 128),
        "as_qimage_a_second": shown,
        "measured_a_second": lambda path: measure(thumbnail(path, str(path))),
    }
    return {name: round(max(rate(work, paths, 3) for _ in range(ROUNDS))) for name, work in best.items()}


def near_duplicates(kind: str) -> dict[str, float]:
    """Run in a process of its own, to see its memory."""
    rng = np.random.default_rng(0)
    hashes = rng.integers(-(2**63), 2**63, HASHES, dtype=np.int64)
    if kind == "copies":
        hashes[HASHES // 2 :] = hashes[: HASHES // 2] ^ 0b10010001
    elif kind == "half equal":
        hashes[HASHES // 2 :] = 77
    elif kind == "clumps":
        hashes = np.repeat(hashes[:200], HASHES // 200)
        for _ in range(4):
            hashes ^= np.int64(1) << rng.integers(0, 64, HASHES)
    started = time.perf_counter()
    pairs = near_pairs(hashes)
    middle = time.perf_counter()
    found = groups(hashes)
    return {
        "pairs_s": round(middle - started, 2),
        "groups_s": round(time.perf_counter() - middle, 2),
        "pairs": len(pairs),
        "groups": len(np.unique(found)) - 1,
        "peak_rss_mb": _peak_mb(),
    }


def huge_files(folder: Path) -> None:
    """100 megapixels in several forms, most of them stored turned."""
    row = np.arange(10_000, dtype=np.uint16)
    grey = Image.fromarray(((row[:, None] // 50 + row[None, :] // 70) % 256).astype(np.uint8))
    turned = Image.Exif()
    turned[0x0112] = 6
    picture = Image.merge("RGB", (grey, grey.transpose(Image.Transpose.ROTATE_90), grey))
    picture.save(folder / "baseline.jpg", exif=turned)
    picture.save(folder / "progressive.jpg", exif=turned, progressive=True, subsampling=0)
    picture.save(folder / "plain.png", exif=turned, compress_level=1)
    picture.crop((0, 0, 10_000, 8_000)).save(folder / "80-megapixels.webp", method=0, quality=40)
    picture.putalpha(grey)
    picture.save(folder / "alpha.tif", exif=turned, compression="tiff_lzw")


def _peak_mb() -> int:
    status = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    return int(status.split()[0]) // 1024


def costs(folder: Path) -> dict[str, object]:
    """Inspect, read and make a thumbnail of each file below `folder`; run in a process of its own."""
    slowest, largest, outcomes = (0.0, ""), (0, ""), {"read": 0, "refused": 0}
    for path in files_below(folder).files:
        Path("/proc/self/clear_refs").write_text("5")  # resets the peak of memory
        for work in (inspect, read_image, encoded_thumbnail):
            started = time.perf_counter()
            try:
                work(path)
                outcomes["read"] += work is read_image
            except PictureUnreadable:
                outcomes["refused"] += work is read_image
            slowest = max(slowest, (round(time.perf_counter() - started, 2), path.name))
        largest = max(largest, (_peak_mb(), path.name))
    return {"slowest_s": slowest, "peak_rss_mb": largest, **outcomes}


def in_a_process(*arguments: str) -> dict[str, object]:
    done = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {"died": done.returncode, "said": done.stderr[-500:]}


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["FIELDMARK_HOME"] = home
        folder = Path(home)
        small = generated(folder / "small", SMALL, (320, 240))
        sets = {
            "generated 1600x1200": generated(folder / "large", PHOTOS // 2, (1600, 1200)),
            "generated 640x480": generated(folder / "medium", PHOTOS, (640, 480)),
            "generated 320x240": small[: 4 * PHOTOS],
        }
        if DATA.is_dir():
            sets["hymenoptera"] = sorted((DATA / "hymenoptera").rglob("*.jpg"))
        (folder / "huge").mkdir()
        huge_files(folder / "huge")
        result: dict[str, object] = {
            "benchmark": "images",
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
            "inspect_a_second": round(max(rate(inspect, small) for _ in range(ROUNDS))),
            "thumbnails": {name: thumbnails(paths) for name, paths in sets.items()},
            "from_cache": from_cache(list(sets.values())[-1]),
            "near_duplicates_100000": {kind: in_a_process("near", kind) for kind in ("random", "copies", "half equal", "clumps")},
            "huge_files": in_a_process("costs", str(folder / "huge")),
        }
        for name in ("odd-pillow", "odd-exif") if DATA.is_dir() else ():
            result[name] = in_a_process("costs", str(DATA / name))
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["near", kind]:
            print(json.dumps(near_duplicates(kind)))
        case ["costs", where]:
            print(json.dumps(costs(Path(where))))
        case _:
            main()
