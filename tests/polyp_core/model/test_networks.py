import subprocess
import sys
from typing import get_args

import pytest
import torch

from polyp_core.model.card import ENCODERS, Architecture
from polyp_core.model.networks import NETWORKS, build_network, resunet, unet


def test_every_architecture_of_a_card_can_be_built() -> None:
    assert set(NETWORKS) == set(get_args(Architecture)) == set(ENCODERS)


@pytest.mark.parametrize("architecture", get_args(Architecture))
@pytest.mark.parametrize("side", [64, 96])
def test_a_network_gives_one_logit_for_each_pixel(architecture: Architecture, side: int) -> None:
    network = build_network(architecture).eval()
    with torch.inference_mode():
        logits = network(torch.rand(2, 3, side, side))
    assert logits.shape == (2, 1, side, side)
    assert (logits < 0).any() or (logits > 0).any()


@pytest.mark.parametrize("build", [resunet, unet])
def test_a_network_learns_from_all_of_its_weights(build: type) -> None:
    torch.manual_seed(3)
    network = build().train()
    network(torch.rand(2, 3, 64, 64)).square().mean().backward()
    for name, weight in network.named_parameters():
        assert weight.grad is not None and weight.grad.abs().sum() > 0, name


def test_the_plain_unet_sees_far_and_keeps_detail() -> None:
    torch.manual_seed(3)
    network = unet(width=8).eval()
    image = torch.rand(1, 3, 128, 128, requires_grad=True)
    network(image)[0, 0, 64, 64].backward()
    assert image.grad is not None
    seen = image.grad.abs().sum(dim=1)[0] > 0
    reach = seen.nonzero()
    assert seen[64, 64]
    assert (reach.amax(0) - reach.amin(0) > 100).all()


def test_the_encoder_is_a_resnet34() -> None:
    encoder = resunet().encoder
    assert [len(getattr(encoder, f"layer{step}")) for step in (1, 2, 3, 4)] == [3, 4, 6, 3]


def test_reading_a_model_file_needs_neither_torch_nor_qt() -> None:
    script = """
import sys
for name in ("torch", "segmentation_models_pytorch", "timm", "PySide6"):
    sys.modules[name] = None
import numpy as np
import polyp_core.inference.segmenter, polyp_core.inference.devices, polyp_core.masks.overlay, polyp_core.masks.findings
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
print(len(read_model_file(MODEL_FILE).weights()))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 200
