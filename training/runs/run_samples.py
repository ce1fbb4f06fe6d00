"""Finds the pairs of a run, with their masks read as when the run was started."""

from collections.abc import Callable

from polyp_core.errors import DatasetError
from training.datasets.discovery import find_datasets, find_samples
from training.datasets.groups import with_near_copies
from training.datasets.sample import Sample, with_readings
from training.runs.run_folder import RunRecord
from training.statistics.scan import scan


def run_samples(record: RunRecord) -> list[Sample]:
    """Returns all pairs below the run's folders, as `find_samples` does.

    For runs from before mask readings were recorded, masks are read as a new run would read them. Raises DatasetError,
    also if the meaning of mask values is unclear.
    """
    samples = find_samples(record.roots, record.polyp_free)
    if record.mask_readings is not None:
        return with_readings(samples, record.answers.readings)
    scanned = scan(find_datasets(record.roots, record.polyp_free))
    if scanned.refusals:
        raise DatasetError(
            "{reason} The run was started without an answer to that. Start a new run and answer it there.",
            reason=scanned.refusals[0].reason,
        )
    return with_readings(samples, scanned.readings)


def grouped_run_samples(record: RunRecord, cancelled: Callable[[], bool] = lambda: False) -> list[Sample]:
    """Returns what `run_samples` does, with groups that also join near copies, as `evaluate` joins them.

    Pairs that no cache has measured are read for it. Raises CancelledError too.
    """
    samples = run_samples(record)
    scanned = scan(find_datasets(record.roots, record.polyp_free), record.answers, cancelled=cancelled)
    return with_near_copies(samples, scanned.near_copies())
