"""`benchmark` on small copies of the layouts, with the shipped model: the report says first what training has seen."""

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from resources import MODEL_FILE
from training.evaluation.benchmark import code_sha256
from training.evaluation.data_digest import digest_of_folder

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"


@pytest.fixture
def sun_seg(tmp_path, real_frames, write_image):
    """Two parts of SUN-SEG with a clip each, of one real frame that moves a little."""
    shown = [frame for frame in real_frames if (frame[2] > 127).any()]
    for number, part in enumerate(("TestEasyDataset/Unseen", "TestHardDataset/Unseen")):
        _, image, mask = shown[number]
        for index in range(6):
            name = f"case{number + 1}_1/image{index:05}"
            write_image(tmp_path / "SUN-SEG" / part / "Frame" / f"{name}.png", np.roll(image, index, axis=1))
            write_image(tmp_path / "SUN-SEG" / part / "GT" / f"{name}.png", np.roll(mask, index, axis=1))
    return tmp_path / "SUN-SEG"


def test_sun_seg_by_its_parts(polyp_train, sun_seg, tmp_path) -> None:
    arguments = (
        "--model",
        MODEL_FILE,
        "--policy",
        "every-region",
        "--training-data",
        FRAMES,
        "--out",
        tmp_path / "out",
    )
    done = polyp_train("benchmark", "sun-seg", sun_seg, *arguments)
    assert done.code == 0, done.err
    found = json.loads((tmp_path / "out" / "report.json").read_text())
    assert list(found["recordings"]) == ["all recordings", "TestEasyDataset/Unseen", "TestHardDataset/Unseen"]
    assert found["recordings"]["all recordings"]["summary"]["policy"]["lesions"] == 2
    assert found["recordings"]["TestEasyDataset/Unseen"]["summary"]["recordings"] == 1
    assert found["recordings"]["all recordings"]["summary"]["known_frames"] == 12
    # A frame of each clip was compared, and both clips are made of training pictures.
    assert (found["seen_in_training"]["pictures"], found["seen_in_training"]["near_copies"]) == (2, 2)
    assert found["sha256"]["code"] == code_sha256()
    page = (tmp_path / "out" / "report.html").read_text()
    assert page.index("Seen in training") < page.index("Lesions found in any frame")
    assert "2 show the same scene" in page and "Hassan 2020" in page
    assert done.out.startswith("The model card names as training data: ")
    pdf = (tmp_path / "out" / "report.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-") and len(pdf) > 10_000


def test_the_digest_of_data_is_of_their_content(tmp_path) -> None:
    """Files of the same names and sizes with other content differ; copies elsewhere do not."""
    for folder, content in (("a", b"polyp"), ("copy", b"polyp"), ("other", b"other")):
        (tmp_path / folder / "clip").mkdir(parents=True)
        (tmp_path / folder / "clip" / "1.png").write_bytes(content)
    by_hand = sha256(b"polyp").hexdigest()
    folder = sha256(f"{by_hand}  1.png\n".encode()).hexdigest()
    expected = sha256(f"{folder}  clip\n".encode()).hexdigest()
    for _ in range(2):  # the second time from the cache
        assert digest_of_folder(tmp_path / "a") == digest_of_folder(tmp_path / "copy") == expected
        assert digest_of_folder(tmp_path / "other") != expected


def test_stills_as_pranet_scores_them(polyp_train, tmp_path) -> None:
    done = polyp_train("benchmark", "pranet", FRAMES, "--model", MODEL_FILE, "--out", tmp_path / "out")
    assert done.code == 0, done.err
    found = json.loads((tmp_path / "out" / "report.json").read_text())
    [scores] = found["stills"].values()
    assert scores["images"] == 10
    assert 0.3 < scores["mean_iou"] < scores["mean_dice"] < 1
    assert found["seen_in_training"]["near_copies"] is None
    assert "was not checked" in (tmp_path / "out" / "report.html").read_text()


def test_data_are_never_written_to(polyp_train, sun_seg, tmp_path) -> None:
    done = polyp_train("benchmark", "sun-seg", sun_seg, "--model", MODEL_FILE, "--out", sun_seg)
    assert done.code == 2 and done.err.startswith("error: ")
    absent = polyp_train("benchmark", "folder", tmp_path / "absent", "--model", MODEL_FILE, "--out", tmp_path / "out")
    assert absent.code == 2 and "is no folder" in absent.err
    other = polyp_train("benchmark", "real-colon", sun_seg, "--model", MODEL_FILE, "--out", tmp_path / "out")
    assert other.code == 2 and "is not REAL-Colon" in other.err


@pytest.mark.parametrize(
    ("kind", "options", "error"),
    [
        ("pranet", ("--policy", "balanced"), "Stills have no alarms and no times. Leave out --policy."),
        ("pranet", ("--fps", 25, "--one-lesion"), "Stills have no alarms and no times. Leave out --fps, --one-lesion."),
        ("sun-seg", ("--fps", 25), "The frames a second and the lesions of sun-seg are known. Leave out --fps."),
        (
            "real-colon",
            ("--one-lesion",),
            "The frames a second and the lesions of real-colon are known.",
        ),
    ],
)
def test_options_without_effect_are_refused(polyp_train, tmp_path, kind, options, error) -> None:
    done = polyp_train("benchmark", kind, FRAMES, "--model", MODEL_FILE, "--out", tmp_path / "out", *options)
    assert done.code == 2 and done.err.startswith(f"error: {error}"), done.err
    assert not (tmp_path / "out").exists()
