"""Distillation: the loss term of the teacher, and unusable teacher files."""

import copy
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from polyp_core.errors import ModelFileError, PolypViewerError, TrainingError
from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.segmenter import Segmenter
from polyp_core.masks.probability_levels import PROBABILITIES
from polyp_core.model.model_file import read_model_file, write_model_file
from training.config.make_config import make_config
from training.fit.create_run import create_run
from training.fit.data import Batch
from training.fit.distillation import Teacher, distillation_loss
from training.fit.fit import train
from training.fit.module import SegmentationModule
from training.runs.run_folder import RunFolder

from ..conftest import FRAMES, SMALL


def test_the_term_is_zero_for_equal_predictions_and_grows_with_the_difference() -> None:
    teacher = torch.randn(2, 1, 8, 8, generator=torch.Generator().manual_seed(1)) * 3
    assert distillation_loss(teacher.clone(), teacher, 2.0).abs() < 1e-6
    near, far = (distillation_loss(teacher + shift, teacher, 2.0) for shift in (0.5, 3.0))
    assert 0 < near < far
    logits = torch.zeros_like(teacher, requires_grad=True)
    for _ in range(300):
        (gradient,) = torch.autograd.grad(distillation_loss(logits, teacher, 2.0), logits)
        logits = (logits - 20 * gradient).detach().requires_grad_()
    assert (logits - teacher).abs().mean() < 0.5


def test_the_teacher_predicts_as_in_the_viewer(one_epoch: RunFolder, convert_here) -> None:
    """At its own input size and normalisation, whatever the input size of the trained network."""
    model = read_model_file(one_epoch.model_file)
    card = model.card.model_copy(update={"mean": (0.3, 0.4, 0.5), "std": (0.5, 0.3, 0.2)})
    model = write_model_file(one_epoch.path.parent / "other normalisation.safetensors", card, model.weights())
    convert_here(model)
    square = cv2.resize(read_image(next((FRAMES / "images").iterdir())), (32, 32))
    with Segmenter.open(model, "cpu") as segmenter:
        (shown,) = segmenter.segment_images([square])
    teacher = Teacher(model)
    images = torch.from_numpy(np.ascontiguousarray(square))[None]
    said = teacher.logits(images, 32).sigmoid()[0, 0].numpy() * 255
    np.testing.assert_allclose(said, PROBABILITIES[shown.levels] * 255, atol=4)
    doubled = torch.from_numpy(np.ascontiguousarray(cv2.resize(square, (64, 64))))[None]
    assert teacher.logits(doubled, 64).shape == (1, 1, 64, 64)
    assert copy.deepcopy(teacher) is teacher


def test_the_training_loss_includes_the_teacher_term_and_the_validation_loss_does_not(one_epoch: RunFolder) -> None:
    config = make_config("baseline", [*SMALL, "teacher_weight=3"], teacher=one_epoch.model_file)
    module = SegmentationModule(config).eval()
    images = torch.randint(0, 255, (3, 32, 32, 3), dtype=torch.uint8)
    batch = Batch(images, torch.zeros(3, 32, 32, dtype=torch.uint8))
    plain, logits, *_ = module._loss(batch)
    module.teacher = Teacher(read_model_file(one_epoch.model_file))
    expected = plain + 3 * distillation_loss(logits, module.teacher.logits(images, 32), 2.0)
    torch.testing.assert_close(module._add_teacher_loss(plain, logits, batch), expected)
    torch.testing.assert_close(module._loss(batch)[0], plain)
    assert not any("teacher" in name for name in module.state_dict())


def test_a_distilled_run_is_marked_resumes_and_refuses_another_teacher(one_epoch: RunFolder, tmp_path: Path) -> None:
    teacher = tmp_path / "teacher.safetensors"
    teacher.write_bytes(one_epoch.model_file.read_bytes())
    run = RunFolder(tmp_path / "run")
    config = make_config("light", [*SMALL, "ema_decay=0.9", "presence_weight=0"], teacher=teacher)
    create_run(run, [one_epoch.path.parent / "polypgen"], config, one_epoch.split_file)
    train(run)
    sha = read_model_file(teacher).sha256[:12]
    assert (
        f"Distilled from Unet on tu-test_resnet shipped (SHA-256 {sha}). That model had learned from polypgen"
        in run.read_record().ancestry
    )
    assert "Distilled from Unet on tu-test_resnet shipped" in read_model_file(run.model_file).card.notes
    record = run.read_record()
    run.write_record(record.model_copy(update={"config": record.config.model_copy(update={"epochs": 2})}))
    train(run)
    assert len(run.read_scores()) == 2
    teacher.write_bytes(run.model_file.read_bytes())
    with pytest.raises(TrainingError, match="is not the model that the run started with as its teacher"):
        train(run)
    teacher.unlink()
    with pytest.raises(ModelFileError, match=r"teacher\.safetensors"):
        train(run)


@pytest.mark.parametrize("damage", ["missing", "text", "cut", "checkpoint", "other weights"])
def test_an_unusable_teacher_file_is_refused_by_name(one_epoch: RunFolder, tmp_path: Path, damage: str) -> None:
    teacher = tmp_path / ("teacher.pth" if damage == "checkpoint" else "teacher.safetensors")
    whole = one_epoch.model_file.read_bytes()
    if damage == "other weights":
        model = read_model_file(one_epoch.model_file)
        weights = {name: value for name, value in model.weights().items() if not name.startswith("segmentation_head")}
        write_model_file(teacher, model.card, weights)
    elif damage != "missing":
        teacher.write_bytes({"text": b"no model", "cut": whole[:-100], "checkpoint": b"PK\x03\x04"}[damage])
    config = make_config("baseline", SMALL, teacher=teacher)
    with pytest.raises(PolypViewerError, match="teacher") as message:
        create_run(RunFolder(tmp_path / "run"), [FRAMES], config)
    assert str(message.value).count(". ") <= 1
    assert not (tmp_path / "run").exists()
