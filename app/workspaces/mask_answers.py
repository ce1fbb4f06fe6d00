"""The user's answers about the masks of datasets, from the settings, for scans and training commands."""

import logging

from app.services.settings import Settings
from polyp_core.errors import DatasetError
from training.datasets.mask_answers import MaskAnswer, MaskAnswers

_log = logging.getLogger(__name__)


def mask_answers(settings: Settings) -> MaskAnswers:
    """Returns the stored answers by folder; an unusable one is omitted and logged."""
    single = {}
    for folder, text in settings.mask_answers.items():
        try:
            single[str(folder)] = MaskAnswer.parse(text)
        except DatasetError as error:
            _log.warning("The answer about the masks in %s cannot be used: %s", folder, error)
    return MaskAnswers(single=single)


def mask_options(settings: Settings) -> list[str]:
    """Returns the stored answers as options of polyp-train."""
    return mask_answers(settings).options()
