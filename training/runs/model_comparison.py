"""Stores in the run's folder how a run's model compares with the model that the viewer used before."""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from polyp_core.errors import ExportError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.stored_text import StoredText, text_to_json
from training.runs.run_folder import RunFolder

_log = logging.getLogger(__name__)

_FILE = "verdict.json"


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """Result of comparing the model of the run in `folder`.

    `words` describe it, a plain English text if an earlier version wrote the file; `before` is the model file that it
    was compared with, `name_before` that model's name; `known` is True once the comparison is complete.
    """

    folder: Path
    words: StoredText
    before: Path
    name_before: str
    known: bool = False
    is_worse: bool = False


_adapter = TypeAdapter(ModelComparison)


def save_model_comparison(comparison: ModelComparison) -> None:
    """Writes the comparison into its run's folder; if that fails, it is kept for this session only."""
    fields = asdict(comparison) | {"words": text_to_json(comparison.words), "before": str(comparison.before)}
    del fields["folder"]
    try:
        write_text(comparison.folder / _FILE, json.dumps(fields, indent=1) + "\n")
    except ExportError as error:
        _log.warning("The model comparison could not be saved: %s", error)


def read_model_comparison(folder: Path) -> ModelComparison | None:
    """Returns the comparison of the run's model; None if there is none or the model has changed since."""
    file = folder / _FILE
    try:
        if file.stat().st_mtime_ns < RunFolder(folder).model_file.stat().st_mtime_ns:
            return None
        return _adapter.validate_python(read_json(file) | {"folder": folder})
    except FileNotFoundError:
        return None
    except (OSError, JsonError, TypeError, ValidationError) as error:
        _log.warning("%s cannot be used: %s", file, error)
        return None
