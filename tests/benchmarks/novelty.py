"""Does a model tell the pictures that belong to none of its classes, is its confidence honest, and what does knowing that cost?

Prints JSON; needs the shared data folder beside the checkout. For each set a model is trained on 70 % of it, dealt by group:
`far` is the area under the ROC curve (AUROC) of the novelty, known pictures held back against those of the other sets, beside that of the
plain confidence; `left out` is the same for one class after the other that the model was not taught. `known called unknown` and `far
found` are shares above the threshold. `looking_s` is the time that it took at the end of the training, of `seconds` in all.
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
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.finetuning import DATA, SETS, sides

THRESHOLDS = (0.95, 0.99)
_FAR = 100  # pictures of each other set


class Watch:
    """Follows a training, and counts the seconds of its last stage."""

    def __init__(self) -> None:
        self.seconds, self.last, self.stage = 0.0, time.perf_counter(), ""

    def told(self, progress: Any) -> None:
        now = time.perf_counter()
        self.add(now)
        self.last, self.stage = now, progress.stage

    def add(self, now: float) -> None:
        from engine.classifier.learning.knowing import STAGE

        self.seconds += (now - self.last) * (self.stage == STAGE)


def trained(recipe: Any, names: list[str], training: list[Any], validation: list[Any], storage: Any) -> tuple[Any, float, float]:
    """(the model, the seconds of its training, those of looking at what it knows)"""
    from engine.classifier.learning.training import train
    from engine.progress import run

    watch, began = Watch(), time.perf_counter()
    model = run(train(recipe, names, training, validation, device="cpu", storage=storage), watch.told)
    watch.add(time.perf_counter())
    return model, time.perf_counter() - began, watch.seconds


def scored(model: Any, examples: list[Any], storage: Any) -> tuple[np.ndarray, np.ndarray]:
    """(novelty, 1 - confidence) of pictures."""
    import torch

    from engine.classifier.calibration import softmax
    from engine.classifier.learning.embedding import Embedder
    from engine.classifier.learning.feature_views import plain_view
    from engine.classifier.network import Network, as_numpy
    from engine.progress import run

    network = Network(model.network, model.config, model.architecture, model.model_args)
    features = run(Embedder(network, "cpu", storage=storage).embed(examples, plain_view(model.config))).features
    with torch.inference_mode():
        logits = as_numpy(model.network.get_classifier()(torch.from_numpy(features)))
    return model.known.scores(features), 1 - softmax(logits).max(axis=1)


def auroc(known: np.ndarray, other: np.ndarray) -> float:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(np.r_[np.zeros(len(known)), np.ones(len(other))], np.r_[known, other]))


def rounded(values: list[float]) -> float:
    return round(statistics.mean(values), 3)


def far(recipe: Any, name: str, dealt: dict[str, Any], storage: Any) -> dict[str, Any]:
    model, seconds, looking = trained(recipe, *dealt[name], storage)
    known, unsure = scored(model, dealt[name][2], storage)
    others = {other: scored(model, dealt[other][2][:_FAR], storage) for other in dealt if other != name}
    fitted = model.calibration
    return {
        "far, AUROC": {other: round(auroc(known, novelty), 3) for other, (novelty, _) in others.items()},
        "far, AUROC of the confidence": rounded([auroc(unsure, doubt) for _, doubt in others.values()]),
        "known called unknown": {level: rounded([float((known > level).mean())]) for level in THRESHOLDS},
        "far found": {level: rounded([float((novelty > level).mean()) for novelty, _ in others.values()]) for level in THRESHOLDS},
        "calibration": fitted and {"temperature": round(fitted.temperature, 2), "before": fitted.ece_before, "after": fitted.ece_after},
        "kept_MB": round(sum(array.nbytes for array in model.known.arrays().values()) / 1e6, 2),
        "seconds": round(seconds, 2),
        "looking_s": round(looking, 2),
    }


def left_out(recipe: Any, dealt: tuple[list[str], list[Any], list[Any]], storage: Any) -> dict[str, float]:
    """{class: AUROC of the novelty} of models that were taught all classes but one."""
    names, training, validation = dealt
    found = {}
    for gone, name in enumerate(names):
        taught, judged = (
            [replace(each, target=each.target - (each.target > gone)) for each in side if each.target != gone] for side in dealt[1:]
        )
        model, _, _ = trained(recipe, names[:gone] + names[gone + 1 :], taught, judged, storage)
        strange = [each for each in (*training, *validation) if each.target == gone]
        found[name] = round(auroc(scored(model, judged, storage)[0], scored(model, strange, storage)[0]), 3)
    return {**found, "mean": rounded(list(found.values()))}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--presets", nargs="*", default=["instant"])
    options.add_argument("--sets", nargs="*", default=SETS)
    options.add_argument("--left-out", nargs="*", default=["chess", "magnetic-tile"])
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["FIELDMARK_HOME"] = home
        from engine.classifier.recipe import Recipe, with_preset
        from engine.classifier.values import Storage

        storage = Storage(embeddings=Path(home) / "embeddings")
        base = replace(Recipe(), architecture="mobilenetv2_100", weights=str(DATA / "weights" / "mobilenetv2_100"))
        dealt = {name: sides(Path(home), name, 0) for name in SETS}
        result: dict[str, Any] = {"benchmark": "novelty", "machine": f"{platform.machine()}, {os.cpu_count()} cores, no GPU used"}
        for preset in given.presets:
            recipe = with_preset(base, preset)
            result[preset] = {"left out, AUROC": {}}
            for name in given.sets:
                print(f"  {preset} {name}", file=sys.stderr, flush=True)
                result[preset][name] = far(recipe, name, dealt, storage)
                if name in given.left_out:
                    result[preset]["left out, AUROC"][name] = left_out(recipe, dealt[name], storage)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
