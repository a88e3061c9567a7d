"""Make `resources/catalogue.json` from the installed timm: one row an architecture, so that all can be searched without torch.

    python packaging/catalogue.py                 # every architecture, some forty minutes
    python packaging/catalogue.py lenet5 alexnet  # only these rows anew

Networks are built on torch's meta device, which computes shapes only, each in a process of its own with a time limit.
What cannot be found out that way is null, and told as unknown.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "resources" / "catalogue.json"
SECONDS = 60.0  # the longest an architecture may take

# What people call the modules of timm whose name, in capitals or not, is not already that.
FAMILIES = {
    "beit": "BEiT",
    "byoanet": "ByoaNet (attention in ResNet)",
    "byobnet": "ByobNet (RepVGG, MobileOne, GPU-efficient)",
    "cait": "CaiT",
    "classics": "Classic",
    "coat": "CoaT",
    "convit": "ConViT",
    "convmixer": "ConvMixer",
    "convnext": "ConvNeXt",
    "cpubone": "CPUBone",
    "crossvit": "CrossViT",
    "csatv2": "CSATv2",
    "cspnet": "CSPNet",
    "cspnext": "CSPNeXt",
    "davit": "DaViT",
    "deepseek_vit": "DeepSeek vision transformer (ViT)",
    "deit": "DeiT",
    "densenet": "DenseNet",
    "dla": "DLA",
    "dpn": "DPN",
    "edgenext": "EdgeNeXt",
    "efficientformer": "EfficientFormer",
    "efficientformer_v2": "EfficientFormer V2",
    "efficientnet": "EfficientNet",
    "efficientvim": "EfficientViM",
    "efficientvit_mit": "EfficientViT (MIT)",
    "efficientvit_msra": "EfficientViT (MSRA)",
    "eva": "EVA vision transformer (ViT)",
    "fasternet": "FasterNet",
    "fastvit": "FastViT",
    "focalnet": "FocalNet",
    "gcvit": "GCViT",
    "gemma4_vit": "Gemma 4 vision transformer (ViT)",
    "ghostnet": "GhostNet",
    "hardcorenas": "HardCoReNAS",
    "hgnet": "HGNet",
    "hiera": "Hiera",
    "hieradet_sam2": "Hiera (SAM 2)",
    "hrnet": "HRNet",
    "iformer": "iFormer",
    "inception_next": "InceptionNeXt",
    "inception_resnet_v2": "Inception-ResNet",
    "inception_v3": "Inception",
    "inception_v4": "Inception",
    "lcnetv2": "LCNet V2",
    "levit": "LeViT",
    "lowformer": "LowFormer",
    "mambaout": "MambaOut",
    "maxxvit": "MaxViT, CoAtNet",
    "metaformer": "MetaFormer",
    "mlp_mixer": "MLP-Mixer",
    "mobilenetv3": "MobileNetV3",
    "mobilenetv5": "MobileNetV5",
    "mobilevit": "MobileViT",
    "mvitv2": "MViT V2",
    "naflexvit": "NaFlex vision transformer (ViT)",
    "nasnet": "NASNet",
    "nest": "NesT",
    "nextvit": "Next-ViT",
    "nfnet": "NFNet",
    "pit": "PiT",
    "pnasnet": "PNASNet",
    "pvt_v2": "PVT V2",
    "qwen3_vit": "Qwen3 vision transformer (ViT)",
    "rdnet": "RDNet",
    "regnet": "RegNet",
    "repghost": "RepGhost",
    "repvit": "RepViT",
    "res2net": "Res2Net",
    "resnest": "ResNeSt",
    "resnet": "ResNet",
    "resnetv2": "ResNet V2",
    "rexnet": "ReXNet",
    "selecsls": "SelecSLS",
    "senet": "SENet",
    "sequencer": "Sequencer",
    "shvit": "SHViT",
    "sknet": "SKNet",
    "starnet": "StarNet",
    "swiftformer": "SwiftFormer",
    "swin_transformer": "Swin Transformer",
    "swin_transformer_v2": "Swin Transformer V2",
    "swin_transformer_v2_cr": "Swin Transformer V2",
    "tiny_vit": "TinyViT",
    "tnt": "TNT",
    "tresnet": "TResNet",
    "twins": "Twins",
    "vgg": "VGG",
    "vision_transformer": "Vision transformer (ViT)",
    "vision_transformer_hybrid": "Hybrid vision transformer (ViT)",
    "vision_transformer_relpos": "Vision transformer (ViT), relative positions",
    "vision_transformer_sam": "Vision transformer (ViT), SAM",
    "visformer": "Visformer",
    "vitamin": "ViTamin",
    "volo": "VOLO",
    "vovnet": "VoVNet",
    "xception": "Xception",
    "xception_aligned": "Xception",
    "xcit": "XCiT",
}
# Modules that hold several families: the first of these beginnings of a name that fits.
BEGINNINGS = {
    "mobilenetv1": "MobileNetV1",
    "mobilenetv2": "MobileNetV2",
    "mobilenetv4": "MobileNetV4",
    "convnextv2": "ConvNeXt V2",
    "efficientnetv2": "EfficientNet V2",
    "tf_efficientnetv2": "EfficientNet V2",
    "lenet": "LeNet",
    "alexnet": "AlexNet",
    "lcnet": "LCNet",
    "mnasnet": "MnasNet",
    "resnext": "ResNeXt",
    "wide_resnet": "Wide ResNet",
    "repvgg": "RepVGG",
    "mobileone": "MobileOne",
    "maxvit": "MaxViT",
    "coatnet": "CoAtNet",
}


def main(names: Sequence[str]) -> int:
    sys.path.insert(0, str(ROOT))
    import timm

    from engine.classifier.architectures import classics  # noqa: F401 - registers what timm lacks

    timm.layers.set_fused_attn(False)  # its products are counted only where they are written out
    rows = {row[0]: row for row in json.loads(FILE.read_text(encoding="utf-8"))["rows"]} if names else {}
    wanted = list(names) or timm.list_models()
    for place, name in enumerate(wanted):
        rows[name] = row_of(name)
        sys.stderr.write(f"{place + 1}/{len(wanted)} {name} {rows[name][2:6]}\n")
    write(timm.__version__, [rows[name] for name in sorted(rows)])
    return 0


def row_of(name: str) -> list[Any]:
    """[name, family, million parameters, GMACs, input size, pooled features, tags]; a tag: see `tag_of`."""
    import timm

    parameters, gmacs, size, features = measured(name)
    listed = timm.list_pretrained(name)
    cfg = timm.get_pretrained_cfg(name)
    default = f"{name}.{cfg.tag}" if cfg is not None and cfg.tag else ""
    ordered = sorted((str(each) for each in listed), key=lambda each: each != default)
    return [name, family_of(name), parameters, gmacs, size, features, [tag_of(each) for each in ordered]]


def family_of(name: str) -> str:
    import timm

    module = timm.models.model_entrypoint(name).__module__.rpartition(".")[2]
    found = next((family for beginning, family in BEGINNINGS.items() if name.startswith(beginning)), None)
    return found or FAMILIES.get(module, module)


def tag_of(full: str) -> list[Any]:
    """[tag, licence, input size, classes, where]: a place on the hub, an address, or "" for "timm/NAME.TAG" on the hub."""
    import timm

    cfg = timm.get_pretrained_cfg(full)
    where = "" if cfg.hf_hub_id == f"timm/{full}" else cfg.hf_hub_id or cfg.url
    return [full.partition(".")[2], cfg.license, cfg.input_size[-1], cfg.num_classes, where]


def measured(name: str) -> tuple[float | None, float | None, int | None, int | None]:
    """`facts_of` in a process of its own, or nothing if that fails or takes too long."""
    receiving, sending = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_send_facts, args=(name, sending), daemon=True)
    process.start()
    sending.close()
    try:
        facts: dict[str, Any] = {}
        while receiving.poll(SECONDS):
            facts.update(receiving.recv())
    except EOFError:
        pass
    finally:
        process.kill()
        process.join()
    return facts.get("parameters"), facts.get("gmacs"), facts.get("size"), facts.get("features")


def _send_facts(name: str, sending: Connection) -> None:
    try:
        for facts in facts_of(name):
            sending.send(facts)
    except Exception as error:  # noqa: BLE001 - any of a thousand networks may fail in any way
        sys.stderr.write(f"{name}: {type(error).__name__}: {str(error)[:200]}\n")


def facts_of(name: str) -> Any:
    """The facts one after the other, so that a later one that fails leaves the earlier ones."""
    import timm
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    cfg = timm.get_pretrained_cfg(name)
    if cfg is not None:
        yield {"size": cfg.input_size[-1]}
    with torch.device("meta"):
        network = timm.create_model(name, pretrained=False).eval().requires_grad_(False)
    yield {"parameters": round(sum(each.numel() for each in network.parameters()) / 1e6, 3)}
    yield {"features": int(getattr(network, "head_hidden_size", None) or network.num_features)}
    size = tuple(cfg.input_size) if cfg is not None else (3, 224, 224)
    with torch.no_grad(), torch.device("meta"), FlopCounterMode(display=False) as counter:
        network(torch.zeros(1, *size))
    yield {"gmacs": float(f"{counter.get_total_flops() / 2e9:.4g}")}


def write(version: str, rows: list[list[Any]]) -> None:
    """One row a line: small in git when timm grows."""
    lines = ",\n".join(json.dumps(row, separators=(",", ":"), ensure_ascii=False) for row in rows)
    FILE.write_text(f'{{"timm": {json.dumps(version)}, "rows": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
