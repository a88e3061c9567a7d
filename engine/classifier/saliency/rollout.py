"""What the patches of a vision transformer attend to, through all of its blocks.

Abnar and Zuidema, "Quantifying Attention Flow in Transformers", ACL 2020, section 3.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import nn

from engine.classifier.saliency.cams import Found


def attention_rollout(network: Any, pixels: torch.Tensor, target: int | None = None) -> Found:
    """The map of the patches of `pixels` (1, 3, H, W) that the answer is drawn from: that of the class token, else the mean over patches.

    It is the same for every class. Raises `ValueError` for networks whose blocks do not all let all patches attend to each other.
    """
    with torch.no_grad(), _attentions(network) as found:
        logits = network(pixels)
    rows, columns = _grid(network, pixels)
    prefix = int(getattr(network, "num_prefix_tokens", 0))
    tokens = rows * columns + prefix
    if not found or any(each.shape != (tokens, tokens) for each in found):
        raise ValueError("its blocks do not attend to all patches")
    flow = torch.eye(tokens, device=pixels.device)
    for attention in found:  # eq. 1: half of a token passes by each attention; the rows keep summing to 1
        flow = (0.5 * attention + 0.5 * torch.eye(tokens, device=pixels.device)) @ flow
    asking = flow[0] if getattr(network, "cls_token", None) is not None and prefix else flow[prefix:].mean(dim=0)
    cam = asking[prefix:].reshape(rows, columns).float()
    cam = cam - cam.min()
    chosen = int(logits[0].argmax()) if target is None else target
    return logits.float(), chosen, cam / cam.max() if cam.max() > 0 else cam


@contextmanager
def _attentions(network: nn.Module) -> Iterator[list[torch.Tensor]]:
    """Fills a list with the attention (N, N) of each block, the mean of its heads, as this thread calls `network`.

    Attention that is computed in one fused step never exists as a matrix; it is unfused meanwhile, which changes no answer.
    """
    found: list[torch.Tensor] = []
    with ExitStack() as undo:
        for module in network.modules():
            dropout = getattr(module, "attn_drop", None)
            if isinstance(dropout, nn.Module) and hasattr(module, "fused_attn"):
                undo.callback(setattr, module, "fused_attn", module.fused_attn)
                module.fused_attn = False  # type: ignore[assignment]
                undo.callback(dropout.register_forward_hook(_keeping(found)).remove)
        yield found


def _keeping(found: list[torch.Tensor]) -> Callable[[nn.Module, tuple[torch.Tensor, ...], torch.Tensor], None]:
    """A hook that keeps what passes, unless another thread asks the same network meanwhile."""
    mine = threading.get_ident()

    def keep(module: nn.Module, inputs: tuple[torch.Tensor, ...], output: torch.Tensor) -> None:
        if threading.get_ident() == mine and output.ndim == 4:
            found.append(output[0].float().mean(dim=0))

    return keep


def _grid(network: Any, pixels: torch.Tensor) -> tuple[int, int]:
    """(rows, columns) of patches."""
    patches = network.patch_embed
    if callable(getattr(patches, "dynamic_feat_size", None)):
        rows, columns = patches.dynamic_feat_size(tuple(pixels.shape[-2:]))
    else:
        rows, columns = patches.grid_size
    return int(rows), int(columns)
