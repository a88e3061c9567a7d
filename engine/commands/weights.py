"""Commands about architectures and the pretrained weights that are kept on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.classifier.architectures.catalogue import BEST_FOR, Architecture, recommended, search
from engine.classifier.weights import store
from engine.commands.shared import JsonFlag, end
from engine.console import followed, say
from engine.errors import ArchitectureUnknown

if TYPE_CHECKING:
    from engine.operations.architectures import Measured
    from engine.operations.weights import Arrival

app = typer.Typer(no_args_is_help=True, help="Pretrained weights: list, download, import, export or delete them.")

_UNKNOWN = "?"
_MOST_TOLD = 6  # names of tensors in a sentence
_MOST_ROWS = 40  # architectures listed for people
_MOST_MEASURED = 8


@app.command(name="list")
def list_(as_json: JsonFlag = False) -> None:
    """List the weights that are kept on this machine, where they lie, their size and licence."""

    def command() -> dict[str, Any]:
        packs = store.packs()
        for pack in packs:
            say(f"{pack.name:<44} {_size(pack.bytes):>9}  {pack.license or 'licence unknown'}  {pack.source}")
        total = sum(pack.bytes for pack in packs)
        say(f"{len(packs)} in {store.store_folder()}, {_size(total)}" if packs else "There are no weights on this machine yet.")
        return {"folder": str(store.store_folder()), "bytes": total, "weights": _rows(packs)}

    end(command, as_json)


@app.command()
def download(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Architectures, with or without the tag of their weights.")],
    as_json: JsonFlag = False,
) -> None:
    """Download pretrained weights; one that broke off goes on where it stopped."""

    def command() -> dict[str, Any]:
        from engine.operations.weights import download_weights

        packs = [pack for name in names for pack in followed(download_weights(name)).packs]
        for pack in packs:
            say(f"{pack.name} is in {pack.folder}, {_size(pack.bytes)}, licence: {pack.license or 'unknown'}")
        return {"weights": _rows(packs)}

    end(command, as_json)


@app.command(name="import")
def import_(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A weights pack, a .safetensors or .pth file, or a zip of fieldmark weights export.")
    ],
    architecture: Annotated[str, typer.Option(help="Whose tensors they are; found by matching where it is left out.")] = "",
    name: Annotated[str, typer.Option(help="What they are to be called.")] = "",
    license: Annotated[str, typer.Option(metavar="NAME", help="Their licence, for the card of models that learn from them.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Import weights from a file or folder, and say which of their tensors fit."""

    def command() -> dict[str, Any]:
        from engine.operations.weights import import_weights

        arrival = followed(import_weights(path, architecture, name, license))
        for pack in arrival.packs:
            say(f"{pack.name} for {pack.architecture} is in {pack.folder}, {_size(pack.bytes)}, licence: {pack.license or 'unknown'}")
        _say_fit(arrival)
        facts = {"matched": arrival.matched, "missing": list(arrival.missing), "left_over": list(arrival.left_over)}
        return {"weights": _rows(arrival.packs), **facts}

    end(command, as_json)


@app.command()
def export(
    arguments: Annotated[
        list[str], typer.Argument(metavar="[NAME...] FILE.zip", help="Which weights, all if none is named; then the zip.")
    ],
    as_json: JsonFlag = False,
) -> None:
    """Put weights into one zip, for a computer that has no network: there, fieldmark weights import FILE.zip."""

    def command() -> dict[str, Any]:
        from engine.operations.weights import export_weights

        *names, last = arguments
        file = Path(last) if last.lower().endswith(".zip") else Path(f"{last}.zip")
        packs = followed(export_weights(names, file)).packs
        say(f"{', '.join(pack.name for pack in packs)}: in {file}, {_size(file.stat().st_size)}")
        return {"file": str(file), "weights": _rows(packs)}

    end(command, as_json)


@app.command()
def delete(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names that fieldmark weights list shows.")],
    as_json: JsonFlag = False,
) -> None:
    """Delete weights of this machine; models that have learned from them are not touched."""

    def command() -> dict[str, Any]:
        chosen = [store.pack_named(name) for name in names]  # all are there before the first goes
        for pack in chosen:
            store.delete(pack.name)
            say(f"Deleted {pack.name}, {_size(pack.bytes)}")
        return {"deleted": _rows(chosen)}

    end(command, as_json)


def architectures(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]", help="Parts of names, families, tags, data sets.")] = None,
    measure: Annotated[bool, typer.Option("--measure", help="Measure speed and memory on this machine.")] = False,
    size: Annotated[int, typer.Option(help="Side of the pictures to measure with, in pixels; 0: each one's own.")] = 0,
    batch: Annotated[int, typer.Option(help="Pictures a batch to measure with.")] = 16,
    most_parameters: Annotated[float, typer.Option(help="Only networks of at most so many million parameters; 0: all.")] = 0.0,
    license: Annotated[str, typer.Option(help="Only with weights under this licence, such as apache-2.0.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Search the architectures; without words, those that are recommended."""

    def command() -> dict[str, Any]:
        text = " ".join(words or [])
        narrowed = bool(text or most_parameters or license)
        rows = search(text, most_parameters=most_parameters or None, license=license) if narrowed else recommended()
        if not rows and text and not license and not most_parameters:
            raise ArchitectureUnknown(name=text, near=", ".join(each.name for each in recommended()))
        measured = _measured(rows, size, batch) if measure else {}
        _say_rows(rows[: len(measured) or _MOST_ROWS], len(rows), measured)
        return {
            "architectures": [{**_facts(row), **({"measured": asdict(measured[row.name])} if row.name in measured else {})} for row in rows]
        }

    end(command, as_json)


def _measured(rows: Sequence[Architecture], size: int, batch: int) -> dict[str, Measured]:
    from engine.operations.architectures import measure

    names = [row.name for row in rows[:_MOST_MEASURED]]
    return {each.name: each for each in followed(measure(names, size, batch))}


def _say_rows(rows: Sequence[Architecture], found: int, measured: dict[str, Measured]) -> None:
    say(f"{'name':<36} {'million':>8} {'GMACs':>8} {'px':>4}  licence of the weights")
    for row in rows:
        facts = f"{_number(row.parameters):>8} {_number(row.gmacs):>8} {_number(row.input_size):>4}"
        say(f"{row.name:<36} {facts}  {row.license or ('unknown' if row.weights else 'no weights')}")
        if row.note:
            say(f"    {BEST_FOR[row.best_for]}. {row.note}")
        if row.name in measured:
            say(f"    {_told_speed(measured[row.name])}")
    if found > len(rows):
        say(f"… and {found - len(rows)} more; more words find fewer.")


def _told_speed(each: Measured) -> str:
    if each.failure:
        return f"Not measured: {each.failure}"
    memory = f", {_size(each.peak_bytes)} at most" if each.peak_bytes else ""
    speeds = f"{each.predicted_per_second:.1f} pictures a second predicted, {each.trained_per_second:.1f} trained"
    return f"{speeds}{memory} ({each.size} px, batches of {each.batch}, {each.machine})"


def _say_fit(arrival: Arrival) -> None:
    if arrival.matched:
        say(f"{arrival.matched} tensors fit.")
    if arrival.missing:
        say(f"Not in the file: {_few(arrival.missing)}")
    if arrival.left_over:
        say(f"Not used: {_few(arrival.left_over)}")


def _few(names: Sequence[str]) -> str:
    more = f", … ({len(names)} in all)" if len(names) > _MOST_TOLD else ""
    return ", ".join(names[:_MOST_TOLD]) + more


def _rows(packs: Sequence[store.StoredPack]) -> list[dict[str, Any]]:
    return [{**asdict(pack), "folder": str(pack.folder)} for pack in packs]


def _facts(row: Architecture) -> dict[str, Any]:
    weights = [{**asdict(each), "trained_on": list(each.trained_on)} for each in row.weights]
    return {**asdict(row), "license": row.license, "weights": weights}


def _number(value: float | None) -> str:
    return _UNKNOWN if value is None else f"{value:.4g}"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
