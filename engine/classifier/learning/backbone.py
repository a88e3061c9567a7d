"""What a picture's features depend on besides the picture: the name under which embeddings are kept."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import torch
from torch import nn

from engine.classifier.network import Network

_VERSION = 1  # goes up when the pixels that a view shows, or the pooled features of the same pixels, change
_COUNTERS = "num_batches_tracked"  # of batch norm: no feature depends on them


def backbone_identity(network: Network, precision: str) -> str:
    """SHA-256 over all that the features of a picture depend on, except for the view: structure, weights, preprocessing, precision.

    The classifier is left out: its values are random, or fitted to features that are here already. 14 MB take about 10 ms.
    """
    facts = [_VERSION, network.architecture, network.model_args, network.config.to_json(), precision]
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode())
    heads = {id(parameter) for parameter in _head_parameters(network.module)}
    for name, tensor in network.module.state_dict(keep_vars=True).items():
        if id(tensor) not in heads and not name.endswith(_COUNTERS):
            digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
            digest.update(_bytes_of(tensor))
    return digest.hexdigest()


def _head_parameters(module: Any) -> list[nn.Parameter]:
    found = module.get_classifier()
    heads = found if isinstance(found, (tuple, list)) else (found,)
    return [parameter for head in heads if isinstance(head, nn.Module) for parameter in head.parameters()]


def _bytes_of(tensor: torch.Tensor) -> memoryview:
    return tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().data
