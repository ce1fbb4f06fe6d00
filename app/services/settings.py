"""The settings: one typed and validated object, stored as JSON.

The settings dialog is made from the fields, which carry their range, description and control. Loading never fails: a
missing or invalid value falls back to its default and is logged, and the other values stay.
"""

import logging
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, ValidationError
from PySide6.QtCore import QObject, Signal

from app.services import model_fields
from app.services.model_fields import Control
from app.services.paths import config_dir
from app.services.reader_name import login_name, stored_reader_name
from app.services.settings_problem import LoadProblem
from app.translation import mark
from app.translation.language import Language
from polyp_core.cache import LARGEST_CAP_MB, LEAST_CAP_MB, Cache, cap_given_by_environment
from polyp_core.display_text import text_of_error
from polyp_core.errors import ExportError, SettingsError
from polyp_core.export.formats.registry import FORMATS
from polyp_core.export.redaction_presets import RedactionPreset
from polyp_core.files.atomic_files import write_text
from polyp_core.files.damaged_files import backup_damaged_file
from polyp_core.files.json_files import JsonError, json_text, read_json
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.masks.patterns import PATTERN_LABELS, Pattern
from training.browser.saved_views import SavedView

_log = logging.getLogger(__name__)

RECENT_LIMIT = 12

Device = Literal["auto", "cpu", "cuda"]
OnStart = Literal["welcome", "demo", "last"]
PlaybackMode = Literal["every_frame", "real_time"]
Style = Literal["fill", "outline", "heatmap"]
Theme = Literal["dark", "light"]


def _without_nul(path: Path | None) -> Path | None:
    if "\0" in str(path):
        raise ValueError("no file can have such a name")
    return path


def _known_output(name: str) -> str:
    if name not in FORMATS:
        raise ValueError(f"there is no output {name}")
    return name


_FROM_CARD = "From the model card"
StoredPath = Annotated[Path, AfterValidator(_without_nul)]


class Settings(BaseModel):
    """Assigning a field validates it (pydantic.ValidationError) and emits its signal. For the GUI thread only."""

    model_config = ConfigDict(validate_assignment=True, extra="ignore", validate_default=True)

    # -- Playback ------------------------------------------------------------------------------------------------------
    mode: Annotated[
        PlaybackMode,
        Control(
            "Playback",
            "If the computer is too slow",
            choices={"every_frame": "Show every frame, play slower", "real_time": "Keep the speed, skip frames"},
        ),
    ] = Field(default="every_frame", description="Every frame is safest for review: nothing is skipped unseen.")
    speed: Annotated[float, Control("Playback", "Speed", unit="x", step=0.25, decimals=2)] = Field(
        default=1.0, ge=0.25, le=4.0, description="1 is the speed of the recording."
    )
    play_on_open: Annotated[bool, Control("Playback", "Play as soon as a file opens")] = Field(
        default=True, description="Turn off to open every file paused on its first frame."
    )
    resume_position: Annotated[bool, Control("Playback", "Resume at the last position")] = Field(
        default=True, description="The last position of each file is stored by its content, not by its name."
    )
    image_rate_fps: Annotated[float, Control("Playback", "Images per second", unit="fps", decimals=1)] = Field(
        default=25.0,
        ge=0.5,
        le=120.0,
        description="The rate at which a folder of images plays; images carry no rate themselves.",
    )
    deinterlace: Annotated[
        Literal["auto", "on", "off"],
        Control(
            "Playback", "Deinterlace", choices={"auto": "When the recording needs it", "on": "Always", "off": "Never"}
        ),
    ] = Field(
        default="auto",
        description="PAL and NTSC recordings hold two half pictures per frame, which comb where they move.",
    )

    # -- Overlay -------------------------------------------------------------------------------------------------------
    overlay_visible: bool = Field(default=True, exclude=True)
    """Not stored: the next user must not mistake a hidden overlay for a picture without a polyp."""
    style: Annotated[
        Style,
        Control("Overlay", "Style", choices={"fill": "Filled", "outline": "Outline", "heatmap": "Heat map"}),
    ] = Field(default="fill", description="The heat map shows the network's probability before the threshold.")
    opacity: Annotated[float, Control("Overlay", "Opacity", unit="%", scale=100, step=5, decimals=0)] = Field(
        default=0.4, ge=0.0, le=1.0, description="Low enough to see the mucosa through the mask."
    )
    colour: Annotated[str, Control("Overlay", "Colour", kind="colour")] = Field(
        default="#00E5A0", pattern=r"^#[0-9A-Fa-f]{6}$", description="Colour-blind readers: take sky blue or yellow."
    )
    pattern: Annotated[Pattern, Control("Overlay", "Pattern", choices=PATTERN_LABELS)] = Field(
        default="plain", description="Stripes and dots fill a mask; its outline is dashed or dotted."
    )
    threshold: Annotated[
        float | None, Control("Overlay", "Threshold", step=0.05, decimals=2, none_label=_FROM_CARD)
    ] = Field(
        default=None,
        ge=0.01,
        le=0.99,
        description="Pixels from this probability on are marked. Each model card has the value it was calibrated to.",
    )
    min_region_fraction: Annotated[
        float | None,
        Control(
            "Overlay", "Smallest region", unit="% of picture", scale=100, step=0.05, decimals=2, none_label=_FROM_CARD
        ),
    ] = Field(default=None, ge=0.0, le=0.05, description="Smaller regions are not shown: most of them are noise.")

    # -- Findings ------------------------------------------------------------------------------------------------------
    alarm_policy: AlarmPolicy = AlarmPolicy()
    """Decides which regions are findings."""

    finding_target: Annotated[
        Literal["start", "best"],
        Control("Playback", "Next finding goes to", choices={"start": "Its start", "best": "Its best frame"}),
    ] = Field(default="start", description="The best frame shows the polyp large, sharp and with high probability.")

    # -- Decisions -----------------------------------------------------------------------------------------------------
    reader_name: Annotated[str, AfterValidator(stored_reader_name), Control("Review", "Reader")] = Field(
        default="",
        description="The name under which decisions are stored. If empty, that of the user who is logged in.",
    )
    next_undecided: Annotated[bool, Control("Review", "After a decision, go to the next undecided finding")] = Field(
        default=True, description="Then a recording is decided by one key for each finding."
    )

    reaction_time_s: Annotated[float, Control("Review", "Reaction time", unit="s", decimals=2, step=0.05)] = Field(
        default=0.3,
        ge=0,
        le=2,
        description="While a polyp is pointed at during playback, hand and eye are late by this time.",
    )
    """A simple reaction to a picture takes 0.23 s (Woods et al. 2015, Front Hum Neurosci 9:131), to a polyp longer."""

    hide_model: Annotated[bool, Control("Review", "Hide the model until I show it")] = Field(
        default=False, description="For reading without its influence: masks, time line and findings appear at a click."
    )

    # -- Model and device ----------------------------------------------------------------------------------------------
    model_path: StoredPath | None = None
    device: Annotated[
        Device,
        Control(
            "Performance",
            "Run the network on",
            choices={"auto": "The best available", "cpu": "CPU", "cuda": "GPU (CUDA)"},
        ),
    ] = Field(default="auto", description="A GPU that fails or is missing falls back to the CPU, with a notice.")
    analyse_whole_clip: Annotated[bool, Control("Performance", "Analyse the whole recording in the background")] = (
        Field(default=True, description="Fills the time line and lists findings before playback reaches them.")
    )
    frame_cache_mb: Annotated[
        int, Control("Performance", "Memory for decoded frames", unit="MB", step=128, decimals=0)
    ] = Field(
        default=512,
        ge=64,
        le=16384,
        description="More memory allows stepping back faster through longer stretches. At least eight frames are kept.",
    )
    map_cache_mb: Annotated[int, Control("Performance", "Memory for masks", unit="MB", step=64, decimals=0)] = Field(
        default=256, ge=32, le=8192, description="Further masks are stored in a cache folder on disk."
    )

    cache_caps_mb: dict[str, Annotated[int, Field(ge=LEAST_CAP_MB, le=LARGEST_CAP_MB)]] = Field(default_factory=dict)
    """The caps of caches in MB by name (`polyp_core.cache`), if they are not the defaults."""

    # -- Files ---------------------------------------------------------------------------------------------------------
    export_dir: StoredPath | None = None
    export_outputs: frozenset[Annotated[str, AfterValidator(_known_output)]] = frozenset({"video"})
    export_neutral_names: bool = False
    export_lead_in_s: float = Field(default=2.0, ge=0, le=600)
    export_lead_out_s: float = Field(default=2.0, ge=0, le=600)
    snapshot_dir: Annotated[
        Path | None,
        AfterValidator(_without_nul),
        Control("Files", "Snapshots go to", none_label="Pictures / Polyp Viewer", kind="folder"),
    ] = Field(default=None, description="The folder for snapshots of the current frame, as PNG.")
    snapshot_neutral_names: Annotated[bool, Control("Files", "Name snapshots without the file's name")] = Field(
        default=False,
        description="File names can contain patients' names: snapshots are named snapshot-000123.png instead.",
    )
    check_burned_in_text: Annotated[bool, Control("Files", "Look for text in the picture before exports")] = Field(
        default=False,
        description="Nothing of a recording is exported before you have looked at the rectangles that are proposed for "
        "names and dates in its picture. polyp-annotate refuses a recording in which some are not blacked out.",
    )
    redaction_presets: tuple[RedactionPreset, ...] = ()
    default_redaction_preset: str = ""
    remember_recent: Annotated[bool, Control("Files", "Remember recent files")] = Field(
        default=True, description="File names can contain patients' names: turn off on a shared computer."
    )
    recent_files: tuple[StoredPath, ...] = ()
    live_address: str = ""
    """The capture device or stream that was watched last; never with a password."""
    live_folder: StoredPath | None = None
    """Where the live picture was recorded last."""

    # -- Datasets ------------------------------------------------------------------------------------------------------
    dataset_roots: tuple[StoredPath, ...] = ()
    mask_answers: dict[StoredPath, str] = Field(default_factory=dict)
    """The user's answer about the masks of a dataset (a MaskAnswer as text), by its folder."""
    thumbnail_outlines: bool = True
    thumbnail_predictions: bool = True
    dataset_views: dict[Annotated[str, Field(min_length=1, max_length=80)], SavedView] = Field(default_factory=dict)
    """The saved views of the pairs by name."""
    dataset_tags: tuple[Annotated[str, Field(min_length=1, max_length=40, pattern="^[^,]*$")], ...] = Field(
        default=("check", "wrong mask", "blurred", "instrument", "leave out"), max_length=9
    )
    """The tags of the keys 1 to 9."""
    dataset_hidden_columns: frozenset[str] = frozenset()
    score_hidden_columns: frozenset[str] = frozenset()

    # -- Training ------------------------------------------------------------------------------------------------------
    corrections_dir: StoredPath | None = None
    """The dataset of corrected frames."""
    training_runs: tuple[StoredPath, ...] = ()
    training_roots: tuple[StoredPath, ...] = ()
    training_polyp_free: tuple[StoredPath, ...] = ()
    training_split: StoredPath | None = None
    """The split file that the form of a new run uses."""

    # -- Window --------------------------------------------------------------------------------------------------------
    on_start: Annotated[
        OnStart,
        Control(
            "Window",
            "On start",
            choices={"welcome": "Show the welcome page", "demo": "Play the demo", "last": "Open the last file"},
        ),
    ] = Field(default="welcome", description="The very first start always plays the demo.")
    language: Annotated[
        Language,
        Control("Window", "Language", choices={"system": "As the system", "en": "English", "de": "Deutsch"}),
    ] = Field(default="system", description="Takes effect at the next start.")
    theme: Annotated[Theme, Control("Window", "Theme", choices={"dark": "Dark", "light": "Light"})] = Field(
        default="dark", description="A dark surround keeps the eyes adapted to the picture."
    )
    started_before: bool = False
    last_version: Annotated[str, Field(max_length=40)] = ""
    """The version that was started last."""
    window_geometry: str = Field(default="", pattern=r"^[A-Za-z0-9+/=]*$")
    panel_visible: bool = True

    _changed: QObject = PrivateAttr(default_factory=lambda: _FieldSignals())
    _load_problem: LoadProblem | None = PrivateAttr(default=None)

    @property
    def changed(self) -> Any:
        """A signal for each field, with its new value, such as `changed.theme`; `changed.any_field` for all."""
        return self._changed

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in type(self).model_fields:
            super().__setattr__(name, value)
            return
        before = getattr(self, name)
        super().__setattr__(name, value)
        if getattr(self, name) != before:
            getattr(self._changed, name).emit(getattr(self, name))
            self.changed.any_field.emit()

    @property
    def reader(self) -> str:
        """The name of the reader whose decisions are stored: as chosen, else that of the user who is logged in."""
        return self.reader_name or login_name()

    @property
    def default_preset(self) -> RedactionPreset | None:
        """The preset that is applied to recordings without redactions of their own; None without one."""
        return next((each for each in self.redaction_presets if each.name == self.default_redaction_preset), None)

    @property
    def load_problem(self) -> str:
        """A sentence for the user if not all settings could be read; "" otherwise."""
        return self._load_problem.format() if self._load_problem is not None else ""

    def cache_cap_mb(self, cache: Cache) -> int:
        """Returns the cap of `cache` in MB: from the environment, else from the settings, else the default."""
        return cap_given_by_environment(cache) or self.cache_caps_mb.get(cache.name, cache.default_cap_mb)

    def add_recent(self, path: Path) -> None:
        """Puts `path` first among the recent files, if the user wants them remembered."""
        if self.remember_recent:
            others = [other for other in self.recent_files if other != path]
            self.recent_files = (path, *others)[:RECENT_LIMIT]

    def restore_defaults(self) -> None:
        """Resets every field of the settings dialog to its default."""
        for name in controls():
            setattr(self, name, type(self).model_fields[name].default)
        self.cache_caps_mb = {}

    def save(self, path: Path | None = None) -> None:
        """Writes all fields as JSON, atomically. Raises SettingsError."""
        try:
            write_text(path or settings_path(), json_text(self))
        except ExportError as error:
            raise SettingsError("The settings could not be saved. {error}", error=error.text) from error


_FieldSignals: type[QObject] = type(
    "_FieldSignals", (QObject,), {"any_field": Signal(), **{name: Signal(object) for name in Settings.model_fields}}
)


def settings_path() -> Path:
    """Returns the path of the settings file."""
    return config_dir() / "settings.json"


def controls() -> dict[str, Control]:
    """Returns the fields that the settings dialog shows, in order, with how it shows them."""
    found = {}
    for name, info in Settings.model_fields.items():
        if control := next((extra for extra in info.metadata if isinstance(extra, Control)), None):
            found[name] = control
    return found


def limits(name: str) -> tuple[float, float]:
    """Returns the smallest and the largest value of a numeric field."""
    return model_fields.limits(Settings.model_fields[name])


def load_settings(path: Path | None = None) -> Settings:
    """Returns the stored settings, with defaults for missing and invalid values.

    A file that is not completely readable is backed up, and `load_problem` says so.
    """
    path = path or settings_path()
    settings = Settings()
    stored, problem = _read(path)
    unusable = []
    for name, value in stored.items():
        if name not in Settings.model_fields or Settings.model_fields[name].exclude:
            continue
        try:
            setattr(settings, name, value)
        except ValidationError as error:
            reason = error.errors(include_url=False)[0]["msg"]
            _log.warning("Setting %s in %s is unusable (%s): its default is used.", name, path, reason)
            unusable.append(label_of(name))
    if problem or unusable:
        settings._load_problem = LoadProblem(problem, unusable, backup_damaged_file(path))
    return settings


def label_of(name: str) -> str:
    """Returns the label of a field in the settings dialog, or its name with spaces if it is not shown there."""
    control = controls().get(name)
    return control.label if control is not None else name.replace("_", " ")


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """Returns the stored values by name, and the reason if the file cannot be read."""
    try:
        stored = read_json(path, lenient=True)
    except FileNotFoundError:
        return {}, ""
    except (OSError, JsonError) as error:
        _log.warning("Settings in %s cannot be read (%s): defaults are used.", path, error)
        return {}, (error.strerror or str(error)) if isinstance(error, OSError) else text_of_error(error)
    if not isinstance(stored, dict):
        _log.warning("Settings in %s are not a JSON object: defaults are used.", path)
        return {}, mark("the file is not a list of names and values")
    return stored, ""
