"""Named presets of redactions and crop, for recordings of the same endoscope."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from polyp_core.display_text import FilledText, as_is, filled, text_of_error
from polyp_core.errors import ExportError
from polyp_core.export.privacy import Privacy
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import format_os_error
from polyp_core.paths import config_dir

_Side = Annotated[int, Field(ge=1, le=65_535)]
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class RedactionPreset:
    """Redactions and crop for pictures of exactly `width_px` x `height_px`."""

    width_px: _Side
    height_px: _Side
    privacy: Privacy = field(default_factory=Privacy)
    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""

    def fits(self, size_px: tuple[int, int]) -> bool:
        """True if it was made for pictures of that width and height."""
        return size_px == (self.width_px, self.height_px)


_preset: TypeAdapter[RedactionPreset] = TypeAdapter(RedactionPreset)


def find_preset(name_or_file: str) -> RedactionPreset:
    """The viewer's preset of that name, or the preset in that JSON file. Raises ExportError.

    The file contains `width_px`, `height_px` and `privacy` with `redactions` (a list of `x`, `y`, `width`, `height` in
    pixels) and `crop` (one of these, or null).
    """
    for stored in _presets_of_viewer():
        if isinstance(stored, dict) and stored.get("name") == name_or_file:
            return _validate(stored, filled("The viewer's preset {name}", name=name_or_file))
    path = Path(name_or_file)
    try:
        content = read_json(path)
    except FileNotFoundError as error:
        raise ExportError(
            "No preset or file of redactions is named {name_or_file}.", name_or_file=name_or_file
        ) from error
    except OSError as error:
        raise ExportError(
            "The redactions {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except JsonError as error:
        reason = text_of_error(error)
        raise ExportError("The redactions {path} cannot be read: {error}.", path=path, error=reason) from error
    return _validate(content, as_is(str(path)))


def viewer_checks_text() -> bool:
    """True if the viewer is set to look for text in the picture before exports."""
    return _settings_of_viewer().get("check_burned_in_text") is True


def _presets_of_viewer() -> Iterable[Any]:
    presets = _settings_of_viewer().get("redaction_presets")
    return presets if isinstance(presets, list) else ()


def _settings_of_viewer() -> dict[str, Any]:
    try:
        stored = read_json(config_dir() / "settings.json", lenient=True)
    except (OSError, JsonError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _validate(content: object, what: FilledText) -> RedactionPreset:
    try:
        preset = _preset.validate_python(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or filled("the whole")
        raise ExportError(
            "{what} is not a valid preset of redactions: {where}: {problem}.",
            what=what,
            where=where,
            problem=first["msg"],
        ) from error
    if preset.privacy.withholds(preset.width_px, preset.height_px):
        raise ExportError(
            "{what} has a rectangle outside pictures of {width_px} x {height_px}.",
            what=what,
            width_px=str(preset.width_px),
            height_px=str(preset.height_px),
        )
    return preset
