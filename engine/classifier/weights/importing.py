"""Make a weights pack of the store from a folder, a safetensors file or a PyTorch file, and say what of it fitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.classifier.architectures.names import checked, known_to_timm, without_tag
from engine.classifier.weights import store
from engine.classifier.weights.matching import UNFIT, Match, candidates, matched
from engine.classifier.weights.packs import CONFIG_FILE, WEIGHTS_FILE, plain_cfg, read_pack, safe_model_args
from engine.classifier.weights.tensors import Tensors, read_tensors, write_tensors
from engine.errors import ArchitectureUnknown, Sentence, WeightsNotImported, WeightsUnusable, translate
from engine.progress import Operation, Progress

_STAGE = translate("operations", "Importing weights")
_ENDINGS = (".safetensors", ".pth", ".pt", ".bin", ".ckpt", ".tar", ".th")
_MOST_TOLD = 6


@dataclass(frozen=True)
class Imported:
    """The new pack; how many tensors matched, the names that the network has and the file lacks (its head at most), and the rest."""

    pack: store.StoredPack
    matched: int
    missing: tuple[str, ...]
    left_over: tuple[str, ...]


@dataclass(frozen=True)
class _Given:
    """What is to be imported: a file of tensors, and what a pack's config.json says beside it."""

    file: Path
    config: dict[str, Any]


def import_weights(path: Path, architecture: str = "", name: str = "", license: str = "") -> Operation[Imported]:
    """Import `path`, a weights pack, a folder with one weights file, or such a file, as the pack `name` of the store.

    Without `architecture` it is found by matching. Raises `WeightsNotImported`, `WeightsNotStored`, `ArchitectureUnknown`.
    """
    yield Progress(_STAGE)
    given = _given(path)
    tensors = read_tensors(given.file)
    wanted = architecture or str(given.config.get("architecture", ""))
    match = (yield from _fitted(given, tensors, wanted)) if wanted else (yield from _found(path, tensors))
    yield Progress(_STAGE)
    config = _config(given, match, path, license)
    title = name or _title(path, match.architecture, config)
    pack = store.keep(title, config, lambda file: write_tensors(match.state, file))
    return Imported(pack, len(match.state), match.missing, match.left_over)


def _given(path: Path) -> _Given:
    if path.is_file():
        return _Given(path, {})
    if not path.is_dir():
        raise WeightsNotImported(file=path, reason=translate("errors", "there is no such file"))
    if (path / CONFIG_FILE).is_file() and (path / WEIGHTS_FILE).is_file():
        try:
            return _Given(path / WEIGHTS_FILE, read_pack(path))
        except WeightsUnusable as error:
            raise WeightsNotImported(file=path, reason=error.facts["reason"]) from error
    files = [file for file in sorted(path.iterdir()) if file.suffix.lower() in _ENDINGS]
    if len(files) != 1:
        text = translate("errors", "the folder holds {count} weights files instead of one")
        raise WeightsNotImported(file=path, reason=Sentence(text, {"count": len(files)}))
    return _Given(files[0], {})


def _fitted(given: _Given, tensors: Tensors, wanted: str) -> Operation[Match]:
    """The match with the architecture that was named; a backbone with holes is refused."""
    yield Progress(_STAGE)
    name = checked(without_tag(wanted))  # the tag of an imported pack need not be one of timm's
    try:
        match = matched(tensors.state, name, safe_model_args(given.config.get("model_args", {})))
    except UNFIT as error:
        text = translate("errors", "{architecture} cannot be built ({details})")
        raise WeightsNotImported(file=given.file, reason=Sentence(text, {"architecture": name, "details": error})) from error
    if not match.complete:
        raise WeightsNotImported(file=given.file, reason=_holes(match))
    return match


def _found(path: Path, tensors: Tensors) -> Operation[Match]:
    """The one architecture whose backbone the file fills; none, or several that it fits alike, are refused."""
    best: Match | None = None
    for group in candidates(tensors.state, tensors.hint, path.stem if path.is_file() else path.name):
        matches = []
        for done, architecture in enumerate(group):
            yield Progress(_STAGE, done, len(group))
            match = _tried(tensors, architecture)
            matches += [match] if match else []
            best = match if match and (best is None or _share(match) > _share(best)) else best
        fitting = [match for match in matches if match.complete]
        fewest = min((len(match.left_over) for match in fitting), default=0)
        fitting = [match for match in fitting if len(match.left_over) == fewest]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            text = translate("errors", "several architectures fit it, name one: {names}")
            names = ", ".join(match.architecture for match in fitting[:_MOST_TOLD])
            raise WeightsNotImported(file=path, reason=Sentence(text, {"names": names}))
    if best is None or not best.state:
        raise WeightsNotImported(file=path, reason=translate("errors", "no architecture fits it; name one"))
    text = translate("errors", "no architecture fits it; the nearest is {architecture}: {holes}")
    raise WeightsNotImported(file=path, reason=Sentence(text, {"architecture": best.architecture, "holes": _holes(best)}))


def _tried(tensors: Tensors, architecture: str) -> Match | None:
    try:
        return matched(tensors.state, checked(architecture))
    except (*UNFIT, ArchitectureUnknown):  # an older timm may lack it
        return None


def _share(match: Match) -> float:
    return 1 - len(match.backbone_missing) / max(1, match.backbone_count)


def _holes(match: Match) -> Sentence:
    text = translate("errors", "{missing} of {needed} tensors are missing or of another shape, such as {first}")
    facts = {"missing": len(match.backbone_missing), "needed": match.backbone_count, "first": match.backbone_missing[0]}
    return Sentence(text, facts)


def _config(given: _Given, match: Match, path: Path, license: str) -> dict[str, Any]:
    """timm's config.json: preprocessing as the pack says it, or the architecture's own."""
    own = given.config.get("pretrained_cfg", given.config)
    default = known_to_timm().get_pretrained_cfg(match.architecture)
    cfg = {**plain_cfg(default.to_dict() if default else {}), "tag": "", "license": "", "description": ""}
    cfg.update(plain_cfg(own))
    cfg["num_classes"] = match.classes
    source, told, _ = store.told_origin(given.config)
    origin = {"source": source or path.name, "license": license or told}
    config = {"architecture": without_tag(match.architecture), "num_classes": match.classes, "pretrained_cfg": cfg, store.ORIGIN: origin}
    arguments = safe_model_args(given.config.get("model_args", {}))
    return {**config, "model_args": arguments} if arguments else config


def _title(path: Path, architecture: str, config: Mapping[str, Any]) -> str:
    """ "resnet18.a1_in1k" where the tag is known, else the architecture and the file's name."""
    plain, tag = without_tag(architecture), config["pretrained_cfg"].get("tag")
    if tag:
        return f"{plain}.{tag}"
    stem = path.stem if path.is_file() else path.name
    return stem if stem.startswith(plain) else f"{plain}.{stem}"
