"""Runs a training from its folder to the finished model: prepare, train, finalize. Readable from top to bottom."""

import io
import logging
import os
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import lightning as L
import torch
from lightning.pytorch.callbacks import TQDMProgressBar
from lightning.pytorch.utilities import rank_zero_only
from torch import Tensor, nn

from polyp_core.errors import CancelledError, PolypViewerError, TrainingError
from polyp_core.files.atomic_files import write_error, write_text
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.files.regular_files import check_regular
from polyp_core.inference.torch_engine import load_network
from polyp_core.model.card import Score
from polyp_core.model.model_file import read_model_file
from polyp_core.model.network_spec import STUDY_NETWORKS, NetworkSpec
from polyp_core.model.networks import build_network
from polyp_core.printable_names import printable
from training.config.fit_config import FitConfig, with_split_settings
from training.datasets.discovery import find_datasets, find_samples
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswers
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.protection import refuse_overlap_with_datasets
from training.datasets.sample import Sample, with_readings
from training.datasets.split_files import read_split
from training.datasets.splits import Split, SplitSamples, choose
from training.datasets.square_cache import SquareCache
from training.fit.callbacks import (
    KeepRun,
    MovingAverage,
    StopOnRequest,
    StopWithoutProgress,
    stop_on_interrupt,
)
from training.fit.checkpoints import AtomicCheckpointIO
from training.fit.data import PairDataModule
from training.fit.distillation import open_teacher
from training.fit.finalize_run import finalize_run
from training.fit.make_split import Progress, Readings, checked_split, make_run_split
from training.fit.module import SegmentationModule
from training.fit.run_loggers import LogScores, refuse_missing_logger, run_logger
from training.fit.sample_sheets import SampleSheets
from training.fit.validate_masks import count_with_polyp, refuse_sides_without_polyps
from training.model.encoder_weights import input_normalisation, load_encoder_weights
from training.model.network_weights import network_weights
from training.packaging.package import draft_card, format_ancestor, write_run_model
from training.runs.heartbeat import Heartbeat
from training.runs.run_folder import RunFolder, RunRecord, State
from training.runs.run_lock import refuse_if_running, run_lock
from training.runs.run_samples import run_samples

log = logging.getLogger(__name__)

RUN_CREATION_TIMEOUT_S = 1800.0
"""Reading the pairs of large datasets for the first time takes minutes."""


def is_first_process() -> bool:
    """True in the process that writes the run's files; of several that train together, only one does."""
    return int(getattr(rank_zero_only, "rank", 0)) == 0


def create_run(
    folder: RunFolder,
    roots: Sequence[Path],
    config: FitConfig,
    split_file: Path | None = None,
    on_progress: Progress = lambda done, total: None,
    answers: MaskAnswers = NO_ANSWERS,
    polyp_free: Sequence[PolypFreeFolder] = (),
) -> None:
    """Creates the run's folder with the config, the split and the mask readings, which `train` starts from.

    The split is that of `split_file`, or a new one. `answers` say how to read masks whose values are ambiguous. Nothing
    is written if the run could not train. Raises DatasetError if the pairs cannot be split or show no polyp;
    TrainingError if the folder contains a run, the device or logger is missing or the first weights cannot be loaded;
    ModelFileError for the models of `start_from` and `teacher`; SourceError; ExportError.
    """
    refuse_before_reading(folder, roots, config, polyp_free)
    log_text = io.StringIO()
    with logging_to(log_text):
        if split_file is None:
            split, readings = make_run_split(roots, config, on_progress, answers, polyp_free)
        else:
            split, readings = checked_split(read_split(split_file), roots, on_progress, answers, polyp_free)
        refuse_untrainable(config, split, with_readings(find_samples(roots, polyp_free), readings))
    write_run(folder, roots, config, split, readings, log_text.getvalue(), polyp_free)


def refuse_before_reading(
    folder: RunFolder, roots: Sequence[Path], config: FitConfig, polyp_free: Sequence[PolypFreeFolder]
) -> None:
    """Raises what `create_run` raises for folder, device and first weights, before the pairs are read."""
    folder.refuse_if_taken()
    refuse_overlap_with_datasets([folder.path], find_datasets(roots, polyp_free))
    if models := [model for model in (config.start_from, config.teacher) if model]:
        refuse_overlap([folder.model_file, folder.checkpoint_file], models)
    refuse_missing_logger(config)
    trains_on_cuda(config)
    open_teacher(config)
    load_first_weights(build_network(config.network), config)


def refuse_untrainable(config: FitConfig, split: Split, samples: Sequence[Sample]) -> None:
    """Raises DatasetError if a side of `split` shows no polyp, TrainingError if it has too few pairs."""
    chosen = choose(split, samples)
    refuse_sides_without_polyps(chosen)
    _refuse_idle_processes(config, chosen)


def write_run(
    folder: RunFolder,
    roots: Sequence[Path],
    config: FitConfig,
    split: Split,
    readings: Readings,
    log_text: str,
    polyp_free: Sequence[PolypFreeFolder],
) -> None:
    """Creates the folder of a run on `split`, with `log_text` in its log. Raises TrainingError, ExportError."""
    record = RunRecord(
        created=datetime.now(UTC),
        roots=tuple(Path(os.path.realpath(root)) for root in roots),
        config=_with_absolute_paths(with_split_settings(config, split)),
        ancestry=_ancestry(config),
        mask_readings={name: str(reading) for name, reading in readings.items()},
        polyp_free=tuple(folder.model_copy(update={"path": folder.path.resolve()}) for folder in polyp_free),
    )
    write_text(folder.log_file, log_text)
    folder.create(record, split)


def _ancestry(config: FitConfig) -> str:
    """Returns sentences on the models that the run learns from, or ""."""
    models = ((config.start_from, "Started from the weights of"), (config.teacher, "Distilled from"))
    return " ".join(format_ancestor(read_model_file(path), how) for path, how in models if path)


def _with_absolute_paths(config: FitConfig) -> FitConfig:
    """Makes model paths absolute: the run may be resumed from another working directory, and then needs its teacher."""
    return config.model_copy(update={"teacher": config.teacher and Path(os.path.realpath(config.teacher))})


def change_run(folder: RunFolder, config: FitConfig) -> None:
    """Changes the config of the run in `folder`; the fields FIXED_ONCE_BEGUN must be unchanged.

    Nothing is written if the run could not train with it or is being trained. Raises TrainingError, DatasetError,
    ExportError.
    """
    record = folder.read_record()
    if is_first_process():
        refuse_if_running(folder)
    refuse_missing_logger(config)
    trains_on_cuda(config)
    _refuse_idle_processes(config, choose(folder.read_split(), run_samples(record)))
    if config != record.config:
        folder.write_record(record.model_copy(update={"config": config}))


def wait_for_run(folder: RunFolder, timeout_s: float = RUN_CREATION_TIMEOUT_S) -> None:
    """Waits until another machine's process has created the run's folder. Raises TrainingError after `timeout_s`."""
    deadline = time.monotonic() + timeout_s
    while not folder.record_file.exists():
        if time.monotonic() > deadline:
            raise TrainingError(
                f"The first process has not created a run in {folder.path} within {timeout_s / 60:.0f} minutes. "
                "All machines must see the same folder under this path."
            )
        time.sleep(0.2)


def train(folder: RunFolder, stop_requested: threading.Event | None = None) -> None:
    """Trains the run in `folder`, from its last complete epoch if there is one, until it is done or is stopped.

    Setting `stop_requested`, which Ctrl-C does too, stops it. Raises TrainingError or another PolypViewerError if it
    fails; the results so far are kept. If another process trains the run, nothing is changed.
    """
    folder.read_record()
    # Of several processes that train together, the first holds the lock for all.
    with run_lock(folder) if is_first_process() else nullcontext():
        _train_locked(folder, stop_requested or threading.Event())


def _train_locked(folder: RunFolder, stop_requested: threading.Event) -> None:
    record = folder.read_record()
    first = is_first_process()
    if first:
        folder.cancel_stop()
        folder.remove_leftovers()
        if not folder.checkpoint_file.exists():
            # Scores of a run that restarts from the beginning belong to another training, perhaps with other settings.
            folder.remove_scores()
    heartbeat = Heartbeat(folder, record.config.epochs) if first else None
    with (
        _log_to_run_file(folder) if first else nullcontext(),
        heartbeat or nullcontext(),
        stop_on_interrupt(stop_requested),
    ):
        try:
            ended, message = _run_training(folder, record, heartbeat, stop_requested)
            if heartbeat and folder.model_file.exists():
                heartbeat.enter("finishing")
                finalize_run(folder)
        except BaseException as error:
            log.error("%s", printable(error if isinstance(error, PolypViewerError) else traceback.format_exc()))
            if heartbeat:
                heartbeat.enter("failed", str(error) or type(error).__name__)
            raise
        if heartbeat:
            heartbeat.enter(ended, message)
            file = folder.model_file
            model = f"Its model: {printable(file)}" if file.exists() else "There is no model yet."
            log.info("The run has %s. %s", ended, model)


def _run_training(
    folder: RunFolder, record: RunRecord, heartbeat: Heartbeat | None, stop_requested: threading.Event
) -> tuple[State, str]:
    """Trains, and returns the final state and message: done, or stopped on request."""
    try:
        _train(folder, record, heartbeat, stop_requested)
    except CancelledError as stop:
        return "stopped", str(stop)
    return "finished", ""


def _train(folder: RunFolder, record: RunRecord, heartbeat: Heartbeat | None, stop_requested: threading.Event) -> None:
    config, split = record.config, folder.read_split()
    samples = choose(split, run_samples(record))
    _refuse_idle_processes(config, samples)
    L.seed_everything(config.seed, verbose=False)
    cache = SquareCache(config.side_px)
    pairs = PairDataModule(samples.train, samples.validation, config, cache)
    module = SegmentationModule(config)
    module.teacher = open_teacher(config, record.ancestry)
    resumed = folder.checkpoint_file if folder.checkpoint_file.exists() else None
    if resumed is None:
        load_first_weights(module.network, config)

    scored = count_with_polyp(samples.validation)
    normalisation = input_normalisation(config)

    def keep_best(state: Mapping[str, Tensor], epoch: int, validated: Mapping[str, float]) -> None:
        protocol = f"mean Dice of images with a polyp on the {config.side_px} px square, threshold 0.5"
        if "false_alarm_rate" in validated:
            protocol += "; false alarms on full frames without a polyp"
            protocol += ", nothing predicted below a presence of 0.5" if config.network.presence_head else ""
        score = Score(
            dataset="validation side of the split",
            images=scored,
            protocol=protocol,
            metrics={name: validated[name] for name in ("dice", "false_alarm_rate") if name in validated},
        )
        card = draft_card(record, samples.train, split, epoch, score, normalisation)
        write_run_model(folder, card, network_weights(state))

    log.info("%s", _format_start(config, samples, resumed is not None))
    callbacks: list[L.Callback] = [StopOnRequest(folder, stop_requested), KeepRun(folder, heartbeat, keep_best)]
    callbacks.append(SampleSheets(folder, samples.validation, cache))
    trainer = _trainer(config, folder, callbacks)
    with closing(pairs), explain_out_of_memory(config):
        trainer.fit(module, pairs, ckpt_path=resumed, weights_only=True)


def _refuse_idle_processes(config: FitConfig, samples: SplitSamples) -> None:
    processes = config.devices * config.nodes
    fewest = min(len(samples.train), len(samples.validation))
    if processes > fewest:
        raise TrainingError(
            f"{processes} processes cannot share {len(samples.train)} training and "
            f"{len(samples.validation)} validation pairs. "
            f"Set devices and nodes so that there are at most {fewest} processes."
        )


def load_first_weights(network: nn.Module, config: FitConfig) -> None:
    """Loads the weights that `config` starts from into `network`. Raises TrainingError, ModelFileError."""
    if config.start_from is None:
        load_encoder_weights(network, config.encoder_weights, config.network.encoder or "")
        return
    model = read_model_file(config.start_from)
    theirs, ours = model.card.network, config.network
    if theirs.model_copy(update={"presence_head": ours.presence_head}) != ours:
        raise TrainingError(
            f"{config.start_from} is a {theirs.title}, and the run trains a {ours.title}. {_as_assignments(theirs)}"
        )
    # If the model has no presence head, a new one keeps its random weights.
    network.load_state_dict(network.state_dict() | load_network(model).state_dict(), strict=theirs == ours)


def _as_assignments(spec: NetworkSpec) -> str:
    values = {name: value for name, value in spec.model_dump().items() if name != "presence_head" and value is not None}
    if spec.architecture in STUDY_NETWORKS:
        values = {"architecture": spec.architecture}
    settings = [
        f"{name}={','.join(map(str, value)) if isinstance(value, tuple) else value}" for name, value in values.items()
    ]
    return f"Set {' '.join(settings)}."


def _trainer(config: FitConfig, folder: RunFolder, callbacks: list[L.Callback]) -> L.Trainer:
    cuda = trains_on_cuda(config)
    if config.ema_decay is not None:
        # Must be last: it restores the training weights at the end of a validation, and the others need the averaged
        # ones.
        callbacks.append(MovingAverage(config.ema_decay))
    if config.patience is not None:
        callbacks.append(StopWithoutProgress(config.patience))
    if sys.stderr.isatty():
        callbacks.append(TQDMProgressBar(leave=False))
    logger = run_logger(config, folder)
    if logger is not None:
        callbacks.append(LogScores(folder))
    distributed = config.devices * config.nodes > 1
    return L.Trainer(
        accelerator="cuda" if cuda else "cpu",
        devices=config.devices,
        num_nodes=config.nodes,
        strategy="ddp" if distributed else "auto",
        precision="bf16-mixed" if computes_in_bfloat16(config, cuda) else "32-true",
        max_epochs=config.epochs,
        gradient_clip_val=config.gradient_clip,
        callbacks=callbacks,
        plugins=[AtomicCheckpointIO()],
        logger=logger or False,
        enable_checkpointing=True,
        enable_progress_bar=sys.stderr.isatty(),
        enable_model_summary=False,
        num_sanity_val_steps=0,
        use_distributed_sampler=False,
        sync_batchnorm=distributed and cuda,
        benchmark=cuda,
        default_root_dir=folder.path,
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


def _format_start(config: FitConfig, samples: SplitSamples, resumed: bool) -> str:
    return (
        f"{'Resuming' if resumed else 'Starting'} a run of the preset {config.preset}: "
        f"{len(samples.train)} training and {len(samples.validation)} validation pairs, up to {config.epochs} epochs."
    )


@contextmanager
def explain_out_of_memory(config: FitConfig) -> Iterator[None]:
    """Context that turns running out of memory into a TrainingError that names the batch size."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        # On the CPU, PyTorch reports this as a plain RuntimeError of its allocator.
        if isinstance(error, torch.OutOfMemoryError | MemoryError) or "DefaultCPUAllocator" in str(error):
            raise TrainingError(
                f"There is not enough memory for a batch size of {config.batch_size}. "
                f"Set a smaller one, such as batch_size={max(1, config.batch_size // 2)}."
            ) from error
        raise


@contextmanager
def _log_to_run_file(folder: RunFolder) -> Iterator[None]:
    try:
        if os.path.lexists(folder.log_file):
            check_regular(folder.log_file)
        file = folder.log_file.open("a", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise write_error(folder.log_file, error) from error
    with file, logging_to(file):
        yield


@contextmanager
def logging_to(stream: TextIO) -> Iterator[None]:
    """Context that writes the run's log messages with their time to `stream`, and to the terminal."""
    kept = logging.StreamHandler(stream)
    kept.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    screen = logging.StreamHandler()
    screen.setFormatter(logging.Formatter("%(message)s"))
    ours, theirs = logging.getLogger("training"), logging.getLogger("py.warnings")
    # Suppress Lightning's messages on detected devices and its advice.
    logging.getLogger("lightning.pytorch").setLevel(logging.WARNING)
    ours.setLevel(logging.INFO)
    logging.captureWarnings(True)
    handlers: tuple[tuple[logging.Handler, logging.Logger], ...] = ((kept, ours), (screen, ours), (kept, theirs))
    for handler, logger in handlers:
        logger.addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="lightning")
            yield
    finally:
        for handler, logger in handlers:
            logger.removeHandler(handler)
        logging.captureWarnings(False)
