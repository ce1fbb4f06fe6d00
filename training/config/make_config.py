"""Makes the config of a training run from a preset, assignments or a file, and names every wrong setting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from polyp_core.display_text import FilledText, filled, first_of, joined, mark, text_of_error
from polyp_core.errors import TrainingError
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import format_os_error
from polyp_core.model.network_spec import near_matches, reason_of
from training.config.fit_config import AugmentConfig, FitConfig
from training.config.presets import PRESETS
from training.datasets.dataset_names import dataset_key
from training.datasets.splits import Split

_UNKNOWN = filled("There is no such setting.")
_NAMED_SETTINGS = 8


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one setting. `field` is such as `augment.blur`; "" for a conflict between settings.

    `reason` is shown next to the setting, `sentence` names it.
    """

    field: str
    reason: str
    sentence: str


class ConfigError(TrainingError):
    """An invalid config: a problem for each invalid setting, and help that applies to several."""

    def __init__(self, problems: Sequence[Problem], help_sentences: Sequence[str] = ()) -> None:
        super().__init__(joined([*(problem.sentence for problem in problems), *help_sentences]))
        self.problems = tuple(problems)


def make_config(preset: str, assignments: Sequence[str] = (), **fields: object) -> FitConfig:
    """Returns the preset's config with `fields` and then `assignments` (`field=value`, `augment.field=value`) applied.

    Fields that are None keep the preset's value. Raises TrainingError that names a wrong preset, field or value.
    """
    if preset not in PRESETS:
        near = near_matches(preset, PRESETS)
        raise TrainingError(
            "There is no preset {preset}. The presets are {presets}.{near}",
            preset=preset,
            presets=", ".join(PRESETS),
            near=near,
        )
    values: dict[str, Any] = {"preset": preset, **PRESETS[preset]}  # type: ignore[index]  # checked above
    values |= {name: value for name, value in fields.items() if value is not None}
    return checked_config(_with_assignments(values, assignments))


def changed(config: FitConfig, assignments: Sequence[str]) -> FitConfig:
    """Returns `config` with `field=value` assignments applied. Raises TrainingError naming a wrong field or value."""
    return checked_config(_with_assignments(config.model_dump(), assignments))


def with_split_settings(config: FitConfig, split: Split) -> FitConfig:
    """Returns `config` with the fields that `split` decides. Raises TrainingError if it uses held-out data."""
    held = set(map(dataset_key, split.hold_out))
    if let_in := [name for name in config.hold_out if dataset_key(name) not in held]:
        raise TrainingError(
            "The split file decides this: it does not hold out {datasets}, as the setting hold_out asks for. Change "
            "hold_out, or do without the split file.",
            datasets=", ".join(let_in),
        )
    made = {"split": split.kind, "validation_fraction": split.validation_fraction, "hold_out": split.hold_out}
    return checked_config(config.model_dump() | made)


def assigned_values(assignments: Sequence[str]) -> dict[str, str]:
    """Returns the text after the `=` of each assignment, by field. Raises TrainingError if there is no `=`."""
    values = {}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals:
            raise TrainingError(
                "Cannot read the setting {assignment}. Write it as field=value, such as epochs=10.",
                assignment=assignment,
            )
        values[name.strip()] = text.strip()
    return values


def _with_assignments(values: dict[str, Any], assignments: Sequence[str]) -> dict[str, Any]:
    values = {**values, "augment": dict(values.get("augment", {}))}
    for name, text in assigned_values(assignments).items():
        section, dot, field = name.partition(".")
        target, key = (values[section], field) if dot and section == "augment" else (values, name)
        target[key] = _parsed(key, text)
    return values


def _parsed(name: str, text: str) -> object:
    if name in ("losses", "scales") and text.lower() == "none":
        return ()
    several = ("hold_out", "losses", "polyp_free_kinds", "scales")
    if name in several or (name == "decoder_channels" and text.lower() != "none"):
        return tuple(part for part in text.split(",") if part)
    # `none` is a literal value of fields that contain words.
    return None if text.lower() == "none" and name != "encoder_weights" else text


def read_config(path: Path) -> FitConfig:
    """Reads the config in the JSON file at `path`, from `--show-config` or a run. Raises TrainingError."""
    try:
        values = read_json(path)
    except OSError as error:
        raise TrainingError(
            "The config {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except JsonError as error:
        raise TrainingError("{path} is not a config: {reason}.", path=path, reason=text_of_error(error)) from error
    if not isinstance(values, dict):
        raise TrainingError("{path} is not a config: it does not contain fields and their values.", path=path)
    kept_by_a_run = values.get("config")
    return checked_config(kept_by_a_run if isinstance(kept_by_a_run, dict) else values)


def checked_config(values: Mapping[str, Any]) -> FitConfig:
    """Validates `values`, of which numbers may be text. Raises ConfigError that names every invalid one."""
    try:
        return FitConfig.model_validate(values)
    except ValidationError as error:
        problems = [_problem(dict(problem)) for problem in error.errors()]
        unknown = [problem.field for problem in problems if problem.reason == _UNKNOWN]
        lists = dict.fromkeys(map(_known_settings, unknown))
        raise ConfigError(problems, [*lists, *filter(None, map(_near_settings, unknown))]) from error


def _known_settings(unknown: str) -> str:
    """Returns the first settings of the section that `unknown` would be in, and how to list the others."""
    is_of_augment = unknown.startswith("augment.")
    text = (
        mark("The settings of augment are {names}; --show-config prints all.")
        if is_of_augment
        else mark("The settings are {names}; --show-config prints all.")
    )
    names = list((AugmentConfig if is_of_augment else FitConfig).model_fields)
    return filled(text, names=first_of(names, _NAMED_SETTINGS))


def _near_settings(unknown: str) -> str:
    known = [*FitConfig.model_fields, *(f"augment.{name}" for name in AugmentConfig.model_fields)]
    near = near_matches(unknown, known)
    return filled("Did you mean {names}?", **near.values) if isinstance(near, FilledText) else ""


def _problem(problem: dict[str, Any]) -> Problem:
    # An error within a setting of several values is reported for the setting: `decoder_channels`, not its first value.
    parts = 2 if problem["loc"][:1] == ("augment",) else 1
    field = ".".join(map(str, problem["loc"][:parts]))
    if problem["type"] == "extra_forbidden":
        return Problem(field, _UNKNOWN, filled("There is no setting {field}.", field=field))
    reason = reason_of(problem)
    if problem["type"] == "literal_error":
        model, name = (AugmentConfig, field.partition(".")[2]) if parts == 2 else (FitConfig, field)
        near = near_matches(str(problem["input"]), map(str, get_args(model.model_fields[name].annotation)))
        reason = filled("{reason}.{near}", reason=reason, near=near) if near else reason
    given = problem["input"]
    shown = ", ".join(map(str, given)) if isinstance(given, tuple | list) else given
    sentence = reason if reason.endswith(("?", ".")) else filled("{reason}.", reason=reason)
    if field:
        text = mark("The setting {field} cannot be {value}: {reason}")
        sentence = filled(text, field=field, value=str(shown), reason=sentence)
    return Problem(field, reason, sentence)
