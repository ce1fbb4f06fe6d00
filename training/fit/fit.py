"""Trains a run, from its folder to the finished model: prepare, train, finalize. Readable from top to bottom."""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext

import lightning as L
import torch
from lightning.pytorch.callbacks import TQDMProgressBar
from torch import Tensor

from polyp_core.errors import CancelledError, PolypViewerError, TrainingError
from polyp_core.model.card import Score
from polyp_core.model.model_file import read_model_file
from polyp_core.printable_names import printable
from training.config.fit_config import FitConfig
from training.datasets.picture_hashes import hashes_of, join_hashes, picture_hashes
from training.datasets.sample import Sample
from training.datasets.splits import SplitSamples, choose
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
from training.fit.devices import computes_in_bfloat16, is_first_process, refuse_idle_processes, trains_on_cuda
from training.fit.distillation import open_teacher
from training.fit.finalize_run import finalize_run
from training.fit.module import SegmentationModule
from training.fit.run_log import log_to_run_file
from training.fit.run_loggers import LogScores, run_logger
from training.fit.sample_sheets import SampleSheets
from training.fit.validate_masks import count_with_polyp
from training.model.encoder_weights import input_normalisation
from training.model.first_weights import load_first_weights
from training.model.network_weights import network_weights
from training.packaging.package import draft_card, write_run_model
from training.runs.heartbeat import Heartbeat
from training.runs.run_folder import RunFolder, RunRecord, State
from training.runs.run_lock import run_lock
from training.runs.run_samples import run_samples

log = logging.getLogger(__name__)


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
        log_to_run_file(folder) if first else nullcontext(),
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
                text = error.text if isinstance(error, PolypViewerError) else str(error)
                heartbeat.enter("failed", text or type(error).__name__)
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
        return "stopped", stop.args[0]
    return "finished", ""


def _train(folder: RunFolder, record: RunRecord, heartbeat: Heartbeat | None, stop_requested: threading.Event) -> None:
    config, split = record.config, folder.read_split()
    samples = choose(split, run_samples(record))
    refuse_idle_processes(config, samples)
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
    pictures = _training_pictures(folder, config, samples.train)

    def keep_best(state: Mapping[str, Tensor], epoch: int, validated: Mapping[str, float]) -> None:
        protocol = f"mean Dice of images with a polyp on the {config.side_px} px square, threshold 0.5"
        if "false_alarm_rate" in validated:
            protocol += "; false alarms on full frames without a polyp"
            if config.network.presence_head:
                protocol += ", nothing predicted below the presence level that suits them best"
        score = Score(
            dataset="validation side of the split",
            images=scored,
            protocol=protocol,
            metrics={name: validated[name] for name in ("dice", "false_alarm_rate") if name in validated},
        )
        card = draft_card(record, samples.train, split, epoch, score, normalisation, pictures)
        write_run_model(folder, card, network_weights(state))

    log.info("%s", _format_start(config, samples, resumed is not None))
    callbacks: list[L.Callback] = [StopOnRequest(folder, stop_requested), KeepRun(folder, heartbeat, keep_best)]
    callbacks.append(SampleSheets(folder, samples.validation, cache))
    trainer = _trainer(config, folder, callbacks)
    with closing(pairs), explain_out_of_memory(config):
        trainer.fit(module, pairs, ckpt_path=resumed, weights_only=True)


def _training_pictures(folder: RunFolder, config: FitConfig, train: Sequence[Sample]) -> str:
    """Returns the hashes of the training pictures, and of those of the model that the run starts from."""
    if folder.checkpoint_file.exists() and folder.model_file.exists():
        return read_model_file(folder.model_file).card.training_pictures  # resumed: the first model may be gone
    before = hashes_of(read_model_file(config.start_from).card) if config.start_from is not None else frozenset()
    return join_hashes(picture_hashes(train) | before)


def _trainer(config: FitConfig, folder: RunFolder, callbacks: list[L.Callback]) -> L.Trainer:
    cuda = trains_on_cuda(config)
    if config.ema_decay is not None:
        # After the callbacks that use the averaged weights: it restores those of training once a validation ends.
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
                "There is not enough memory for a batch size of {batch_size}. Set a smaller one, such as "
                "batch_size={smaller}.",
                batch_size=str(config.batch_size),
                smaller=str(max(1, config.batch_size // 2)),
            ) from error
        raise
