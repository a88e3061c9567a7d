"""Sentences in files: a marked text and its facts as JSON, so that what is read again can still be translated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import FieldmarkError, Sentence


def stored_sentence(sentence: Sentence) -> dict[str, Any]:
    return {"text": sentence.text, "facts": {name: _stored(fact) for name, fact in sentence.facts.items()}}


def sentence_from(stored: Mapping[str, Any]) -> Sentence:
    """The inverse of `stored_sentence`; raises what wrong types and missing keys raise."""
    return Sentence(str(stored["text"]), {str(name): _fact(fact) for name, fact in dict(stored["facts"]).items()})


def sentences_of(error: BaseException) -> tuple[Sentence, ...]:
    """What `error` says, still to be translated: a failure of ours in its sentences, another one in its own words."""
    if isinstance(error, FieldmarkError):
        return tuple(Sentence(text, error.facts) for text in (error.what, error.kept, error.next) if text)
    return (Sentence("{details}", {"details": f"{type(error).__name__}: {error}"}),)


def _stored(fact: object) -> object:
    if isinstance(fact, Sentence):
        return stored_sentence(fact)
    return fact if isinstance(fact, bool | int | float | str) else str(fact)


def _fact(stored: object) -> object:
    return sentence_from(stored) if isinstance(stored, dict) else stored
