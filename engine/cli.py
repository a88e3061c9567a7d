"""The command line. Each command runs an operation, speaks on stderr and, with --json, prints one object on stdout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from engine.commands import classify, explain, machine, models, pictures, preview, project, recipes, runs, sort, splitting, tuning, weights

ScreenshotTaker = Callable[[Path, Path], Sequence[Path]]  # (project, folder) -> pictures; given by the window's side

app = typer.Typer(
    name="fieldmark",
    help="Teach a computer your own picture classes, then sort the rest. Without a command the window opens.",
    no_args_is_help=True,
    epilog="The window: fieldmark [PROJECT.fieldmark], or fieldmark --sample. "
    "Exit codes: 0 done; 1 unforeseen; 2 wrong usage; 3 pictures, folders or values; 4 the project; 5 a model or its weights; "
    "130 cancelled.",
    add_completion=False,
    pretty_exceptions_enable=False,
)

# In the order of the help: from pictures to models to what is said of new pictures.
for _command in (
    pictures.new,
    pictures.import_,
    pictures.export,
    pictures.relink,
    splitting.examine,
    splitting.split,
    weights.architectures,
    preview.preview,
    runs.train,
    tuning.tune,
    tuning.crossval,
    models.evaluate,
    classify.classify,
    explain.explain,
    machine.demo,
    machine.doctor,
):
    app.command(name=_command.__name__.rstrip("_"))(_command)
app.add_typer(project.app, name="project")
app.add_typer(runs.app, name="runs")
app.add_typer(recipes.app, name="recipe")
app.add_typer(models.app, name="model")
app.add_typer(weights.app, name="weights")
app.add_typer(sort.app, name="sort")


def main(arguments: Sequence[str] | None = None, screenshots: ScreenshotTaker | None = None) -> None:
    """Run the command line; `screenshots` lets `demo` picture the window, which the engine does not know."""
    app(args=arguments, prog_name="fieldmark", obj=screenshots)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fieldmark {version('fieldmark')}")
        raise typer.Exit()


def _root(
    _: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """Teach a computer your own picture classes, then sort the rest. Without a command the window opens."""
