"""Classics that timm lacks, LeNet-5 and AlexNet, with timm's interface; importing this registers them with timm.

Both keep one linear classifier behind their pooled features, so that heads, embeddings and Grad-CAM work as for any other network.
"""

from __future__ import annotations

from typing import Any

import torch
from timm.models import build_model_with_cfg, generate_default_cfgs, register_model
from torch import nn
from torch.nn import functional
from torchvision.models import AlexNet as TorchvisionAlexNet

__all__ = ["AlexNet", "LeNet5"]

_LEAST_MAP = 5  # side of the maps that LeNet's third convolution looks at


def _cfg(**facts: Any) -> dict[str, Any]:
    return {"num_classes": 1000, "pool_size": None, "interpolation": "bilinear", "crop_pct": 1.0, **facts}


default_cfgs = generate_default_cfgs(
    {
        "lenet5": _cfg(
            input_size=(3, 28, 28),
            min_input_size=(3, 12, 12),
            mean=(0.5, 0.5, 0.5),
            std=(0.5, 0.5, 0.5),
            num_classes=10,
            first_conv="features.0",
            classifier="fc",
        ),
        "alexnet.tv_in1k": _cfg(
            url="https://download.pytorch.org/models/alexnet-owt-7be5be79.pth",
            license="bsd-3-clause",
            input_size=(3, 224, 224),
            min_input_size=(3, 63, 63),
            crop_pct=0.875,
            mean=(0.485, 0.456, 0.406),
            std=(0.229, 0.224, 0.225),
            first_conv="features.0",
            classifier="classifier.6",
        ),
    }
)


class _Classic(nn.Module):
    """What timm asks of a network, for one whose convolutions are a plain sequence `features`."""

    features: nn.Sequential
    feature_info: list[dict[str, Any]]
    num_classes: int

    def forward_features(self, images: torch.Tensor) -> torch.Tensor:
        """Images (B, C, H, W) to maps (B, C', h, w), not pooled."""
        return self.features(images)  # type: ignore[no-any-return]

    def forward_head(self, maps: torch.Tensor, pre_logits: bool = False) -> torch.Tensor:
        raise NotImplementedError

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Images (B, C, H, W) to logits (B, num_classes)."""
        return self.forward_head(self.forward_features(images))

    def forward_intermediates(
        self,
        images: torch.Tensor,
        indices: int | list[int] | None = None,
        norm: bool = False,
        stop_early: bool = False,
        output_fmt: str = "NCHW",
        intermediates_only: bool = False,
    ) -> Any:
        """The final maps and those of the chosen activations, as timm defines it: `indices` None all, a number the last so many."""
        if output_fmt != "NCHW":
            raise ValueError("the output format must be NCHW")
        ends = [int(info["module"].rpartition(".")[2]) for info in self.feature_info]
        taken = range(len(ends)) if indices is None else range(len(ends))[-indices:] if isinstance(indices, int) else indices
        wanted = {ends[index] for index in taken}
        maps, found = images, []
        for place, layer in enumerate(self.features):
            maps = layer(maps)
            if place in wanted:
                found.append(maps)
        return found if intermediates_only else (maps, found)

    def group_matcher(self, coarse: bool = False) -> dict[str, str]:
        """The layers in order, for rates that fall layer by layer."""
        return {"stem": r"^features\.0", "blocks": r"^features\.(\d+)"}

    def set_grad_checkpointing(self, enable: bool = True) -> None:
        if enable:
            raise NotImplementedError("these networks are too small for gradient checkpointing")


class LeNet5(_Classic):
    """LeNet-5 (LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", Proc. IEEE 1998, II.B).

    The paper's layers and widths: C1 6, C3 16, C5 120, F6 84. Three things are of our time: ReLU for the scaled tanh and maximum for
    trained average pooling, with which it learns in a few epochs what took the paper twenty; and C1 is padded by 2, since pictures
    of 28 px come without the paper's margin. C5 stays a convolution, as the paper explains, so larger pictures only make its map
    larger, which is then averaged. `in_chans` 3 serves grey pictures too: their three channels are equal.
    """

    def __init__(self, num_classes: int = 10, in_chans: int = 3, drop_rate: float = 0.0, global_pool: str = "avg") -> None:
        super().__init__()
        self.num_classes, self.in_chans = num_classes, in_chans
        self.num_features, self.head_hidden_size = 16, 84
        self.features = nn.Sequential(
            nn.Conv2d(in_chans, 6, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.feature_info = [
            {"num_chs": 6, "reduction": 1, "module": "features.1"},
            {"num_chs": 16, "reduction": 2, "module": "features.4"},
            {"num_chs": 16, "reduction": 4, "module": "features.5"},
        ]
        self.c5 = nn.Conv2d(16, 120, _LEAST_MAP)
        self.f6 = nn.Linear(120, self.head_hidden_size)
        self.drop = nn.Dropout(drop_rate)
        self.fc: nn.Module = nn.Identity()
        for layer in (*self.features, self.c5, self.f6):
            if isinstance(layer, (nn.Conv2d, nn.Linear)):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")  # He et al. 2015
                nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
        self.reset_classifier(num_classes)

    def forward_head(self, maps: torch.Tensor, pre_logits: bool = False) -> torch.Tensor:
        """Maps (B, 16, h, w) to logits, or with `pre_logits` to the 84 features of F6."""
        height, width = maps.shape[-2:]
        if min(height, width) < _LEAST_MAP:  # pictures below 28 px: cells are repeated until C5 fits
            maps = functional.adaptive_avg_pool2d(maps, (max(height, _LEAST_MAP), max(width, _LEAST_MAP)))
        pooled = functional.relu(self.c5(maps)).mean((2, 3))
        features: torch.Tensor = self.drop(functional.relu(self.f6(pooled)))
        return features if pre_logits else self.fc(features)

    def get_classifier(self) -> nn.Module:
        return self.fc

    def reset_classifier(self, num_classes: int, global_pool: str | None = None) -> None:
        self.num_classes = num_classes
        self.fc = nn.Linear(self.head_hidden_size, num_classes) if num_classes else nn.Identity()


class AlexNet(_Classic):
    """AlexNet as torchvision has it (Krizhevsky, "One weird trick for parallelizing convolutional neural networks", 2014).

    The names of its tensors are torchvision's, so that its weights fit as they are.
    """

    def __init__(self, num_classes: int = 1000, in_chans: int = 3, drop_rate: float = 0.0, global_pool: str = "avg") -> None:
        super().__init__()
        self.num_classes, self.in_chans = num_classes, in_chans
        self.num_features, self.head_hidden_size = 256, 4096
        plain = TorchvisionAlexNet(num_classes=max(1, num_classes), dropout=drop_rate)
        self.features, self.avgpool, self.classifier = plain.features, plain.avgpool, plain.classifier
        if in_chans != 3:
            self.features[0] = nn.Conv2d(in_chans, 64, kernel_size=11, stride=4, padding=2)
        for layer in (*self.features, *self.classifier):
            if isinstance(layer, nn.ReLU):
                layer.inplace = False  # Grad-CAM reads the maps that in-place layers would overwrite
        self.feature_info = [
            {"num_chs": channels, "reduction": reduction, "module": f"features.{place}"}
            for channels, reduction, place in ((64, 4, 1), (192, 8, 4), (384, 16, 7), (256, 16, 9), (256, 16, 11))
        ]
        if not num_classes:
            self.reset_classifier(0)

    def forward_head(self, maps: torch.Tensor, pre_logits: bool = False) -> torch.Tensor:
        """Maps (B, 256, h, w) to logits, or with `pre_logits` to 4096 features."""
        features: torch.Tensor = self.classifier[:-1](self.avgpool(maps).flatten(1))
        return features if pre_logits else self.classifier[-1](features)

    def get_classifier(self) -> nn.Module:
        last: nn.Module = self.classifier[-1]
        return last

    def reset_classifier(self, num_classes: int, global_pool: str | None = None) -> None:
        self.num_classes = num_classes
        self.classifier[-1] = nn.Linear(self.head_hidden_size, num_classes) if num_classes else nn.Identity()


@register_model
def lenet5(pretrained: bool = False, **arguments: Any) -> nn.Module:
    network: nn.Module = build_model_with_cfg(LeNet5, "lenet5", pretrained, **arguments)
    return network


@register_model
def alexnet(pretrained: bool = False, **arguments: Any) -> nn.Module:
    network: nn.Module = build_model_with_cfg(AlexNet, "alexnet", pretrained, **arguments)
    return network
