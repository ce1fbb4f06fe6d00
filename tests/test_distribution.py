"""What the repository and its installation hold, and what they must not."""

import importlib.metadata
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import numpy as np
import pytest

from polyp_core.frames.open import open_source
from resources import DEMO_CLIP, DEMO_MASKS

REPOSITORY = Path(__file__).parent.parent
MAX_BYTES = 1_000_000
MAY_BE_LARGE = ("resources/", "tests/data/")
SOMEBODYS_FOLDER = re.compile(rb"/home/[a-z][\w.-]*/|/Users/[A-Za-z][\w.-]*/|[A-Z]:\\+Users\\+\w")


@pytest.fixture(scope="module")
def tracked_files() -> list[Path]:
    """Every file that git tracks."""
    if not (REPOSITORY / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a clone")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True).stdout
    files = [REPOSITORY / name.decode() for name in listing.split(b"\0") if name]
    return [file for file in files if file.is_file()]


def test_exactly_one_opencv_is_installed() -> None:
    # Two would overwrite each other's files, and all but the headless one bring a Qt of their own.
    installed = {distribution.name.lower() for distribution in importlib.metadata.distributions()}
    assert {name for name in installed if name.startswith("opencv")} == {"opencv-python-headless"}


def test_no_tracked_file_names_a_folder_of_the_machine_it_was_written_on(tracked_files: list[Path]) -> None:
    here = [str(folder).encode() + b"/" for folder in (REPOSITORY, Path.home()) if len(folder.parts) > 1]
    naming = [
        file.relative_to(REPOSITORY).as_posix()
        for file in tracked_files
        for content in [file.read_bytes()]
        if SOMEBODYS_FOLDER.search(content) or any(folder in content for folder in here)
    ]
    assert naming == []


def test_only_resources_and_test_data_hold_large_files(tracked_files: list[Path]) -> None:
    large = [file.relative_to(REPOSITORY).as_posix() for file in tracked_files if file.stat().st_size > MAX_BYTES]
    assert [name for name in large if not name.startswith(MAY_BE_LARGE)] == []


def test_the_demo_clip_and_its_masks_belong_together() -> None:
    with np.load(DEMO_MASKS) as masks, open_source(DEMO_CLIP) as source:
        frames, height_px, width_px = masks["shape"]
        truth = np.unpackbits(masks["bits"], axis=-1, count=width_px).astype(bool)
        blending, scene = masks["blending"], masks["scene"]
        info = source.wait_for_index()
        assert (info.frame_count, info.height_px, info.width_px) == truth.shape == (frames, height_px, width_px)
        assert 15 <= info.duration_s <= 25
        shows_polyp = truth.any(axis=(1, 2))
        # Each scene is one or the other all along.
        assert {bool(number) for number in scene % 2} == {True, False}
        assert np.array_equal(shows_polyp, scene % 2 == 1)
        # Where the mask begins, the picture changes: a polyp stands out from the wall around it.
        for index in np.flatnonzero(shows_polyp & ~blending)[::40]:
            image = source.read(int(index)).image.astype(float)
            assert np.linalg.norm(image[truth[index]].mean(axis=0) - image[~truth[index]].mean(axis=0)) > 15


def test_the_readme_names_the_pinned_versions_of_torch() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = set(settings["tool"]["uv"]["constraint-dependencies"])
    named = set(re.findall(r"\btorch(?:vision)?==[\d.]+", (REPOSITORY / "README.md").read_text(encoding="utf-8")))
    assert len(named) == 2
    assert named <= pinned


def test_the_folder_without_python_contains_no_optional_package_but_the_translations() -> None:
    spec = (REPOSITORY / "installer" / "polyp_viewer.spec").read_text("utf-8")
    excluded = set(re.findall(r'"([\w.]+)"', "".join(re.findall(r"^(?:WITH_PYTORCH|NOT_NEEDED) \+?= .*$", spec, re.M))))
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    optional = (re.split(r"[>=<\[]", name)[0] for group in project["optional-dependencies"].values() for name in group)
    assert {name.replace("-", "_") for name in optional} - excluded == set()
    assert '(str(ROOT / "resources"), "resources")' in spec and list(
        (REPOSITORY / "resources/translations").glob("*/*.ts")
    )
