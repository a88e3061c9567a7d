"""The columns of the tables: the same names in the same order as CSV, in a workbook and (but for the last) in Parquet."""

from __future__ import annotations

from collections.abc import Sequence

from engine.batch.outputs.rows import Job, Row

# The first four are those of the tables that Fieldmark has written from its beginning.
FIXED = ("path", "class", "confidence", "failure", "margin", "novelty", "decision", "source")

Cell = str | float | None


def header(job: Job) -> list[str]:
    """FIXED, then class_1, confidence_1, ... for the first choices, then p_NAME for every class."""
    ranks = [f"{name}_{rank}" for rank in range(1, _ranks(job) + 1) for name in ("class", "confidence")]
    return [*FIXED, *ranks, *(f"p_{name}" for name in job.class_names)]


def cells(row: Row, job: Job) -> list[Cell]:
    """The values under `header`; None where there is none."""
    fixed: list[Cell] = [str(row.path), row.name, row.confidence, row.failure, row.margin, row.novelty, row.decision, row.source]
    for index, share in row.ranked:
        fixed += [job.class_names[index], share]
    fixed += [None] * (2 * (_ranks(job) - len(row.ranked)))
    shares: Sequence[Cell] = row.probabilities or [None] * len(job.class_names)
    return [*fixed, *shares]


def _ranks(job: Job) -> int:
    return min(job.top, len(job.class_names))
