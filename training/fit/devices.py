"""What a run trains on: CUDA or the CPU, in which precision, and in how many processes."""

import torch
from lightning.pytorch.utilities import rank_zero_only

from polyp_core.errors import TrainingError
from training.config.fit_config import FitConfig
from training.datasets.splits import SplitSamples


def is_first_process() -> bool:
    """True in the process that writes the run's files; of several that train together, only one does."""
    return int(getattr(rank_zero_only, "rank", 0)) == 0


def refuse_idle_processes(config: FitConfig, samples: SplitSamples) -> None:
    """Raises TrainingError if a process would get no training or validation pair."""
    processes = config.devices * config.nodes
    fewest = min(len(samples.train), len(samples.validation))
    if processes > fewest:
        raise TrainingError(
            "{processes} processes cannot share {train} training and {validation} validation pairs. Set devices and "
            "nodes so that there are at most {fewest} processes.",
            processes=str(processes),
            train=str(len(samples.train)),
            validation=str(len(samples.validation)),
            fewest=str(fewest),
        )


def trains_on_cuda(config: FitConfig) -> bool:
    """True if the training uses CUDA. Raises TrainingError if CUDA is required but not available."""
    if config.device == "cpu":
        return False
    available = torch.cuda.is_available()
    if config.device == "cuda" and not available:
        raise TrainingError("There is no CUDA device that PyTorch can use. Set device=cpu, or install the driver.")
    return available


def computes_in_bfloat16(config: FitConfig, cuda: bool) -> bool:
    """True if the run computes in bfloat16: as set, else if the processor supports it."""
    if config.precision != "auto":
        return config.precision == "bfloat16"
    if cuda:
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))
