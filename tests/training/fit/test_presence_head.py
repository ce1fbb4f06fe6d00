"""A presence head that is added to a trained network."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from polyp_core.errors import TrainingError
from polyp_core.frames.stills.image_files import read_single_image
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.model.model_file import read_model_file
from training.cli import _app
from training.datasets.polyp_free import PolypFreeFolder
from training.fit.create_run import create_run
from training.fit.presence_head import add_presence_head, fit_linear
from training.runs.run_folder import RunFolder

from ..conftest import FRAMES, SMALL, Write, make_config


def test_the_logit_separates_both_kinds_although_one_is_rare() -> None:
    numbers = np.random.default_rng(0)
    has_polyp = np.arange(400) % 20 != 0
    features = numbers.normal(5, 3, (400, 8)).astype(np.float32)
    features[:, 2] += np.where(has_polyp, 12, -12)
    weights, bias = fit_linear(features, has_polyp)
    assert ((features @ weights + bias > 0) == has_polyp).all()


@pytest.fixture
def run_with_polyp_free(tmp_path: Path, write_image: Write) -> RunFolder:
    """A run that was not trained, on the frames and on sixteen plain pictures without a polyp."""
    shutil.copytree(FRAMES, tmp_path / "polypgen")
    for number in range(16):
        write_image(tmp_path / "plain" / f"{number}.png", np.full((64, 64, 3), 40 + 8 * number, np.uint8))
    run = RunFolder(tmp_path / "run")
    free = PolypFreeFolder(path=tmp_path / "plain", kind="frame")
    create_run(run, [tmp_path / "polypgen"], make_config("shipped", SMALL), polyp_free=[free])
    return run


def test_a_head_is_added_and_masks_stay_the_same(
    one_epoch: RunFolder, run_with_polyp_free: RunFolder, tmp_path: Path
) -> None:
    out = tmp_path / "with head"
    before = read_model_file(one_epoch.model_file)
    done = CliRunner().invoke(
        _app, ["add-presence", str(one_epoch.model_file), str(run_with_polyp_free.path), "--out", str(out)]
    )
    assert done.exit_code == 0, (done.output, done.exception)
    after = read_model_file(RunFolder(out).model_file)
    assert set(after.weights()) - set(before.weights()) == {
        "classification_head.3.weight", "classification_head.3.bias",
    }  # fmt: skip
    frames = [read_single_image(path) for path in sorted((FRAMES / "images").iterdir())[:3]]
    plain = [np.full((64, 64, 3), level, np.uint8) for level in (60, 100)]
    with (
        Segmenter(before, [lambda model: TorchEngine(model, "cpu")]) as old,
        Segmenter(after, [lambda model: TorchEngine(model, "cpu")]) as new,
    ):
        old_answers, new_answers = (segmenter.segment_images([*frames, *plain]) for segmenter in (old, new))
    for one, other in zip(old_answers, new_answers, strict=True):
        assert (one.mask_at(0.5) == other.mask_at(0.5)).all()
    assert all(answer.presence > 0.5 for answer in new_answers[:3])
    assert all(answer.presence < 0.5 for answer in new_answers[3:])
    card = after.card
    assert card.presence_level == 0 and "A presence head was added to" in card.notes
    assert any("plain" in data.dataset for data in card.training_data)
    with pytest.raises(TrainingError, match="has a presence head"):
        add_presence_head(after, run_with_polyp_free, RunFolder(tmp_path / "again"))


def test_a_run_without_pictures_of_one_kind_is_refused(
    one_epoch: RunFolder, make_pairs: Callable[..., Path], tmp_path: Path
) -> None:
    pairs = make_pairs()
    for mask in (pairs / "masks").iterdir():
        if not read_single_image(mask).any():
            mask.unlink()
            (pairs / "images" / mask.name).unlink()
    run = RunFolder(tmp_path / "polyps only")
    create_run(run, [pairs], make_config("shipped", SMALL))
    with pytest.raises(TrainingError, match="pictures with and without a polyp"):
        add_presence_head(read_model_file(one_epoch.model_file), run, RunFolder(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
