"""Columns of the pair table: titles, units and value labels, and which are filtered by value or by range."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from polyp_core.display_text import FilledText, filled, mark
from polyp_core.frames.stills.image_sequence import natural_key
from training.datasets.groups import format_group
from training.evaluation.scoring import COMPARABLE, MaskSettings
from training.statistics.dataset_table import NEAR_COPIES
from training.statistics.size_classes import EMPTINESS, SIZE_CLASSES, SizeLimits

Kind = Literal["text", "whole", "number", "share"]

DICE_A, DICE_B, GAIN = "dice_a", "dice_b", "gain"
"""Columns of scores: the Dice of model A and of model B, and B's minus A's."""

_COMPARABLE_TIP = filled(
    "Threshold {threshold:g} and every region, as for published scores, not the settings of the model "
    "card; an open pair also shows the Dice at the card's settings",
    threshold=COMPARABLE.threshold,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. A share (0..1) is shown in percent."""

    key: str
    title: str
    kind: Kind
    tip: str = ""
    digits: int = 1

    def show(self, value: Any) -> str:
        """Formats `value` for display; "" if there is none."""
        if value is None or pd.isna(value):
            return ""
        if self.kind == "text":
            return format_value(self.key, str(value))
        if self.kind == "whole":
            return f"{int(value):,}"
        return f"{value * 100:.{self.digits}f} %" if self.kind == "share" else f"{value:.{self.digits}f}"


def _score_column(key: str, title: str, tip: str) -> Column:
    """Returns a column of scores at the settings of published scores."""
    return Column(
        key, filled(title, threshold=COMPARABLE.threshold), "number", filled(tip, settings=_COMPARABLE_TIP), digits=3
    )


COLUMNS = (
    Column("id", mark("Pair"), "text", mark("Dataset and file name")),
    _score_column(DICE_A, mark("Dice A at {threshold:g}"), mark("Dice of model A. {settings}")),
    _score_column(DICE_B, mark("Dice B at {threshold:g}"), mark("Dice of model B. {settings}")),
    _score_column(GAIN, mark("B - A at {threshold:g}"), mark("Difference of the Dice of B and A. {settings}")),
    Column("dataset", mark("Dataset"), "text"),
    Column(
        "side",
        mark("Split"),
        "text",
        mark("Where the dataset's published lists, or its folders train, val and test, put the pair"),
    ),
    Column(
        "group", mark("Group"), "text", mark("Frames of one sequence or examination, and near copies of each other")
    ),
    Column("size_class", mark("Size"), "text", mark("Quartiles of the coverage of all masks that show a polyp")),
    Column("coverage", mark("Coverage"), "share", mark("Share of the picture that the mask covers"), 2),
    Column("regions", mark("Regions"), "whole", mark("Separate parts of the mask")),
    Column(
        "boxes",
        mark("Boxes"),
        "whole",
        mark("Boxes of polyps in label files; empty if no label file lists the picture"),
    ),
    Column("width_px", mark("Width"), "whole", mark("In pixels")),
    Column("height_px", mark("Height"), "whole", mark("In pixels")),
    Column("resolution_px", mark("Pixels"), "whole", mark("Width times height")),
    Column("aspect_ratio", mark("Aspect"), "number", mark("Width / height"), 2),
    Column("brightness", mark("Brightness"), "number", mark("Mean luma, 0 to 255")),
    Column("contrast", mark("Contrast"), "number", mark("Standard deviation of the luma")),
    Column("specular_share", mark("Specular"), "share", mark("Share of the picture with specular reflections"), 2),
    Column("emptiness", mark("Mask"), "text", mark("Whether the mask shows a polyp")),
    Column("mask_kind", mark("Mask values"), "text", mark("Which values the mask's file holds")),
    Column(
        "near_copy",
        mark("Near copies"),
        "text",
        mark("Whether near copies are in the same dataset, another one or across the split"),
    ),
    Column("tags", mark("Tags"), "text", mark("Set with the keys 1 to 9")),
    Column(
        "provenance", mark("Provenance"), "text", mark("The recording or examination, by the dataset's provenance.csv")
    ),
)

CHOICES = ("tags", "dataset", "side", "size_class", "emptiness", "mask_kind", "near_copy", "provenance", "group")
"""Columns that are filtered by a choice of values."""
RANGES = ("coverage", "boxes", "resolution_px", DICE_A, DICE_B, GAIN)
"""Columns that are filtered by a range of numbers."""

_VALUE_LABELS: Mapping[tuple[str, str], FilledText] = {
    ("tags", ""): filled("no tag"),
    ("side", ""): filled("in no list or folder"),
    ("group", ""): filled("on its own"),
    ("provenance", ""): filled("unknown"),
    ("mask_kind", "binary"): filled("0 and 255 only"),
    ("mask_kind", "noisy"): filled("with JPEG noise"),
    ("mask_kind", "grey"): filled("values between"),
    ("mask_kind", "too dark"): filled("none above 127"),
    ("mask_kind", "labels"): filled("classes or colours"),
    **{("side", side): filled(side) for side in ("train", "validation", "test")},
    **{("size_class", size): filled(size) for size in SIZE_CLASSES},
    ("size_class", ""): filled("no polyp"),
    **{("emptiness", kind): filled(kind) for kind in EMPTINESS},
    **{("near_copy", kind): filled(kind) for kind in NEAR_COPIES},
}


def sort_keys(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Returns sort keys for `table` by `column`: the first key, and further keys for ties."""
    match column:
        case "size_class":
            rank = table[column].map({name: place for place, name in enumerate(SIZE_CLASSES)})
            return pd.DataFrame({"rank": rank, "coverage": table["coverage"]})
        case "resolution_px":
            return table[["resolution_px", "width_px"]]
        case _ if any(known.key == column and known.kind == "text" for known in COLUMNS):
            return pd.DataFrame({"rank": table[column].map(_natural_ranks(table[column].dropna().unique().tolist()))})
        case _:
            return table[[column]]


_natural_key = lru_cache(maxsize=100_000)(natural_key)


def _natural_ranks(values: Sequence[str]) -> dict[str, int]:
    """Returns the rank of each value in natural order (`2` before `10`), which keeps frames of a sequence in order."""
    return {value: place for place, value in enumerate(sorted(values, key=_natural_key))}


def listing(column: str, counts: Mapping[str, int]) -> list[str]:
    """Returns the values of a column in display order: sizes from small to huge, otherwise the most common first."""
    if column == "size_class":
        ranks: dict[str, int] = {name: place for place, name in enumerate(SIZE_CLASSES)}
        return sorted(counts, key=lambda value: ranks.get(value, len(ranks)))
    return sorted(counts, key=lambda value: -counts[value])


def format_value(column: str, value: str) -> str:
    """Formats a value of a column for display; a FilledText unless it is data, such as a name."""
    return _VALUE_LABELS.get((column, value)) or (format_group(value) if column == "group" else value)


def size_spans(limits: SizeLimits | None) -> dict[str, str]:
    """Returns the range of coverage of each size class, such as "2.6 to 5.1 %"."""
    if limits is None:
        return {}
    medium, large, huge = (f"{limit * 100:.1f}" for limit in (limits.medium, limits.large, limits.huge))
    spans = (
        filled("below {limit} %", limit=medium),
        filled("{low} to {high} %", low=medium, high=large),
        filled("{low} to {high} %", low=large, high=huge),
        filled("from {limit} %", limit=huge),
    )
    return dict(zip(SIZE_CLASSES, spans, strict=True))


def format_settings(settings: MaskSettings) -> str:
    """Formats threshold and smallest region, such as "at 0.75, regions from 0.2 %"."""
    text = filled("at {threshold:g}", threshold=settings.threshold)
    if settings.min_region_fraction:
        text = filled("{settings}, regions from {share:g} %", settings=text, share=settings.min_region_fraction * 100)
    if settings.presence_level:
        text = filled("{settings}, presence from {level:g}", settings=text, level=settings.presence_level)
    return text


def column_of(key: str) -> Column:
    """Returns the column named `key`. Raises KeyError."""
    return {column.key: column for column in COLUMNS}[key]
