"""What the application remembers between starts, in one JSON file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from engine.errors import SettingInvalid, translate
from engine.fields import from_json, option
from engine.paths import config_folder, write_atomically

RECENT_PROJECTS = 8


@dataclass(frozen=True)
class Settings:
    """The user's choices. `recent` lists project folders, the latest first."""

    appearance: str = option(
        "system",
        translate("settings", "Appearance"),
        translate("settings", "Follow the system, or always light or dark."),
        choices={
            "system": translate("settings", "As the system"),
            "light": translate("settings", "Light"),
            "dark": translate("settings", "Dark"),
        },
    )
    language: str = option(
        "system",
        translate("settings", "Language"),
        translate("settings", "Follow the system, or always English or Chinese."),
        choices={"system": translate("settings", "As the system"), "en": "English", "zh_CN": "简体中文"},
    )
    thumbnail_width: int = option(
        156, translate("settings", "Thumbnail width"), translate("settings", "Width of a cell of the grid, in pixels."), low=96, high=320
    )
    advance: bool = option(
        False,
        translate("settings", "Move on after labelling"),
        translate("settings", "A label takes you straight to the next picture without one, so that one hand is enough."),
    )
    hub_mirror: str = option(
        "",
        translate("settings", "Mirror of the model hub"),
        translate("settings", "Address such as https://hub.example.org; empty asks huggingface.co itself."),
    )
    recent: tuple[str, ...] = field(default=())


def load_settings() -> Settings:
    """The stored settings; a missing or damaged file means the defaults, since nothing in it is hard to choose again."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
        settings = from_json(Settings, stored)
        return replace(settings, recent=tuple(str(folder) for folder in stored.get("recent", ())))
    except (OSError, ValueError, AttributeError, TypeError, SettingInvalid):
        return Settings()


def save_settings(settings: Settings) -> None:
    write_atomically(_file(), json.dumps(asdict(settings), indent=2, ensure_ascii=False))


def with_recent(settings: Settings, project: Path) -> Settings:
    """`settings` with `project` first among the recent ones."""
    others = (folder for folder in settings.recent if folder != str(project))
    return replace(settings, recent=(str(project), *others)[:RECENT_PROJECTS])


def _file() -> Path:
    return config_folder() / "settings.json"
