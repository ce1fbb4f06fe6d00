"""`polyp-annotate` from the command line: output, exit codes and written files."""

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import wave
import zlib
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from polyp_core import cli
from polyp_core.analysis.probability_map_cache import open_map_cache
from polyp_core.cache import MAPS
from polyp_core.export.formats.videos import VideoWriter
from polyp_core.export.images import encode_png
from polyp_core.inference.segmenter import Segmenter
from polyp_core.model.default_model import default_model, shipped_models
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE

from .conftest import clip_picture


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.errors = code, out, [line for line in err.splitlines() if line.startswith("error:")]
        self.err = err


@pytest.fixture
def run_default(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs the command in this process, with the shipped model unless another one is given."""

    def command(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["polyp-annotate", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    return command


@pytest.fixture(scope="session")
def tiny_model(write_loud_model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_loud_model(tmp_path_factory.mktemp("tiny") / "tiny.safetensors", None).path


@pytest.fixture
def run(run_default, tiny_model: Path):
    """Runs the command with a tiny model unless another one is given: the shipped one takes half a second to open."""
    return lambda *arguments: run_default(*(() if "--model" in arguments else ("--model", tiny_model)), *arguments)


@pytest.fixture
def short_clip(tmp_path: Path) -> Path:
    path = tmp_path / "Koloskopie Nº 5, größer.mp4"
    write_clip(path, frames=4)
    return path


def write_clip(path: Path, frames: int) -> None:
    with VideoWriter(path, 160, 120, 25.0, comment="") as video:
        for index in range(frames):
            video.write(clip_picture(index), index / 25)


def test_a_clip_whose_name_has_spaces_and_non_ascii_letters(run_default, short_clip: Path, tmp_path: Path):
    ran = run_default(
        short_clip, "--out", tmp_path / "Ausgabe für Dr. Müller", "--write", "video,csv", "--json", "--device", "cpu"
    )
    assert ran.code == 0
    (line,) = ran.out.splitlines()
    entry = json.loads(line)
    assert entry["source"] == str(short_clip)
    assert entry["frames"] == 4 and entry["device"] == "cpu" and entry["fps"] > 0 and entry["seconds"] > 0
    assert entry["model"]
    assert [Path(path).name for path in entry["outputs"]] == ["annotated.mp4", "frames.csv", "regions.csv"]
    assert all(Path(path).is_file() for path in entry["outputs"])


def test_brackets_in_a_path_are_printed_unchanged(run, tmp_path: Path):
    clip, out = tmp_path / "case [old] 7.mp4", tmp_path / "out [v2]" / "q[" / "b]"
    write_clip(clip, frames=2)
    ran = run(clip, "--out", out, "--write", "csv")
    assert ran.code == 0
    assert "case [old] 7.mp4: 2 frames" in ran.err
    assert f"written to {out / clip.stem}\n" in ran.err


def test_a_path_like_a_closing_markup_tag_is_printed_unchanged(run, tmp_path: Path):
    clip = tmp_path / "clip.mp4"
    write_clip(clip, frames=2)
    ran = run(clip, "--out", tmp_path / "q[" / "b]", "--write", "csv")
    assert ran.code == 0 and not ran.errors


def test_names_that_the_terminal_cannot_encode_do_not_stop_the_export(tmp_path: Path):
    clips = [tmp_path / "ポリープ.mp4", tmp_path / "good.mp4"]
    for clip in clips:
        write_clip(clip, frames=2)
    process = start(
        *(*clips, "--out", tmp_path / "out", "--write", "csv", "--json"),
        env=os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )
    out, err = process.communicate(timeout=400)
    assert process.returncode == 0, err
    assert [json.loads(line)["source"] for line in out.splitlines()] == [str(clip) for clip in clips]


@pytest.mark.skipif(sys.platform != "linux", reason="only there is a file's name any bytes")
def test_a_file_name_in_another_encoding_is_written_to_the_table(run, tmp_path: Path):
    folder = tmp_path / "images"
    folder.mkdir()
    _, data = cv2.imencode(".png", clip_picture(0))
    Path(os.fsdecode(os.fsencode(folder) + b"/bild_\xfc.png")).write_bytes(data.tobytes())
    ran = run(folder, "--out", tmp_path / "out", "--write", "csv,masks")
    assert ran.code == 0, ran.err
    assert "bild_\\udcfc.png" in (tmp_path / "out" / "images" / "frames.csv").read_text(encoding="utf-8")


def test_neutral_names_apply_to_files_and_not_to_terminal_output(run, short_clip: Path, tmp_path: Path):
    twin = tmp_path / "other" / short_clip.name
    twin.parent.mkdir()
    twin.write_bytes(short_clip.read_bytes())
    out, key = tmp_path / "out", tmp_path / "key.csv"
    ran = run(short_clip, twin, "--out", out, "--write", "csv,coco", "--names", "neutral", "--key", key, "--json")
    assert ran.code == 0, ran.err
    assert sorted(path.name for path in out.iterdir()) == ["recording-001", "recording-002"]
    assert short_clip.stem not in "".join(path.read_text(encoding="utf-8") for path in out.glob("*/*"))
    assert [json.loads(line)["source"] for line in ran.out.splitlines()] == [str(short_clip), str(twin)]
    with key.open(encoding="utf-8", newline="") as file:
        assert {row["name"]: row["source"] for row in csv.DictReader(file)} == {
            "recording-001": str(short_clip),
            "recording-002": str(twin),
        }


def test_the_key_is_in_the_settings_folder_unless_a_file_is_given(
    run, short_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))
    ran = run(short_clip, "--out", tmp_path / "out", "--write", "csv", "--names", "neutral")
    assert ran.code == 0, ran.err
    (key,) = (tmp_path / "home" / "config").iterdir()
    assert str(short_clip) in key.read_text(encoding="utf-8")
    assert f"The key to the neutral names is {key}." in ran.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--key", "key.csv"], "--key requires neutral names"),
        (["--names", "neutral", "--key", "out/key.csv"], "shared with it"),
        (["--names", "none"], "--names"),
    ],
)
def test_an_unsuitable_key_option_is_refused(
    run, short_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str
):
    monkeypatch.chdir(tmp_path)
    ran = run(short_clip, "--out", "out", *arguments)
    assert ran.code == 2 and len(ran.errors) == 1 and sentence in ran.errors[0]
    assert not (tmp_path / "out").exists() and not (tmp_path / "key.csv").exists()


def test_a_source_is_refused_as_key_file(run, short_clip: Path, tmp_path: Path):
    before = short_clip.read_bytes()
    ran = run(short_clip, "--out", tmp_path / "out", "--names", "neutral", "--key", short_clip)
    assert ran.code == 2 and "is not a key" in ran.errors[0]
    assert short_clip.read_bytes() == before
    ran = run(tmp_path, "--out", tmp_path.parent / "out", "--names", "neutral", "--key", tmp_path / "key.csv")
    assert ran.code == 2 and "lies inside" in ran.errors[0]


def test_the_quantised_graph_is_used_unless_precision_is_float(
    run, tiny_model: Path, short_clip: Path, tmp_path: Path, convert_here
):
    convert_here(read_model_file(tiny_model))
    engines = [
        json.loads(run(short_clip, "--out", tmp_path / name, "--write", "csv", "--json", *how).out)["engine"]
        for name, how in (("auto", ["--device", "cpu"]), ("float", ["--device", "cpu", "--precision", "float"]))
    ]
    assert "int8" in engines[0]
    assert "int8" not in engines[1]


def test_the_models_own_threshold_and_region_size_are_the_default(run_default, short_clip: Path, tmp_path: Path):
    card = default_model(shipped_models()).card
    run_default(short_clip, "--out", tmp_path / "own", "--write", "csv")
    run_default(short_clip, "--out", tmp_path / "mine", "--write", "csv", "--threshold", "0.9", "--min-region", "1.5")

    def settings(name: str) -> tuple[float, float]:
        with (tmp_path / name / short_clip.stem / "frames.csv").open(newline="", encoding="utf-8") as file:
            row = next(csv.DictReader(file))
        return float(row["threshold"]), float(row["min_region_percent"])

    assert settings("own") == pytest.approx((card.threshold, card.min_region_fraction * 100))
    assert settings("mine") == (0.9, 1.5)


def make_bad_sources(folder: Path) -> dict[str, Path]:
    """Returns bad sources by a word that the error about each must contain."""
    sources = {
        "empty": folder / "empty.mp4",
        "text": folder / "text.mp4",
        "index": folder / "no index.mp4",
        "sound": folder / "sound.wav",
        "images": folder / "no images",
        "exist": folder / "nowhere.mp4",
    }
    sources["empty"].touch()
    sources["text"].write_text("The patient was well.\n" * 50)
    with av.open(str(folder / "plain.mp4"), "w") as container:  # its index comes last, and is cut off
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        for index in range(30):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(clip_picture(index), "rgb24")))
        container.mux(stream.encode(None))
    plain = (folder / "plain.mp4").read_bytes()
    sources["index"].write_bytes(plain[: plain.index(b"moov") - 4])
    with wave.open(str(sources["sound"]), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        sound.writeframes(np.zeros(8000, np.int16).tobytes())
    sources["images"].mkdir()
    (sources["images"] / "notes.txt").write_text("none")
    return sources


def test_each_bad_source_gets_its_own_error_and_the_good_one_is_exported(run, short_clip: Path, tmp_path: Path):
    bad = make_bad_sources(tmp_path)
    ran = run(*bad.values(), short_clip, "--out", tmp_path / "out", "--write", "csv")
    assert ran.code == 2
    assert len(ran.errors) == len(bad)
    for sentence, path in zip(ran.errors, bad.values(), strict=True):
        assert path.name in sentence and len(sentence) < 400
    assert len(set(ran.errors)) == len(bad)
    assert "Traceback" not in ran.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == [short_clip.stem]


def test_a_truncated_file_is_exported_up_to_the_cut(run, tmp_path: Path):
    whole = tmp_path / "whole.ts"
    with av.open(str(whole), "w") as container:
        stream = container.add_stream("mpeg2video", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        for index in range(50):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(clip_picture(index), "rgb24")))
        container.mux(stream.encode(None))
    cut = tmp_path / "cut.ts"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    ran = run(cut, "--out", tmp_path / "out", "--write", "csv", "--json")
    assert ran.code == 0
    assert 10 < json.loads(ran.out)["frames"] < 50


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--write", "video,gif"], "no output gif"),
        (["--threshold", "1.5"], "--threshold"),
        (["--device", "tpu"], "--device"),
        (["--model", "none.safetensors"], r"none\.safetensors"),
    ],
)
def test_wrong_options_are_named(run, short_clip: Path, tmp_path: Path, arguments: list[str], sentence: str):
    ran = run(short_clip, "--out", tmp_path / "out", *arguments)
    assert ran.code == 2 and len(ran.errors) == 1
    assert sentence.replace("\\", "") in ran.errors[0]
    assert not (tmp_path / "out").exists()


def test_two_sources_with_the_same_output_folder_are_refused_before_writing(run, short_clip: Path, tmp_path: Path):
    other = tmp_path / "other" / short_clip.name
    other.parent.mkdir()
    other.write_bytes(short_clip.read_bytes())
    ran = run(short_clip, other, "--out", tmp_path / "out", "--overwrite")
    assert ran.code == 2 and "would both be written to" in ran.errors[0]
    assert not (tmp_path / "out").exists()


def test_an_export_never_replaces_its_own_source(run, short_clip: Path, tmp_path: Path):
    work = tmp_path / "X"
    sources = {}
    for name, output in (("frames", "frames"), ("masks", "masks")):
        sources[output] = work / name / name
        sources[output].mkdir(parents=True)
        (sources[output] / "1.png").write_bytes(encode_png(clip_picture(0)))
    for name, output in (("video", "bare-video"), ("annotated", "video")):
        sources[output] = work / name / f"{name}.mp4"
        sources[output].parent.mkdir()
        sources[output].write_bytes(short_clip.read_bytes())
    before = {path: path.read_bytes() for path in work.rglob("*") if path.is_file()}
    for output, source in sources.items():
        ran = run(source, "--out", work, "--write", output, "--overwrite", "--model", tmp_path / "is not even read")
        assert ran.code == 2 and len(ran.errors) == 1 and "would replace" in ran.errors[0], ran.err
    inside = run(sources["frames"], "--out", work / "frames", "--write", "masks")
    assert inside.code == 2 and "lies inside" in inside.errors[0]
    assert {path: path.read_bytes() for path in work.rglob("*") if path.is_file()} == before


def test_the_output_of_one_source_never_replaces_another_source(run, short_clip: Path, tmp_path: Path):
    masks = tmp_path / short_clip.stem / "masks"
    masks.mkdir(parents=True)
    (masks / "1.png").write_bytes(encode_png(clip_picture(0)))
    ran = run(short_clip, masks, "--out", tmp_path, "--write", "masks", "--overwrite")
    assert ran.code == 2 and "would replace" in ran.errors[0]
    assert [path.name for path in masks.iterdir()] == ["1.png"]


def test_a_source_name_of_dots_stays_inside_the_output_folder(run, short_clip: Path, tmp_path: Path):
    odd = tmp_path / "in" / "...mp4"
    odd.parent.mkdir()
    odd.write_bytes(short_clip.read_bytes())
    assert run(odd, "--out", tmp_path / "out" / "deep", "--write", "csv").code == 0
    assert (tmp_path / "out" / "deep" / "mp4" / "frames.csv").is_file()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["deep"]


def test_results_are_replaced_only_with_overwrite(run, short_clip: Path, tmp_path: Path):
    assert run(short_clip, "--out", tmp_path / "out", "--write", "csv").code == 0
    refused = run(short_clip, "--out", tmp_path / "out", "--write", "csv")
    assert refused.code == 2 and "already holds" in refused.errors[0]
    assert run(short_clip, "--out", tmp_path / "out", "--write", "csv", "--overwrite").code == 0


def test_keep_both_keeps_both_results(run, short_clip: Path, tmp_path: Path):
    for name in (short_clip.stem, f"{short_clip.stem}-2"):
        ran = run(short_clip, "--out", tmp_path / "out", "--write", "csv", "--keep-both", "--json")
        assert ran.code == 0, ran.err
        assert Path(json.loads(ran.out)["outputs"][0]) == tmp_path / "out" / name / "frames.csv"
    both = run(short_clip, "--out", tmp_path / "out", "--keep-both", "--overwrite")
    assert both.code == 2 and len(both.errors) == 1 and "--keep-both" in both.errors[0]


def test_user_files_survive_overwriting(run, short_clip: Path, tmp_path: Path):
    assert run(short_clip, "--out", tmp_path / "out", "--write", "masks").code == 0
    notes = tmp_path / "out" / short_clip.stem / "masks" / "notes.txt"
    notes.write_text("mine")
    assert run(short_clip, "--out", tmp_path / "out", "--write", "masks", "--overwrite").code == 0
    assert notes.read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_the_next_run_removes_partial_files_of_a_killed_one(run, short_clip: Path, tmp_path: Path):
    clip = tmp_path / "long.mp4"
    write_clip(clip, frames=3000)
    process = start_export_to_stop(clip, tmp_path / "out")
    process.kill()
    process.communicate(timeout=400)
    assert (tmp_path / "out" / "long").exists()
    assert run(short_clip, "--out", tmp_path / "out", "--write", "csv").code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == [short_clip.stem]


def test_a_damaged_model_file_is_refused(run, short_clip: Path, tmp_path: Path):
    data = bytearray(MODEL_FILE.read_bytes())
    data[-1000] ^= 0xFF
    (tmp_path / "altered.safetensors").write_bytes(data)
    ran = run(short_clip, "--out", tmp_path / "out", "--model", tmp_path / "altered.safetensors")
    assert ran.code == 2 and "altered.safetensors" in ran.errors[0]


def start(*arguments: object, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from polyp_core.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files stands in for a full disk")
def test_a_full_disk_is_reported_and_leaves_no_files(tmp_path: Path):
    import resource

    clip = tmp_path / "clip.mp4"
    noise = np.random.default_rng(0)
    with VideoWriter(clip, 320, 240, 25.0, comment="") as video:
        for index in range(20):
            video.write(noise.integers(0, 256, (240, 320, 3), dtype=np.uint8), index / 25)
    process = start(
        *(clip, "--out", tmp_path / "out"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    _, err = process.communicate(timeout=400)
    errors = [line for line in err.splitlines() if line.startswith("error:")]
    assert process.returncode == 2, err
    assert len(errors) == 1 and "Cannot write" in errors[0] and "Traceback" not in err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for a child process on Windows")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_stop_signals_leave_no_partial_files(tmp_path: Path, name: str):
    clip = tmp_path / "long.mp4"
    write_clip(clip, frames=3000)
    process = start_export_to_stop(clip, tmp_path / "out")
    process.send_signal(getattr(signal, name))
    _, err = process.communicate(timeout=400)
    assert process.returncode == 128 + getattr(signal, name), err
    assert "Stopped" in err and "error:" not in err and "Traceback" not in err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGHUP on Windows")
def test_an_export_that_ignores_sighup_is_completed(tmp_path: Path):
    clip = tmp_path / "clip.mp4"
    write_clip(clip, frames=60)
    process = start_export_to_stop(clip, tmp_path / "out", ignored=signal.SIGHUP)
    process.send_signal(signal.SIGHUP)
    _, err = process.communicate(timeout=400)
    assert process.returncode == 0, err
    assert (tmp_path / "out" / "clip" / "masks" / "000059.png").exists()


def start_export_to_stop(
    clip: Path, out: Path, *options: str, ignored: signal.Signals | None = None
) -> subprocess.Popen[str]:
    """Starts an export and returns once it writes masks."""

    def set_signals() -> None:
        # A shell that started the tests in the background, or nohup, has them and all they start ignore these.
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        if ignored is not None:
            signal.signal(ignored, signal.SIG_IGN)

    process = start(clip, "--out", out, "--write", "video,masks,csv", *options, preexec_fn=set_signals)
    while not any((out / clip.stem).glob(".partial-*/masks/*.png")):
        assert process.poll() is None
        time.sleep(0.02)
    return process


PRESET = {
    "name": "Olympus [room 3]",
    "width_px": 160,
    "height_px": 120,
    "privacy": {"redactions": [{"x": 10, "y": 20, "width": 50, "height": 30}], "crop": None},
}


def test_redactions_from_a_file_or_a_viewer_preset_are_applied(
    run, short_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))
    file, settings = tmp_path / "preset.json", tmp_path / "home" / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    file.write_text(json.dumps(PRESET), encoding="utf-8-sig")
    settings.write_text(json.dumps({"redaction_presets": [17, PRESET]}), encoding="utf-8")
    for name in (str(file), "Olympus [room 3]"):
        out = tmp_path / Path(name).stem
        ran = run(short_clip, "--out", out, "--write", "frames", "--redactions", name, "--device", "cpu")
        assert ran.code == 0, ran.err
        frames = sorted(out.rglob("*.png"))
        assert len(frames) == 4
        for frame in frames:
            picture = cv2.imread(str(frame))
            assert not picture[20:50, 10:60].any() and picture.any()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (json.dumps(PRESET | {"width_px": 1280, "height_px": 1024}), "1280 x 1024, but the pictures of"),
        (json.dumps(PRESET | {"privacy": {"redactions": [{"x": 500, "y": 0, "width": 5, "height": 5}]}}), "outside"),
        (json.dumps(PRESET | {"width_px": 0}), "is not a valid preset of redactions: width_px"),
        (json.dumps(PRESET | {"privacy": 1}), "is not a valid preset of redactions: privacy"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "is not a valid preset of redactions"),
        (None, "No preset or file"),
    ],
)
def test_redactions_of_another_size_or_unreadable_ones_are_refused(
    run, short_clip: Path, tmp_path: Path, content: str | None, words: str
) -> None:
    file = tmp_path / "preset.json"
    if content is not None:
        file.write_text(content)
    ran = run(short_clip, "--out", tmp_path / "out", "--redactions", file, "--device", "cpu")
    assert ran.code == 2 and len(ran.errors) == 1 and words in ran.errors[0]
    assert not (tmp_path / "out").exists()


def test_findings_follow_the_policy_and_the_leads(run_default, tmp_path: Path):
    path = tmp_path / "clip.mp4"
    write_clip(path, frames=10)
    (tmp_path / "own.toml").write_text("open_level = 0.2\nkeep_level = 0.2\nhold_back_s = 0\n")
    ran = run_default(
        path, "--out", tmp_path / "out", "--write", "findings", "--policy", tmp_path / "own.toml", "--lead-in", 1
    )
    assert ran.code == 0
    content = json.loads((tmp_path / "out" / "clip" / "findings.json").read_text(encoding="utf-8"))
    assert content["policy"]["open_level"] == 0.2 and content["policy"]["name"] is None
    assert content["clips"]["lead_in_s"] == 1 and content["clips"]["lead_out_s"] == 2
    assert "by the own policy in 10 of 10 frames" in ran.err


def test_an_unknown_policy_is_refused_before_anything_is_written(run, short_clip: Path, tmp_path: Path):
    ran = run(short_clip, "--out", tmp_path / "out", "--write", "findings", "--policy", "lenient")
    assert ran.code == 2
    assert ran.errors == [
        "error: No policy or file is named lenient. Choose every-region, balanced, strict, or a JSON or TOML file."
    ]
    assert not (tmp_path / "out").exists()


def test_another_video_track_can_be_chosen_and_is_named_in_the_output(run, tmp_path: Path):
    clip = tmp_path / "two tracks.mkv"
    with av.open(str(clip), "w") as output:
        streams = [output.add_stream("mjpeg", rate=25) for _ in range(2)]
        for stream, (width, height) in zip(streams, ((160, 120), (320, 240)), strict=True):
            stream.width, stream.height, stream.pix_fmt = width, height, "yuvj420p"
        for index in range(4):
            for stream in streams:
                picture = cv2.resize(clip_picture(index), (stream.width, stream.height))
                output.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
    ran = run(clip, "--out", tmp_path / "1", "--write", "csv,bare-frames", "--device", "cpu")
    assert ran.code == 0
    assert "note: Video track 2 of 2 (MJPEG, 320 x 240) is not shown" in ran.err
    ran = run(clip, "--out", tmp_path / "2", "--write", "csv,bare-frames", "--device", "cpu", "--video-stream", 2)
    assert ran.code == 0
    for track, width in (("1", 160), ("2", 320)):
        folder = tmp_path / track / "two tracks"
        with (folder / "frames.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == 4
        assert all(row["notice"].endswith(f"Video track {track} of 2.") for row in rows)
        pictures = list(folder.rglob("*.png"))
        assert len(pictures) == 4
        assert all(cv2.imread(str(path)).shape[1] == width for path in pictures)
    ran = run(clip, "--out", tmp_path / "3", "--write", "csv", "--device", "cpu", "--video-stream", 3)
    assert ran.code == 2
    assert "there is no track 3" in ran.errors[0]


@pytest.fixture
def maps_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))
    return MAPS.folder


def test_the_network_runs_once_for_several_commands_and_the_viewer(
    run_default, short_clip: Path, tmp_path: Path, maps_folder
):
    assert run_default(short_clip, "--out", tmp_path / "out", "--write", "csv", "--device", "cpu").code == 0
    (file,) = maps_folder.glob("*.sqlite")
    with Segmenter.open(default_model(shipped_models()).path, "cpu") as segmenter:
        with open_map_cache(short_clip, segmenter) as store:
            assert store.frames(4)["is_measured"].all() and not np.isnan(store.frames(4)["sharpness"]).any()
        # What the second run writes comes from here.
        with sqlite3.connect(file) as database:
            database.execute(
                "UPDATE maps SET presence = 1, map = ?",
                (zlib.compress(bytes([200]) * segmenter.model.card.input_size**2),),
            )
        database.close()
    assert run_default(short_clip, "--out", tmp_path / "again", "--write", "masks", "--device", "cpu").code == 0
    masks = sorted((tmp_path / "again").rglob("*.png"))
    assert len(masks) == 4 and all(cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE).all() for mask in masks)


def test_without_the_cache_nothing_is_kept_or_used(run, short_clip: Path, tmp_path: Path, maps_folder):
    ran = run(short_clip, "--out", tmp_path / "out", "--write", "csv", "--device", "cpu", "--no-cache")
    assert ran.code == 0 and not maps_folder.exists()


def test_a_cache_that_cannot_be_written_is_noted_and_the_results_are_written(
    run, short_clip: Path, tmp_path: Path, maps_folder
):
    maps_folder.parent.mkdir(parents=True)
    maps_folder.write_text("in the way")
    ran = run(short_clip, "--out", tmp_path / "out", "--write", "csv", "--device", "cpu")
    assert ran.code == 0 and "note: The analysis of this recording cannot be saved" in ran.err
    assert list((tmp_path / "out").rglob("frames.csv"))


@pytest.mark.parametrize("output", ["findings", "dicom-report"])
def test_every_output_with_findings_uses_the_review_of_the_reader(run, short_clip: Path, tmp_path: Path, output: str):
    ran = run(short_clip, "--out", tmp_path / "out", "--write", output, "--reader", "Ada")
    assert len(ran.errors) == 1 and "Ada has not reviewed" in ran.errors[0]
