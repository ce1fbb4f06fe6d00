"""Failures of a run are reported in a sentence, and the model so far is kept."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch

from polyp_core.errors import DatasetError, ExportError, TrainingError
from polyp_core.model.model_file import read_model_file
from training.config.make_config import make_config
from training.fit.create_run import create_run
from training.fit.fit import explain_out_of_memory, train
from training.model.encoder_weights import load_encoder_weights
from training.runs.run_folder import RunFolder

from ..conftest import FRAMES, SMALL


def kept(run: RunFolder) -> tuple[bytes, bytes]:
    return run.model_file.read_bytes(), run.checkpoint_file.read_bytes()


def failed_status(run: RunFolder) -> str:
    status = run.read_status()
    assert status is not None and status.state == "failed"
    assert status.message in run.log_file.read_text(encoding="utf-8")
    return status.message


def test_a_nan_loss_stops_the_run(go_on) -> None:
    run = go_on("epochs=2", "positive_weight=1e39")
    before = kept(run)
    with pytest.raises(TrainingError, match=r"The loss became (inf|nan) in epoch 2, step 1, so .* learning_rate"):
        train(run)
    assert "The best model so far is kept" in failed_status(run)
    assert kept(run) == before


def test_an_image_damaged_during_a_run_stops_it(go_on) -> None:
    run = go_on("epochs=2")
    before = kept(run)
    broken = run.path.parent / "polypgen" / "images" / f"{run.read_split().train[0].partition('/')[2]}.jpg"
    broken.write_bytes(broken.read_bytes()[:100])
    with pytest.raises(TrainingError) as error:
        train(run)
    assert str(broken) in str(error.value) and "Traceback" not in str(error.value)
    assert failed_status(run) == str(error.value)
    assert kept(run) == before


def test_a_drive_removed_during_a_run_is_named(go_on) -> None:
    run = go_on("epochs=2")
    next((run.path.parent / "polypgen" / "masks").iterdir()).unlink()
    with pytest.raises(DatasetError, match="1 of 10 pairs that are not in the folders given"):
        train(run)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size to fill the disk with")
def test_a_full_disk_during_a_checkpoint_keeps_the_last_one(go_on) -> None:
    import resource

    run = go_on("epochs=2")
    before = kept(run)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, limits[1]))
    try:
        with pytest.raises(ExportError, match=r"Cannot write .*(last\.ckpt|model\.safetensors)"):
            train(run)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    failed_status(run)
    assert kept(run) == before
    assert not list(run.path.rglob("*partial*"))
    train(run)  # once there is space again the run goes on
    assert [row["epoch"] for row in run.read_scores()] == [0, 1]


def test_out_of_memory_suggests_a_smaller_batch_size() -> None:
    config = make_config("shipped", ["batch_size=48"])
    with (
        pytest.raises(TrainingError, match=r"not enough memory for a batch size of 48\. .*batch_size=24"),
        explain_out_of_memory(config),
    ):
        torch.empty(2**58, dtype=torch.uint8)
    with pytest.raises(RuntimeError, match="size"), explain_out_of_memory(config):
        torch.zeros(3) @ torch.zeros(4)


def test_unusable_pairs_are_left_out_and_named(make_pairs, write_image, tmp_path: Path, caplog) -> None:
    root = make_pairs()
    images = sorted((root / "images").iterdir())
    images[0].write_bytes(b"damaged")
    write_image(root / "masks" / images[1].name, np.zeros((7, 9), np.uint8))
    run = RunFolder(tmp_path / "run")
    create_run(run, [root], make_config("shipped", ["validation_fraction=0.3"]))
    split = run.read_split()
    assert len(split.train) + len(split.validation) == 8
    log = run.log_file.read_text(encoding="utf-8")
    assert str(images[0]) in log and str(images[1]) in log and "2 pairs are left out" in log


@pytest.mark.parametrize("missing", ["folder", "pairs"])
def test_folders_without_pairs_are_named(tmp_path: Path, missing: str) -> None:
    root = tmp_path / "data"
    if missing == "pairs":
        root.mkdir()
    run = RunFolder(tmp_path / "run")
    with pytest.raises(DatasetError, match="data"):
        create_run(run, [root], make_config("shipped"))
    assert not run.record_file.exists()


def test_imagenet_weights_offline_list_the_alternatives(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog
) -> None:
    from huggingface_hub import constants

    from polyp_core.model.networks import resunet

    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError("offline")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(time, "sleep", lambda seconds: None)  # the hub's client tries again and again
    with pytest.raises(TrainingError, match=r"cannot be downloaded.*--encoder-weights FILE.*--encoder-weights none"):
        load_encoder_weights(resunet(), "imagenet")
    # Each message is printed once, by the program alone.
    assert [record.name for record in caplog.records] == ["training.model.encoder_weights"]


def test_cached_imagenet_weights_are_not_downloaded_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog
) -> None:
    from huggingface_hub import constants
    from safetensors.torch import save_file
    from segmentation_models_pytorch.encoders import encoders

    from polyp_core.model.networks import resunet

    place = encoders["resnet34"]["pretrained_settings"]["imagenet"]
    folder = tmp_path / f"models--{place['repo_id'].replace('/', '--')}" / "snapshots" / place["revision"]
    folder.mkdir(parents=True)
    source, network = resunet().encoder.state_dict(), resunet()
    save_file(source, folder / "model.safetensors")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    load_encoder_weights(network, "imagenet")
    torch.testing.assert_close(network.encoder.state_dict()["conv1.weight"], source["conv1.weight"])
    assert not caplog.records


def test_encoder_weights_come_from_a_file(tmp_path: Path) -> None:
    from polyp_core.model.networks import resunet, unet

    torch.manual_seed(1)
    source, network = resunet().encoder.state_dict(), resunet()
    # As torchvision's file for it is: with a classifier's last layer, without the counters of batches.
    source = {name: value for name, value in source.items() if not name.endswith("num_batches_tracked")}
    torch.save(source | {"fc.weight": torch.zeros(1000, 512), "fc.bias": torch.zeros(1000)}, tmp_path / "resnet34.pth")
    load_encoder_weights(network, str(tmp_path / "resnet34.pth"))
    loaded = network.encoder.state_dict()
    for name, value in source.items():
        torch.testing.assert_close(loaded[name], value)
    load_encoder_weights(network, "none")
    with pytest.raises(TrainingError, match="has no encoder"):
        load_encoder_weights(unet(), str(tmp_path / "resnet34.pth"))
    torch.save({"conv1.weight": torch.zeros(3)}, tmp_path / "other.pth")
    with pytest.raises(TrainingError, match="not those of resnet34"):
        load_encoder_weights(network, str(tmp_path / "other.pth"))
    (tmp_path / "cut.pth").write_bytes((tmp_path / "resnet34.pth").read_bytes()[:1000])
    with pytest.raises(TrainingError, match="damaged or not a weights file"):
        load_encoder_weights(network, str(tmp_path / "cut.pth"))


def test_the_model_of_a_run_is_valid_after_every_failure(one_epoch: RunFolder) -> None:
    """The model file that the tests above keep can be opened."""
    assert read_model_file(one_epoch.model_file).card.architecture == "Unet"


def test_an_unexpected_exception_ends_the_process_of_a_run(tmp_path: Path) -> None:
    """Loader workers ignore SIGTERM, and a traceback that keeps them alive must not keep the run from exiting."""
    script = f"""
from pathlib import Path
from training.config.make_config import make_config
from training.fit.create_run import create_run
from training.fit.fit import train
from training.runs.run_folder import RunFolder
from training.fit.sample_sheets import SampleSheets

def fail(*_):
    raise TypeError("a bug")

SampleSheets.on_validation_epoch_end = fail
run = RunFolder(Path({str(tmp_path / "run")!r}))
create_run(run, [Path({str(FRAMES)!r})], make_config("shipped", {[*SMALL, "workers=1"]!r}))
train(run)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=400)
    assert done.returncode == 1
    assert "TypeError: a bug" in done.stderr
