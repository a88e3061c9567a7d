"""Makes the picture in the README: draws leaves, flowers and beetles, trains on some of them, classifies the rest, pictures the window.

Run from the checkout: `.venv/bin/python packaging/screenshot.py`. Needs nothing from elsewhere; takes about a minute.
"""

from __future__ import annotations

import math
import os
import random
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).parent.parent
SIZE = (480, 360)
KINDS = ("beetle", "flower", "leaf")


def ground(dice: random.Random) -> Image.Image:
    """Soft blotches of one colour, as out of focus."""
    base = dice.choice([(92, 116, 74), (150, 136, 104), (78, 98, 110), (168, 160, 148), (60, 74, 52)])
    image = Image.new("RGB", SIZE, base)
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, radius = dice.uniform(0, SIZE[0]), dice.uniform(0, SIZE[1]), dice.uniform(15, 70)
        shade = tuple(max(0, min(255, channel + dice.randint(-34, 34))) for channel in base)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=shade)
    return image.filter(ImageFilter.GaussianBlur(9))


def beetle(draw: ImageDraw.ImageDraw, dice: random.Random, x: float, y: float, size: float) -> None:
    shell = dice.choice([(24, 26, 30), (120, 32, 26), (38, 72, 58), (86, 60, 30)])
    for side in (-1, 1):
        for leg in (-0.5, 0.0, 0.5):
            joint = (x + side * size * 0.75, y + leg * size * 1.2)
            draw.line(
                (x, y + leg * size, *joint, joint[0] + side * size * 0.25, joint[1] + size * 0.3),
                fill=(20, 18, 16),
                width=max(2, int(size / 14)),
            )
    draw.ellipse((x - size * 0.26, y - size * 1.12, x + size * 0.26, y - size * 0.62), fill=(20, 20, 22))
    draw.ellipse((x - size * 0.55, y - size * 0.8, x + size * 0.55, y + size), fill=shell)
    draw.line((x, y - size * 0.75, x, y + size), fill=(14, 14, 14), width=max(2, int(size / 20)))
    draw.ellipse(
        (x - size * 0.32, y - size * 0.5, x - size * 0.12, y + size * 0.1), fill=tuple(min(255, channel + 70) for channel in shell)
    )


def flower(draw: ImageDraw.ImageDraw, dice: random.Random, x: float, y: float, size: float) -> None:
    petal = dice.choice([(232, 196, 48), (208, 92, 148), (238, 238, 232), (120, 120, 214), (222, 104, 52)])
    count, turn = dice.randint(6, 11), dice.uniform(0, 1)
    for index in range(count):
        angle = 2 * math.pi * (index + turn) / count
        for step in range(1, 9):
            distance, radius = size * step / 9, size * 0.3 * math.sin(math.pi * step / 10)
            px, py = x + math.cos(angle) * distance, y + math.sin(angle) * distance
            shade = tuple(max(0, channel - (9 - step) * 7) for channel in petal)
            draw.ellipse((px - radius, py - radius, px + radius, py + radius), fill=shade)
    draw.ellipse((x - size * 0.24, y - size * 0.24, x + size * 0.24, y + size * 0.24), fill=(118, 78, 28))


def leaf(draw: ImageDraw.ImageDraw, dice: random.Random, x: float, y: float, size: float) -> None:
    green = dice.choice([(70, 140, 52), (120, 164, 50), (44, 104, 58), (178, 128, 44)])
    angle = dice.uniform(0, math.pi)
    along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))

    def place(length: float, width: float) -> tuple[float, float]:
        return x + along[0] * length + across[0] * width, y + along[1] * length + across[1] * width

    edge = [(t / 20 * 2 - 1, math.sin(math.pi * t / 20) ** 0.8 * 0.48) for t in range(21)]
    outline = [place(size * t, size * w) for t, w in edge] + [place(size * t, -size * w) for t, w in reversed(edge)]
    draw.polygon(outline, fill=green)
    vein = tuple(min(255, channel + 44) for channel in green)
    draw.line((*place(-size * 1.2, 0), *place(size, 0)), fill=vein, width=max(2, int(size / 22)))
    for t, w in edge[3:-3:2]:
        for side in (-1, 1):
            draw.line(
                (*place(size * (t - 0.15), 0), *place(size * (t + 0.1), side * size * w * 0.85)), fill=vein, width=max(1, int(size / 40))
            )


def picture(kind: str, seed: int) -> Image.Image:
    dice = random.Random(f"{kind}{seed}")
    image = ground(dice)
    draw = ImageDraw.Draw(image)
    size = dice.uniform(70, 120)
    x, y = dice.uniform(170, 310), dice.uniform(140, 220)
    {"beetle": beetle, "flower": flower, "leaf": leaf}[kind](draw, dice, x, y, size)
    return image.filter(ImageFilter.GaussianBlur(0.8))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FIELDMARK_HOME"] = folder
        make(Path(folder))


def make(folder: Path) -> None:
    from engine.classifier.recipe import FROM_SCRATCH, Recipe
    from engine.operations.importing import import_folders
    from engine.operations.training import train_project
    from engine.progress import run
    from engine.project.project import Project
    from engine.settings import Settings, save_settings
    from gui.screenshots import take

    for kind in KINDS:
        for seed in range(60):
            place = folder / ("labelled/" + kind if seed < 40 else "new") / f"{kind[0]}{seed * 37 % 100:02}-{seed:03}.jpg"
            place.parent.mkdir(parents=True, exist_ok=True)
            picture(kind, seed).save(place, quality=90)
    save_settings(Settings(appearance="light", language="en"))
    with Project.create(folder / "Garden") as project:
        run(import_folders(project, [folder / "labelled"]))
        run(import_folders(project, [folder / "new"], labels="none"))
        recipe = Recipe(preset="finetune", architecture="resnet10t", weights=FROM_SCRATCH, image_size=96, crop_mode="squash", epochs=16)
        run(train_project(project, recipe))
    target = ROOT / "resources" / "help" / "screenshot.png"
    (*_, classified) = take(project.folder, folder / "screenshots")
    Image.open(classified).convert("RGB").quantize(256).save(target, optimize=True)
    if len(sys.argv) > 1:
        for page in (folder / "screenshots").iterdir():
            page.rename(Path(sys.argv[1]) / page.name)


if __name__ == "__main__":
    main()
