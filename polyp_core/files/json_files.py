"""Strict reading of JSON files that may be damaged, malicious or written by another program."""

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from polyp_core.display_text import filled
from polyp_core.files.regular_files import decode_text, read_regular

_LARGEST_INTEGER = 2**63 - 1  # of NumPy, SQLite and Arrow


class JsonError(ValueError):
    """Invalid JSON; the message is a clause to follow a colon, without a full stop."""


def read_json(path: Path, *, lenient: bool = False) -> Any:
    """Returns the value in the JSON file at `path`, as `parse_json`. Raises OSError if unreadable, JsonError."""
    return parse_json(read_regular(path), lenient=lenient)


def json_text(model: BaseModel) -> str:
    """Returns `model` as indented JSON. Unlike pydantic's own method it accepts paths that are not valid UTF-8."""
    return json.dumps(model.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"


def parse_json(data: bytes | str, *, lenient: bool = False) -> Any:
    """Returns the value in a JSON text whose integers fit 64 bits, numbers are finite and keys are unique.

    Skips a byte order mark; accepts UTF-8, UTF-16 and UTF-32. If `lenient`, numbers out of range become nan and the
    last of duplicate keys wins, so that the rest of a damaged file can be used.

    Raises JsonError for anything else, and for invalid or too deeply nested JSON.
    """
    try:
        return json.loads(
            data.removeprefix("\ufeff") if isinstance(data, str) else decode_text(data),
            parse_int=lambda digits: _integer(digits, lenient),
            parse_float=lambda digits: _finite(float(digits), digits, lenient),
            parse_constant=lambda name: _finite(math.nan, name, lenient),
            object_pairs_hook=dict if lenient else _without_duplicates,
        )
    except JsonError:
        raise
    except UnicodeDecodeError as error:
        raise JsonError(filled("it is not text")) from error
    except RecursionError as error:
        raise JsonError(filled("it is nested too deeply")) from error
    except json.JSONDecodeError as error:
        place = {"line": str(error.lineno), "column": str(error.colno)}
        raise JsonError(filled("it is not JSON from line {line}, column {column} on", **place)) from error


def _integer(digits: str, lenient: bool) -> float:
    # Check the length first: conversion takes time quadratic in the number of digits.
    if len(digits) <= len(str(_LARGEST_INTEGER)) + 1 and abs(number := int(digits)) <= _LARGEST_INTEGER:
        return number
    return _finite(math.nan, digits, lenient)


def _finite(number: float, digits: str, lenient: bool) -> float:
    if math.isfinite(number):
        return number
    if not lenient:
        shown = f"{digits[:20]}{'…' if len(digits) > 20 else ''}"
        raise JsonError(filled("it holds the number {number}, which is out of range", number=shown))
    return math.nan


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise JsonError(filled("it holds the key {key} twice", key=repr(twice[:40])))
    return found
