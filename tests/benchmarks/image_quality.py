"""How well flags and fingerprints fit real pictures: false alarms on originals, recall on spoilt copies and near-duplicates. JSON.

The pictures are in the shared data folder; without it there is nothing to measure. All shares are per cent.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from engine.errors import PictureUnreadable
from engine.images.flags import BLURRY, BRIGHT, DARK, FLAGS
from engine.images.near_duplicates import RADIUS, groups
from engine.images.quality import Measures, flags, measure
from engine.images.reader import read_image

DATA = Path(__file__).parents[3] / "shared" / "data"
SETS = ("hymenoptera", "chess", "brain-mri", "magnetic-tile")
MOST = 300  # pictures of a set
LARGEST = 1000  # px

Change = Callable[[Image.Image], Image.Image]


def moved(image: Image.Image) -> Image.Image:
    """As if the camera had moved sideways by 3 % of the picture."""
    pixels = np.asarray(image, np.float32)
    length = max(3, max(image.size) * 3 // 100)
    sums = np.cumsum(np.pad(pixels, ((0, 0), (length, 0), (0, 0)), mode="edge"), axis=1)
    return Image.fromarray(((sums[:, length:] - sums[:, :-length]) / length).clip(0, 255).astype(np.uint8))


def exposed(image: Image.Image, stops: float) -> Image.Image:
    light = (np.asarray(image, np.float32) / 255) ** 2.2 * 2.0**stops
    return Image.fromarray((light.clip(0, 1) ** (1 / 2.2) * 255).astype(np.uint8))


def overexposed(image: Image.Image) -> Image.Image:
    """As many stops as it takes for a mean of 90 %."""
    steps = (exposed(image, half / 2) for half in range(1, 25))
    return next((step for step in steps if np.asarray(step.convert("L")).mean() > 0.9 * 255), exposed(image, 12))


def encoded(image: Image.Image, quality: int) -> Image.Image:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")


def cropped(image: Image.Image, left: float, right: float) -> Image.Image:
    width, height = image.size
    return image.crop((int(width * left), int(height * left), int(width * (1 - right)), int(height * (1 - right))))


def smaller(image: Image.Image, factor: float) -> Image.Image:
    return image.resize((max(1, int(image.width * factor)), max(1, int(image.height * factor))))


SPOILT: Mapping[str, tuple[int, Change]] = {
    "blurred by 0.5 % of the longer side": (BLURRY, lambda image: image.filter(ImageFilter.GaussianBlur(max(image.size) * 0.005))),
    "blurred by 1 %": (BLURRY, lambda image: image.filter(ImageFilter.GaussianBlur(max(image.size) * 0.01))),
    "blurred by 2 %": (BLURRY, lambda image: image.filter(ImageFilter.GaussianBlur(max(image.size) * 0.02))),
    "out of focus, 1.5 %": (BLURRY, lambda image: image.filter(ImageFilter.BoxBlur(max(image.size) * 0.015))),
    "moved by 3 %": (BLURRY, moved),
    "a quarter as bright": (DARK, lambda image: ImageEnhance.Brightness(image).enhance(0.25)),
    "4 stops under": (DARK, lambda image: exposed(image, -4)),
    "over, to a mean of 90 %": (BRIGHT, overexposed),
    "pale, contrast a quarter": (BRIGHT, lambda image: Image.blend(image, Image.new("RGB", image.size, "white"), 0.75)),
}
COPIES: Mapping[str, Change] = {
    "JPEG quality 50": lambda image: encoded(image, 50),
    "half the size": lambda image: smaller(image, 0.5),
    "a third of the size": lambda image: smaller(image, 0.33),
    "10 % brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.1),
    "10 % darker": lambda image: ImageEnhance.Brightness(image).enhance(0.9),
    "cropped 1 % all round": lambda image: cropped(image, 0.01, 0.01),
    "cropped 2 % all round": lambda image: cropped(image, 0.02, 0.02),
    "cropped 2 %, half the size, brighter, quality 60": lambda image: encoded(
        smaller(ImageEnhance.Brightness(cropped(image, 0.02, 0.0)).enhance(1.1), 0.5), 60
    ),
}


def looked_at(image: Image.Image) -> Measures:
    """As the application does it: from a thumbnail that was a JPEG."""
    image = image.copy()
    image.thumbnail((256, 256), Image.Resampling.HAMMING)
    return measure(encoded(image, 80))


def pictures(folder: Path) -> list[Image.Image]:
    found = []
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in paths[:: max(1, len(paths) // MOST)]:
        try:
            image = read_image(path, LARGEST)
        except PictureUnreadable:
            continue
        image.thumbnail((LARGEST, LARGEST))
        found.append(image)
    return found


def share(hits: list[bool]) -> float:
    return round(100 * float(np.mean(hits)), 1)


def alike(one: Measures, other: Measures) -> bool:
    if one.fingerprint is None or other.fingerprint is None:
        return False
    return ((one.fingerprint ^ other.fingerprint) & (2**64 - 1)).bit_count() <= RADIUS


def judged(images: list[Image.Image]) -> dict[str, object]:
    originals = [looked_at(image) for image in images]
    bits = [flags(measures, *image.size) for measures, image in zip(originals, images, strict=True)]
    fingerprints = np.array([measures.fingerprint for measures in originals if measures.fingerprint is not None])
    found = groups(fingerprints)
    distances = np.bitwise_count((fingerprints[:, None] ^ fingerprints[None, :]).view(np.uint64))
    return {
        "pictures": len(images),
        "flagged originals": {name: share([bool(each & bit) for each in bits]) for name, bit in FLAGS.items()},
        "spoilt copies noticed": {
            name: share([bool(flags(looked_at(spoil(image)), *image.size) & bit) for image in images])
            for name, (bit, spoil) in SPOILT.items()
        },
        "copies recognised": {
            name: share([alike(original, looked_at(copy(image))) for original, image in zip(originals, images, strict=True)])
            for name, copy in COPIES.items()
        },
        "pairs among originals": int((np.triu(distances <= RADIUS, 1)).sum()),
        "of all pairs": len(fingerprints) * (len(fingerprints) - 1) // 2,
        "largest group": int(np.unique(found[found >= 0], return_counts=True)[1].max(initial=0)),
        "featureless": len(images) - len(fingerprints),
    }


def main() -> None:
    sets = {name: judged(pictures(DATA / name)) for name in SETS if DATA.is_dir()}
    print(json.dumps({"benchmark": "image quality", "radius": RADIUS, **sets}, indent=2))


if __name__ == "__main__":
    main()
