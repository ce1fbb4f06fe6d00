"""The texts of tables and pydantic models that windows are made from; they are translated where a window shows them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import get_args

from pydantic.fields import FieldInfo

from app.actions import ALL_ACTIONS
from app.services.model_fields import Control
from app.services.settings import Settings, controls
from app.workspaces.training.setting_labels import AUGMENT, english_label_of
from polyp_core.cache import CACHES
from polyp_core.export.formats.registry import FORMATS
from polyp_core.export.provenance import RESEARCH_USE_ONLY
from polyp_core.findings.policy import PRESETS, AlarmPolicy
from polyp_core.model.model_file import read_model_header
from polyp_core.review import lesion_card
from polyp_core.review.records import MARK_LABELS
from resources import MODEL_FOLDER
from training.config.fit_config import AugmentConfig, FitConfig
from training.datasets.description import Description
from training.datasets.sample import Side
from training.datasets.splits import SplitKind
from training.evaluation.false_alarms import KIND_TITLES
from training.statistics.dataset_table import NEAR_COPIES
from training.statistics.size_classes import EMPTINESS, SIZE_CLASSES


def _actions() -> Iterator[str]:
    for spec in ALL_ACTIONS:
        yield from (spec.group, spec.text, spec.tip)


def _settings() -> Iterator[str]:
    for name, control in controls().items():
        yield from control_texts(control)
        yield Settings.model_fields[name].description or ""


def _core() -> Iterator[str]:
    yield RESEARCH_USE_ONLY
    for cache in CACHES.values():
        yield from (cache.title, cache.description)
    for model in sorted(MODEL_FOLDER.glob("*.safetensors")):
        card = read_model_header(model).card
        yield from (card.intended_use, card.licence, *card.weak_points)
        yield from (name.replace("_", " ") for score in card.scores for name in score.metrics if not _is_end(name))


def _is_end(metric: str) -> bool:
    """Whether it is an end of an interval, which is shown with its metric."""
    return metric.endswith(("_low", "_high"))


def _review() -> Iterator[str]:
    yield from MARK_LABELS.values()
    yield from field_texts(AlarmPolicy.model_fields)
    for each in FORMATS.values():
        yield from (each.title, each.description)
    yield from (*PRESETS, *map(str.capitalize, PRESETS))
    for name in (*PRESETS, "own"):
        yield from (f"{name.capitalize()} policy", f"{name.capitalize()} policy (2)", f"{name} policy")
    yield from (*lesion_card.SITES, *lesion_card.SIZE_CLASSES, *lesion_card.RESECTIONS, *lesion_card.HISTOLOGIES)


def _training() -> Iterator[str]:
    yield from (
        *SIZE_CLASSES,
        *EMPTINESS,
        *NEAR_COPIES,
        *get_args(Side),
        *get_args(SplitKind),
        "training",
        *KIND_TITLES.values(),
    )
    yield from field_texts(Description.model_fields)
    yield from ("portrait pictures", "landscape pictures")  # plurals of counts of the tests


def _run_settings() -> Iterator[str]:
    for prefix, model in (("", FitConfig), (AUGMENT, AugmentConfig)):
        for name, info in model.model_fields.items():
            if name != "augment":
                yield from (english_label_of(prefix + name), info.description or "")


def control_texts(control: Control) -> Iterator[str]:
    """Yields what a form shows of `control`."""
    yield from (control.page, control.label, control.unit, *control.choices.values(), control.none_label)


def field_texts(fields: Mapping[str, FieldInfo]) -> Iterator[str]:
    """Yields title and description of each field of a pydantic model."""
    for info in fields.values():
        yield from (info.title or "", info.description or "")


REGISTRIES: dict[str, Callable[[], Iterable[str]]] = {
    "app.actions": _actions,
    "app.services": _settings,
    "polyp_core": lambda: (*_core(), *_review()),
    "app.workspaces.training": _run_settings,
    "training": _training,
}
"""For each package, a function that yields the texts of its tables; empty texts are left out."""
