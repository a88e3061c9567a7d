"""Saliency: what Grad-CAM costs beside one forward pass, whether its maps hold up, and for which families of networks there is one.

Prints JSON. Needs the shared data folder beside the checkout. Three parts, all of them unless some are named:

    python -m tests.benchmarks.saliency --cost --maps --families

`cost`: the median seconds of one forward pass and of one Grad-CAM on the same pixels, taken in turns, and their ratio.
`maps`: of every correctly classified picture of hymenoptera's val side, whether the deletion curve of the map lies below that of the
same map moved elsewhere (mean of 8), and below that of scattered patches (mean of 4); with what is deleted filled in from around it, as
the product does, and with `--fillings` also in the mean colour and blurred. Once for the shared weights as they are, which know ants and
bees among 1000 classes, and once for an instant head of two classes on them, learned from the train side. How Grad-CAM is drawn was
chosen on the val side; `--side train` judges the same on pictures that had no part in that. `--methods` names methods.
`families`: one small network a family of timm, random weights, random pixels: whether Grad-CAM and LayerCAM give a map with room to point.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

DATA = Path(__file__).parents[3] / "shared" / "data"
PACK = DATA / "weights" / "mobilenetv2_100"
HYMENOPTERA = DATA / "hymenoptera"
MOVED, SCATTERED = 8, 4
FILLED = "filled in"
ROUNDS = 40
IMAGENET = {"ants": 310, "bees": 309}  # the places of these classes among the thousand of ILSVRC 2012

# One small member a family and the side of the pictures, px (0: the only one that it takes).
FAMILIES = {
    "resnet": ("resnet18", 96),
    "resnetv2 (BiT)": ("resnetv2_50", 96),
    "seresnet": ("seresnet18", 96),
    "resnext": ("resnext26ts", 96),
    "res2net": ("res2net50_14w_8s", 96),
    "resnest": ("resnest14d", 96),
    "sknet": ("skresnet18", 96),
    "vgg": ("vgg11", 96),
    "densenet": ("densenet121", 96),
    "dla": ("dla34", 96),
    "dpn": ("dpn48b", 96),
    "hrnet": ("hrnet_w18_small", 96),
    "inception_v3": ("inception_v3", 160),
    "inception_v4": ("inception_v4", 160),
    "inception_resnet_v2": ("inception_resnet_v2", 160),
    "xception": ("xception41p", 128),
    "nasnet": ("nasnetalarge", 128),
    "pnasnet": ("pnasnet5large", 128),
    "mobilenetv2": ("mobilenetv2_035", 128),
    "mobilenetv3": ("mobilenetv3_small_050", 128),
    "mobilenetv4": ("mobilenetv4_conv_small_035", 128),
    "efficientnet": ("efficientnet_b0", 128),
    "efficientnetv2": ("efficientnetv2_rw_t", 128),
    "ghostnet": ("ghostnet_050", 128),
    "rexnet": ("rexnet_100", 128),
    "regnet": ("regnetx_002", 128),
    "nfnet": ("dm_nfnet_f0", 96),
    "cspnet": ("cspresnet50", 96),
    "vovnet": ("ese_vovnet19b_slim", 96),
    "hgnet": ("hgnetv2_b0", 96),
    "selecsls": ("selecsls42", 96),
    "tresnet": ("tresnet_m", 96),
    "gernet": ("gernet_s", 96),
    "repvgg": ("repvgg_a0", 96),
    "repvit": ("repvit_m0_9", 128),
    "fastvit": ("fastvit_t8", 128),
    "starnet": ("starnet_s1", 128),
    "convnext": ("convnext_atto", 96),
    "convnextv2": ("convnextv2_atto", 96),
    "inception_next": ("inception_next_atto", 96),
    "mambaout": ("mambaout_femto", 96),
    "focalnet": ("focalnet_tiny_srf", 128),
    "poolformer": ("poolformer_s12", 96),
    "efficientformer": ("efficientformer_l1", 0),
    "efficientformerv2": ("efficientformerv2_s0", 0),
    "edgenext": ("edgenext_xx_small", 128),
    "mobilevit": ("mobilevit_xxs", 128),
    "mobilevitv2": ("mobilevitv2_050", 128),
    "efficientvit": ("efficientvit_b0", 128),
    "levit": ("levit_128s", 0),
    "tiny_vit": ("tiny_vit_5m_224", 0),
    "vit": ("vit_tiny_patch16_224", 0),
    "deit": ("deit_tiny_patch16_224", 0),
    "deit3": ("deit3_small_patch16_224", 0),
    "dinov2": ("vit_small_patch14_dinov2", 0),
    "dinov3": ("vit_small_patch16_dinov3", 128),
    "beit": ("beit_base_patch16_224", 0),
    "eva02": ("eva02_tiny_patch14_224", 0),
    "cait": ("cait_xxs24_224", 0),
    "xcit": ("xcit_nano_12_p16_224", 0),
    "volo": ("volo_d1_224", 0),
    "crossvit": ("crossvit_tiny_240", 0),
    "coat": ("coat_lite_tiny", 0),
    "swin": ("swin_tiny_patch4_window7_224", 0),
    "swinv2": ("swinv2_tiny_window8_256", 0),
    "twins": ("twins_svt_small", 0),
    "pvt_v2": ("pvt_v2_b0", 128),
    "mvitv2": ("mvitv2_tiny", 0),
    "hiera": ("hiera_tiny_224", 0),
    "maxvit": ("maxvit_rmlp_pico_rw_256", 0),
    "coatnet": ("coatnet_pico_rw_224", 0),
    "gcvit": ("gcvit_xxtiny", 0),
    "davit": ("davit_tiny", 128),
    "nest": ("nest_tiny_jx", 0),
    "mixer": ("mixer_s16_224", 0),
    "visformer": ("visformer_tiny", 0),
    "sequencer": ("sequencer2d_s", 0),
    "lenet5": ("lenet5", 28),
    "alexnet": ("alexnet", 160),
}


def cost() -> dict[str, Any]:
    import torch

    from engine.classifier.device import placed
    from engine.classifier.saliency.cams import grad_cam, layer_cam

    works: dict[str, Callable[[Any, Any], object]] = {
        "forward": _forward,
        "gradcam": partial(grad_cam, mirrored=True),
        "gradcam, no mirror image": grad_cam,
        "layercam": partial(layer_cam, mirrored=True),
    }
    found: dict[str, Any] = {}
    for name, side in (("mobilenetv2_100", 224), ("resnet18", 224), ("vit_tiny_patch16_224", 224), ("convnext_atto", 224)):
        network = placed(_network(name, side), "cpu")  # in the order of memory that models are loaded in
        pixels = torch.randn(1, 3, side, side).contiguous(memory_format=torch.channels_last)
        for work in works.values():
            work(network, pixels)
        seconds: dict[str, list[float]] = {key: [] for key in works}
        for _ in range(ROUNDS):
            for key, work in works.items():
                seconds[key].append(_seconds(work, network, pixels))
        medians = {key: statistics.median(values) for key, values in seconds.items()}
        found[name] = {
            "forward, ms": round(1000 * medians["forward"], 2),
            **{f"{key} / forward": round(median / medians["forward"], 2) for key, median in medians.items() if key != "forward"},
        }
    return found


def _forward(network: Any, pixels: Any) -> None:
    import torch

    with torch.inference_mode():
        network(pixels)


def _seconds(work: Callable[[Any, Any], object], network: Any, pixels: Any) -> float:
    began = time.perf_counter()
    work(network, pixels)
    return time.perf_counter() - began


def _network(name: str, side: int) -> Any:
    """With random weights, and with a head that tells its classes apart, as a head at its beginning does not."""
    import torch

    from engine.classifier.architectures.names import known_to_timm

    torch.manual_seed(1)
    network = known_to_timm().create_model(name, pretrained=False, num_classes=4)
    head = network.get_classifier()
    for layer in head if isinstance(head, (tuple, list, torch.nn.ModuleList)) else [head]:
        if getattr(layer, "weight", None) is not None:
            torch.nn.init.normal_(layer.weight, std=0.1)
    return network.eval().requires_grad_(False)


def families() -> dict[str, Any]:
    from engine.classifier.saliency.cams import grad_cam, layer_cam

    maps: dict[str, list[str]] = {}
    for key, method in (("gradcam", grad_cam), ("layercam", layer_cam)):
        maps[key] = [f"{family}: {trouble}" for family, (name, side) in FAMILIES.items() if (trouble := _trouble(method, name, side))]
    count = len(FAMILIES)
    return {
        "tried": list(FAMILIES),
        **{key: {"a map": count - len(failed), "of": count, "none": failed} for key, failed in maps.items()},
    }


def _trouble(method: Any, name: str, side: int) -> str:
    """Why there is no map; empty if there is one."""
    import torch

    try:
        network = _network(name, side)
        side = side or network.default_cfg["input_size"][-1]
        _, _, cam = method(network, torch.randn(1, 3, side, side), mirrored=True)
    except Exception as error:  # noqa: BLE001 - the list of families that fail is what is measured
        return f"{type(error).__name__}: {str(error).partition(chr(10))[0][:100]}"
    if min(cam.shape) < 4 or not bool(torch.isfinite(cam).all()):
        return f"a map of {tuple(cam.shape)}"
    return "" if float(cam.max()) == 1 and float(cam.min()) < 1 else "a map without contrast"


def maps(methods: list[str], side: str, most: int, fillings: bool) -> dict[str, Any]:
    files = sorted(HYMENOPTERA.glob(f"{side}/*/*.jpg"))
    chosen = files[:: max(1, len(files) // most)] if most else files
    with tempfile.TemporaryDirectory() as folder:
        judges = {
            "the weights as they are": (_imagenet_model(), IMAGENET),
            "an instant head": (_hymenoptera_model(Path(folder)), {"ants": 0, "bees": 1}),
        }
        return {
            name: {method: _judged(model, classes, chosen, method, fillings) for method in methods}
            for name, (model, classes) in judges.items()
        }


def _imagenet_model() -> Any:
    """The pack with the classifier that it came with, its pictures prepared as its configuration says."""
    import timm
    from timm.data import resolve_model_data_config

    from engine.classifier.model.files import LoadedModel
    from engine.classifier.recipe import Recipe
    from engine.classifier.sight.input import InputConfig

    network = timm.create_model(f"local-dir:{PACK}", pretrained=True).eval().requires_grad_(False)
    said = resolve_model_data_config(network)
    config = InputConfig(
        tuple(said["input_size"][1:]), tuple(said["mean"]), tuple(said["std"]), said["interpolation"], said["crop_pct"], said["crop_mode"]
    )
    card: Any = SimpleNamespace(architecture="mobilenetv2_100", recipe=Recipe())  # what saliency reads of a model's card
    return LoadedModel(network, card, config, "cpu")


def _hymenoptera_model(folder: Path) -> Any:
    from engine.classifier.learning.training import train
    from engine.classifier.model.files import load, save
    from engine.classifier.recipe import Recipe
    from engine.classifier.values import Example
    from engine.progress import run

    def examples(side: str) -> list[Example]:
        return [Example(file, int(file.parent.name == "bees")) for file in sorted(HYMENOPTERA.glob(f"{side}/*/*.jpg"))]

    recipe = Recipe(architecture="mobilenetv2_100", weights=str(PACK))
    save(run(train(recipe, ("ants", "bees"), examples("train"), examples("val"))), folder / "model")
    return load(folder / "model", "cpu")


def _judged(model: Any, classes: dict[str, int], files: list[Path], method: str, fillings: bool) -> dict[str, Any]:
    """Of all rightly classified pictures; `classes` gives the place of each folder's class."""
    from engine.classifier.saliency import checking
    from engine.classifier.saliency.finding import saliency_of
    from engine.classifier.saliency.verdict import area
    from engine.classifier.saliency.view import view_of
    from engine.progress import run

    erasers = {kind: eraser for kind, eraser in _erasers().items() if fillings or kind == FILLED}
    checks: dict[str, list[Any]] = {kind: [] for kind in erasers}
    for file in files:
        view = view_of(model, file)
        logits, found = run(saliency_of(model, view, None, method))
        if int(logits[0].argmax()) != classes[file.parent.name]:
            continue
        for kind, eraser in erasers.items():
            product, checking.without = checking.without, eraser
            try:
                whole = kind == FILLED
                checks[kind].append(run(checking.check_view(model, view, found, checking.SHARES, MOVED, SCATTERED, insertion=whole)))
            finally:
                checking.without = product

    def share(kind: str, holds: Callable[[Any], bool]) -> float:
        return round(100 * statistics.mean(holds(each) for each in checks[kind]), 1)

    def below_scattered(each: Any) -> bool:
        return area(each.shares, each.deletion.hottest) < area(each.shares, each.deletion.scattered)

    return {
        "pictures": len(checks[FILLED]),
        "the check says that it holds up, %": share(FILLED, lambda each: each.holds),
        "insertion above the moved map, %": share(FILLED, lambda each: each.insertion_gain > 0),
        "mean probability before, masked, moved": [
            round(statistics.mean(getattr(each, name) for each in checks[FILLED]), 3) for name in ("before", "masked", "moved")
        ],
        **{
            f"{kind}: deletion below": {
                "the moved map, %": share(kind, lambda each: each.deletion_gain > 0),
                "scattered patches, %": share(kind, below_scattered),
            }
            for kind in checks
        },
    }


def _erasers() -> dict[str, Callable[[Any, Any], Any]]:
    import torch

    from engine.classifier.saliency.checking import _blurred
    from engine.classifier.saliency.erasing import without

    def replaced(view: Any, gone: Any, source: Any) -> Any:
        rows, columns = view.frame
        views = view.pixels.repeat(len(gone), 1, 1, 1)
        views[:, :, rows, columns] = torch.where(gone[:, None], source[:, :, rows, columns], views[:, :, rows, columns])
        return views

    return {
        FILLED: without,
        "mean colour": lambda view, gone: replaced(view, gone, torch.zeros_like(view.pixels)),
        "blurred": lambda view, gone: replaced(view, gone, _blurred(view)),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for part in ("cost", "maps", "families"):
        options.add_argument(f"--{part}", action="store_true")
    options.add_argument("--methods", default="gradcam", help="for maps: keys of the table of methods, joined by commas")
    options.add_argument("--side", default="val", choices=("val", "train"), help="for maps: which pictures")
    options.add_argument("--fillings", action="store_true", help="for maps: other ways to mask as well")
    options.add_argument("--most", type=int, default=0, metavar="N", help="for maps: about so many pictures instead of all")
    chosen = options.parse_args()
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "cost": cost,
        "maps": lambda: maps(chosen.methods.split(","), chosen.side, chosen.most, chosen.fillings),
        "families": families,
    }
    wanted = [part for part in parts if getattr(chosen, part)] or list(parts)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FIELDMARK_HOME"] = folder
        result: dict[str, Any] = {"benchmark": "saliency", "machine": f"{platform.machine()}, {os.cpu_count()} cores, no GPU used"}
        result |= {part: parts[part]() for part in wanted}
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
