"""The preset instant: its accuracy and seconds, first and with kept embeddings, against fastai's fine_tune(3) on the same pictures.

Prints JSON. Needs the shared data folder beside the checkout. fastai is no dependency of Fieldmark; to compare with it, make an
environment of its own and name its interpreter:

    uv venv /tmp/fastai && uv pip install --python /tmp/fastai/bin/python fastai timm
    python -m tests.benchmarks.instant --fastai /tmp/fastai/bin/python

Both load the weights pack mobilenetv2_100 with timm, on the same machine, one after the other; imports are outside of both clocks.
`--sets` adds four sets of pictures by crop mode and number of views: 70/30 by class and group, balanced accuracy in percent, the mean
of three splits (hymenoptera has sides of its own). With embeddings of nothing kept yet that takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[3] / "shared" / "data"
PACK = DATA / "weights" / "mobilenetv2_100"
HYMENOPTERA = DATA / "hymenoptera"
SETS = ("hymenoptera", "magnetic-tile", "brain-mri", "chess")
CROPS, VIEWS, SPLITS = ("border", "squash", "center"), (1, 2, 4), (0, 1, 2)


def pictures(side: str) -> list[Path]:
    """Both get the same files; ants come before bees."""
    return sorted(HYMENOPTERA.glob(f"{side}/*/*.jpg"))


# ---- theirs: runs in the other environment, where nothing of Fieldmark can be imported ---------------------


def theirs() -> dict[str, Any]:
    """The first accuracy is that of fastai's epoch on the frozen body, the other three are of fine_tune itself."""
    from fastai.vision.all import (  # type: ignore[import-not-found]
        Callback,
        CategoryBlock,
        DataBlock,
        GrandparentSplitter,
        ImageBlock,
        Resize,
        accuracy,
        parent_label,
        set_seed,
        vision_learner,
    )

    class Kept(Callback):
        order = 60  # after the recorder
        accuracies: list[float] = []

        def after_epoch(self) -> None:
            self.accuracies.append(round(100 * self.recorder.values[-1][-1], 1))

    set_seed(0)
    began = time.perf_counter()
    blocks = DataBlock(
        blocks=(ImageBlock, CategoryBlock),
        get_items=lambda _: pictures("train") + pictures("val"),
        splitter=GrandparentSplitter(valid_name="val"),
        get_y=parent_label,
        item_tfms=Resize(224),
    )
    kept = Kept()
    learner = vision_learner(blocks.dataloaders(HYMENOPTERA), f"local-dir:{PACK}", metrics=accuracy, cbs=kept)
    learner.fine_tune(3)
    return {"seconds": round(time.perf_counter() - began, 2), "accuracy after each epoch": kept.accuracies}


# ---- ours --------------------------------------------------------------------------------------------------


def ours(folder: Path) -> dict[str, Any]:
    from engine.classifier.learning.training import train  # the clock starts when this is loaded
    from engine.classifier.recipe import Recipe
    from engine.classifier.values import Storage
    from engine.progress import run

    examples = {side: hymenoptera(side) for side in ("train", "val")}

    def timed(recipe: Recipe, storage: Storage) -> dict[str, Any]:
        began = time.perf_counter()
        model = run(train(recipe, ("ants", "bees"), examples["train"], examples["val"], storage=storage))
        assert model.validation is not None
        seconds = round(time.perf_counter() - began, 2)
        return {"seconds": seconds, "accuracy": round(100 * model.validation.accuracy, 1), "why": reasons(model)}

    def reasons(model: Any) -> dict[str, Any]:
        return {reason.field: reason.value for reason in model.plan.reasons}

    recipe = Recipe(architecture="mobilenetv2_100", weights=str(PACK))
    kept = Storage(embeddings=folder / "embeddings")
    first = timed(recipe, kept)
    return {
        "first fit": first,
        "second fit": timed(recipe, kept),
        "accuracy by seed, 1 view": [timed(replace(recipe, seed=seed), kept)["accuracy"] for seed in SPLITS],
        "accuracy by seed, 4 views": [timed(replace(recipe, seed=seed, views=4), kept)["accuracy"] for seed in SPLITS],
    }


def hymenoptera(side: str) -> list[Any]:
    import hashlib

    from engine.classifier.values import Example

    files = pictures(side)
    return [Example(file, int(file.parent.name == "bees"), hashlib.sha256(file.read_bytes()).hexdigest()) for file in files]


def by_sets(folder: Path) -> dict[str, Any]:
    """{set: {crop mode: {number of views: balanced accuracy}}}."""
    return {name: of_set(folder, name) for name in SETS}


def of_set(folder: Path, name: str) -> dict[str, Any]:
    from engine.classifier.learning.training import train
    from engine.classifier.recipe import Recipe
    from engine.classifier.values import Storage
    from engine.progress import run

    classes, sides = divided(folder, name)
    found: dict[str, dict[str, float]] = {}
    for crop in CROPS:
        for views in VIEWS:
            recipe = Recipe(architecture="mobilenetv2_100", weights=str(PACK), crop_mode=crop, views=views)
            models = [run(train(recipe, classes, *each, storage=Storage(embeddings=folder / "embeddings"))) for each in sides]
            accuracies = [100 * model.validation.balanced_accuracy for model in models if model.validation is not None]
            found.setdefault(crop, {})[f"{views} views"] = round(statistics.mean(accuracies), 1)
    return found


def divided(folder: Path, name: str) -> tuple[list[str], list[tuple[list[Any], list[Any]]]]:
    """(class names, a pair of training and validation examples for each split); near-duplicates are one group."""
    from engine.operations.importing import import_folders
    from engine.operations.splitting import split_project, survey_split
    from engine.progress import run
    from engine.project.project import Project
    from engine.splits.split import SplitPlan, grouped_samples

    by_class: defaultdict[str, list[Path]] = defaultdict(list)
    for file in sorted(each for each in (DATA / name).rglob("*") if each.is_file()):
        by_class[file.parent.name].append(file)
    with Project.create(folder / name) as project:
        for label, files in by_class.items():
            table = project.folder / "labels.csv"
            table.write_text("path,class\n" + "".join(f'"{file}","{label}"\n' for file in files))
            run(import_folders(project, files, str(table)))
        classes = project.classes()
        targets = {each.id: index for index, each in enumerate(classes)}
        sides = []
        for seed in SPLITS[: 1 if name == "hymenoptera" else None]:
            plan = SplitPlan(train=70, validation=30, test=0, seed=seed)
            run(split_project(project, plan, anew=True))
            groups = grouped_samples(project.samples(), plan, run(survey_split(project, plan)).alike)
            sides.append(two_sides([(group.members, number) for number, group in enumerate(groups)], targets, name))
    return [each.name for each in classes], sides


def two_sides(groups: list[tuple[Any, int]], targets: dict[int, int], name: str) -> tuple[list[Any], list[Any]]:
    from engine.classifier.values import Example

    sides: dict[bool, list[Any]] = {True: [], False: []}
    for members, number in groups:
        for sample in members:
            if sample.class_id in targets:
                teaches = sample.path.parent.parent.name == "train" if name == "hymenoptera" else sample.split == "train"
                sides[teaches].append(Example(sample.path, targets[sample.class_id], sample.digest, number))
    return sides[True], sides[False]


def compared(python: str, mine: dict[str, Any]) -> dict[str, Any]:
    answer = subprocess.run([python, __file__, "--theirs"], capture_output=True, text=True, check=True).stdout
    result = json.loads(answer[answer.rindex('{"seconds"') :])
    return {"fastai fine_tune(3)": result, "ours / theirs, seconds": round(mine["first fit"]["seconds"] / result["seconds"], 3)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--fastai", metavar="PYTHON", help="the interpreter of an environment with fastai and timm")
    options.add_argument("--sets", action="store_true", help="four sets of pictures by crop mode and views as well")
    options.add_argument("--theirs", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.theirs:
        print(json.dumps(theirs()))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FIELDMARK_HOME"] = folder
        mine = ours(Path(folder))
        result: dict[str, Any] = {"benchmark": "instant", "machine": f"{platform.machine()}, {os.cpu_count()} cores, no GPU used", **mine}
        if chosen.fastai:
            result |= compared(chosen.fastai, mine)
        if chosen.sets:
            result["balanced accuracy"] = by_sets(Path(folder))
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
