"""A resumed run gives the same result as an uninterrupted one."""

import os
import signal
import subprocess
import sys
import threading

import numpy as np
import pytest
import torch

from training.config.make_config import changed
from training.fit.fit import train
from training.fit.schedules import warm_up_and_cosine
from training.runs.metrics_file import COLUMNS
from training.runs.run_folder import RunFolder

EPOCHS = 4


TRAIN_AND_KILL = """
import multiprocessing, sys, time
from pathlib import Path
from training.fit.fit import train
from training.runs.run_folder import RunFolder

copy = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
killed, unbroken = map(RunFolder, map(Path, sys.argv[1:3]))
epochs, stop_after = map(int, sys.argv[3:])

child = copy.Process(target=train, args=(killed,))
child.start()
while len(killed.read_scores()) < stop_after:
    assert child.is_alive(), "the training ended by itself"
    time.sleep(0.01)
child.kill()
child.join()
before = killed.metrics_file.read_text(encoding="utf-8")
assert child.exitcode and len(killed.read_scores()) < epochs

for run in (killed, unbroken):
    child = copy.Process(target=train, args=(run,))
    child.start()
    child.join()
    assert child.exitcode == 0
assert killed.metrics_file.read_text(encoding="utf-8").startswith(before)
"""


def test_a_killed_and_resumed_run_equals_an_uninterrupted_one(go_on) -> None:
    run = go_on(f"epochs={EPOCHS}", "learning_rate=0.01")
    for path in (run.metrics_file, run.checkpoint_file, run.model_file):
        path.unlink()
    unbroken = RunFolder(run.path.with_name("unbroken"))
    unbroken.create(run.read_record(), run.read_split())
    # Not in this process: libraries that other tests have loaded may round differently. Each training is a copy of one
    # process that has only loaded its libraries, which takes seconds.
    command = [sys.executable, "-c", TRAIN_AND_KILL, str(run.path), str(unbroken.path), str(EPOCHS), "2"]
    subprocess.run(command, check=True)
    assert_same(run, unbroken)


def test_the_state_of_the_plateau_schedule_is_resumed(go_on) -> None:
    """The plateau schedule counts epochs without progress, and continues to count after a resume."""
    settings = ("schedule=plateau", "plateau_epochs=0", "learning_rate=0.02", "ema_decay=none")
    run = go_on(f"epochs={EPOCHS}", *settings)
    unbroken = RunFolder(run.path.with_name("unbroken"))
    unbroken.create(run.read_record(), run.read_split())
    train(unbroken)
    assert unbroken.read_scores()[-1]["learning_rate"] < 0.02

    resumed = RunFolder(run.path.with_name("resumed"))
    record = run.read_record()
    half = record.model_copy(update={"config": changed(record.config, [f"epochs={EPOCHS // 2}"])})
    resumed.create(half, run.read_split())
    train(resumed)
    resumed.write_record(record)
    train(resumed)
    assert_same(resumed, unbroken)


@pytest.mark.parametrize("schedule", ["constant", "plateau", "cosine"])
def test_a_new_rate_and_weight_decay_apply_after_a_resume(go_on, schedule: str) -> None:
    run = go_on("epochs=2", f"schedule={schedule}", "warmup=0", "plateau_epochs=9", "ema_decay=none")
    for path in (run.metrics_file, run.checkpoint_file):
        path.unlink()
    record = run.read_record()
    run.write_record(record.model_copy(update={"config": changed(record.config, ["epochs=1"])}))
    train(run)
    settings = ["learning_rate=0.0001", "weight_decay=0.25", "plateau_epochs=1"]
    run.write_record(record.model_copy(update={"config": changed(record.config, settings)}))
    train(run)

    first, second = run.read_scores()
    shares = {"constant": 1.0, "plateau": 1.0, "cosine": warm_up_and_cosine(3, 4, 0)}
    assert first["learning_rate"] > 0.0001
    assert second["learning_rate"] == pytest.approx(0.0001 * shares[schedule], rel=1e-4)
    checkpoint = torch.load(run.checkpoint_file, weights_only=False)
    assert [group["weight_decay"] for group in checkpoint["optimizer_states"][0]["param_groups"]] == [0.25, 0.0]
    assert schedule != "plateau" or checkpoint["plateau"]["patience"] == 1


@pytest.mark.parametrize("batch_sizes", [("2", "4"), ("4", "2")])
def test_the_rate_reaches_its_end_in_the_last_epoch_also_with_a_new_batch_size(go_on, batch_sizes) -> None:
    before, after = batch_sizes
    run = go_on("epochs=3", "schedule=cosine", "warmup=0", "ema_decay=none", f"batch_size={before}")
    for path in (run.metrics_file, run.checkpoint_file):
        path.unlink()
    record = run.read_record()
    run.write_record(record.model_copy(update={"config": changed(record.config, ["epochs=1"])}))
    train(run)
    run.write_record(record.model_copy(update={"config": changed(record.config, [f"batch_size={after}"])}))
    train(run)

    steps = len(run.read_split().train) // int(after)
    assert steps > 0 and steps != len(run.read_split().train) // int(before)
    rates = [row["learning_rate"] for row in run.read_scores()][1:]  # of the last step of each epoch
    shares = [warm_up_and_cosine(epochs * steps - 1, 3 * steps, 0) for epochs in (2, 3)]
    assert rates == pytest.approx([record.config.learning_rate * share for share in shares], rel=1e-3)


@pytest.mark.parametrize("optimiser", ["sgd", "nadam"])
def test_a_resumed_run_with_any_optimiser_equals_an_uninterrupted_one(go_on, optimiser: str) -> None:
    schedule = {"sgd": "onecycle", "nadam": "polynomial"}[optimiser]
    run = go_on(f"epochs={EPOCHS}", f"optimiser={optimiser}", f"schedule={schedule}", "losses=bce,lovasz:0.5,dice")
    unbroken = RunFolder(run.path.with_name("unbroken"))
    unbroken.create(run.read_record(), run.read_split())
    train(unbroken)

    resumed = RunFolder(run.path.with_name("resumed"))
    resumed.create(run.read_record(), run.read_split())
    process_stopped_after(resumed, epochs=2)
    train(resumed)
    assert_same(resumed, unbroken)


def process_stopped_after(run: RunFolder, epochs: int) -> None:
    """Trains and requests a stop after `epochs`, as a user would."""

    def ask() -> None:
        while len(run.read_scores()) < epochs:
            threading.Event().wait(0.01)
        run.request_stop()

    watcher = threading.Thread(target=ask)
    watcher.start()
    train(run)
    watcher.join()
    assert len(run.read_scores()) < EPOCHS


def test_a_new_patience_applies_after_a_resume(go_on) -> None:
    # Without progress from the first epoch on.
    network = ("architecture=unet", "encoder=none", "decoder_channels=none")
    run = go_on("epochs=9", "patience=9", "learning_rate=1e-12", *network)
    run.checkpoint_file.unlink()
    run.metrics_file.unlink()
    record = run.read_record()
    run.write_record(record.model_copy(update={"config": changed(record.config, ["epochs=2"])}))
    train(run)
    run.write_record(record.model_copy(update={"config": changed(record.config, ["patience=1"])}))
    train(run)
    assert len(run.read_scores()) == 3


def assert_same(run: RunFolder, unbroken: RunFolder) -> None:
    """Asserts equal curves and equal final weights."""
    measured = [name for name in COLUMNS if name != "seconds"]
    ours, theirs = ([[row[name] for name in measured] for row in r.read_scores()] for r in (run, unbroken))
    assert len(ours) == EPOCHS
    np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)
    states = [torch.load(r.checkpoint_file, weights_only=False) for r in (run, unbroken)]
    for part in ("state_dict", "current_model_state"):
        for name, value in states[0].get(part, {}).items():
            torch.testing.assert_close(value, states[1][part][name], rtol=1e-3, atol=1e-5)


def test_an_incomplete_row_of_a_killed_run_is_rewritten(go_on) -> None:
    run = go_on("epochs=2")
    with run.metrics_file.open("a", encoding="utf-8") as file:
        file.write("1,0.5,0.0")
    assert len(run.read_scores()) == 1
    train(run)
    assert [row["epoch"] for row in run.read_scores()] == [0, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows process cannot send itself Ctrl-C alone")
def test_ctrl_c_keeps_the_best_model(request: pytest.FixtureRequest, go_on) -> None:
    # A shell that started the tests in the background has them ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    run = go_on("epochs=5000")

    def interrupt() -> None:
        while not threading.Event().wait(0.02) and len(run.read_scores()) < 2:
            pass
        os.kill(os.getpid(), signal.SIGINT)

    watcher = threading.Thread(target=interrupt)
    watcher.start()
    train(run)
    watcher.join()
    status = run.read_status()
    assert status is not None and status.state == "stopped"
    assert run.model_file.exists() and run.report_file.exists()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
