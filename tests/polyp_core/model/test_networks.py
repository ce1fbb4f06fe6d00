import subprocess
import sys
from typing import Any

import pytest
import segmentation_models_pytorch as smp
import torch
from pydantic import ValidationError

from polyp_core.errors import ModelFileError
from polyp_core.model.card import IMAGENET_MEAN, IMAGENET_STD
from polyp_core.model.network_spec import SMP_ARCHITECTURES, STUDY_NETWORKS, EnsembleSpec, MemberSpec, spec_of
from polyp_core.model.networks import build_network, logits_of, resunet, unet


def test_the_architectures_are_those_of_smp() -> None:
    assert sorted(SMP_ARCHITECTURES) == sorted(kind.__name__ for kind in smp.MODEL_ARCHITECTURES_MAPPING.values())


@pytest.mark.parametrize("architecture", STUDY_NETWORKS)
@pytest.mark.parametrize("side", [64, 96])
def test_a_network_gives_one_logit_for_each_pixel(architecture: str, side: int) -> None:
    network = build_network(spec_of(architecture, None)).eval()
    with torch.inference_mode():
        logits = network(torch.rand(2, 3, side, side))
    assert logits.shape == (2, 1, side, side)
    assert (logits < 0).any() or (logits > 0).any()


@pytest.mark.parametrize(
    ("architecture", "encoder", "parts"),
    [
        ("Unet", "tu-tf_efficientnet_lite0", {}),
        ("Unet", "resnet18", {"encoder_depth": 4}),
        ("Unet", "resnet18", {"decoder_channels": (48, 32, 24)}),
        ("UnetPlusPlus", "resnet18", {"decoder_channels": (64, 48, 32, 24, 16)}),
        ("MAnet", "resnet18", {}),
        ("Linknet", "resnet18", {}),
        ("FPN", "tu-mobilenetv4_conv_small", {"decoder_channels": (64,)}),
        ("PSPNet", "resnet18", {}),
        ("DeepLabV3", "resnet18", {}),
        ("DeepLabV3Plus", "resnet18", {"decoder_channels": (128,)}),
        ("PAN", "resnet18", {}),
        ("UPerNet", "resnet18", {}),
        ("Segformer", "mit_b0", {}),
    ],
)
def test_any_smp_network_has_output_of_the_input_size(architecture: str, encoder: str, parts: dict[str, Any]) -> None:
    for presence_head in (False, True):
        network = build_network(spec_of(architecture, encoder, presence_head=presence_head, **parts), dropout=0.1)
        with torch.inference_mode():
            mask, presence = logits_of(network.eval(), torch.rand(2, 3, 128, 128))
        assert mask.shape == (2, 1, 128, 128)
        assert (presence.shape if presence is not None else None) == ((2,) if presence_head else None)


def test_a_short_decoder_predicts_at_a_quarter_of_the_side() -> None:
    network = build_network(spec_of("Unet", "resnet18", decoder_channels=(48, 32, 24))).eval()
    with torch.inference_mode():
        assert network(torch.rand(1, 3, 64, 64)).shape == (1, 1, 16, 16)


def test_dropout_is_active_in_training_only() -> None:
    for architecture, encoder in (("Unet", "resnet18"), ("FPN", "resnet18"), ("resunet", None)):
        torch.manual_seed(1)
        network, image = build_network(spec_of(architecture, encoder), dropout=0.5), torch.rand(2, 3, 64, 64)
        with torch.inference_mode():
            network.eval()
            assert torch.equal(network(image), network(image))
            network.get_submodule("decoder").train()
            assert not torch.equal(network(image), network(image))


@pytest.mark.parametrize(
    ("architecture", "encoder", "parts", "sentence"),
    [
        ("Unet", "resnet43", {}, r"no encoder resnet43 .* Did you mean resnet34 or resnet50"),
        ("FPN", "tu-tf_efficientnet_light0", {}, "Did you mean tu-tf_efficientnet_lite0"),
        ("Unet", "mit_b0", {"encoder_depth": 5, "decoder_channels": (8, 8, 8, 8, 8, 8)}, "at most 5"),
        ("DPT", "resnet18", {}, "cannot be built on the encoder resnet18"),
        ("UNet", "resnet18", {}, "no network UNet. Did you mean Unet"),
        ("resunet", "resnet18", {}, "resunet has the encoder resnet34, not resnet18"),
        ("resunet", None, {"decoder_channels": (8, 8, 8)}, "the study's network"),
        ("FPN", "resnet18", {"decoder_channels": (8, 8)}, "one number, not 2"),
        ("UnetPlusPlus", "resnet18", {"decoder_channels": (8, 8)}, "exactly 5 decoder_channels, not 2"),
    ],
)
def test_an_unknown_network_is_refused_with_similar_names(
    architecture: str, encoder: str | None, parts: dict[str, Any], sentence: str
) -> None:
    with pytest.raises((ModelFileError, ValidationError), match=sentence):
        build_network(spec_of(architecture, encoder, **parts))


@pytest.mark.parametrize("build", [resunet, unet])
def test_all_weights_get_gradients(build: type) -> None:
    torch.manual_seed(3)
    network = build().train()
    network(torch.rand(2, 3, 64, 64)).square().mean().backward()
    for name, weight in network.named_parameters():
        assert weight.grad is not None and weight.grad.abs().sum() > 0, name


def test_the_plain_unet_has_a_large_receptive_field_and_keeps_detail() -> None:
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
import polyp_core.inference.segmenter, polyp_core.inference.devices, polyp_core.masks.overlay
import polyp_core.findings.findings
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
print(len(read_model_file(MODEL_FILE).weights()))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 200


def ensemble_of(*sides_px: int, mirrored: bool = False, presence_head: bool = True) -> EnsembleSpec:
    spec = spec_of("Unet", "tu-test_resnet", decoder_channels=(16, 8, 8), presence_head=presence_head)
    members = tuple(
        MemberSpec(**spec.model_dump(), input_size=side_px, mean=IMAGENET_MEAN, std=IMAGENET_STD)
        for side_px in sides_px
    )
    return EnsembleSpec(members=members, mirrored=mirrored)


def test_an_ensemble_averages_the_logits_of_its_members() -> None:
    torch.manual_seed(3)
    network = build_network(ensemble_of(64, 96)).eval()
    images = torch.rand(2, 3, 96, 96)
    with torch.inference_mode():
        mask, presence = logits_of(network, images)
        small, large = network.get_submodule("members").children()
        reduced = torch.nn.functional.interpolate(images, (64, 64), mode="bilinear")
        small_mask, small_presence = logits_of(small, reduced)
        large_mask, large_presence = logits_of(large, images)
    enlarged = torch.nn.functional.interpolate(small_mask, (96, 96), mode="bilinear")
    assert presence is not None and small_presence is not None and large_presence is not None
    assert torch.allclose(mask, (enlarged + large_mask) / 2, atol=1e-5)
    assert torch.allclose(presence, (small_presence + large_presence) / 2, atol=1e-5)


def test_a_mirrored_ensemble_gives_mirrored_pictures_the_mirrored_mask() -> None:
    torch.manual_seed(4)
    images = torch.rand(2, 3, 64, 64)
    for mirrored in (True, False):
        network = build_network(ensemble_of(64, mirrored=mirrored)).eval()
        with torch.inference_mode():
            mask, presence = logits_of(network, images)
            other_mask, other_presence = logits_of(network, images.flip(3))
        assert presence is not None and other_presence is not None
        assert torch.allclose(mask.flip(3), other_mask, atol=1e-5) == mirrored
        assert torch.allclose(presence, other_presence, atol=1e-5) == mirrored


def test_members_agree_on_the_presence_head() -> None:
    with_head, without = ensemble_of(64), ensemble_of(64, presence_head=False)
    with pytest.raises(ValidationError, match="some members have a presence head"):
        EnsembleSpec(members=(*with_head.members, *without.members))
