"""Below the card's presence level the mask of a frame is suppressed, also from cached maps."""

import sqlite3
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.masks.prediction import Prediction
from polyp_core.model.card import ModelCard
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile, write_model_file
from polyp_core.model.networks import build_network

SIDE_PX = 64


def card(**changes: object) -> ModelCard:
    fields: dict[str, object] = {
        "name": "light",
        "architecture": "Unet",
        "encoder": "tu-test_resnet",
        "decoder_channels": (16, 8, 8),
        "input_size": SIDE_PX,
        "presence_level": 0.6,
        "training_data": (),
        "split": "none",
        "scores": (),
        "date": date(2026, 1, 2),
        "licence": "research",
    }
    return ModelCard.model_validate(fields | changes)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ModelFile:
    """A coarse network with a presence head that predicts about 0.5 for every frame."""
    import torch

    torch.manual_seed(4)
    made = card()
    weights = {name: value.numpy() for name, value in build_network(made.network).state_dict().items()}
    return write_model_file(tmp_path_factory.mktemp("models") / "light.safetensors", made, weights)


def test_the_engines_agree_on_masks_and_presence(model: ModelFile, convert_here) -> None:
    convert_here(model)
    batch = np.random.default_rng(5).integers(0, 256, (3, SIDE_PX, SIDE_PX, 3), np.uint8)
    expected, answer = TorchEngine(model, "cpu").run(batch), OpenVinoEngine(model).run(batch)
    assert expected.presence is not None and answer.presence is not None
    assert expected.presence.shape == (3,) and 0 < expected.presence.min() < 1
    assert np.allclose(answer.presence, expected.presence, atol=0.02)
    assert np.abs(answer.levels.astype(int) - expected.levels).max() <= 4
    with Segmenter(model, [lambda opened: TorchEngine(opened, "cpu")]) as segmenter:
        [segmentation] = segmenter.segment_images([batch[0]])
    assert segmentation.presence == pytest.approx(float(expected.presence[0]), abs=1e-4)
    assert segmentation.presence_level == 0.6


def test_a_frame_below_the_level_has_an_empty_mask_and_a_raw_mask(tmp_path: Path) -> None:
    everywhere = np.full((SIDE_PX, SIDE_PX), 255, np.uint8)
    box = Letterbox(80, 64, SIDE_PX)
    shown = Prediction(0, everywhere, box, presence=0.6, presence_level=0.6)
    hidden = Prediction(1, everywhere, box, presence=0.59, presence_level=0.6)
    without_head = Prediction(2, everywhere, box)
    assert [each.mask_at().any() for each in (shown, hidden, without_head)] == [True, False, True]
    assert hidden.raw().mask_at().all()
    with ProbabilityMapCache("key", folder=tmp_path) as store:
        for each in (shown, hidden, without_head):
            store.put(each)
    with ProbabilityMapCache("key", folder=tmp_path) as store:
        kept = [store.get(index) for index in range(3)]
    assert [each.is_suppressed for each in kept if each] == [False, True, False]
    assert [each.presence for each in kept if each] == [0.6, 0.59, None]
    assert kept[1] is not None and (kept[1].raw_levels == 255).all()


def test_cached_maps_without_presence_are_read(tmp_path: Path) -> None:
    with ProbabilityMapCache("key", folder=tmp_path) as store:
        store.put(Prediction(7, np.full((SIDE_PX, SIDE_PX), 9, np.uint8), Letterbox(64, 64, SIDE_PX)))
    with sqlite3.connect(tmp_path / "key.sqlite") as database:
        database.execute("DROP TABLE measures")
        database.execute("PRAGMA user_version=0")
        for column in ("presence", "presence_level"):
            database.execute(f"ALTER TABLE maps DROP COLUMN {column}")
    database.close()
    with ProbabilityMapCache("key", folder=tmp_path) as store:
        kept = store.get(7)
        store.put(Prediction(8, np.full((SIDE_PX, SIDE_PX), 9, np.uint8), Letterbox(64, 64, SIDE_PX), presence=0.5))
    assert kept is not None and kept.presence is None and (kept.levels == 9).all()
