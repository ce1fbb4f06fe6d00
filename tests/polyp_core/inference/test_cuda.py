"""On a CUDA device: agreement with the reference, and fallback to the CPU on failure."""

import subprocess
import sys
import threading
from collections.abc import Iterator

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from polyp_core.frames.frame import Frame
from polyp_core.inference.devices import has_cuda
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import probability_bytes
from polyp_core.model.model_file import ModelFile
from resources import MODEL_FILE

pytestmark = pytest.mark.skipif(not has_cuda(), reason="needs a CUDA device")


def on_cuda(model: ModelFile) -> TorchEngine:
    return TorchEngine(model, "cuda")


def on_the_processor(model: ModelFile) -> TorchEngine:
    return TorchEngine(model, "cpu")


@pytest.fixture
def cuda() -> Iterator[Segmenter]:
    with Segmenter.open(MODEL_FILE, "cuda") as segmenter:
        yield segmenter


@pytest.fixture
def little_memory() -> Iterator[None]:
    """Limits PyTorch to the device memory that it already holds."""
    torch.cuda.empty_cache()
    held = torch.cuda.memory_reserved() / torch.cuda.get_device_properties(0).total_memory
    torch.cuda.set_per_process_memory_fraction(held)
    yield
    torch.cuda.set_per_process_memory_fraction(1.0)


def probabilities(answers: list[Prediction]) -> NDArray[np.int64]:
    return probability_bytes(np.stack([answer.levels for answer in answers])).astype(np.int64)


def assert_near(answers: list[Prediction], expected: list[Prediction]) -> None:
    """Allows the error of half precision: a level or two, and few pixels across the threshold."""
    assert [answer.frame_index for answer in answers] == [answer.frame_index for answer in expected]
    ours, theirs = probabilities(answers), probabilities(expected)
    assert np.abs(ours - theirs).mean() < 0.2
    assert ((ours > 127) != (theirs > 127)).mean() < 0.001


def test_cuda_agrees_with_the_reference(cuda: Segmenter, on_cpu: Segmenter, frames: list[Frame]) -> None:
    assert (cuda.device, cuda.notices) == ("cuda", ())
    assert_near(cuda.segment(frames), on_cpu.segment(frames))


@pytest.mark.parametrize("size", [1, 2, 3, 5, 9, 16, 17, 33])
def test_predictions_do_not_depend_on_the_batch(cuda: Segmenter, frames: list[Frame], size: int) -> None:
    batch = [frames[number % len(frames)] for number in range(size)]
    alone = [cuda.segment([frame])[0] for frame in frames]
    assert_near(cuda.segment(batch), [alone[number % len(frames)] for number in range(size)])


def test_predictions_do_not_share_memory_with_engine_buffers(cuda: Segmenter, frames: list[Frame]) -> None:
    [first] = cuda.segment(frames[:1])
    before = first.levels.copy()
    cuda.segment(frames[1:2])
    np.testing.assert_array_equal(first.levels, before)


def test_the_engine_runs_in_another_thread(cuda: Segmenter, on_cpu: Segmenter, frames: list[Frame]) -> None:
    answers: list[Prediction] = []
    thread = threading.Thread(target=lambda: answers.extend(cuda.segment(frames)))
    other_work = torch.eye(512, device="cuda")
    thread.start()
    while thread.is_alive():
        other_work = other_work @ other_work
    assert_near(answers, on_cpu.segment(frames))


def test_the_cpu_takes_over_if_device_memory_is_too_small_at_the_start(
    on_cpu: Segmenter, frames: list[Frame], little_memory: None
) -> None:
    with Segmenter(on_cpu.model, [on_cuda, on_the_processor]) as segmenter:
        assert segmenter.device == "cpu"
        [notice] = segmenter.notices
        assert "There is not enough memory on" in notice
        assert_near(segmenter.segment(frames), on_cpu.segment(frames))


def test_the_cpu_takes_over_without_losing_frames_if_device_memory_runs_out(
    on_cpu: Segmenter, frames: list[Frame], request: pytest.FixtureRequest
) -> None:
    with Segmenter(on_cpu.model, [on_cuda, on_the_processor]) as segmenter:
        assert segmenter.device == "cuda"
        first = segmenter.segment(frames[:1])
        request.getfixturevalue("little_memory")
        rest = segmenter.segment(frames[1:])  # a batch of another size, for which a graph is yet to be made
        assert segmenter.device == "cpu"
        [notice] = segmenter.notices
        assert "There is not enough memory on" in notice
    assert_near(first + rest, on_cpu.segment(frames))


def test_the_cpu_takes_over_if_the_device_fails() -> None:
    """In a child process, because a failed device stays unusable in its process."""
    script = """
import numpy as np, torch
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.masks.probability_levels import probability_bytes
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE

picture = np.random.default_rng(0).integers(0, 255, (288, 384, 3), np.uint8)
engines = [lambda model: TorchEngine(model, "cuda"), lambda model: TorchEngine(model, "cpu")]
with Segmenter(read_model_file(MODEL_FILE), engines) as segmenter:
    before = probability_bytes(segmenter.segment_images([picture])[0].levels).astype(int)
    assert segmenter.device == "cuda"
    torch.zeros(4, device="cuda")[torch.full((4,), 9, device="cuda")]  # a device-side assertion
    after = probability_bytes(segmenter.segment_images([picture])[0].levels).astype(int)
    print(segmenter.device, np.abs(before - after).mean() < 0.5, *segmenter.notices, flush=True)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=400)
    assert done.stdout.startswith("cpu True"), done.stdout + done.stderr[-2000:]
    assert done.returncode == 0, done.stderr[:2000]
    assert "failed:" in done.stdout
    assert "The model now runs on another engine" in done.stdout
