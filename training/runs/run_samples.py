"""The pairs of a run as they lie on disk, their masks read as the run has read them from its start."""

from polyp_core.errors import DatasetError
from training.datasets.discovery import find_datasets, find_samples
from training.datasets.sample import Sample, with_readings
from training.runs.run_folder import RunRecord
from training.statistics.scan import scan


def run_samples(record: RunRecord) -> list[Sample]:
    """All pairs below the run's folders, as `find_samples` gives them.

    The masks of a run that was begun before readings were kept are read as those of a new run would be. Raises
    DatasetError, also where that cannot be told.
    """
    samples = find_samples(record.roots, record.polyp_free)
    if record.mask_readings is not None:
        return with_readings(samples, record.answers.readings)
    scanned = scan(find_datasets(record.roots, record.polyp_free))
    if scanned.refusals:
        raise DatasetError(
            f"{scanned.refusals[0].reason} The run was begun without an answer to that. Start a new one, which "
            "asks for it."
        )
    return with_readings(samples, scanned.readings)
