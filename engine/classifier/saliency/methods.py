"""The methods by which evidence is found, as a table. Light to import: nothing here looks at a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.classifier.model.card import ModelCard
from engine.errors import translate

GRAD_CAM = "gradcam"
ROLLOUT = "rollout"
OVERLAY, HEATMAP = FORMS = ("overlay", "heatmap")  # in which a map is kept
QUICK, SECONDS, SLOW = "quick", "seconds", "slow"

# timm's names of the transformers whose patches all stay to the end, each block attending to all of them: with "patch" in the name,
# which hybrids with convolutions in front do not have, and without two attentions beside each other in one block.
_TRANSFORMERS = ("vit_", "deit_", "deit3_", "beit_", "beitv2_", "beit3_", "eva_", "eva02_", "aimv2_")
_PARALLEL = "_18x2_"
_OTHERS = ("flexivit_", "test_vit")


@dataclass(frozen=True)
class Method:
    """`label` and `about` are marked texts. `speed` is QUICK (about one look of the network), SECONDS (up to a hundred) or SLOW.

    `signed` methods also find evidence against the class; what is shown is the evidence for it. Methods that are not `by_class` give
    the same map whatever the class.
    """

    key: str
    label: str
    about: str
    paper: str
    speed: str
    signed: bool = False
    by_class: bool = True


_TABLE = (
    Method(
        GRAD_CAM,
        translate("saliency", "Grad-CAM"),
        translate("saliency", "Which of the deepest features speak for the class, and where they lie. Quick, coarse, reliable."),
        "Selvaraju et al., ICCV 2017",
        QUICK,
    ),
    Method(
        "layercam",
        translate("saliency", "LayerCAM"),
        translate("saliency", "As Grad-CAM, but weighed place by place and with an earlier layer: finer outlines."),
        "Jiang et al., IEEE TIP 2021",
        QUICK,
    ),
    Method(
        ROLLOUT,
        translate("saliency", "Attention rollout"),
        translate("saliency", "What the patches of a transformer attend to through all its blocks: the same for every class."),
        "Abnar & Zuidema, ACL 2020",
        QUICK,
        by_class=False,
    ),
    Method(
        "integrated",
        translate("saliency", "Integrated gradients"),
        translate("saliency", "How each pixel adds to the answer on the way from an empty picture to this one: fine and grainy."),
        "Sundararajan et al., ICML 2017",
        SECONDS,
        signed=True,
    ),
    Method(
        "occlusion",
        translate("saliency", "Occlusion"),
        translate("saliency", "How much the answer suffers when a patch is covered, place after place."),
        "Zeiler & Fergus, ECCV 2014",
        SLOW,
        signed=True,
    ),
    Method(
        "lime",
        translate("saliency", "LIME"),
        translate("saliency", "Covers random sets of regions and fits which of them the answer depends on."),
        "Ribeiro et al., KDD 2016",
        SLOW,
        signed=True,
    ),
    Method(
        "shap",
        translate("saliency", "SHAP"),
        translate("saliency", "Shares the answer out fairly among regions, as the Shapley value does."),
        "Lundberg & Lee, NeurIPS 2017",
        SLOW,
        signed=True,
    ),
)
METHODS: Mapping[str, Method] = MappingProxyType({method.key: method for method in _TABLE})

NO_ATTENTION = translate("errors", "only vision transformers whose patches attend to each other throughout can show what they attend to")


def methods_for(card: ModelCard) -> dict[str, str]:
    """{method: why it cannot be used with this model, a marked text of context "errors"; empty where it can}, in the table's order.

    Told by the architecture's name, so that no network need be built.
    """
    return {key: "" if key != ROLLOUT or attends_throughout(card.architecture) else NO_ATTENTION for key in METHODS}


def attends_throughout(architecture: str) -> bool:
    """Whether it is a plain vision transformer, by timm's name for it."""
    plain = architecture.startswith(_TRANSFORMERS) and "_patch" in architecture and _PARALLEL not in architecture
    return plain or architecture.startswith(_OTHERS)
