"""A recording with masks of some frames, or a label file for its frames, is a dataset."""

import sqlite3
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from polyp_core.analysis.source_identity import content_key
from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source
from polyp_core.frames.recording_frames import frame_path
from polyp_core.frames.stills.image_files import image_size, read_image
from polyp_core.label_formats.coco import open_coco
from polyp_core.label_formats.label_format import LabelledImage, LabelledObject
from polyp_core.masks.run_lengths import runs_of
from polyp_core.review.changes import put_masks
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import Decision, Extent, MaskSource, Recording, State, new_id
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_json import write_review_json
from training.datasets.discovery import discover
from training.datasets.square_cache import read_pair
from training.statistics.scan import scan

HEIGHT, WIDTH = 48, 64


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Twelve frames, each brighter by 20 levels than the one before."""
    path = tmp_path / "clinic" / "clip.mp4"
    path.parent.mkdir()
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(12):
            pixels = np.full((HEIGHT, WIDTH, 3), number * 20, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, "rgb24")))
        container.mux(stream.encode())
    return path


@pytest.mark.parametrize("folder", ["clip_masks", "masks/clip", "GT/clip"])
def test_masks_named_by_frames_are_pairs(tmp_path: Path, clip: Path, folder: str) -> None:
    (clip.parent / folder).mkdir(parents=True)
    for number in (2, 7):
        mask = np.full((HEIGHT, WIDTH), 255 * (number == 7), np.uint8)
        Image.fromarray(mask).save(clip.parent / folder / f"frame_{number:05d}.png")
    Image.fromarray(mask).save(clip.parent / folder / "cover.png")
    found = discover([clip.parent])
    ((two, seven),) = [dataset.samples for dataset in found.datasets]
    assert (two.id, two.group, seven.image_path) == ("clip/000002", "clip/clip", frame_path(clip, 7))
    for sample, level, coverage in ((two, 40, 0.0), (seven, 140, 1.0)):
        pair = read_pair(sample)
        assert abs(pair.image.mean() - level) < 4 and pair.truth.mean() == coverage
    assert scan(found.datasets, cache_folder=tmp_path / "cache").table["coverage"].tolist() == [0.0, 1.0]
    assert [reason for account in found.accounts() for reason in account.left_out] == ["no number of a frame"]


def test_labels_of_frames_are_pairs(clip: Path) -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    mask[4:9, 5:11] = True
    (clip.parent / "clip.xml").write_text(
        "<annotations><meta><task><original_size><width>64</width><height>48</height></original_size>"
        '<source>clip.mp4</source></task></meta><track id="3" label="polyp"><mask frame="7" outside="0" rle="0, 30" '
        'left="5" top="4" width="6" height="5"/><box frame="8" outside="0" xtl="1" ytl="1" xbr="9" ybr="9"/></track>'
        "</annotations>"
    )
    ((dataset),) = discover([clip.parent]).datasets
    assert [(sample.id, sample.group) for sample in dataset.samples] == [("clinic/clip/000007", "clinic/clip")]
    assert np.array_equal(read_pair(dataset.samples[0]).truth, mask)
    assert [each.reason for each in dataset.left_out] == ["boxes without a mask"]
    (clip.parent / "clip.xml").unlink()
    with open_coco(clip.parent / "coco.json", "", 25.0) as add:
        add(LabelledImage("000007.png", WIDTH, HEIGHT, [LabelledObject(runs=runs_of(mask.T))], 7, 0.28))
    ((sample,),) = [dataset.samples for dataset in discover([clip.parent]).datasets]
    assert sample.image_path == frame_path(clip, 7) and np.array_equal(read_pair(sample).truth, mask)


def test_a_frame_that_does_not_exist_is_named(clip: Path) -> None:
    with pytest.raises(SourceError, match=r"clip\.mp4 has 12 frames, so there is no frame 12"):
        read_image(frame_path(clip, 12))
    assert image_size(frame_path(clip, 11)) == (WIDTH, HEIGHT)


def test_a_review_is_a_dataset(tmp_path: Path, clip: Path) -> None:
    """Its recording is found by content; masks are pairs, also empty ones, and rejected findings polyp-free."""
    with open_source(clip) as source:
        recording = Recording.of(content_key(clip), source.wait_for_index())
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    mask[4:9, 5:11] = True
    path = clip.parent / "review of Ada.sqlite"
    with ReviewFile(path, recording) as file:
        for number, (drawn, kind) in enumerate(
            ((mask, MaskSource.CORRECTED), (~mask & False, MaskSource.VERIFIED_EMPTY))
        ):
            layer = new_id()
            file.add_masks(layer, [FrameMask(2 + number, drawn)])
            file.apply("Ada", put_masks(file.review("Ada"), kind, [2 + number], layer=layer))
        decisions = [_decision("confirmed", 0, 1), _decision("rejected", 6, 11), _decision("unsure", 6, 6)]
        file.apply("Ada", file.review("Ada").put("import", *decisions))
        write_review_json(file, clip.parent / "exchanged.json")
    with ReviewFile(clip.parent / "other.sqlite", recording.model_copy(update={"key": "0" * 64})):
        pass
    sqlite3.connect(clip.parent / "thumbs.sqlite").execute("CREATE TABLE other (id)").connection.close()
    found = discover([clip.parent])
    exchanged, other, free, pairs = found.datasets
    assert exchanged.notes == (
        "exchanged.json is a review as JSON, which is no dataset: import it in Review, and save a copy of the review.",
    )
    assert other.notes == ("The recording of other.sqlite is not among the videos of this folder.",)
    assert [(sample.id, sample.group) for sample in pairs.samples] == [
        (f"review of Ada/{stem}", "review of Ada/review of Ada") for stem in ("000002", "000003")
    ]
    assert [read_pair(sample).truth.sum() for sample in pairs.samples] == [mask.sum(), 0]
    assert np.array_equal(read_pair(pairs.samples[0]).truth, mask)
    assert pairs.notes == (
        "1 confirmed finding has a box and no mask. A box is not used as a mask: draw the masks in Review.",
    )
    assert [(sample.image_path, sample.polyp_free) for sample in free.samples] == [(frame_path(clip, 7), "frame")]
    table = scan(found.datasets, cache_folder=tmp_path / "cache").table
    assert dict(zip(table["id"], table["coverage"], strict=True)) == {
        "review of Ada/000002": 30 / 3072,
        "review of Ada/000003": 0,
        "polyp_free-review of Ada/000007": 0,
    }


def _decision(state: State, first: int, last: int) -> Decision:
    extent = Extent(
        first_frame=first, last_frame=last, start_s=first / 25, end_s=last / 25, best_frame=first, best_s=first / 25
    )
    return Decision(extent=extent, state=state)
