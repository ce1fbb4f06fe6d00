"""Creates a series of runs in one folder from one reading of the pairs, and trains them one after the other."""

import io
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from polyp_core.errors import TrainingError
from training.config.fit_config import FitConfig
from training.config.make_config import changed, checked_config
from training.datasets.discovery import find_samples
from training.datasets.folds import make_folds
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswers
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.sample import with_readings
from training.datasets.split_files import read_split
from training.datasets.splits import Split
from training.fit.callbacks import stop_on_interrupt
from training.fit.create_run import change_run, refuse_before_reading, refuse_untrainable, write_run
from training.fit.fit import train
from training.fit.make_split import Readings, checked_split, make_run_split, readable_samples
from training.fit.run_log import logging_to
from training.progress import OnProgress, ignore_progress
from training.runs.run_folder import RunFolder
from training.runs.run_series import SeriesKind, SeriesRecord, is_done, read_series, series_runs, write_series
from training.runs.series_table import write_series_table


def create_series(
    folder: Path,
    roots: Sequence[Path],
    config: FitConfig,
    kind: SeriesKind,
    count: int,
    split_file: Path | None = None,
    on_progress: OnProgress = ignore_progress,
    answers: MaskAnswers = NO_ANSWERS,
    polyp_free: Sequence[PolypFreeFolder] = (),
) -> None:
    """Creates `count` runs below `folder`: one per fold, or on one split one per seed, counted from the config's own.

    Arguments and errors are those of `create_run`. Nothing is written if one of the runs could not train, or if there
    are fewer groups of pairs than folds.
    """
    refuse_several_processes(config)
    RunFolder(folder).refuse_if_taken()
    numbers = range(1, count + 1) if kind == "folds" else range(config.seed, config.seed + count)
    runs = [RunFolder(folder / f"{'fold' if kind == 'folds' else 'seed'}-{number}") for number in numbers]
    seeds = numbers if kind == "seeds" else [config.seed] * count
    configs = [checked_config(config.model_dump() | {"seed": seed}) for seed in seeds]
    for run in runs:
        run.refuse_if_taken()
    refuse_before_reading(runs[0], roots, config, polyp_free)
    said = io.StringIO()
    with logging_to(said):
        if kind == "folds":
            splits, readings = _folds(roots, config, count, on_progress, answers, polyp_free)
        else:
            split, readings = (
                checked_split(read_split(split_file), roots, on_progress, answers, polyp_free)
                if split_file is not None
                else make_run_split(roots, config, on_progress, answers, polyp_free)
            )
            splits = [split] * count
        samples = with_readings(find_samples(roots, polyp_free), readings)
        for split in {id(split): split for split in splits}.values():
            refuse_untrainable(config, split, samples)
    for run, own, split in zip(runs, configs, splits, strict=True):
        write_run(run, roots, own, split, readings, said.getvalue(), polyp_free)
    # Written last, so that a folder with this file contains all runs of the series.
    names = tuple(run.path.name for run in runs)
    write_series(folder, SeriesRecord(created=datetime.now(UTC), kind=kind, runs=names, config=config))


def change_series(folder: Path, assignments: Sequence[str]) -> None:
    """Changes the config of all runs of a series by `assignments` (`field=value`). Raises as `change_run`."""
    record = read_series(folder)
    config = changed(record.config, assignments)
    refuse_several_processes(config)
    for run in series_runs(folder, record):
        change_run(run, changed(run.read_record().config, assignments))
    if config != record.config:
        write_series(folder, record.model_copy(update={"config": config}))


def train_series(
    folder: Path, on_run: Callable[[str, int, int], None] = lambda name, number, count: None
) -> str | None:
    """Trains the unfinished runs of a series until all are done or it is stopped (also by a stop file in `folder`).

    `on_run` is called as each run begins, with its name, its number from 1 on and the number of runs. Returns the table
    of scores, which is also written to `folder`, or None if stopped. Raises what `train` raises.
    """
    record, stop_requested, stop_file = read_series(folder), threading.Event(), RunFolder(folder).stop_file
    with suppress(FileNotFoundError):
        stop_file.unlink()
    runs = series_runs(folder, record)
    with stop_on_interrupt(stop_requested):
        for number, run in enumerate(runs, 1):
            if is_done(run):
                continue
            on_run(run.path.name, number, len(runs))
            train(run, stop_requested)
            write_series_table(folder, record)
            if stop_requested.is_set() or stop_file.exists() or not is_done(run):
                with suppress(FileNotFoundError):
                    stop_file.unlink()
                if not all(map(is_done, runs)):
                    return None
    return write_series_table(folder, record)


def refuse_several_processes(config: FitConfig) -> None:
    """Raises TrainingError if `config` would train a run of a series in several processes."""
    if config.devices * config.nodes > 1:
        raise TrainingError("The runs of a series train in one process each. Set devices=1 and nodes=1.")


def _folds(
    roots: Sequence[Path],
    config: FitConfig,
    count: int,
    on_progress: OnProgress,
    answers: MaskAnswers,
    polyp_free: Sequence[PolypFreeFolder],
) -> tuple[list[Split], Readings]:
    samples, copies, readings = readable_samples(roots, on_progress, answers, polyp_free)
    folds = make_folds(samples, count, near_copies=copies, seed=config.seed, hold_out=config.hold_out)
    return folds, readings
