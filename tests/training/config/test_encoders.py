"""The list of encoders matches the installed libraries."""

import segmentation_models_pytorch as smp
import timm

from training.config.encoders import COMMON_ENCODERS, encoder_problem, known_encoders
from training.config.make_config import make_config
from training.config.presets import PRESETS


def test_the_list_matches_the_encoders_of_the_libraries() -> None:
    own = {name for name in smp.encoders.encoders if not name.startswith("tu-")}
    assert known_encoders() == own | {f"tu-{name}" for name in timm.list_models()}


def test_an_unknown_encoder_is_refused_with_similar_names() -> None:
    assert encoder_problem("resnet43").startswith("There is no encoder resnet43. Did you mean resnet34")
    assert "tu-tf_efficientnet_lite0" in encoder_problem("tf_efficientnet_lite0")
    names = [*COMMON_ENCODERS, *(make_config(preset).network.encoder for preset in PRESETS), "tu-resnet18.a1_in1k"]
    assert not [problem for name in names if name and (problem := encoder_problem(name))]
