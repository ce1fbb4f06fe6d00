"""Validates which options of `polyp-train fit` can be combined, and makes the config from them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from polyp_core.errors import TrainingError
from training.config.fit_config import DECIDED_BY_SPLIT, FIXED_ONCE_BEGUN, FitConfig
from training.config.make_config import assigned_values, changed, make_config, read_config, with_split_settings
from training.datasets.split_files import read_split
from training.runs.run_folder import RunFolder
from training.runs.run_series import is_series, read_series


def _settings(*fields: str) -> tuple[str, ...]:
    return tuple(f"--set {field}" for field in fields)


_EXCLUSIVE: Sequence[tuple[str, tuple[str, ...], str]] = (
    (
        "--resume",
        (
            *("ROOT", "--out", "--preset", "--config", "--from", "--encoder-weights", "--split", "--hold-out"),
            *("--polyp-free", "--folds", "--seeds", "--teacher"),
        ),
        "A resumed run keeps its folders, preset, split and first weights.",
    ),
    ("--resume", ("--label-values", "--invert-masks"), "A resumed run reads masks as before."),
    ("--resume", _settings(*FIXED_ONCE_BEGUN), "These settings of a resumed run cannot change."),
    ("--resume", _settings(*DECIDED_BY_SPLIT), "The run's split file decides this."),
    (
        "--config",
        ("--preset", "--from", "--teacher", "--encoder-weights", "--hold-out"),
        "The config file sets this.",
    ),
    ("--config", _settings("preset"), "The config file sets this."),
    ("--split", ("--hold-out", *_settings(*DECIDED_BY_SPLIT)), "The split file decides this."),
    ("--folds", ("--split", *_settings(*DECIDED_BY_SPLIT[:-1])), "Cross-validation decides this."),
    ("--folds", ("--seeds",), "A series has one run for each fold, or for each seed."),
    ("--from", ("--encoder-weights", *_settings("start_from", "encoder_weights")), "All weights come from that model."),
    ("--encoder-weights", _settings("encoder_weights"), "They exclude each other."),
    ("--teacher", _settings("teacher"), "They exclude each other."),
    ("--logger", _settings("logger"), "They exclude each other."),
    ("--hold-out", _settings("hold_out"), "They exclude each other."),
)
"""An option, the options it cannot be combined with, and why."""

_NAMES = {"roots": "ROOT", "config_file": "--config", "start_from": "--from"}
"""Options of FitOptions that are called otherwise on the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitOptions:
    """The options given on the command line."""

    roots: Sequence[Path]
    out: Path | None
    preset: str | None
    config_file: Path | None
    assignments: Sequence[str]
    start_from: Path | None
    encoder_weights: str | None
    split: Path | None
    hold_out: Sequence[str]
    resume: Path | None
    teacher: Path | None = None
    logger: str | None = None
    folds: int | None = None
    seeds: int | None = None
    label_values: Sequence[str] = ()
    invert_masks: bool | None = None
    polyp_free: Sequence[str] = ()

    def given(self) -> set[str]:
        """Returns the options given by name, with `--set epochs` for an assignment to that field."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values |= {"assignments": None, "invert_masks": self.invert_masks is not None}
        given = {_NAMES.get(name, f"--{name.replace('_', '-')}") for name, value in values.items() if value}
        return given | set(_settings(*assigned_values(self.assignments)))

    def all_assignments(self) -> list[str]:
        """Returns the assignments, including those of options that are short for one."""
        return [*self.assignments, *([f"logger={self.logger}"] if self.logger else [])]


def chosen_config(options: FitOptions) -> FitConfig:
    """Returns the config of the run that `options` start or resume. Raises TrainingError, DatasetError."""
    refuse_conflicting_options(options)
    if options.resume is not None:
        return _resumed_config(options.resume, options)
    config = _config_from_file(options.config_file, options) if options.config_file else _config_from_preset(options)
    return with_split_settings(config, read_split(options.split)) if options.split else config


def refuse_conflicting_options(options: FitOptions) -> None:
    """Raises TrainingError that names options of which one would be ignored."""
    given = options.given()
    for option, others, reason in _EXCLUSIVE:
        found = [other for other in others if other in given]
        if option in given and found:
            raise TrainingError(f"{reason} Leave out {', '.join(found)}; or leave out {option}.")


def _resumed_config(run: Path, options: FitOptions) -> FitConfig:
    config = read_series(run).config if is_series(run) else RunFolder(run).read_record().config
    return changed(config, options.all_assignments())


def _config_from_file(file: Path, options: FitOptions) -> FitConfig:
    return changed(read_config(file), options.all_assignments())


def _config_from_preset(options: FitOptions) -> FitConfig:
    if "preset" in assigned_values(options.assignments):
        raise TrainingError("A preset decides the other settings. Choose it with --preset.")
    return make_config(
        options.preset or "enhanced",
        options.all_assignments(),
        start_from=options.start_from,
        teacher=options.teacher,
        encoder_weights=options.encoder_weights or ("none" if options.start_from else None),
        hold_out=tuple(options.hold_out) or None,
    )
