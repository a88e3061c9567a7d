"""Who gave a sample its class, and when: for the one that is being looked at, since `Sample` holds only what all views need."""

from __future__ import annotations

from dataclasses import dataclass

from engine.project.project import Project
from engine.project.sample import Source


@dataclass(frozen=True)
class Annotation:
    """`time` in seconds since 1970; `confidence` 0..1 of a model's answer that was accepted, None for everything else."""

    source: Source
    time: float
    confidence: float | None


def annotation_of(project: Project, sample_id: int) -> Annotation | None:
    """The annotation of a sample, the latest one if it has several; None if it is unlabelled."""
    rows = project.rows("SELECT source, time, confidence FROM annotation WHERE sample_id = ? ORDER BY time DESC LIMIT 1", (sample_id,))
    return Annotation(Source(rows[0][0]), rows[0][1], rows[0][2]) if rows else None
