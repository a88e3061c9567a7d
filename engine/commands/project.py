"""Commands that look after a project as a whole: check it, copy it, go back to a copy."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.commands.shared import JsonFlag, ProjectFolder, end
from engine.console import followed, say
from engine.errors import ProjectMissing
from engine.project import backups
from engine.project.project import Project, with_suffix
from engine.project.schema import FILE_NAME

app = typer.Typer(no_args_is_help=True, help="Check a project, back it up, or go back to a backup.")


@app.command()
def check(project: ProjectFolder, as_json: JsonFlag = False) -> None:
    """Check the database for damage, and look whether every picture is where it was."""

    def command() -> dict[str, Any]:
        from engine.operations.checking import check_project

        with Project.open(project) as opened:
            checked = followed(check_project(opened))
        say("The database is sound." if not checked.damage else f"The database is damaged: {'; '.join(checked.damage)}")
        say(f"{checked.files.present} pictures are where they were, {checked.files.changed} changed, {checked.files.missing} missing")
        if checked.files.unreadable:
            say(f"{checked.files.unreadable} of those that are there cannot be read")
        for folder, count in checked.files.missing_folders[:20]:
            say(f"  {count} missing in {folder}")
        return {
            "sound": not checked.damage,
            "damage": list(checked.damage),
            "present": checked.files.present,
            "changed": checked.files.changed,
            "missing": checked.files.missing,
            "unreadable": checked.files.unreadable,
            "missing_folders": dict(checked.files.missing_folders),
        }

    end(command, as_json)


@app.command()
def backup(project: ProjectFolder, as_json: JsonFlag = False) -> None:
    """Copy the labels and everything else that people decided into the project's folder "backups", also while it is open."""

    def command() -> dict[str, Any]:
        made = backups.back_up(_folder(project))
        say(f"The backup is {made}")
        return {"backup": str(made), "bytes": made.stat().st_size}

    end(command, as_json)


@app.command()
def restore(
    project: ProjectFolder,
    backup: Annotated[Path | None, typer.Argument(metavar="BACKUP", help="A file of the folder backups; left out: list them.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Go back to a backup; what the project holds now is kept as a backup too. Without a BACKUP, list them."""

    def command() -> dict[str, Any]:
        folder = _folder(project, needs_database=False)
        if backup is not None:
            chosen = backup if backup.exists() else folder / backups.FOLDER / backup
            kept = backups.restore(folder, chosen)
            say(f"The project is as it was in {chosen.name}. What it held before is in {kept}")
            return {"restored": str(chosen), "kept": str(kept)}
        found = backups.backups(folder)
        for each in found:
            say(f"{each.path.name}  {time.strftime('%Y-%m-%d %H:%M', time.localtime(each.time))}  {each.size / 1000:.0f} kB")
        if not found:
            say("There is no backup yet.")
        return {"backups": [{"file": each.path.name, "time": each.time, "reason": each.reason, "bytes": each.size} for each in found]}

    end(command, as_json)


def _folder(project: Path, needs_database: bool = True) -> Path:
    folder = project if project.is_dir() else with_suffix(project)
    if not folder.is_dir() or (needs_database and not (folder / FILE_NAME).is_file()):
        raise ProjectMissing(folder=folder)
    return folder
