"""Creates the folder of a run, or changes its config, if it could train so."""

import io
import logging
import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from polyp_core.errors import TrainingError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.model.model_file import read_model_file
from polyp_core.model.networks import build_network
from training.config.fit_config import FitConfig
from training.config.make_config import with_split_settings
from training.datasets.discovery import find_datasets, find_samples
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswers
from training.datasets.picture_hashes import format_seen
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.protection import refuse_overlap_with_datasets
from training.datasets.sample import Sample, with_readings
from training.datasets.split_files import read_split
from training.datasets.splits import Split, choose
from training.fit.devices import is_first_process, refuse_idle_processes, trains_on_cuda
from training.fit.distillation import open_teacher
from training.fit.make_split import Readings, checked_split, make_run_split
from training.fit.run_log import logging_to
from training.fit.run_loggers import refuse_missing_logger
from training.fit.validate_masks import refuse_sides_without_polyps
from training.model.first_weights import load_first_weights
from training.packaging.ancestry import format_ancestors
from training.progress import OnProgress, ignore_progress
from training.runs.run_folder import RunFolder, RunRecord
from training.runs.run_lock import refuse_if_running
from training.runs.run_samples import run_samples

log = logging.getLogger(__name__)

RUN_CREATION_TIMEOUT_S = 1800.0
"""Reading the pairs of large datasets for the first time takes minutes."""


def create_run(
    folder: RunFolder,
    roots: Sequence[Path],
    config: FitConfig,
    split_file: Path | None = None,
    on_progress: OnProgress = ignore_progress,
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
        samples = with_readings(find_samples(roots, polyp_free), readings)
        refuse_untrainable(config, split, samples)
        if config.start_from is not None:
            seen = format_seen(read_model_file(config.start_from).card, choose(split, samples).validation)
            if seen:
                log.warning("%s", seen)
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
    refuse_idle_processes(config, chosen)


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
    return format_ancestors((read_model_file(path), how) for path, how in models if path)


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
    refuse_idle_processes(config, choose(folder.read_split(), run_samples(record)))
    if config != record.config:
        folder.write_record(record.model_copy(update={"config": config}))


def wait_for_run(folder: RunFolder, timeout_s: float = RUN_CREATION_TIMEOUT_S) -> None:
    """Waits until another machine's process has created the run's folder. Raises TrainingError after `timeout_s`."""
    deadline = time.monotonic() + timeout_s
    while not folder.record_file.exists():
        if time.monotonic() > deadline:
            raise TrainingError(
                "The first process has not created a run in {path} within {minutes} minutes. All machines must see "
                "the same folder under this path.",
                path=folder.path,
                minutes=f"{timeout_s / 60:.0f}",
            )
        time.sleep(0.2)
