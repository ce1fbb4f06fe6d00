"""The speed of a model is measured in a moment and kept for this computer alone."""

import platform
from collections.abc import Callable
from pathlib import Path

import pytest

from polyp_core.cache import SPEEDS
from polyp_core.errors import CancelledError
from polyp_core.inference.speed import ModelSpeed, keep_speed, measure_speed, read_speed
from polyp_core.model.model_file import ModelFile


@pytest.fixture
def tiny(write_loud_model: Callable[[Path, float | None], ModelFile], tmp_path: Path) -> ModelFile:
    return write_loud_model(tmp_path / "tiny.safetensors", None)


def test_a_measurement_counts_frames_of_the_engine_that_ran(tiny: ModelFile) -> None:
    speed = measure_speed(tiny, "cpu", duration_s=0.0)
    assert speed.frames_per_s > 0 and speed.engine.startswith("OpenVINO")


def test_a_measurement_can_be_stopped(tiny: ModelFile) -> None:
    with pytest.raises(CancelledError):
        measure_speed(tiny, "cpu", duration_s=1e9, cancelled=lambda: True)


def test_a_measurement_is_kept_for_one_model_and_one_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path))
    speed = ModelSpeed(98.6, "OpenVINO int8")
    assert read_speed("a", "cpu") is None
    keep_speed("a", "cpu", speed)
    assert read_speed("a", "cpu") == speed and read_speed("b", "cpu") is None
    [file] = SPEEDS.folder.iterdir()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(platform, "node", lambda: "another machine")
        assert read_speed("a", "cpu") is None
    for damaged in (b"", b"{", b'{"frames_per_s": "fast"}', b"\xff"):
        file.write_bytes(damaged)
        assert read_speed("a", "cpu") is None
    keep_speed("a", "cpu", speed)
    assert read_speed("a", "cpu") == speed
