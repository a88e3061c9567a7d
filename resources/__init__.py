"""Data only: icons, translations, the architectures table, help pages. Reach a file through `resources.path`."""

from pathlib import Path


def path(*parts: str) -> Path:
    """The file or folder `parts` inside the installed `resources` package."""
    return Path(__file__).parent.joinpath(*parts)
