"""Commands about the application itself and the machine it runs on."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.commands.shared import JsonFlag, end, percent
from engine.console import followed, say


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where everything goes.")] = Path("fieldmark-demo"),
    as_json: JsonFlag = False,
) -> None:
    """Do the whole job on the sample pictures, without a screen: import, train, evaluate, classify, report, screenshots."""

    def command() -> dict[str, Any]:
        from engine.operations.demo import demo

        outcome = followed(demo(out.absolute()))
        say(f"Accuracy {percent(outcome.accuracy)} on held-out pictures, {percent(outcome.new_accuracy)} on the unlabelled ones.")
        say(f"The report is in {outcome.report}, the answers are in {outcome.table}")
        take = context.obj  # the window's side: the engine does not know how to picture it
        pictures = [str(path) for path in take(outcome.project, out.absolute() / "screenshots")] if take else []
        if pictures:
            say(f"Screenshots of the window are in {out.absolute() / 'screenshots'}")
        return {
            "accuracy": outcome.accuracy,
            "new_accuracy": outcome.new_accuracy,
            "seconds": round(outcome.seconds, 3),
            "model": str(outcome.training.card.folder),
            "project": str(outcome.project),
            "report": str(outcome.report),
            "screenshots": pictures,
        }

    end(command, as_json)


def doctor(as_json: JsonFlag = False) -> None:
    """Look at this machine: versions, device, Qt's libraries, writable folders, network."""

    def command() -> dict[str, Any]:
        from engine.operations.doctor import examine

        findings = followed(examine())
        signs = {True: "ok", False: "MISSING", None: ""}
        for finding in findings:
            say(f"{finding.name:<20} {signs[finding.ok]:<8} {finding.value}")
        return {"healthy": all(finding.ok is not False for finding in findings), "findings": [asdict(finding) for finding in findings]}

    end(command, as_json)
