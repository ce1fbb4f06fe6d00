"""Reads an AlarmPolicy that a command line names: a preset, or a JSON or TOML file of its fields."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from polyp_core.errors import PolypViewerError
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import read_regular_text
from polyp_core.findings.policy import PRESETS, AlarmPolicy

PRESET_NAMES = tuple(name.replace(" ", "-") for name in PRESETS)
"""Names of the presets on a command line."""


def find_policy(name_or_file: str) -> AlarmPolicy:
    """Returns the preset of that name, or the policy in that file, in which missing fields have their defaults.

    Raises PolypViewerError if there is neither, or if the file is not a valid policy.
    """
    if name_or_file in PRESET_NAMES:
        return list(PRESETS.values())[PRESET_NAMES.index(name_or_file)]
    path = Path(name_or_file)
    try:
        return AlarmPolicy.model_validate(_read(path))
    except FileNotFoundError as error:
        raise PolypViewerError(
            f"No policy or file is named {name_or_file}. Choose {', '.join(PRESET_NAMES)}, or a JSON or TOML file."
        ) from error
    except OSError as error:
        raise PolypViewerError(f"The policy {path} cannot be read: {error.strerror or error}.") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = f"{'.'.join(map(str, first['loc']))}: " if first["loc"] else ""
        raise PolypViewerError(f"{path} is not a valid policy: {where}{first['msg']}.") from error
    except (JsonError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolypViewerError(f"{path} is not a valid policy: {error}.") from error


def _read(path: Path) -> Any:
    if path.suffix.lower() == ".toml":
        return tomllib.loads(read_regular_text(path))
    return read_json(path)
