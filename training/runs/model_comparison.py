"""How a run's model stands beside the one that the viewer ran before it, kept in the run's folder."""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from polyp_core.errors import ExportError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.json_files import JsonError, read_json
from training.runs.run_folder import RunFolder

_log = logging.getLogger(__name__)

_FILE = "verdict.json"


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """What is known of the model of the run in `folder`.

    `words` say it; `before` is the file of the model that it was compared with, `name_before` that one's name; `known`
    is whether the comparison has ended.
    """

    folder: Path
    words: str
    before: Path
    name_before: str
    known: bool = False
    is_worse: bool = False


_verdict = TypeAdapter(ModelComparison)


def keep_verdict(verdict: ModelComparison) -> None:
    """Writes the verdict into its run's folder; where that cannot be written to, it holds for this session only."""
    fields = asdict(verdict) | {"before": str(verdict.before)}
    del fields["folder"]
    try:
        write_text(verdict.folder / _FILE, json.dumps(fields, indent=1) + "\n")
    except ExportError as error:
        _log.warning("A verdict is not kept: %s", error)


def read_verdict(folder: Path) -> ModelComparison | None:
    """The verdict on the run's model; None where there is none, or the model has changed since."""
    file = folder / _FILE
    try:
        if file.stat().st_mtime_ns < RunFolder(folder).model_file.stat().st_mtime_ns:
            return None
        return _verdict.validate_python(read_json(file) | {"folder": folder})
    except FileNotFoundError:
        return None
    except (OSError, JsonError, TypeError, ValidationError) as error:
        _log.warning("%s cannot be used: %s", file, error)
        return None
