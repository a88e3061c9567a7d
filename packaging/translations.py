"""Keep the translations in step with the texts of the program; only the standard library and PySide6's own tools.

    python packaging/translations.py            # after texts have changed: update the .ts files, make the .qm files
    python packaging/translations.py --check    # exits with 1 if a text is not translated, or a .qm is not that of its .ts

The first lists what has to be translated next: in the .ts, with Qt Linguist or any editor, then run it again.
The notes of `resources/architectures.json` are texts as well; lupdate reads them from a Python file that is made for the moment.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
ARCHITECTURES = ROOT / "resources" / "architectures.json"
SOURCES = ("gui", "engine")


def main(arguments: Sequence[str]) -> int:
    check = list(arguments) == ["--check"]
    if arguments and not check:
        sys.stderr.write(__doc__ or "")
        return 2
    objections = []
    with tempfile.TemporaryDirectory() as temporary:
        for catalogue in sorted(FOLDER.glob("*.ts")):
            objections += checked(catalogue, Path(temporary)) if check else updated(catalogue, Path(temporary))
    sys.stdout.write("".join(f"{objection}\n" for objection in objections))
    return 1 if check and objections else 0


def updated(catalogue: Path, temporary: Path) -> list[str]:
    """Bring `catalogue` up to date and make its .qm; what is left to translate."""
    extract(catalogue, temporary)
    release(catalogue, catalogue.with_suffix(".qm"))
    return [f"{catalogue.name}: to be translated: {text}" for text in unfinished(catalogue)]


def checked(catalogue: Path, temporary: Path) -> list[str]:
    """What is wrong with `catalogue` and its .qm; changes neither."""
    copy, fresh, released = temporary / catalogue.name, temporary / "fresh.qm", catalogue.with_suffix(".qm")
    shutil.copyfile(catalogue, copy)
    extract(copy, temporary)
    objections = [f"{catalogue.name}: not translated: {text}" for text in unfinished(copy)]
    release(catalogue, fresh)
    if not released.is_file() or released.read_bytes() != fresh.read_bytes():
        objections.append(f"{released.name} was not made from {catalogue.name}: run packaging/translations.py")
    return objections


def extract(catalogue: Path, temporary: Path) -> None:
    """Take the texts of the sources over into `catalogue`: new ones as unfinished, without those that are gone."""
    notes = temporary / "architectures.py"
    listed = json.loads(ARCHITECTURES.read_text(encoding="utf-8"))
    lines = (f'translate("architectures", {json.dumps(each["note"], ensure_ascii=False)})\n' for each in listed)
    notes.write_text("".join(lines), encoding="utf-8")
    files = [str(file) for folder in SOURCES for file in sorted((ROOT / folder).rglob("*.py"))]
    run("lupdate", "-silent", "-no-obsolete", "-locations", "none", *files, str(notes), "-ts", str(catalogue))


def release(catalogue: Path, file: Path) -> None:
    """Make the binary form that Qt loads."""
    run("lrelease", "-silent", str(catalogue), "-qm", str(file))


def unfinished(catalogue: Path) -> list[str]:
    """The texts without a finished translation, as "context: text"."""
    texts = []
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished" or not (translation.text or "").strip():
                texts.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return texts


def run(tool: str, *arguments: str) -> None:
    """One of Qt's tools, from the environment of this Python."""
    program = shutil.which(f"pyside6-{tool}", path=str(Path(sys.executable).parent))
    if program is None:
        raise SystemExit(f"pyside6-{tool} is not beside {sys.executable}: make setup installs it")
    subprocess.run([program, *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
