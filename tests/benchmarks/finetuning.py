"""Does fine-tuning beat the linear head that it begins with? Four real sets, split 70/30 by group, balanced accuracy over seeds.

Prints JSON; needs the shared data folder beside the checkout. Each seed deals the pictures anew. Options narrow it down, such as
`--sets chess --seeds 0 --set epochs=8`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[3] / "shared" / "data"
SETS = ("hymenoptera", "magnetic-tile", "brain-mri", "chess")


def sides(folder: Path, name: str, seed: int) -> tuple[list[str], list[Any], list[Any]]:
    """(class names, training, validation) of the set `name`, dealt 70/30 by group."""
    from engine.classifier.values import Example
    from engine.operations.importing import import_folders
    from engine.operations.splitting import split_project
    from engine.progress import run
    from engine.project.project import Project
    from engine.project.sample import Split
    from engine.splits.split import SplitPlan

    with Project.create(folder / f"{name}-{seed}") as project:
        run(import_folders(project, [DATA / name]))
        run(split_project(project, SplitPlan(validation=30, test=0, seed=seed), anew=True))
        places = {each.id: place for place, each in enumerate(project.classes())}
        rows = [each for each in project.samples() if each.class_id is not None]
        examples = {
            side: [Example(each.path, places[each.class_id], each.digest, each.group) for each in rows if each.split is side]
            for side in (Split.TRAIN, Split.VALIDATION)
        }
        return [each.name for each in project.classes()], examples[Split.TRAIN], examples[Split.VALIDATION]


def measured(recipe: Any, names: list[str], training: list[Any], validation: list[Any], embeddings: Path) -> dict[str, Any]:
    from engine.classifier.learning.training import train
    from engine.classifier.values import EpochReport, Storage
    from engine.progress import run

    def told(progress: Any) -> None:
        if isinstance(progress.detail, EpochReport):
            each = progress.detail
            print(
                f"    {each.epoch:3} loss {each.training_loss:.3f} {each.validation_loss:.3f}  accuracy {each.training_accuracy:.3f} "
                f"{each.validation_accuracy:.3f}  balanced {each.balanced_accuracy:.3f}  {each.images_per_second:.0f}/s",
                file=sys.stderr,
                flush=True,
            )

    began = time.perf_counter()
    model = run(train(recipe, names, training, validation, device="cpu", storage=Storage(embeddings=embeddings)), told)
    assert model.validation is not None
    return {
        "balanced": round(100 * model.validation.balanced_accuracy, 2),
        "accuracy": round(100 * model.validation.accuracy, 2),
        "seconds": round(time.perf_counter() - began, 1),
        "epochs": model.curves[-1].epoch,
    }


def one_set(folder: Path, name: str, seeds: list[int], recipes: dict[str, Any]) -> dict[str, Any]:
    from dataclasses import replace

    rows: dict[str, list[dict[str, Any]]] = {preset: [] for preset in recipes}
    for seed in seeds:
        dealt = sides(folder, name, seed)
        for preset, recipe in recipes.items():
            print(f"  {name} seed {seed} {preset}: {len(dealt[1])} / {len(dealt[2])}", file=sys.stderr, flush=True)
            rows[preset].append(measured(replace(recipe, seed=seed), *dealt, folder / "embeddings"))
    means = {preset: round(statistics.mean(row["balanced"] for row in found), 2) for preset, found in rows.items()}
    longest = {preset: max(row["seconds"] for row in found) for preset, found in rows.items()}
    return {"balanced accuracy, mean": means, "seconds, longest": longest, "each": rows}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sets", nargs="*", default=SETS)
    options.add_argument("--seeds", nargs="*", type=int, default=[0, 1, 2])
    options.add_argument("--presets", nargs="*", default=["instant", "finetune"])
    options.add_argument("--pack", default="mobilenetv2_100")
    options.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["FIELDMARK_HOME"] = home
        from dataclasses import replace

        from engine.classifier.recipe import Recipe, with_preset
        from engine.fields import changed

        changes = dict(text.split("=", 1) for text in given.set)
        pack = DATA / "weights" / given.pack
        base = replace(Recipe(), architecture=given.pack, weights=str(pack))
        recipes = {preset: changed(with_preset(base, preset), changes) for preset in given.presets}
        result = {
            "benchmark": "finetuning",
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, no GPU used",
            "changes": changes,
            **{name: one_set(Path(home), name, given.seeds, recipes) for name in given.sets},
        }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
