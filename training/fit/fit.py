"""A training run from its folder to its model: prepare, train, finish. Read it from top to bottom."""

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
from training.config.fit_config import FitConfig, divided_by
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
    StopWhenAsked,
    StopWithoutProgress,
    interrupts_asking,
)
from training.fit.checkpoints import WholeCheckpoints
from training.fit.data import Pairs
from training.fit.distillation import open_teacher
from training.fit.finalize_run import finish_run
from training.fit.make_split import Progress, Readings, checked_split, make_run_split
from training.fit.module import SegmentationModule
from training.fit.run_loggers import LogScores, refuse_missing_logger, run_logger
from training.fit.sample_sheets import SampleSheets
from training.fit.validate_masks import count_with_polyp, refuse_sides_without_polyps
from training.model.encoder_weights import input_normalisation, load_encoder_weights
from training.model.network_weights import network_weights
from training.packaging.package import describe_ancestor, draft_card, keep_model
from training.runs.heartbeat import Heartbeat
from training.runs.run_folder import RunFolder, RunRecord, State
from training.runs.run_lock import refuse_if_running, run_lock
from training.runs.run_samples import run_samples

log = logging.getLogger(__name__)

RUN_PATIENCE_S = 1800.0
"""Looking at the pairs of large datasets for the first time takes minutes."""


def is_first_process() -> bool:
    """Whether this process writes the run's files: of several that train together, one does."""
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
    """Makes the run's folder, from which `train` takes everything: the config, `split_file`'s or a new split, and how
    the masks are read, for which `answers` are taken where their files do not tell.

    Nothing is made where the run could not train. Raises DatasetError where the pairs cannot be divided or show no
    polyp, TrainingError where the folder holds a run, device or logger is absent or the first weights cannot be had,
    ModelFileError for those of `--from` and for the teacher, SourceError, ExportError.
    """
    refuse_before_reading(folder, roots, config, polyp_free)
    said = io.StringIO()
    with logging_to(said):
        if split_file is None:
            split, readings = make_run_split(roots, config, on_progress, answers, polyp_free)
        else:
            split, readings = checked_split(read_split(split_file), roots, on_progress, answers, polyp_free)
        refuse_untrainable(config, split, with_readings(find_samples(roots, polyp_free), readings))
    write_run(folder, roots, config, split, readings, said.getvalue(), polyp_free)


def refuse_before_reading(
    folder: RunFolder, roots: Sequence[Path], config: FitConfig, polyp_free: Sequence[PolypFreeFolder]
) -> None:
    """Raises what `create_run` raises of folder, device and first weights: before the pairs are read."""
    folder.refuse_if_taken()
    refuse_overlap_with_datasets([folder.path], find_datasets(roots, polyp_free))
    if models := [model for model in (config.start_from, config.teacher) if model]:
        refuse_overlap([folder.model_file, folder.checkpoint_file], models)
    refuse_missing_logger(config)
    trains_on_cuda(config)
    open_teacher(config)
    load_first_weights(build_network(config.network), config)


def refuse_untrainable(config: FitConfig, split: Split, samples: Sequence[Sample]) -> None:
    """Raises DatasetError where a side of `split` shows no polyp, TrainingError where it has too few pairs."""
    chosen = choose(split, samples)
    refuse_sides_without_polyps(chosen)
    _refuse_idle_processes(config, chosen)


def write_run(
    folder: RunFolder,
    roots: Sequence[Path],
    config: FitConfig,
    split: Split,
    readings: Readings,
    said: str,
    polyp_free: Sequence[PolypFreeFolder],
) -> None:
    """Makes the folder of a run that trains on `split`; `said` begins its log. Raises TrainingError, ExportError."""
    record = RunRecord(
        created=datetime.now(UTC),
        roots=tuple(Path(os.path.realpath(root)) for root in roots),
        config=_with_whole_paths(divided_by(config, split)),
        ancestry=_ancestry(config),
        mask_readings={name: str(reading) for name, reading in readings.items()},
        polyp_free=tuple(folder.model_copy(update={"path": folder.path.resolve()}) for folder in polyp_free),
    )
    write_text(folder.log_file, said)
    folder.create(record, split)


def _ancestry(config: FitConfig) -> str:
    """Which models the run learns from, in sentences."""
    models = ((config.start_from, "Started from the weights of"), (config.teacher, "Distilled from"))
    return " ".join(describe_ancestor(read_model_file(path), how) for path, how in models if path)


def _with_whole_paths(config: FitConfig) -> FitConfig:
    """A run may go on from another working folder, and needs its teacher then."""
    return config.model_copy(update={"teacher": config.teacher and Path(os.path.realpath(config.teacher))})


def change_run(folder: RunFolder, config: FitConfig) -> None:
    """Has the run in `folder` go on with `config`, of which FIXED_ONCE_BEGUN are as they were.

    Nothing is written where it could not train so or is being trained already. Raises TrainingError, DatasetError,
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


def wait_for_run(folder: RunFolder, patience_s: float = RUN_PATIENCE_S) -> None:
    """Waits until another machine's process has made the run's folder. Raises TrainingError where it never does."""
    deadline = time.monotonic() + patience_s
    while not folder.record_file.exists():
        if time.monotonic() > deadline:
            raise TrainingError(
                f"The first process has made no run in {folder.path} within {patience_s / 60:.0f} minutes. "
                "All machines must see one and the same folder under this name."
            )
        time.sleep(0.2)


def train(folder: RunFolder, asked: threading.Event | None = None) -> None:
    """Trains the run in `folder`, from its last complete epoch where there is one, until it is done or asked to stop.

    `asked` asks for that too, and is set by Ctrl-C.

    Raises TrainingError and other PolypViewerErrors with what stopped it; what was learned up to there is kept. Where
    another process trains the run, nothing is touched.
    """
    folder.read_record()
    # Of several processes that train together, the first one holds the run for all.
    with run_lock(folder) if is_first_process() else nullcontext():
        _train_alone(folder, asked or threading.Event())


def _train_alone(folder: RunFolder, asked: threading.Event) -> None:
    record = folder.read_record()
    first = is_first_process()
    if first:
        folder.forget_stop()
        folder.remove_leftovers()
        if not folder.checkpoint_file.exists():
            # What a run scored that begins anew is of another training, perhaps with other settings.
            folder.remove_scores()
    heartbeat = Heartbeat(folder, record.config.epochs) if first else None
    with _keeping_log(folder) if first else nullcontext(), heartbeat or nullcontext(), interrupts_asking(asked):
        try:
            ended, message = _trained(folder, record, heartbeat, asked)
            if heartbeat and folder.model_file.exists():
                heartbeat.enter("finishing")
                finish_run(folder)
        except BaseException as error:
            log.error("%s", printable(error if isinstance(error, PolypViewerError) else traceback.format_exc()))
            if heartbeat:
                heartbeat.enter("failed", str(error) or type(error).__name__)
            raise
        if heartbeat:
            heartbeat.enter(ended, message)
            file = folder.model_file
            model = f"Its model: {printable(file)}" if file.exists() else "It has no model yet."
            log.info("The run has %s. %s", ended, model)


def _trained(
    folder: RunFolder, record: RunRecord, heartbeat: Heartbeat | None, asked: threading.Event
) -> tuple[State, str]:
    """How the training ended, of the two ways in which that is as it should be."""
    try:
        _train(folder, record, heartbeat, asked)
    except CancelledError as stop:
        return "stopped", str(stop)
    return "finished", ""


def _train(folder: RunFolder, record: RunRecord, heartbeat: Heartbeat | None, asked: threading.Event) -> None:
    config, split = record.config, folder.read_split()
    samples = choose(split, run_samples(record))
    _refuse_idle_processes(config, samples)
    L.seed_everything(config.seed, verbose=False)
    cache = SquareCache(config.side_px)
    pairs = Pairs(samples.train, samples.validation, config, cache)
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
        keep_model(folder, card, network_weights(state))

    log.info("%s", _opening_words(config, samples, resumed is not None))
    callbacks: list[L.Callback] = [StopWhenAsked(folder, asked), KeepRun(folder, heartbeat, keep_best)]
    callbacks.append(SampleSheets(folder, samples.validation, cache))
    trainer = _trainer(config, folder, callbacks)
    with closing(pairs), format_out_of_memory(config):
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
    """What `config` starts from, put into `network`. Raises TrainingError, ModelFileError."""
    if config.start_from is None:
        load_encoder_weights(network, config.encoder_weights, config.network.encoder or "")
        return
    model = read_model_file(config.start_from)
    theirs, ours = model.card.network, config.network
    if theirs.model_copy(update={"presence_head": ours.presence_head}) != ours:
        raise TrainingError(
            f"{config.start_from} is a {theirs.title}, and the run trains a {ours.title}. {_as_assignments(theirs)}"
        )
    # A presence head that the model lacks begins with random weights.
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
        # Last, for it takes its weights back at the end of a validation, and others look at them there.
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
        plugins=[WholeCheckpoints()],
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
    """Whether a CUDA device trains. Raises TrainingError where one is asked for and there is none."""
    if config.device == "cpu":
        return False
    available = torch.cuda.is_available()
    if config.device == "cuda" and not available:
        raise TrainingError("There is no CUDA device that PyTorch can use. Set device=cpu, or install the driver.")
    return available


def computes_in_bfloat16(config: FitConfig, cuda: bool) -> bool:
    """Whether the run computes in bfloat16: as set, else where the processor has instructions for it."""
    if config.precision != "auto":
        return config.precision == "bfloat16"
    if cuda:
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def _opening_words(config: FitConfig, samples: SplitSamples, resumed: bool) -> str:
    return (
        f"{'Going on with' if resumed else 'Starting'} a run of the preset {config.preset}: "
        f"{len(samples.train)} training and {len(samples.validation)} validation pairs, up to {config.epochs} epochs."
    )


@contextmanager
def format_out_of_memory(config: FitConfig) -> Iterator[None]:
    """Within it, memory that runs out becomes a TrainingError that names the batch size."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        # PyTorch reports a full main memory as a plain RuntimeError of its allocator.
        if isinstance(error, torch.OutOfMemoryError | MemoryError) or "DefaultCPUAllocator" in str(error):
            raise TrainingError(
                f"There is not enough memory for a batch size of {config.batch_size}. "
                f"Set a smaller one, such as batch_size={max(1, config.batch_size // 2)}."
            ) from error
        raise


@contextmanager
def _keeping_log(folder: RunFolder) -> Iterator[None]:
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
    """Within it, what the run says goes to `stream`, with the time, and to the terminal."""
    kept = logging.StreamHandler(stream)
    kept.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    screen = logging.StreamHandler()
    screen.setFormatter(logging.Formatter("%(message)s"))
    ours, theirs = logging.getLogger("training"), logging.getLogger("py.warnings")
    # Lightning's lines on processors found and its advice are not what a person watches a run for.
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
