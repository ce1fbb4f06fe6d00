from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from polyp_core.errors import DatasetError, TrainingError
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.masks.probability_levels import PROBABILITIES, probability_bytes
from polyp_core.model.card import EngineCheck
from polyp_core.model.model_file import ModelFile, read_model_file
from polyp_core.model.probe import Probe
from tests.colour_model import write_colour_model
from training.datasets.discovery import find_samples
from training.datasets.sample import Sample
from training.evaluation.evaluate import evaluate
from training.packaging.quantise import (
    add_quantised_graph,
    check_quantised,
    choose_calibration,
    read_frames,
    refuse_changes,
)

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return find_samples([FRAMES])


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> ModelFile:
    """A tiny network that marks what is bright, in a file without a graph."""
    return write_colour_model(tmp_path_factory.mktemp("bare") / "bare.safetensors", has_graph=False)


@pytest.fixture(scope="module")
def made(bare: ModelFile, samples: list[Sample]) -> ModelFile:
    """`bare` with a quantised graph."""
    with pytest.MonkeyPatch.context() as patch:
        # A single border that moves is more than the limit where ten small squares are all there is.
        patch.setattr("training.packaging.quantise.LARGEST_CHANGE", 0.02)
        return add_quantised_graph(bare, bare.path.with_name("made.safetensors"), samples, samples)


def test_a_model_gets_a_graph_that_agrees_and_its_card_states_the_agreement(
    bare: ModelFile, made: ModelFile, samples: list[Sample]
) -> None:
    assert read_model_file(made.path) == made
    assert sorted(path.name for path in made.path.parent.iterdir()) == ["bare.safetensors", "made.safetensors"]
    assert all(np.array_equal(value, bare.weights()[name]) for name, value in made.weights().items())
    [check] = made.card.engines
    assert (check.engine, check.dataset, check.images) == ("OpenVINO int8", "polypgen", 8)
    assert check.agreement > 0.8
    assert abs(check.dice - check.reference_dice) < 0.02
    assert check_quantised(made, samples) == [check]

    probe = Probe.packed_in(made)
    assert probe is not None and probe.answer.std() > 40  # it shows the network something to find
    assert probe.difference(probability_bytes(TorchEngine(made, "cpu").run(probe.picture[None]).levels[0])) == 0

    squares = read_frames(samples, 64)
    answer, right = OpenVinoEngine(made).run(squares).levels, TorchEngine(made, "cpu").run(squares).levels
    assert 255 * np.abs(PROBABILITIES[answer] - PROBABILITIES[right]).mean() < 2


def test_the_check_uses_the_scores_of_evaluate_and_excludes_empty_frames(
    made: ModelFile, samples: list[Sample]
) -> None:
    [check] = check_quantised(made, samples)
    for dice, engine in ((check.dice, "viewer"), (check.reference_dice, "torch")):
        table = evaluate(made.path, [FRAMES], saliency=False, device="cpu", engine=engine).table
        polyp = table[table["coverage"] > 0]
        assert len(polyp) == check.images == 8
        assert dice == pytest.approx(polyp["dice"].mean(), abs=5e-5)
    claimed = (table[table["coverage"] == 0]["fp"] > 0).mean()
    assert f"of 2 more without a polyp something is claimed on {claimed:.1%}" in check.protocol
    shown = [sample for sample in samples if read_mask(sample.mask_path).any()]
    [alone] = check_quantised(made, shown)
    assert alone.protocol == "threshold 0.5, every region; the pictures' own size, mean over images"
    assert alone == check.model_copy(update={"protocol": alone.protocol})


def test_frames_without_a_polyp_are_refused_for_the_check(made: ModelFile, samples: list[Sample]) -> None:
    empty = [sample for sample in samples if not read_mask(sample.mask_path).any()]
    checks = check_quantised(made, empty)
    with pytest.raises(TrainingError, match="None of the test pairs shows a polyp"):
        refuse_changes(checks)


def test_calibration_samples_all_datasets_equally(make_pairs: Callable[..., Path]) -> None:
    [one, other] = (find_samples([make_pairs(name)]) for name in ("one", "other"))
    chosen = choose_calibration([*one, *other[:3]], count=8)
    assert sum(sample.dataset == one[0].dataset for sample in chosen) == 4
    assert sum(sample.dataset == other[0].dataset for sample in chosen) == 3
    assert len(set(chosen)) == 7
    assert choose_calibration([*other[2::-1], *one], count=8) == chosen
    with pytest.raises(DatasetError, match="no training pairs to calibrate"):
        choose_calibration([])


def test_a_graph_that_changes_accuracy_is_refused() -> None:
    check = EngineCheck(
        engine="OpenVINO int8",
        dataset="kvasir-seg",
        images=120,
        protocol="",
        dice=0.7821,
        reference_dice=0.787,
        agreement=0.98,
    )
    refuse_changes([check, *(check.model_copy(update={"dice": dice}) for dice in (0.782, 0.792))])
    with pytest.raises(TrainingError, match=r"change the Dice on kvasir-seg from 0\.7870 to 0\.7819"):
        refuse_changes([check, check.model_copy(update={"dice": 0.7819})])
    with pytest.raises(TrainingError, match=r"change the Dice on kvasir-seg from 0\.7870 to 0\.7921"):
        refuse_changes([check, check.model_copy(update={"dice": 0.7921})])


def test_a_failed_check_leaves_no_files(
    made: ModelFile, samples: list[Sample], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.packaging.quantise.quantise", lambda model, frames: made.extras())
    lost = [replace(sample, mask_path=tmp_path / "nowhere.png") for sample in samples[:2]]
    with pytest.raises(Exception, match=r"nowhere\.png"):
        add_quantised_graph(made, tmp_path / "made.safetensors", samples[:2], lost)
    assert list(tmp_path.iterdir()) == []
