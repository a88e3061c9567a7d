"""One self-contained HTML page about a model and what it said: no script, no request to anywhere."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from PIL import Image

import resources
from engine.batch.answers import Answers, PictureAnswer
from engine.classifier.model.card import ModelCard
from engine.classifier.saliency.overlay import overlaid
from engine.classifier.values import Prediction
from engine.images.reader import read_image
from engine.operations.classifying import JobResult
from engine.operations.evaluating import Evaluation
from engine.operations.explaining import Explanation
from engine.paths import write_atomically
from engine.project.colours import free_colours

_SIDE = 148
_SHOWN = 48


def write_report(
    file: Path,
    card: ModelCard,
    evaluation: Evaluation,
    answers: Answers,
    classified: JobResult,
    explanations: Sequence[Explanation],
) -> None:
    """Write the page: figures, per-class table, confusion matrix, the least sure pictures with bars, and overlays."""
    colours = _colours(card)
    sections = [
        _facts(card, evaluation, classified),
        _section("By class", _per_class(evaluation)),
        _section("Confusion: rows are the truth", _confusion(evaluation)),
        _section("Where the evidence lies", _cells([_explained(each, colours) for each in explanations])),
        _section(f"The {_SHOWN} least sure answers", _cells([_cell(each, card, colours) for each in answers.least_sure(_SHOWN)])),
    ]
    template = resources.path("report.html").read_text(encoding="utf-8")
    page = template.replace("{{title}}", html.escape(card.name)).replace("{{body}}", "\n".join(sections))
    write_atomically(file, page)


def _colours(card: ModelCard) -> list[str]:
    missing = len(card.class_names) - len(card.class_colours)
    return [*card.class_colours, *islice(free_colours(card.class_colours), max(0, missing))]


def _section(title: str, body: str) -> str:
    return f"<section><h2>{html.escape(title)}</h2>{body}</section>"


def _facts(card: ModelCard, evaluation: Evaluation, classified: JobResult) -> str:
    scores = evaluation.scores
    facts = [
        (f"{scores.accuracy:.1%}", f"accuracy on {scores.count} pictures of the {evaluation.split} split"),
        (f"{scores.balanced_accuracy:.1%}", "balanced accuracy"),
        (f"{classified.tally.answered + classified.tally.unreadable}", f"pictures classified, {classified.tally.unreadable} unreadable"),
        *([(f"{classified.images_per_second:.0f}", "pictures a second")] if classified.asked else []),
    ]
    tiles = "".join(f"<div class=tile><b>{html.escape(value)}</b><span>{html.escape(text)}</span></div>" for value, text in facts)
    return f"<div class=tiles>{tiles}</div><p class=muted>{html.escape(card.architecture)} · {card.training_count} training pictures</p>"


def _per_class(evaluation: Evaluation) -> str:
    head = "<tr><th>Class<th>Precision<th>Recall<th>F1<th>Pictures</tr>"
    rows = (
        f"<tr><td>{html.escape(each.name)}<td>{each.precision:.1%}<td>{each.recall:.1%}<td>{each.f1:.1%}<td>{each.support}</tr>"
        for each in evaluation.scores.per_class
    )
    return f"<table>{head}{''.join(rows)}</table>"


def _confusion(evaluation: Evaluation) -> str:
    names = [html.escape(name) for name in evaluation.class_names]
    head = "<tr><th>" + "".join(f"<th>{name}" for name in names) + "</tr>"
    rows = []
    for name, counts in zip(names, evaluation.scores.confusion, strict=True):
        total = max(1, sum(counts))
        cells = "".join(f"<td class=heat style='--share:{count / total:.2f}'>{count or ''}" for count in counts)
        rows.append(f"<tr><th>{name}{cells}</tr>")
    return f"<div class=scroll><table class=confusion>{head}{''.join(rows)}</table></div>"


def _cells(cells: Sequence[str]) -> str:
    return f"<div class=grid>{''.join(cells)}</div>"


def _cell(answer: PictureAnswer, card: ModelCard, colours: Sequence[str]) -> str:
    return _figure(read_image(answer.path, shrink_to=_SIDE), answer, card, colours)


def _explained(explanation: Explanation, colours: Sequence[str]) -> str:
    image = overlaid(read_image(explanation.prediction.path), explanation.saliency, 0.6)
    return _figure(image, explanation.prediction, explanation.card, colours)


def _figure(image: Image.Image, prediction: Prediction | PictureAnswer, card: ModelCard, colours: Sequence[str]) -> str:
    bars = "".join(
        f"<div class=bar><span>{html.escape(card.class_names[index])}</span><i style='--p:{value:.3f};--c:{colours[index]}'></i>"
        f"<em>{value:.0%}</em></div>"
        for index, value in prediction.ranked(3)
    )
    return f"<figure><img src='{_data_url(image)}' alt='{html.escape(prediction.path.name)}'>{bars}</figure>"


def _data_url(image: Image.Image) -> str:
    scale = _SIDE / max(image.size)
    image = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode()
