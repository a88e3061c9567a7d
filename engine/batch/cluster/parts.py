"""The results of a run on a cluster: `manifest.json`, written first, and `parts/part-00000.parquet` and so on, each whole or not there.

Part n holds the pictures n * size + 1 to (n + 1) * size of the job, in the order in which they were found, so that the parts of a job are
the same whenever it is run. Columns: path, size (bytes), modified_ns (since 1970), failure (text or null), class and confidence (the
model's first choice), novelty (null where unknown), probabilities (list of float32 in the order of `classes` in the manifest).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from engine.batch.answers import Answers, Finding
from engine.batch.outputs.placing import placed
from engine.batch.question import Question
from engine.errors import OutputNotWritable, PartsDamaged, PartsOfAnotherJob, translate
from engine.paths import write_atomically
from engine.progress import Operation, Progress

FORMAT = 1
PART_SIZE = 2048  # pictures
MANIFEST, FOLDER = "manifest.json", "parts"
WRITING = translate("operations", "Writing the results")
_TAKING_OVER = translate("operations", "Taking over finished parts")
_AT_ONCE = 500  # paths a question
_FACTS = b"fieldmark"  # of a part: what its pictures were when they were answered


class Parts:
    """The folder of results of one job. `count` parts are finished, as far as is known."""

    def __init__(self, out: Path, question: Question, size: int) -> None:
        """Begin the folder `out`, or go on with it; raises `PartsOfAnotherJob`, `PartsDamaged`, `OutputNotWritable`."""
        self._out = out
        self._names = question.class_names
        self._size = _begun(out, question, size)
        self._finished: dict[int, str] = {}  # part -> facts

    @property
    def count(self) -> int:
        return len(self._finished)

    def taken_over(self, answers: Answers) -> Operation[None]:
        """Give the job the answers of parts that it has none of, such as those of a run on another machine."""
        files = sorted((self._out / FOLDER).glob("part-*.parquet"))
        for done, file in enumerate(files):
            yield Progress(_TAKING_OVER, done, len(files))
            rows = _read(file)
            for start in range(0, len(rows), _AT_ONCE):
                _take_over(answers, rows[start : start + _AT_ONCE])

    def write_finished(self, answers: Answers, anew: bool = False) -> int:
        """Write the parts of which all pictures have an answer and that are not there; returns how many. `anew`: if they changed, too."""
        last, waiting = answers.rows("SELECT max(id), min(CASE WHEN state = 0 THEN id END) FROM picture")[0]
        written = 0
        for part in range((last or 0) // self._size + 1):
            first = part * self._size + 1
            if first > (last or 0) or (waiting is not None and waiting < first + self._size):
                break
            if part in self._finished and not anew:
                continue
            facts = _facts(answers, first, first + self._size)
            if self._finished.get(part) != facts:
                written += self._write(answers, part, facts)
                self._finished[part] = facts
        return written

    def _write(self, answers: Answers, part: int, facts: str) -> bool:
        """Returns False if the same part is there from an earlier run."""
        file = self._out / FOLDER / f"part-{part:05}.parquet"
        if _facts_of(file) == facts:
            return False
        import pyarrow
        from pyarrow.parquet import write_table

        first = part * self._size + 1
        ids = [row[0] for row in answers.rows("SELECT id FROM picture WHERE id >= ? AND id < ? ORDER BY id", (first, first + self._size))]
        stamps = dict(answers.rows("SELECT id, modified_ns FROM picture WHERE id >= ? AND id < ?", (first, first + self._size)))
        rows = [self._row(answer, stamps[answer.id]) for answer in answers.read(ids)]
        with placed(file) as opened:
            write_table(pyarrow.Table.from_pylist(rows, _schema().with_metadata({_FACTS: facts})), opened, compression="zstd")
        return True

    def _row(self, answer: Any, modified_ns: int) -> dict[str, Any]:
        ranked = answer.ranked(1)
        return {
            "path": str(answer.path),
            "size": answer.size,
            "modified_ns": modified_ns,
            "failure": answer.reason or None,
            "class": self._names[ranked[0][0]] if ranked else None,
            "confidence": ranked[0][1] if ranked else None,
            "novelty": answer.novelty,
            "probabilities": answer.probabilities or None,
        }


def _begun(out: Path, question: Question, size: int) -> int:
    """Write the manifest, or see that the one that is there is of the same job; returns its size of parts."""
    file = out / MANIFEST
    try:
        if file.exists():
            stored = json.loads(file.read_text(encoding="utf-8"))
            if stored["format"] != FORMAT:
                raise PartsDamaged(folder=out, reason=translate("errors", "they were written by another version of Fieldmark"))
            if stored["identity"] != question.identity:
                raise PartsOfAnotherJob(folder=out)
            return int(stored["part_size"])
        manifest = {
            "format": FORMAT,
            "identity": question.identity,
            "part_size": size,
            "classes": list(question.class_names),
            "sha256": question.sha256,
            "sources": list(map(str, question.sources)),
        }
        write_atomically(file, json.dumps(manifest, ensure_ascii=False, indent=1))
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise PartsDamaged(folder=out, reason=error) from error
    return size


def _schema() -> Any:
    import pyarrow as pa

    columns = {"path": pa.string(), "size": pa.int64(), "modified_ns": pa.int64(), "failure": pa.string(), "class": pa.string()}
    return pa.schema([*columns.items(), ("confidence", pa.float32()), ("novelty", pa.float32()), ("probabilities", pa.list_(pa.float32()))])


def _facts(answers: Answers, first: int, stop: int) -> str:
    """The same as long as the same files are in the part."""
    query = "SELECT count(*), coalesce(sum(size), 0), coalesce(max(modified_ns), 0) FROM picture WHERE id >= ? AND id < ?"
    return json.dumps(answers.rows(query, (first, stop))[0])


def _facts_of(file: Path) -> str:
    """Those of a part that is there; '' for what cannot be read, which is written anew."""
    from pyarrow import ArrowException
    from pyarrow.parquet import read_schema

    try:
        return ((read_schema(file).metadata or {}).get(_FACTS) or b"").decode()
    except (OSError, ArrowException):
        return ""


def _read(file: Path) -> list[dict[str, Any]]:
    from pyarrow import ArrowException
    from pyarrow.parquet import read_table

    try:
        return list(read_table(file, schema=_schema()).to_pylist())
    except (OSError, ArrowException):  # what is not whole is asked about again
        return []


def _take_over(answers: Answers, rows: list[dict[str, Any]]) -> None:
    marks = ",".join("?" * len(rows))
    query = f"SELECT path, id, size, modified_ns FROM picture WHERE state = 0 AND path IN ({marks})"
    waiting = {row[0]: row[1:] for row in answers.rows(query, [row["path"] for row in rows])}
    findings = [
        Finding(
            waiting[row["path"]][0],
            row["size"],
            row["modified_ns"],
            np.array(row["probabilities"], np.float32),
            float("nan") if row["novelty"] is None else row["novelty"],
        )
        for row in rows
        if row["probabilities"] and waiting.get(row["path"], ())[1:] == (row["size"], row["modified_ns"])
    ]
    if findings:
        answers.put(findings)
