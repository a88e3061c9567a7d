"""The command `explain`: where the evidence lies, whether that is so, and whether a model goes by the background."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.classifier.model.card import ModelCard, read_card
from engine.classifier.saliency.methods import FORMS, GRAD_CAM, METHODS, OVERLAY
from engine.classifier.saliency.verdict import Check, percent
from engine.commands.shared import JsonFlag, ModelFolder, end, model_in, one_of
from engine.console import followed, say
from engine.errors import NoPictures, PictureUnreadable, SettingInvalid
from engine.images.walk import files_below, looks_like_picture

if TYPE_CHECKING:
    from engine.operations.explaining import Explanation

_OF_FILES = (".png", ".jpg", ".jpeg", ".npy")  # a name that ends so is not meant to be a folder
_SHOWN = 5  # classes, and suspects


def explain(
    model: ModelFolder,
    pictures: Annotated[list[Path], typer.Argument(metavar="PICTURE...", help="Pictures, or folders of pictures.")],
    method: Annotated[str, typer.Option(metavar="NAME,...", help="How: " + ", ".join(METHODS) + ".")] = GRAD_CAM,
    class_name: Annotated[str, typer.Option("--class", metavar="NAME", help="Evidence for this class; left out: the answer.")] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR|FILE.png", help="Where the pictures go; a file for one picture and one method.")
    ] = None,
    overlay: Annotated[bool, typer.Option("--overlay/--no-overlay", help="Write the picture with the evidence over it.")] = True,
    heatmap: Annotated[bool, typer.Option("--heatmap", help="Write the evidence as numbers (.npy), float32 from 0 to 1.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Check each map: does the answer suffer when the evidence is masked?")] = False,
    alarm: Annotated[
        bool, typer.Option("--alarm", help="Does the model stay sure of its answers when the hottest part of each map is masked?")
    ] = False,
    most: Annotated[int, typer.Option(metavar="N", min=1, help="Pictures that the alarm looks at.")] = 200,
    as_json: JsonFlag = False,
) -> None:
    """Show where in pictures the evidence for a class lies."""

    def command() -> dict[str, Any]:
        methods = [name.strip() for name in method.split(",") if name.strip()] or [GRAD_CAM]
        for name in methods:
            one_of("--method", name, tuple(METHODS))
        folder = model_in(model)
        card = read_card(folder)
        target = _class_of(card, class_name)
        paths = _pictures_in(pictures)
        if alarm:
            return _alarmed(folder, paths, most)
        forms = [form for form, wanted in zip(FORMS, (overlay, heatmap), strict=True) if wanted]
        place = _place(out, len(paths) * len(methods), forms)
        maps: list[dict[str, Any]] = []
        failures: list[dict[str, str]] = []
        for path in paths:
            try:
                for explanation in _explained(card, path, target, methods, check):
                    maps.append(_told(explanation, _written(explanation, target, out, place, forms)))
            except PictureUnreadable as error:
                if len(paths) == 1:
                    raise
                say(f"not explained: {path}: {error.facts['reason']}")
                failures.append({"path": str(path), "failure": str(error.facts["reason"])})
        if out is None and maps:
            say("--out PLACE writes the evidence down" + ("" if check else "; --check says whether to believe it"))
        return {**(maps[0] if maps else {}), "out": str(out) if out else None, "maps": maps, "failures": failures}

    end(command, as_json)


def _class_of(card: ModelCard, name: str) -> int | None:
    if name and name not in card.class_names:
        raise SettingInvalid(value=name, field="--class", reason="the classes are " + ", ".join(card.class_names))
    return card.class_names.index(name) if name else None


def _pictures_in(places: Sequence[Path]) -> list[Path]:
    """The pictures themselves, and those below folders by their names; raises `FolderMissing`, `NoPictures`."""
    found: list[Path] = []
    for place in places:
        found += [file for file in files_below(place).files if looks_like_picture(file)] if place.is_dir() else [place]
    if not found:
        raise NoPictures(folder=places[0])
    return list(dict.fromkeys(found))


def _place(out: Path | None, maps: int, forms: Sequence[str]) -> Path | None:
    """The one file that `out` is, or None if it is a folder or there is none."""
    if out is None or out.is_dir() or not out.suffix or (maps != 1 and out.suffix.lower() not in _OF_FILES):
        return None
    if maps != 1 or len(forms) != 1:
        raise SettingInvalid(value=str(out), field="--out", reason="several files need a folder, and one file needs something to hold")
    return out


def _explained(card: ModelCard, path: Path, target: int | None, methods: Sequence[str], check: bool) -> Iterator[Explanation]:
    """One method must work; of several, those that this network cannot be asked by are told."""
    from engine.operations.explaining import Unexplained, explain, side_by_side

    if len(methods) == 1:
        yield followed(explain(card.folder, path, target, methods[0], check))
        return
    for found in followed(side_by_side(card.folder, path, target, methods, check)):
        if isinstance(found, Unexplained):
            say(f"{METHODS[found.method].label}: {' '.join(map(str, found.reasons))}")
        else:
            yield found


def _written(explanation: Explanation, target: int | None, out: Path | None, place: Path | None, forms: Sequence[str]) -> list[Path]:
    from engine.classifier.saliency.saving import encoded_heatmap, names_of, write_file
    from engine.operations.explaining import write_overlay

    if out is None:
        return []
    path, found = explanation.prediction.path, explanation.saliency
    files = {forms[0]: place} if place else names_of(explanation.card, path, out, found.method, forms, target)
    for form, file in files.items():
        if form == OVERLAY:
            write_overlay(file, explanation)
        else:
            write_file(file, encoded_heatmap(found))
    return list(files.values())


def _told(explanation: Explanation, files: Sequence[Path]) -> dict[str, Any]:
    names, found = explanation.card.class_names, explanation.saliency
    ranked: list[dict[str, Any]] = [{"class": names[index], "probability": value} for index, value in explanation.prediction.ranked(_SHOWN)]
    answer = f"{ranked[0]['class']} {percent(ranked[0]['probability'])}"
    how = f"{METHODS[found.method].label} for {names[found.target]}, {explanation.seconds:.1f} s"
    say(f"{explanation.prediction.path.name}: {answer}; {how}")
    for file in files:
        say(f"  {file}")
    told = {
        "path": str(explanation.prediction.path),
        "class": names[found.target],
        "ranked": ranked,
        "method": found.method,
        "seconds": round(explanation.seconds, 3),
        "files": [str(file) for file in files],
    }
    if explanation.check is not None:
        say(f"  {explanation.check.told(names[found.target])}")
        told["check"] = _check(explanation.check)
    return told


def _check(check: Check) -> dict[str, Any]:
    return {
        "holds": check.holds,
        "before": check.before,
        "masked": check.masked,
        "moved": check.moved,
        "masked_mean": check.masked_mean,
        "moved_mean": check.moved_mean,
        "shares": check.shares,
        "deletion": asdict(check.deletion),
        "insertion": asdict(check.insertion) if check.insertion else None,
    }


def _alarmed(folder: Path, paths: Sequence[Path], most: int) -> dict[str, Any]:
    from engine.operations.explaining import alarm

    found = followed(alarm(folder, paths, most))
    for name, (suspects, judged) in found.by_class().items():
        say(f"  {name:<24} {suspects:>5} of {judged}")
    for each in found.suspects[:_SHOWN]:
        say(f"  {each.path}: {percent(each.before)}, with the subject masked {percent(each.after)}")
    for path, reason in found.unreadable[:_SHOWN]:
        say(f"  {path}: {reason}")
    say(str(found.told()))
    return {
        "rings": found.rings,
        "share": found.share,
        "judged": len(found.judged),
        "unexplained": [str(each.path) for each in found.unexplained],
        "unreadable": [{"path": str(path), "failure": reason} for path, reason in found.unreadable],
        "by_class": {name: {"stays": suspects, "judged": judged} for name, (suspects, judged) in found.by_class().items()},
        "suspects": [{"path": str(each.path), "before": each.before, "after": each.after} for each in found.suspects],
    }
