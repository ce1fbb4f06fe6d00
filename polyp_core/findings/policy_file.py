"""Reads an AlarmPolicy that a command line names: a preset, or a JSON or TOML file of its fields."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from polyp_core.errors import PolypViewerError
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import read_regular_text
from polyp_core.findings.policy import PRESETS, AlarmPolicy
from polyp_core.model.model_file import ModelHeader, read_model_header

OF_MODEL = "model"
"""Name of the policy in the model card on a command line."""
PRESET_NAMES = tuple(name.replace(" ", "-") for name in PRESETS)
"""Names of the presets on a command line."""


def find_policy(name_or_file: str, model: Path | None = None) -> AlarmPolicy:
    """Returns the preset of that name, or the policy in that file, in which missing fields have their defaults.

    OF_MODEL is the policy in the card of the file `model`. Raises PolypViewerError if there is none, or if it is not
    valid.
    """
    if name_or_file == OF_MODEL and model is not None:
        return policy_of_card(read_model_header(model))
    if name_or_file in PRESET_NAMES:
        return list(PRESETS.values())[PRESET_NAMES.index(name_or_file)]
    path = Path(name_or_file)
    try:
        return AlarmPolicy.model_validate(_read(path))
    except FileNotFoundError as error:
        raise PolypViewerError(
            "No policy or file is named {name_or_file}. Choose {presets}, or a JSON or TOML file.",
            name_or_file=name_or_file,
            presets=", ".join(PRESET_NAMES),
        ) from error
    except OSError as error:
        raise PolypViewerError(
            "The policy {path} cannot be read: {reason}.", path=path, reason=error.strerror or error
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = f"{'.'.join(map(str, first['loc']))}: " if first["loc"] else ""
        raise PolypViewerError(
            "{path} is not a valid policy: {where}{problem}.", path=path, where=where, problem=first["msg"]
        ) from error
    except (JsonError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolypViewerError("{path} is not a valid policy: {error}.", path=path, error=str(error)) from error


def policy_of_card(model: ModelHeader) -> AlarmPolicy:
    """Returns the policy in the card of a model. Raises PolypViewerError if it has none, or none that is valid."""
    if model.card.alarm_policy is None:
        raise PolypViewerError(
            "The card of {path} has no policy. Choose {presets}, or a file.",
            path=model.path,
            presets=", ".join(PRESET_NAMES),
        )
    try:
        return AlarmPolicy.model_validate(dict(model.card.alarm_policy))
    except ValidationError as error:
        raise PolypViewerError("The policy in the card of {path} is not valid.", path=model.path) from error


def _read(path: Path) -> Any:
    if path.suffix.lower() == ".toml":
        return tomllib.loads(read_regular_text(path))
    return read_json(path)
