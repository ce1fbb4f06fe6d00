import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.errors import DeviceError, ModelFileError
from polyp_core.frames.frame import Frame
from polyp_core.inference.devices import has_cuda
from polyp_core.inference.engine import Batch, EngineOutput
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import PROBABILITIES
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from resources import MODEL_FILE

without_cuda = pytest.mark.skipif(has_cuda(), reason="this machine has a CUDA device")
with_cuda = pytest.mark.skipif(not has_cuda(), reason="needs a CUDA device")


def dice(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return 2 * int((one & other).sum()) / int(one.sum() + other.sum())


class OutOfMemoryEngine(TorchEngine):
    """Runs on the CPU and fails for lack of memory after some batches, like a shared graphics card."""

    batches_left = 3  # one is the probe's

    @property
    def label(self) -> str:
        return "forgetful"

    def run(self, batch: Batch) -> EngineOutput:
        answers = super().run(batch)
        if not self.batches_left:
            raise DeviceError("There is not enough memory on the card to run the model.")
        self.batches_left -= 1
        return answers


def test_the_shipped_model_finds_the_polyps_of_real_frames(
    on_cpu: Segmenter, segmented: list[Prediction], truths: list[NDArray[np.bool_]]
) -> None:
    card = on_cpu.model.card
    scores = [
        dice(answer.mask_at(card.threshold, card.min_region_fraction), truth)
        for answer, truth in zip(segmented, truths, strict=True)
        if truth.any()
    ]
    assert len(scores) == 8
    # Well below what docs/model_card.md gives for its test sets, for eight frames are few.
    assert np.mean(scores) > 0.6


def test_predictions_come_in_order_and_belong_to_their_frames(
    on_cpu: Segmenter, frames: list[Frame], segmented: list[Prediction]
) -> None:
    assert [answer.frame_index for answer in segmented] == [frame.index for frame in frames]
    for answer, frame in zip(segmented, frames, strict=True):
        assert answer.levels.shape == (256, 256)
        assert answer.levels.dtype == np.uint8
        assert (answer.letterbox.height_px, answer.letterbox.width_px) == frame.image.shape[:2]
        [alone] = on_cpu.segment([frame])
        assert np.abs(alone.levels.astype(int) - answer.levels).max() <= 1


def test_images_are_numbered_in_order(on_cpu: Segmenter, frames: list[Frame], segmented: list[Prediction]) -> None:
    answers = on_cpu.segment_images([frame.image for frame in frames[:3]])
    assert [answer.frame_index for answer in answers] == [0, 1, 2]
    assert np.array_equal(answers[1].levels, segmented[1].levels)
    assert on_cpu.segment([]) == []


def test_the_segmenter_names_its_device(on_cpu: Segmenter) -> None:
    assert on_cpu.device == "cpu"
    assert on_cpu.engine
    assert on_cpu.batch_size >= 1
    assert on_cpu.notices == ()
    assert on_cpu.model == read_model_file(MODEL_FILE)


@without_cuda
def test_auto_uses_the_cpu_without_a_notice_if_there_is_no_cuda() -> None:
    with Segmenter.open(str(MODEL_FILE)) as segmenter:
        assert segmenter.device == "cpu"
        assert segmenter.notices == ()
        segmenter.close()


@without_cuda
def test_cuda_is_refused_if_not_available() -> None:
    with pytest.raises(DeviceError, match="There is no CUDA device on this machine"):
        Segmenter.open(MODEL_FILE, device="cuda")


@without_cuda
def test_the_next_engine_is_used_if_one_does_not_start(
    on_cpu: Segmenter, frames: list[Frame], segmented: list[Prediction]
) -> None:
    def on_cuda(model: ModelFile) -> TorchEngine:
        return TorchEngine(model, "cuda")

    with Segmenter(on_cpu.model, [on_cuda, lambda model: TorchEngine(model, "cpu")]) as segmenter:
        assert segmenter.device == "cpu"
        [notice] = segmenter.notices
        assert "cannot use this machine's NVIDIA graphics card" in notice
        assert "The model now runs on another engine" in notice
        assert np.array_equal(segmenter.segment(frames[2:4])[1].levels, segmented[3].levels)
    with pytest.raises(DeviceError, match="cannot use this machine's NVIDIA graphics card"):
        Segmenter(on_cpu.model, [on_cuda])
    with pytest.raises(DeviceError, match="cannot use this machine's NVIDIA graphics card"):
        Segmenter(on_cpu.model, [on_cuda, lambda model: TorchEngine(model, "cpu")], insist=True)


def test_no_frame_is_lost_if_an_engine_runs_out_of_memory(
    on_cpu: Segmenter, frames: list[Frame], segmented: list[Prediction]
) -> None:
    engines = [lambda model: OutOfMemoryEngine(model, "cpu"), lambda model: TorchEngine(model, "cpu")]
    with Segmenter(on_cpu.model, engines) as segmenter:
        answers = [answer for start in range(0, 10, 2) for answer in segmenter.segment(frames[start : start + 2])]
        [notice] = segmenter.notices
    assert "not enough memory on the card" in notice
    assert [answer.frame_index for answer in answers] == [frame.index for frame in frames]
    for answer, right in zip(answers, segmented, strict=True):
        assert np.abs(answer.levels.astype(int) - right.levels).max() <= 1
    by_the_first = [answer.engine == "forgetful" for answer in answers]
    assert by_the_first == [True] * 4 + [False] * 6
    assert answers[-1].engine == segmenter.engine


def test_a_batch_is_begun_while_another_runs_and_both_survive_a_failure(on_cpu: Segmenter, frames: list[Frame]) -> None:
    class Failing(OpenVinoEngine):
        """Begins batches, and loses them."""

        def _collect_first(self) -> None:
            super()._collect_first()
            raise DeviceError("The device was removed.")

    with Segmenter(on_cpu.model, [OpenVinoEngine]) as segmenter:
        expected = [segmenter.segment([frame])[0].levels for frame in frames[:4]]
    for engines, notices in (([OpenVinoEngine], 0), ([Failing, OpenVinoEngine], 1)):
        with Segmenter(on_cpu.model, engines) as segmenter:
            assert segmenter.batches_at_once == 2
            first, second = segmenter.begin(frames[:1]), segmenter.begin(frames[1:4])
            answers = first() + second()
            assert len(segmenter.notices) == notices
        assert [answer.frame_index for answer in answers] == [frame.index for frame in frames[:4]]
        assert all(np.array_equal(answer.levels, right) for answer, right in zip(answers, expected, strict=True))


def test_every_later_frame_fails_with_the_error_of_the_last_engine(on_cpu: Segmenter, frames: list[Frame]) -> None:
    class Exhausted(OpenVinoEngine):
        """Fails at each run; once closed, reports only that."""

        def run(self, batch: Batch) -> EngineOutput:
            super().run(batch)
            raise DeviceError("There is not enough memory on the card to run the model.")

    with Segmenter(on_cpu.model, [Exhausted]) as segmenter:
        for _ in range(3):
            with pytest.raises(DeviceError, match="not enough memory on the card"):
                segmenter.segment(frames[:1])


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    shipped = read_model_file(MODEL_FILE)
    fields = {**shipped.card.model_dump(), "architecture": "unet", "encoder": None, "presence_level": None}
    model = write_model_file(tmp_path / "m.safetensors", ModelCard.model_validate(fields), shipped.weights())
    with pytest.raises(ModelFileError, match="names the network unet, but the weights are those of another network"):
        Segmenter.open(model, device="cpu")


def test_a_model_of_another_size_and_architecture_runs(tmp_path: Path, frames: list[Frame], convert_here) -> None:
    from polyp_core.model.networks import unet

    card = ModelCard(
        name="untrained",
        architecture="unet",
        encoder=None,
        input_size=96,
        training_data=(),
        split="none",
        scores=(),
        date=date(2026, 1, 2),
        licence="none",
    )
    weights = {name: value.numpy() for name, value in unet().state_dict().items()}
    model = write_model_file(tmp_path / "m.safetensors", card, weights)
    convert_here(model)
    with Segmenter.open(model, device="cpu") as segmenter:
        [answer] = segmenter.segment(frames[:1])
    assert answer.levels.shape == (96, 96)
    assert answer.letterbox.side_px == 96


def test_opening_imports_torch_only_if_an_engine_needs_it() -> None:
    script = """
import sys
sys.modules["PySide6"] = None
from polyp_core.errors import ModelFileError
from polyp_core.inference.devices import device_name, has_cuda
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.segmenter import Segmenter
has_cuda(), device_name("cpu")
try:
    Segmenter.open("nowhere.safetensors")
except ModelFileError as error:
    print(error)
assert not {"torch", "segmentation_models_pytorch"} & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "there is no such file" in done.stdout


@with_cuda
def test_cuda_agrees_with_the_reference(on_cpu: Segmenter, frames: list[Frame]) -> None:
    with Segmenter.open(MODEL_FILE, device="cuda") as segmenter:
        assert segmenter.device == "cuda"
        for count in (10, 1, 3, 10):
            for answer, right in zip(segmenter.segment(frames[:count]), on_cpu.segment(frames[:count]), strict=True):
                difference = np.abs(PROBABILITIES[answer.levels] - PROBABILITIES[right.levels])
                assert 255 * difference.mean() < 0.5
                assert dice(answer.levels > 127, right.levels > 127) > 0.995
