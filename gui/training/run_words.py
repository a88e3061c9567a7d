"""What a training says of itself, in the user's language: its sentences come from several rooms of the engine."""

from __future__ import annotations

from engine.errors import Sentence
from gui.text import of_engine

_CONTEXTS = ("plan", "operations", "errors")


def run_words(text: Sentence) -> str:
    """`text` and the sentences within it, each translated in the first context that knows it."""
    return text.told(_translated)


def _translated(text: str) -> str:
    found = (of_engine(context, text) for context in _CONTEXTS)
    return next((each for each in found if each != text), text)
