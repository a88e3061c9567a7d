"""What a model can be given after its training too: its calibration, and what it remembers of its training pictures (`known.safetensors`).

Models made before there was such a thing have neither, and work as they did.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from engine.classifier.calibration import Calibration
from engine.classifier.model.card import CARD_FILE, KNOWN_FILE, LARGEST_KNOWN, ModelCard, read_card
from engine.classifier.model.card_text import TEXT_FILE, card_text
from engine.classifier.model.writing import stored_knowledge
from engine.classifier.novelty import Known
from engine.errors import ModelDamaged, OutputNotWritable, Sentence, translate
from engine.paths import write_atomically


def write_known(known: Known | None, folder: Path) -> str:
    """Write what the model in `folder` remembers, or remove it; returns its SHA-256, "" for nothing. Raises OSError."""
    if known is None:
        (folder / KNOWN_FILE).unlink(missing_ok=True)
        return ""
    from safetensors.numpy import save

    content = save(known.arrays())
    write_atomically(folder / KNOWN_FILE, content)
    return hashlib.sha256(content).hexdigest()


def read_known(card: ModelCard) -> Known | None:
    """What the model in `card.folder` remembers; None if that is nothing, or of a kind that is not understood here.

    Raises `ModelDamaged` if it is not what was saved with the model: without it nothing would ever be unknown, and nobody would be told.
    """
    file = card.folder / KNOWN_FILE
    if not card.knows:
        return None
    if not file.is_file():
        raise ModelDamaged(folder=card.folder, reason=Sentence(translate("errors", "{file} is missing"), {"file": KNOWN_FILE}))
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        content = file.read_bytes() if file.stat().st_size <= LARGEST_KNOWN else b""
    except OSError as error:
        raise ModelDamaged(folder=card.folder, reason=error.strerror or str(error)) from error
    if hashlib.sha256(content).hexdigest() != card.known_sha256:
        text = translate("errors", "{file} is not the file that was saved with it: cut short or changed")
        raise ModelDamaged(folder=card.folder, reason=Sentence(text, {"file": KNOWN_FILE}))
    try:
        return Known.from_arrays(load(content))
    except (SafetensorError, KeyError, ValueError, TypeError):
        return None  # a later version may remember in another way: the classes are told all the same


def add_knowledge(folder: Path, calibration: Calibration | None, known: Known | None) -> ModelCard:
    """Give the model in `folder` its calibration and what it remembers, in the place of what it had; returns its card.

    Whenever this ends, the model is whole: until the last step it remembers nothing.
    Raises `ModelMissing`, `ModelDamaged`, `OutputNotWritable`.
    """
    before = read_card(folder)
    try:
        stored = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
        if before.knows:
            _write_card(folder, {**stored, **stored_knowledge(before.calibration, "")})
        _write_card(folder, {**stored, **stored_knowledge(calibration, write_known(known, folder))})
        after = read_card(folder)
        text = folder / TEXT_FILE
        if text.is_file() and text.read_text(encoding="utf-8", errors="replace") == card_text(before):  # not what people wrote into it
            write_atomically(text, card_text(after))
    except OSError as error:
        raise OutputNotWritable(file=folder, reason=error.strerror or str(error)) from error
    return after


def _write_card(folder: Path, stored: dict[str, object]) -> None:
    write_atomically(folder / CARD_FILE, json.dumps(stored, indent=1, ensure_ascii=False, allow_nan=False))
