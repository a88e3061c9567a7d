"""Classifying files: the whole way against a plain timm loop, its share of what decoding and computing allow, the pixels, the memory.

Prints JSON; ratios are of rounds in turns, because the machine has other work. Needs the shared data folder beside the checkout. The plain
loop is what one would write: Pillow opens and converts, `timm.data.create_transform`, batches of 32, fp32, one process, all cores to torch.
Answers are compared for the pictures that both decode alike.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[3] / "shared" / "data"
PACK = DATA / "weights" / "mobilenetv2_100"
SETS = ("hymenoptera", "chess", "magnetic-tile", "brain-mri")
BATCH, ROUNDS = 32, 5
MANY = 10_000


def pictures(name: str) -> list[Path]:
    return sorted(file for file in (DATA / name).rglob("*") if file.suffix.lower() in (".jpg", ".jpeg", ".png"))


def trained(name: str, folder: Path) -> Path:
    """A model of the set `name`: an instant head on the pack."""
    from engine.classifier.learning.training import train
    from engine.classifier.model.files import save
    from engine.classifier.recipe import Recipe
    from engine.classifier.values import Example
    from engine.progress import run

    files = pictures(name)
    names = sorted({file.parent.name for file in files})
    examples = [Example(file, names.index(file.parent.name)) for file in files]
    recipe = Recipe(architecture="mobilenetv2_100", weights=str(PACK), crop_mode="center")  # as the plain loop cuts
    save(run(train(recipe, names, examples[::2], examples[1::2])), folder / name)
    return folder / name


# ---- the whole way -----------------------------------------------------------------------------------------------


def plain_loop(model: Any, paths: Sequence[Path]) -> Any:
    """Probabilities (N, K) as most people would compute them."""
    import torch
    from PIL import Image
    from timm.data import create_transform

    config = model.config
    look = create_transform(
        (3, *config.size), interpolation=config.interpolation, mean=config.mean, std=config.std, crop_pct=config.crop_pct
    )
    rows = []
    for start in range(0, len(paths), BATCH):
        images = torch.stack([look(Image.open(path).convert("RGB")) for path in paths[start : start + BATCH]])
        with torch.inference_mode():
            rows.append(model.network(images).softmax(dim=1))
    return torch.cat(rows).numpy()


def our_way(asker: Any, paths: Sequence[Path]) -> Any:
    import numpy as np

    found = np.full((len(paths), len(asker.model.card.class_names)), np.nan, np.float32)
    for batch in asker.ask(paths):
        found[batch.places] = batch.probabilities
    return found


def only_decoded(asker: Any, paths: Sequence[Path]) -> list[Any]:
    from engine.classifier.sight.asked import AskedViews
    from engine.classifier.sight.crew import seen

    cores = os.cpu_count() or 1
    return [each.views for each in seen(paths, AskedViews(asker.model.config, asker.asking), cores, 4 * cores)]


def only_computed(asker: Any, views: Sequence[Any]) -> int:
    import numpy as np

    underway: deque[Any] = deque()
    for start in range(0, len(views), BATCH):
        underway.append(asker._computing.begin(np.concatenate(views[start : start + BATCH])))
        if len(underway) > 2:
            underway.popleft().result()
    while underway:
        underway.popleft().result()
    return len(views)


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def whole_way(model: Any, paths: Sequence[Path]) -> dict[str, Any]:
    from dataclasses import replace

    from engine.classifier.asking import EXACT, FAST, Asking
    from engine.classifier.inference import prepared
    from engine.classifier.sight.transforms import evaluation_transform
    from engine.progress import run

    model = replace(model, calibration=None)  # the plain loop has none
    askers = {precision: run(prepared(model, Asking(precision=precision))) for precision in (EXACT, FAST)}
    views = {precision: only_decoded(asker, paths) for precision, asker in askers.items()}
    times: dict[str, list[float]] = {}
    answers: dict[str, Any] = {}
    for _ in range(ROUNDS):
        ways: dict[str, Callable[[], Any]] = {"plain loop": lambda: plain_loop(model, paths)}
        for precision, asker in askers.items():
            seen = views[precision]
            ways[f"{precision} decode only"] = lambda asker=asker: only_decoded(asker, paths)  # type: ignore[misc]
            ways[f"{precision} forward only"] = lambda asker=asker, seen=seen: only_computed(asker, seen)  # type: ignore[misc]
            ways[precision] = lambda asker=asker: our_way(asker, paths)  # type: ignore[misc]
        for name, way in ways.items():
            taken, answers[name] = seconds(way)
            times.setdefault(name, []).append(taken / len(paths))
    alike = same_decoded(paths, evaluation_transform(model.config).decoded_size)
    result: dict[str, Any] = {
        "pictures": len(paths),
        "of_those_compared": int(alike.sum()),
        "mean_kb": round(sum(path.stat().st_size for path in paths) / len(paths) / 1000),
    }
    result["images_a_second"] = {name: round(1 / min(each), 1) for name, each in times.items()}
    for precision, asker in askers.items():
        result[precision] = {"runtime": asker.runtime, **compared(times, answers, precision, alike)}
    return result


def same_decoded(paths: Sequence[Path], size: int) -> Any:
    """Bool (N,): which pictures the plain loop decodes to the same pixels as training does.

    Those with a colour profile look otherwise to it, and of large ones it resizes all pixels, where training has the decoder skip some.
    """
    import numpy as np
    from PIL import Image

    from engine.images.reader import read_image

    return np.array([np.array_equal(np.asarray(Image.open(path).convert("RGB")), np.asarray(read_image(path, size))) for path in paths])


def compared(times: dict[str, list[float]], answers: dict[str, Any], precision: str, alike: Any) -> dict[str, Any]:
    import numpy as np

    rounds = list(
        zip(times["plain loop"], times[precision], times[f"{precision} decode only"], times[f"{precision} forward only"], strict=True)
    )
    ours, theirs = answers[precision][alike], answers["plain loop"][alike]
    return {
        "times_the_plain_loop_median": round(statistics.median(plain / whole for plain, whole, _, _ in rounds), 2),
        "times_the_plain_loop_best": round(min(times["plain loop"]) / min(times[precision]), 2),
        "share_of_the_bound_median": round(statistics.median((decode + forward) / whole for _, whole, decode, forward in rounds), 3),
        "share_of_the_bound_best": round(
            (min(times[f"{precision} decode only"]) + min(times[f"{precision} forward only"])) / min(times[precision]), 3
        ),
        "top_1_agreement": float((ours.argmax(axis=1) == theirs.argmax(axis=1)).mean()),
        "largest_probability_difference": float(np.abs(ours - theirs).max()),
    }


# ---- the same pixels ---------------------------------------------------------------------------------------------


def same_pixels(model: Any, paths: Sequence[Path]) -> dict[str, Any]:
    """The views that are asked about in either precision, against those of training; all through the same network."""
    import numpy as np
    import torch

    from engine.classifier.asking import EXACT, FAST, Asking
    from engine.classifier.sight.asked import AskedViews
    from engine.classifier.sight.transforms import evaluation_transform, tensor_of
    from engine.images.reader import read_image

    careful = evaluation_transform(model.config)
    looks = {precision: AskedViews(model.config, Asking(precision=precision)) for precision in (EXACT, FAST)}
    differences, shares = [], []
    for path in paths:
        views = np.stack([careful.view(read_image(path, careful.decoded_size)), *(look(path)[0] for look in looks.values())])
        differences.append(np.abs(views[1:].astype(int) - views[0]).reshape(2, -1))
        with torch.inference_mode():
            shares.append(model.network(tensor_of(torch.from_numpy(views), model.config)).softmax(dim=1).numpy())
    answers = np.stack(shares)
    return {"pictures": len(paths)} | {
        precision: {
            "mean_difference": float(np.mean([each[row].mean() for each in differences]) / 255),
            "mean_difference_of_the_worst": float(max(each[row].mean() for each in differences) / 255),
            "largest_difference_of_255": int(max(each[row].max() for each in differences)),
            "top_1_agreement": float((answers[:, 1 + row].argmax(axis=1) == answers[:, 0].argmax(axis=1)).mean()),
            "largest_probability_difference": float(np.abs(answers[:, 1 + row] - answers[:, 0]).max()),
        }
        for row, precision in enumerate(looks)
    }


# ---- memory --------------------------------------------------------------------------------------------------------


def memory(model: Path) -> dict[str, Any]:
    """Run in a process of its own: the most memory beside that of the model while it is asked about many pictures."""
    from engine.classifier.asking import Asking
    from engine.classifier.inference import Asker
    from engine.classifier.model.files import load

    asker = Asker(load(model), Asking())
    paths = pictures("hymenoptera")
    before = _status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # resets the peak
    count = sum(len(batch.places) for batch in asker.ask(islice(cycle(paths), 1000)))
    first = _status("VmHWM")
    count += sum(len(batch.places) for batch in asker.ask(islice(cycle(paths), MANY - 1000)))
    return {"pictures": count, "model_mb": before, "beside_it_mb": _status("VmHWM") - before, "after_1000_mb": first - before}


def _status(name: str) -> int:
    return int(Path("/proc/self/status").read_text().split(f"{name}:")[1].split()[0]) // 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["FIELDMARK_HOME"] = home
        from engine.classifier.device import describe
        from engine.classifier.model.files import load

        folders = {name: trained(name, Path(home) / "models") for name in SETS}
        model = load(folders["hymenoptera"], "cpu")
        result: dict[str, Any] = {
            "benchmark": "classifying",
            "machine": f"{platform.machine()}, {describe()}, load {os.getloadavg()[0]:.1f}",
            "files": whole_way(model, pictures("hymenoptera")),
            "pixels": {name: same_pixels(load(folder, "cpu"), pictures(name)) for name, folder in folders.items()},
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.classifying", "memory", str(folders["hymenoptera"])],
            capture_output=True,
            text=True,
            check=False,
        )
        result["memory"] = json.loads(done.stdout) if done.returncode == 0 else {"died": done.returncode, "said": done.stderr[-500:]}
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["memory", where]:
            print(json.dumps(memory(Path(where))))
        case _:
            main()
