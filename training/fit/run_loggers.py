"""Logs a run's scores and sample sheets to TensorBoard or Lightning's CSV, if the config asks for it."""

import importlib.util
import logging
from typing import Any

import lightning as L
from lightning.pytorch.callbacks import Checkpoint
from lightning.pytorch.loggers import CSVLogger, Logger, TensorBoardLogger

from polyp_core.errors import TrainingError
from polyp_core.frames.stills.image_files import read_image
from training.config.fit_config import FitConfig
from training.fit.module import SegmentationModule
from training.runs.run_folder import RunFolder

EVERY_STEPS = 10


def refuse_missing_logger(config: FitConfig) -> None:
    """Raises TrainingError if the logger of `config` is not installed."""
    if config.logger == "tensorboard" and importlib.util.find_spec("tensorboard") is None:
        raise TrainingError(
            "TensorBoard is not installed. Install it with: pip install 'polyp-viewer[tensorboard]'; or set "
            "logger=csv or logger=none."
        )


def run_logger(config: FitConfig, folder: RunFolder) -> Logger | None:
    """Returns the logger of `config`, which writes into the run's folder, or None; imports it only if needed."""
    refuse_missing_logger(config)
    match config.logger:
        case "tensorboard":
            return TensorBoardLogger(folder.path, name="tensorboard", version="", default_hp_metric=False)
        case "csv":
            # A new version for each resume: Lightning deletes the contents of an existing version's folder.
            logging.getLogger("lightning.fabric").setLevel(logging.ERROR)
            return CSVLogger(folder.path, name="logs")
        case "none":
            return None


class LogScores(Checkpoint):
    """Logs loss and learning rate during an epoch, and scores with the sample sheet at its end.

    It derives from Checkpoint only because Lightning calls such callbacks last, after the module's own hook, which
    computes the scores.
    Steps are counted from the start of the run; scores of an epoch are logged at its last step.
    """

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder

    def on_train_batch_end(
        self, trainer: L.Trainer, pl_module: L.LightningModule, outputs: Any, batch: Any, batch_idx: int
    ) -> None:
        if trainer.global_step % EVERY_STEPS == 0:
            rate = trainer.optimizers[0].param_groups[0]["lr"]
            self._log(trainer, {"step/loss": float(outputs["loss"]), "step/learning_rate": float(rate)})

    def on_train_epoch_end(self, trainer: L.Trainer, pl_module: L.LightningModule) -> None:
        assert isinstance(pl_module, SegmentationModule)
        trained, validated = pl_module.training_scores, pl_module.validation_scores
        scores = {"epoch/number": float(trainer.current_epoch + 1)}
        scores |= {f"train/{name}": value for name, value in trained.items()}
        scores |= {f"validation/{name}": value for name, value in validated.items()}
        self._log(trainer, scores)
        sheet = self._folder.samples_file(trainer.current_epoch)
        for logger in trainer.loggers:
            if isinstance(logger, TensorBoardLogger) and trainer.is_global_zero and sheet.exists():
                logger.experiment.add_image("samples", read_image(sheet), trainer.global_step, dataformats="HWC")
            logger.save()

    @staticmethod
    def _log(trainer: L.Trainer, scalars: dict[str, float]) -> None:
        for logger in trainer.loggers:
            logger.log_metrics(scalars, step=trainer.global_step)
