"""Reads and writes split files: the sides of a split as JSON."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from polyp_core.display_text import text_of_error
from polyp_core.errors import DatasetError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import format_os_error
from polyp_core.stored_text import text_from_json, text_to_json
from training.datasets.splits import Split, SplitKind

_FORMAT = 1
_ID_FIELDS = ("hold_out", "train", "validation", "test", "left_out")


def write_split(path: Path, split: Split) -> None:
    """Writes a split as JSON. Raises ExportError."""
    warnings = [text_to_json(text) for text in split.warnings]
    write_text(path, json.dumps({"format": _FORMAT, **asdict(split), "warnings": warnings}, indent=1) + "\n")


def read_split(path: Path) -> Split:
    """Reads a split written by `write_split`. Raises DatasetError if the file is missing or not such a split."""
    try:
        content = read_json(path)
    except FileNotFoundError as error:
        raise DatasetError("There is no split file {path}.", path=path) from error
    except OSError as error:
        raise DatasetError(
            "The split file {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except JsonError as error:
        raise DatasetError(
            "The split file {path} cannot be read: {reason}.", path=path, reason=text_of_error(error)
        ) from error
    if (
        not isinstance(content, dict)
        or content.get("format") != _FORMAT
        or content.get("kind") not in get_args(SplitKind)
    ):
        raise DatasetError("{path} is not a split file of this version.", path=path)
    try:
        split = Split(
            kind=content["kind"],
            seed=int(content["seed"]),
            validation_fraction=float(content["validation_fraction"]),
            **{name: tuple(map(str, _list(content[name]))) for name in _ID_FIELDS},
            warnings=tuple(map(text_from_json, _list(content["warnings"]))),
            pictures={str(id): str(found) for id, found in content.get("pictures", {}).items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DatasetError("The split file {path} is damaged: {reason}.", path=path, reason=repr(error)) from error
    sides = (split.train, split.validation, split.test)
    if len(set().union(*sides)) != sum(map(len, sides)):
        raise DatasetError("The split file {path} puts one pair on two sides.", path=path)
    return split


def _list(values: object) -> list[object]:
    if not isinstance(values, list):
        raise TypeError(f"a list was expected, not {str(values)[:40]!r}")
    return values
