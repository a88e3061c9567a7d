"""Answers as one HTML page that needs nothing beside it: the pictures are in it, and its filter is made of style rules, not of a script.

The page is in English, like the words of the other forms. A policy in its head forbids it to load anything.
"""

from __future__ import annotations

import base64
import html
import os
import re
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import IO

import resources
from engine.batch.outputs.rows import PERSON, Job, Row
from engine.batch.table import UNKNOWN, UNREADABLE, UNSURE, WORDS
from engine.errors import PictureUnreadable

MOST_PICTURES = 2000  # some 20 MB; browsers grow slow beyond
_NO_COLOUR, _ACCENT = "var(--muted)", "var(--accent)"
_AT_ONCE = 64
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}")
Key = tuple[int, str]  # (decision, name)
Counts = Counter[Key]


def contact_sheet(file: IO[bytes], job: Job, chunks: Iterable[Sequence[Row]]) -> Generator[int, None, None]:
    """The head of the page names and counts what follows, so that the rows are gone through once before."""
    shown: list[Row] = []
    counts: Counts = Counter()
    for rows in chunks:
        counts.update((row.code, row.name) for row in rows)
        shown += [replace(row, probabilities=()) for row in rows[: max(0, MOST_PICTURES - len(shown))]]
        yield 0
    keys = {key: f"k{number}" for number, key in enumerate(_ordered(counts))}
    template = resources.path("contact_sheet.html").read_text(encoding="utf-8")
    head, foot = (_filled(part, _parts(job, shown, counts, keys)) for part in template.split("{{body}}"))
    file.write(head)
    with ThreadPoolExecutor(min(8, os.cpu_count() or 1)) as pool:
        for start in range(0, len(shown), _AT_ONCE):  # a cancelled page must not wait for thousands of pictures
            part = shown[start : start + _AT_ONCE]
            for row, image in zip(part, pool.map(_image, part), strict=True):
                file.write(_figure(row, image, job, keys[row.code, row.name]).encode("utf-8", "replace"))
            yield len(part)
    file.write(foot)


def _parts(job: Job, shown: Sequence[Row], counts: Counts, keys: Mapping[Key, str]) -> dict[str, str]:
    return {
        "title": html.escape(_title(job)),
        "facts": _facts(job, len(shown), sum(counts.values())),
        "rules": "\n".join(f"body:has(#{key}:checked) figure:not(.{key}){{display:none}}" for key in keys.values()) + _CHECKED,
        "chips": _chips(job, keys, Counter((row.code, row.name) for row in shown)),
    }


def _filled(template: str, parts: Mapping[str, str]) -> bytes:
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template).encode("utf-8", "replace")


_CHECKED = (
    "\nlabel:has(:checked){background:var(--accent);border-color:var(--accent);color:var(--on-accent)}"
    "\nlabel:has(:checked) span{color:inherit}"
    "\nlabel:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}"
)


def _ordered(counts: Counts) -> list[Key]:
    """Classes in the order of the model, then those of other models, then what has no class."""
    last = {UNSURE: 1, UNKNOWN: 2, UNREADABLE: 3}
    return sorted(counts, key=lambda key: (last.get(key[0], 0), key[0] < 0, key))


def _title(job: Job) -> str:
    sources = job.question.sources
    return ", ".join(source.name or str(source) for source in sources[:3]) + (" …" if len(sources) > 3 else "")


def _facts(job: Job, shown: int, total: int) -> str:
    question, thresholds = job.question, job.thresholds
    pictures = "1 picture" if total == 1 else f"{total:,} pictures".replace(",", " ")
    facts = f"{pictures} · {question.model.name} · unsure below {thresholds.confidence:.0%} · unknown above {thresholds.novelty:g}"
    cut = f"<p class=cut>This page shows the first {shown:,} of them by path.</p>".replace(",", " ") if shown < total else ""
    return f"<p>{html.escape(facts)}</p>{cut}"


def _chips(job: Job, keys: Mapping[Key, str], there: Counts) -> str:
    chips = [_chip("all", "All", sum(there.values()), "", " checked")]
    chips += [
        _chip(key, _word(*pair), there[pair], f"<i class=dot style='--c:{_colour(job, pair[0])}'></i>")
        for pair, key in keys.items()
        if there[pair]
    ]
    return f"<nav>{''.join(chips)}</nav>"


def _chip(key: str, text: str, count: int, dot: str, checked: str = "") -> str:
    name = _escaped(text)
    return f"<label title='{name}'><input type=radio name=shown id={key}{checked}>{dot}<b>{name}</b><span>{count}</span></label>"


def _word(code: int, name: str) -> str:
    return WORDS[code].capitalize() if code in WORDS else name


def _colour(job: Job, code: int, without: str = _NO_COLOUR) -> str:
    """That of the class; what a model's file calls a colour may be anything."""
    colours = job.question.class_colours
    return colours[code] if 0 <= code < len(colours) and _COLOUR.fullmatch(colours[code]) else without


def _image(row: Row) -> bytes | str:
    """The bytes of the thumbnail, or why there is none."""
    if row.code == UNREADABLE:
        return row.failure or WORDS[UNREADABLE]
    from engine.images.thumbnails import encoded_thumbnail  # brings Pillow

    try:
        return encoded_thumbnail(row.path)
    except PictureUnreadable as failure:
        return failure.reason


def _figure(row: Row, image: bytes | str, job: Job, key: str) -> str:
    name = _escaped(row.path.name)
    said = "by a person" if row.source == PERSON else ""
    failed = " class=failed" if row.code == UNREADABLE else ""
    word = f"<i class=dot style='--c:{_colour(job, row.code)}'></i><b{failed}>{_escaped(_word(row.code, row.name))}</b><em>{said}</em>"
    bars = "".join(
        f"<div class=bar><span title='{_escaped(job.class_names[index])}'>{_escaped(job.class_names[index])}</span>"
        f"<i style='--p:{share:.3f};--c:{_colour(job, index, _ACCENT)}'></i><em>{share:.0%}</em></div>"
        for index, share in row.ranked
    )
    return (
        f"<figure class={key}>{_picture(image, name)}<div class=word>{word}</div>{bars}"
        f"<figcaption title='{_escaped(str(row.path))}'>{name}</figcaption></figure>\n"
    )


def _picture(image: bytes | str, name: str) -> str:
    if isinstance(image, str):
        return f"<div class=none>{_escaped(image)}</div>"
    kind = "png" if image.startswith(b"\x89PNG") else "jpeg"
    return f"<img src='data:image/{kind};base64,{base64.b64encode(image).decode()}' alt='{name}' loading=lazy>"


def _escaped(text: str) -> str:
    return html.escape(text, quote=True)
