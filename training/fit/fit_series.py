"""A series of runs below one folder: made from one look at the pairs, then trained one after the other."""

import io
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from polyp_core.errors import TrainingError
from training.config.fit_config import FitConfig, changed, checked_config
from training.datasets.discovery import find_samples
from training.datasets.folds import make_folds
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswers
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.sample import with_readings
from training.datasets.split_files import read_split
from training.datasets.splits import Split
from training.fit.callbacks import interrupts_asking
from training.fit.fit import (
    change_run,
    logging_to,
    refuse_before_reading,
    refuse_untrainable,
    train,
    write_run,
)
from training.fit.make_split import Progress, Readings, checked_split, make_run_split, usable_samples
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
    on_progress: Progress = lambda done, total: None,
    answers: MaskAnswers = NO_ANSWERS,
    polyp_free: Sequence[PolypFreeFolder] = (),
) -> None:
    """Makes `count` runs below `folder`: one for each fold, or, on one split, for each seed from the config's own on.

    The arguments are those of `create_run`, and so is what is raised. Nothing is made where one of the runs could not
    train, or where there are fewer groups of pairs than folds.
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
    # Last: a folder that holds it holds all of its runs.
    names = tuple(run.path.name for run in runs)
    write_series(folder, SeriesRecord(created=datetime.now(UTC), kind=kind, runs=names, config=config))


def change_series(folder: Path, assignments: Sequence[str]) -> None:
    """Has all runs of the series go on with `assignments` (`field=value`). Raises what `change_run` raises."""
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
    """Trains the runs of the series that are not done yet, until all are or it is asked to stop: as a run is, or by a
    file named stop in `folder`.

    `on_run` is told of each run that begins: its name, its number from 1 on, and how many there are. Returns the table
    of scores, which is also in `folder`, or None where it was stopped. Raises what `train` raises.
    """
    record, asked, stop_file = read_series(folder), threading.Event(), RunFolder(folder).stop_file
    with suppress(FileNotFoundError):
        stop_file.unlink()
    runs = series_runs(folder, record)
    with interrupts_asking(asked):
        for number, run in enumerate(runs, 1):
            if is_done(run):
                continue
            on_run(run.path.name, number, len(runs))
            train(run, asked)
            write_series_table(folder, record)
            if asked.is_set() or stop_file.exists() or not is_done(run):
                with suppress(FileNotFoundError):
                    stop_file.unlink()
                if not all(map(is_done, runs)):
                    return None
    return write_series_table(folder, record)


def refuse_several_processes(config: FitConfig) -> None:
    """Raises TrainingError where a run of a series would train in several processes."""
    if config.devices * config.nodes > 1:
        raise TrainingError("The runs of a series train in one process each. Set devices=1 and nodes=1.")


def _folds(
    roots: Sequence[Path],
    config: FitConfig,
    count: int,
    on_progress: Progress,
    answers: MaskAnswers,
    polyp_free: Sequence[PolypFreeFolder],
) -> tuple[list[Split], Readings]:
    samples, copies, readings = usable_samples(roots, on_progress, answers, polyp_free)
    folds = make_folds(samples, count, near_copies=copies, seed=config.seed, hold_out=config.hold_out)
    return folds, readings
