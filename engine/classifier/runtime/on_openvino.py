"""OpenVINO as the runtime, on a CPU: several small batches at once, one a stream, which keeps each in the caches of its core."""

from __future__ import annotations

import sys
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from engine.classifier.asking import OPENVINO
from engine.classifier.runtime.outputs import Outputs

_REQUESTS_A_STREAM = 2  # one computes, one waits: then no stream stands still while the results of another are fetched
_REPORTS = "openvino_telemetry"


def openvino() -> Any:
    """The library, which must never be imported in another way: on import it reports to its makers over the network.

    It does so through a package of its own; where that cannot be imported it does without.
    """
    sys.modules.setdefault(_REPORTS, None)  # type: ignore[arg-type]
    import openvino

    return openvino


def computes_in_half() -> bool:
    """Whether this processor gains by bfloat16."""
    return "BF16" in openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


class OpenVinoRuntime:
    """`model` as `conversion.converted` gives it. `at_once` views are computed together; `fast` computes in bfloat16.

    It may be asked by one thread only.
    """

    kind = OPENVINO

    def __init__(self, model: Any, at_once: int, fast: bool = False) -> None:
        library = openvino()
        model = model.clone()
        model.reshape([at_once, *model.inputs[0].partial_shape[1:]])
        options = {
            "INFERENCE_PRECISION_HINT": "bf16" if fast else "f32",
            "PERFORMANCE_HINT": "THROUGHPUT",
            "INFERENCE_NUM_THREADS": torch.get_num_threads(),  # a window that is open has been left a core of them
        }
        compiled = library.Core().compile_model(model, "CPU", options)
        count = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS") * _REQUESTS_A_STREAM
        self._free = [compiled.create_infer_request() for _ in range(count)]
        self._computing: deque[_Part] = deque()
        self._at_once = at_once
        self.name = f"OpenVINO {'bf16' if fast else 'fp32'}"

    def begin(self, pixels: np.ndarray) -> _Whole:
        """Hands `pixels` over part by part; waits for earlier ones where all requests are taken."""
        whole = _Whole(self, [], -(-len(pixels) // self._at_once))
        for start in range(0, len(pixels), self._at_once):
            views = pixels[start : start + self._at_once]
            if not self._free:
                self.fetch()
            request = self._free.pop()
            request.start_async({0: np.ascontiguousarray(self._filled(views))}, share_inputs=False)
            self._computing.append(_Part(request, whole, len(views)))
        return whole

    def fetch(self) -> None:
        """Wait for the oldest part and hand its outputs over; raises what went wrong."""
        part = self._computing.popleft()
        try:
            part.request.wait()
            logits, features = (np.array(part.request.get_output_tensor(index).data[: part.count]) for index in range(2))
        finally:
            self._free.append(part.request)
        part.whole.parts.append(Outputs(logits, features))

    def _filled(self, views: np.ndarray) -> np.ndarray:
        """The network takes `at_once` views and no fewer: the last ones are filled up with black."""
        if len(views) == self._at_once:
            return views
        filled = np.zeros((self._at_once, *views.shape[1:]), np.uint8)
        filled[: len(views)] = views
        return filled


@dataclass(frozen=True)
class _Part:
    request: Any
    whole: _Whole
    count: int


@dataclass(frozen=True)
class _Whole:
    """The parts come in their order, for the oldest is always fetched first."""

    runtime: OpenVinoRuntime = field(repr=False)
    parts: list[Outputs]
    count: int

    def result(self) -> Outputs:
        while len(self.parts) < self.count:
            self.runtime.fetch()
        return Outputs(np.concatenate([part.logits for part in self.parts]), np.concatenate([part.features for part in self.parts]))
