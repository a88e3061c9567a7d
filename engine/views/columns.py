"""One field of many samples at once. By place in the tuple: twice as fast as by name, which counts at a hundred thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any

from engine.project.sample import Facts, Sample

Column = Callable[[Iterable[Sample]], Iterator[Any]]
_FACTS = itemgetter(Sample._fields.index("facts"))


def column(name: str) -> Column:
    """Reads the field `name` of a sample, or of its facts, from each of many samples."""
    if name in Sample._fields:
        value = itemgetter(Sample._fields.index(name))
        return lambda samples: map(value, samples)
    fact = itemgetter(Facts._fields.index(name))
    return lambda samples: map(fact, map(_FACTS, samples))


IDS, DIGESTS, CLASS_IDS, GROUPS = column("id"), column("digest"), column("class_id"), column("group")
CAMERAS, FORMATS, NEAR, BURSTS = column("camera"), column("format"), column("near"), column("burst")
