"""Multi-scale training: sides depend on seed, epoch and batch only, and image and mask are scaled together."""

from collections import Counter

import pytest
import torch

from polyp_core.errors import TrainingError
from training.config.make_config import make_config
from training.fit.data import Batch
from training.fit.fit import train
from training.fit.scales import drawn_side, rescaled


def test_every_scale_is_drawn_and_repeated_after_a_resume() -> None:
    config = make_config("baseline", ["scales=0.75,1,1.25"])
    drawn = [drawn_side(config, epoch, batch) for epoch in range(20) for batch in range(30)]
    counts = Counter(drawn)
    assert set(counts) == {192, 256, 320} and min(counts.values()) > 150
    assert drawn == [drawn_side(config, epoch, batch) for epoch in range(20) for batch in range(30)]
    assert len({tuple(drawn[start : start + 30]) for start in range(0, 600, 30)}) == 20
    assert drawn_side(make_config("baseline"), 3, 4) == 256


def test_image_and_mask_are_scaled_together() -> None:
    images = torch.zeros(2, 64, 64, 3, dtype=torch.uint8)
    truth = torch.zeros(2, 64, 64, dtype=torch.uint8)
    images[0, 16:48, 8:24] = 200
    truth[0, 16:48, 8:24] = 1
    for side in (32, 96):
        scaled = rescaled(Batch(images, truth), side)
        assert scaled.images.shape == (2, side, side, 3) and scaled.truth.shape == (2, side, side)
        assert scaled.images.dtype == scaled.truth.dtype == torch.uint8
        assert torch.equal(scaled.images[..., 0] >= 100, scaled.truth == 1)
        assert scaled.truth[0].float().mean() == pytest.approx(truth[0].float().mean().item(), rel=0.05)
        assert not scaled.truth[1].any()


def test_invalid_settings_are_named() -> None:
    assert make_config("baseline", ["scales=none"]).scales == ()
    with pytest.raises(TrainingError, match=r"scales and side_px give sides of \(0, 256\) px, outside of 32 to 2048"):
        make_config("baseline", ["scales=0.05,1"])
    with pytest.raises(TrainingError, match=r"The setting scales cannot be many"):
        make_config("baseline", ["scales=many"])


def test_a_multi_scale_run_can_be_resumed(go_on) -> None:
    run = go_on("epochs=2", "scales=1,2")
    train(run)
    second = run.read_scores()[1]
    assert second["epoch"] == 1 and 0 <= second["train_dice"] <= 1
