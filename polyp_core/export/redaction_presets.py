"""Redactions and a crop kept under a name, for all recordings of one endoscope."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from polyp_core.errors import ExportError
from polyp_core.export.privacy import Privacy
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import reason_of
from polyp_core.paths import config_dir

_Side = Annotated[int, Field(ge=1, le=65_535)]
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class RedactionPreset:
    """What is hidden on pictures of `width_px` x `height_px` pixels; it fits no others."""

    width_px: _Side
    height_px: _Side
    privacy: Privacy = field(default_factory=Privacy)
    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""

    def fits(self, size_px: tuple[int, int]) -> bool:
        """Whether pictures of that width and height are of the size it was made for."""
        return size_px == (self.width_px, self.height_px)


_preset: TypeAdapter[RedactionPreset] = TypeAdapter(RedactionPreset)


def find_preset(name_or_file: str) -> RedactionPreset:
    """The preset of that name among those the viewer keeps, or the one in that JSON file. Raises ExportError.

    Such a file holds `width_px`, `height_px` and `privacy` with `redactions` (a list of `x`, `y`, `width`, `height` in
    pixels) and `crop` (one of these, or null).
    """
    for kept in _kept_by_viewer():
        if isinstance(kept, dict) and kept.get("name") == name_or_file:
            return _checked(kept, f"The preset {name_or_file} of the viewer")
    path = Path(name_or_file)
    try:
        content = read_json(path)
    except FileNotFoundError as error:
        raise ExportError(f"There is neither a preset nor a file named {name_or_file} for the redactions.") from error
    except OSError as error:
        raise ExportError(f"The redactions {path} cannot be read: {reason_of(error)}.") from error
    except JsonError as error:
        raise ExportError(f"The redactions {path} cannot be read: {error}.") from error
    return _checked(content, str(path))


def _kept_by_viewer() -> Iterable[Any]:
    try:
        kept = read_json(config_dir() / "settings.json", lenient=True)
    except (OSError, JsonError):
        return ()
    presets = kept.get("redaction_presets") if isinstance(kept, dict) else None
    return presets if isinstance(presets, list) else ()


def _checked(content: object, what: str) -> RedactionPreset:
    try:
        preset = _preset.validate_python(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise ExportError(f"{what} does not describe redactions: {where}: {first['msg']}.") from error
    if preset.privacy.withholds(preset.width_px, preset.height_px):
        raise ExportError(f"{what} has a rectangle outside pictures of {preset.width_px} x {preset.height_px}.")
    return preset
