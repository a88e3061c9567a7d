"""The evidence for a class in one picture, by any of the methods."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import torch

from engine.classifier.model.files import LoadedModel
from engine.classifier.network import UNFIT, as_numpy
from engine.classifier.saliency.cams import Found, grad_cam, layer_cam
from engine.classifier.saliency.covering import Covered, integrated_gradients, lime, occlusion, shap
from engine.classifier.saliency.methods import GRAD_CAM, METHODS, NO_ATTENTION, ROLLOUT
from engine.classifier.saliency.rollout import attention_rollout
from engine.classifier.saliency.view import View, asked, network_of, over_picture, probabilities, view_of
from engine.classifier.values import Prediction, Saliency
from engine.errors import MethodUnsuitable, translate
from engine.progress import Operation, Progress

_STAGE = translate("operations", "Finding the evidence")
_NO_MAPS = translate("errors", "it gives no map of its features")

# Those that look at the network from inside, in one pass, and those that ask it again and again.
_CAMS: Mapping[str, Callable[..., Found]] = {GRAD_CAM: grad_cam, "layercam": layer_cam}
_BY_ASKING: Mapping[str, Covered] = {"integrated": integrated_gradients, "occlusion": occlusion, "lime": lime, "shap": shap}


def saliency(model: LoadedModel, path: Path, target: int | None = None, method: str = GRAD_CAM) -> Operation[Saliency]:
    """The evidence for class `target` (None: the most probable) in the picture, by the method of that key in `METHODS`.

    Raises `PictureUnreadable`, `MethodUnsuitable` (an `ArchitectureUnsupported`) for a network that the method cannot be used with, and
    `KeyError` for a method that there is not.
    """
    _, found = yield from explained(model, path, target, method)
    return found


def explained(model: LoadedModel, path: Path, target: int | None = None, method: str = GRAD_CAM) -> Operation[tuple[Prediction, Saliency]]:
    """What the model says of the picture, and `saliency`, for which it is shown the picture only once where that will do."""
    yield Progress(_STAGE)
    logits, found = yield from saliency_of(model, view_of(model, path), target, method)
    return Prediction(path, tuple(probabilities(model, logits)[0].astype(float).tolist())), found


def saliency_of(
    model: LoadedModel, view: View, target: int | None = None, method: str = GRAD_CAM
) -> Operation[tuple[torch.Tensor, Saliency]]:
    """Logits (1, K) and the evidence in a view that is there already."""
    if METHODS[method].key not in _BY_ASKING:
        logits, chosen, cam = _looked_inside(model, view, target, method)
    else:
        (logits,) = asked(model, [view.pixels])
        chosen = int(logits[0].argmax()) if target is None else target
        cam = yield from _BY_ASKING[method](model, view, chosen)
        cam = cam / cam.max().clamp_min(torch.finfo(cam.dtype).tiny)
    return logits, Saliency(chosen, over_picture(cam, view.box, view.decoded), view.size, method, as_numpy(cam))


def _looked_inside(model: LoadedModel, view: View, target: int | None, method: str) -> Found:
    try:
        if method == ROLLOUT:
            return attention_rollout(network_of(model), view.pixels, target)
        return _CAMS[method](network_of(model), view.pixels, target, model.card.recipe.horizontal_flip > 0)
    except torch.OutOfMemoryError:
        raise
    except UNFIT as error:
        reason = NO_ATTENTION if method == ROLLOUT else _NO_MAPS
        raise MethodUnsuitable(name=model.card.architecture, reason=reason) from error
