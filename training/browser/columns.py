"""Columns of the pair table: titles, units and value labels, and which are filtered by value or by range."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from polyp_core.frames.stills.image_sequence import natural_key
from training.evaluation.scoring import COMPARABLE, MaskSettings
from training.statistics.size_classes import SIZE_CLASSES, SizeLimits

Kind = Literal["text", "whole", "number", "share"]

DICE_A, DICE_B, GAIN = "dice_a", "dice_b", "gain"
"""Columns of scores: the Dice of model A and of model B, and B's minus A's."""

AT_COMPARABLE = f"at {COMPARABLE.threshold:g}"
"""Suffix for scores at the settings of published scores."""
_COMPARABLE_TIP = (
    f"Threshold {COMPARABLE.threshold:g} and every region, as for published scores, not the settings of the model "
    "card; an open pair also shows the Dice at the card's settings"
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


COLUMNS = (
    Column("id", "Pair", "text", "Dataset and file name"),
    Column(DICE_A, f"Dice A {AT_COMPARABLE}", "number", f"Dice of model A. {_COMPARABLE_TIP}", 3),
    Column(DICE_B, f"Dice B {AT_COMPARABLE}", "number", f"Dice of model B. {_COMPARABLE_TIP}", 3),
    Column(GAIN, f"B - A {AT_COMPARABLE}", "number", f"Difference of the Dice of B and A. {_COMPARABLE_TIP}", 3),
    Column("dataset", "Dataset", "text"),
    Column(
        "side", "Split", "text", "Where the dataset's published lists, or its folders train, val and test, put the pair"
    ),
    Column("group", "Group", "text", "Frames of one sequence or examination, and near copies of each other"),
    Column("size_class", "Size", "text", "Quartiles of the coverage of all masks that show a polyp"),
    Column("coverage", "Coverage", "share", "Share of the picture that the mask covers", 2),
    Column("regions", "Regions", "whole", "Separate parts of the mask"),
    Column("boxes", "Boxes", "whole", "Boxes of polyps in label files; empty if no label file lists the picture"),
    Column("width_px", "Width", "whole", "In pixels"),
    Column("height_px", "Height", "whole", "In pixels"),
    Column("resolution_px", "Pixels", "whole", "Width times height"),
    Column("aspect_ratio", "Aspect", "number", "Width / height", 2),
    Column("brightness", "Brightness", "number", "Mean luma, 0 to 255"),
    Column("contrast", "Contrast", "number", "Standard deviation of the luma"),
    Column("specular_share", "Specular", "share", "Share of the picture with specular reflections", 2),
    Column("emptiness", "Mask", "text", "Whether the mask shows a polyp"),
    Column("mask_kind", "Mask values", "text", "Which values the mask's file holds"),
    Column(
        "near_copy",
        "Near copies",
        "text",
        "Whether near copies are in the same dataset, another one or across the split",
    ),
    Column("tags", "Tags", "text", "Set with the keys 1 to 9"),
    Column("provenance", "Provenance", "text", "The recording or examination, by the dataset's provenance.csv"),
)

CHOICES = ("tags", "dataset", "side", "size_class", "emptiness", "mask_kind", "near_copy", "provenance", "group")
"""Columns that are filtered by a choice of values."""
RANGES = ("coverage", "boxes", "resolution_px", DICE_A, DICE_B, GAIN)
"""Columns that are filtered by a range of numbers."""

_VALUE_LABELS = {
    ("tags", ""): "no tag",
    ("side", ""): "in no list or folder",
    ("size_class", ""): "no polyp",
    ("group", ""): "on its own",
    ("provenance", ""): "unknown",
    ("mask_kind", "binary"): "0 and 255 only",
    ("mask_kind", "noisy"): "with JPEG noise",
    ("mask_kind", "grey"): "values between",
    ("mask_kind", "too dark"): "none above 127",
    ("mask_kind", "labels"): "classes or colours",
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
    """Formats a value of a column for display."""
    return _VALUE_LABELS.get((column, value), value)


def size_spans(limits: SizeLimits | None) -> dict[str, str]:
    """Returns the range of coverage of each size class, such as "2.6 to 5.1 %"."""
    if limits is None:
        return {}
    medium, large, huge = (f"{limit * 100:.1f}" for limit in (limits.medium, limits.large, limits.huge))
    spans = (f"below {medium} %", f"{medium} to {large} %", f"{large} to {huge} %", f"from {huge} %")
    return dict(zip(SIZE_CLASSES, spans, strict=True))


def format_settings(settings: MaskSettings) -> str:
    """Formats threshold and smallest region, such as "at 0.75, regions from 0.2 %"."""
    smallest = f", regions from {settings.min_region_fraction * 100:g} %" if settings.min_region_fraction else ""
    presence = f", presence from {settings.presence_level:g}" if settings.presence_level else ""
    return f"at {settings.threshold:g}{smallest}{presence}"


def column_of(key: str) -> Column:
    """Returns the column named `key`. Raises KeyError."""
    return {column.key: column for column in COLUMNS}[key]
