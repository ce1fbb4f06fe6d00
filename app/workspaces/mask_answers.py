"""What the user said of the masks of datasets, as the settings keep it, for scans and for the commands of runs."""

import logging

from app.services.settings import Settings
from polyp_core.errors import DatasetError
from training.datasets.mask_answers import MaskAnswer, MaskAnswers

_log = logging.getLogger(__name__)


def mask_answers(settings: Settings) -> MaskAnswers:
    """The kept answers by folder; one that cannot be used is left out, with a line in the log."""
    single = {}
    for folder, text in settings.mask_answers.items():
        try:
            single[str(folder)] = MaskAnswer.parse(text)
        except DatasetError as error:
            _log.warning("What is kept of the masks in %s cannot be used: %s", folder, error)
    return MaskAnswers(single=single)


def mask_options(settings: Settings) -> list[str]:
    """The kept answers as options of polyp-train."""
    return mask_answers(settings).options()
