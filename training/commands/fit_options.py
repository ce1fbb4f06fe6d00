"""Which options of `polyp-train fit` go together, and the config that they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from polyp_core.errors import TrainingError
from training.config.fit_config import (
    DECIDED_BY_SPLIT,
    FIXED_ONCE_BEGUN,
    FitConfig,
    assigned_values,
    changed,
    divided_by,
    make_config,
    read_config,
)
from training.datasets.split_files import read_split
from training.runs.run_folder import RunFolder
from training.runs.run_series import is_series, read_series


def _settings(*fields: str) -> tuple[str, ...]:
    return tuple(f"--set {field}" for field in fields)


_APART: Sequence[tuple[str, tuple[str, ...], str]] = (
    (
        "--resume",
        (
            *("ROOT", "--out", "--preset", "--config", "--from", "--encoder-weights", "--split", "--hold-out"),
            *("--polyp-free", "--folds", "--seeds", "--teacher"),
        ),
        "A run that goes on keeps its folders, preset, split and start.",
    ),
    ("--resume", ("--label-values", "--invert-masks"), "A run goes on with masks read as it has learned from them."),
    ("--resume", _settings(*FIXED_ONCE_BEGUN), "A run goes on with these settings as it has learned with them."),
    ("--resume", _settings(*DECIDED_BY_SPLIT), "The run's split file decides this."),
    (
        "--config",
        ("--preset", "--from", "--teacher", "--encoder-weights", "--hold-out"),
        "A config says all of that itself.",
    ),
    ("--config", _settings("preset"), "A config says all of that itself."),
    ("--split", ("--hold-out", *_settings(*DECIDED_BY_SPLIT)), "The split file decides this."),
    ("--folds", ("--split", *_settings(*DECIDED_BY_SPLIT[:-1])), "The folds decide this."),
    ("--folds", ("--seeds",), "A series has one run for each fold, or for each seed."),
    ("--from", ("--encoder-weights", *_settings("start_from", "encoder_weights")), "All weights come from that model."),
    ("--encoder-weights", _settings("encoder_weights"), "One of them is enough."),
    ("--teacher", _settings("teacher"), "One of them is enough."),
    ("--logger", _settings("logger"), "One of them is enough."),
    ("--hold-out", _settings("hold_out"), "One of them is enough."),
)
"""An option, what does not go with it, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitOptions:
    """What was given on the command line."""

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
        """The options that were given by name, with `--set epochs` for an assignment to that field."""
        values = {
            "ROOT": self.roots,
            "--out": self.out,
            "--preset": self.preset,
            "--config": self.config_file,
            "--from": self.start_from,
            "--encoder-weights": self.encoder_weights,
            "--split": self.split,
            "--hold-out": self.hold_out,
            "--polyp-free": self.polyp_free,
            "--resume": self.resume,
            "--teacher": self.teacher,
            "--logger": self.logger,
            "--folds": self.folds,
            "--seeds": self.seeds,
            "--label-values": self.label_values,
            "--invert-masks": self.invert_masks is not None,
        }
        return {name for name, value in values.items() if value} | set(_settings(*assigned_values(self.assignments)))

    def all_assignments(self) -> list[str]:
        """The assignments, with that of an option that is short for one."""
        return [*self.assignments, *([f"logger={self.logger}"] if self.logger else [])]


def chosen_config(options: FitOptions) -> FitConfig:
    """The config of the run that `options` start or go on with. Raises TrainingError, DatasetError."""
    refuse_what_does_not_go_together(options)
    if options.resume is not None:
        return _of_a_run_that_goes_on(options.resume, options)
    config = _of_a_file(options.config_file, options) if options.config_file else _of_a_preset(options)
    return divided_by(config, read_split(options.split)) if options.split else config


def refuse_what_does_not_go_together(options: FitOptions) -> None:
    """Raises TrainingError that names the options of which one would be ignored."""
    given = options.given()
    for option, others, reason in _APART:
        found = [other for other in others if other in given]
        if option in given and found:
            raise TrainingError(f"{reason} Leave out {', '.join(found)}; or leave out {option}.")


def _of_a_run_that_goes_on(run: Path, options: FitOptions) -> FitConfig:
    config = read_series(run).config if is_series(run) else RunFolder(run).read_record().config
    return changed(config, options.all_assignments())


def _of_a_file(file: Path, options: FitOptions) -> FitConfig:
    return changed(read_config(file), options.all_assignments())


def _of_a_preset(options: FitOptions) -> FitConfig:
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
