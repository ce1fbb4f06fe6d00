import csv
import json
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage
from pycocotools import mask as coco_mask

from polyp_core.errors import CancelledError, DeviceError, ExportError, SourceError
from polyp_core.export.frame_reader import SecondModel
from polyp_core.export.manifest import MANIFEST_NAME
from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.run_export import AnnotateOptions, annotate
from polyp_core.frames.open import open_source
from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import SECOND_STYLE, OverlayStyle
from polyp_core.model.model_file import ModelFile

from ..conftest import (
    CLIP_FRAMES,
    CLIP_RATE_FPS,
    CLIP_SIZE_PX,
    SQUARE_PX,
    BrightnessEngine,
    clip_picture,
    square_corner,
    square_found,
)

STYLE = OverlayStyle(threshold=0.5, opacity=1.0, colour=(0, 0, 255))
EVERYTHING = frozenset({"video", "bare-video", "frames", "bare-frames", "masks", "csv", "coco"})
"""Every kind of output of single frames; others have tests of their own in `formats`."""


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_clip_is_exported_as_video_images_masks_and_tables(
    clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    seen: list[tuple[int, int]] = []
    result = annotate(
        clip,
        tmp_path / "out",
        AnnotateOptions(style=STYLE, outputs=EVERYTHING),
        segmenter_thread,
        on_progress=lambda now: seen.append((now.done, now.total)),
    )
    folder = tmp_path / "out" / "clip of a square"
    assert result.folder == folder and result.frames == CLIP_FRAMES and result.seconds > 0
    assert seen[-1] == (CLIP_FRAMES, CLIP_FRAMES)
    assert {path.name for path in folder.iterdir()} == {
        MANIFEST_NAME,
        *("annotated.mp4", "video.mp4", "frames", "bare-frames", "masks", "frames.csv", "regions.csv", "coco.json"),
    }

    with open_source(folder / "annotated.mp4") as annotated, open_source(folder / "video.mp4") as bare:
        assert annotated.info.frame_count == bare.info.frame_count == CLIP_FRAMES
        assert (annotated.info.width_px, annotated.info.height_px) == CLIP_SIZE_PX
        assert annotated.info.rate_fps == pytest.approx(CLIP_RATE_FPS)
        for index in (0, 31, CLIP_FRAMES - 1):
            assert annotated.time_s(index) == pytest.approx(index / CLIP_RATE_FPS, abs=1e-4)
            x, y = square_corner(index)
            centre = (y + SQUARE_PX // 2, x + SQUARE_PX // 2)
            assert np.abs(annotated.read(index).image[centre].astype(int) - (0, 0, 255)).max() < 25
            assert np.abs(bare.read(index).image[centre].astype(int) - 250).max() < 10

    rows = read_rows(folder / "frames.csv")
    assert [int(row["frame"]) for row in rows] == list(range(CLIP_FRAMES))
    expected = SQUARE_PX**2 / (CLIP_SIZE_PX[0] * CLIP_SIZE_PX[1])
    assert all(float(row["polyp_fraction"]) == pytest.approx(expected, rel=0.12) for row in rows)
    assert all(row["regions"] == "1" and row["damaged"] == "0" and row["threshold"] == "0.5" for row in rows)
    assert float(rows[31]["time_s"]) == pytest.approx(31 / CLIP_RATE_FPS)

    regions = read_rows(folder / "regions.csv")
    coco = json.loads((folder / "coco.json").read_text(encoding="utf-8"))
    assert len(regions) == len(coco["annotations"]) == len(coco["images"]) == CLIP_FRAMES
    for index in (0, 31):
        mask = cv2.imread(str(folder / "masks" / f"{index:06d}.png"), cv2.IMREAD_UNCHANGED)
        assert mask.shape == CLIP_SIZE_PX[::-1] and set(np.unique(mask)) == {0, 255}
        assert square_found(mask > 0, index)
        assert np.array_equal(coco_mask.decode(coco["annotations"][index]["segmentation"]), mask > 0)
        assert coco["images"][index]["file_name"] == f"{index:06d}.png"
        assert int(regions[index]["area_px"]) == coco["annotations"][index]["area"] == np.count_nonzero(mask)
        with open_source(clip) as source:
            assert np.array_equal(read_image(folder / "bare-frames" / f"{index:06d}.png"), source.read(index).image)
        picture = read_image(folder / "frames" / f"{index:06d}.png")
        assert (picture[mask > 0] == (0, 0, 255)).all()


def test_outputs_state_model_and_settings_and_contain_no_source_metadata(
    clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    result = annotate(clip, tmp_path / "out", AnnotateOptions(style=STYLE, outputs=EVERYTHING), segmenter_thread)
    name = segmenter_thread.opened.result().model.card.name
    with av.open(str(result.folder / "annotated.mp4")) as container:
        comment = container.metadata["comment"]
        assert not container.streams.audio
    texts = [
        comment,
        (result.folder / "coco.json").read_text(encoding="utf-8"),
        (result.folder / "frames.csv").read_text(encoding="utf-8"),
        (result.folder / "masks" / "000000.png").read_bytes().decode("latin-1"),
    ]
    for text in texts:
        assert name in text and "Not for diagnosis" in text and "0.5" in text
        assert str(tmp_path) not in text


def test_exported_ranges_are_joined_and_keep_their_frame_numbers(
    clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    options = AnnotateOptions(style=STYLE, outputs=frozenset({"video", "csv"}), ranges=(range(10, 13), range(40, 42)))
    result = annotate(clip, tmp_path / "out", options, segmenter_thread)
    assert [int(row["frame"]) for row in read_rows(result.folder / "frames.csv")] == [10, 11, 12, 40, 41]
    with open_source(result.folder / "annotated.mp4") as video:
        assert [round(video.time_s(index) * CLIP_RATE_FPS) for index in range(5)] == [0, 1, 2, 3, 4]


def test_images_of_mixed_sizes_are_fitted_into_the_most_common_size(tmp_path: Path, segmenter_thread: SegmenterThread):
    folder = tmp_path / "Bilder für Ärzte"
    folder.mkdir()
    for name, size in (("a.png", (161, 121)), ("b.png", (161, 121)), ("b.jpg", (90, 200))):
        _, data = cv2.imencode(Path(name).suffix, np.full((size[1], size[0], 3), 200, np.uint8))
        (folder / name).write_bytes(data.tobytes())
    options = AnnotateOptions(style=STYLE, outputs=frozenset({"video", "masks", "csv"}))
    result = annotate(folder, tmp_path / "out", options, segmenter_thread)
    assert sorted(path.name for path in (result.folder / "masks").iterdir()) == ["a.png", "b.png", "b_png.png"]
    assert {row["file"] for row in read_rows(result.folder / "frames.csv")} == {"a.png", "b.png", "b.jpg"}
    with open_source(result.folder / "annotated.mp4") as video:
        assert (video.info.width_px, video.info.height_px, video.info.frame_count) == (162, 122, 3)
    shapes = {path.name: read_image(path).shape[:2] for path in (result.folder / "masks").iterdir()}
    assert sorted(shapes.values()) == [(121, 161), (121, 161), (200, 90)]


def test_images_with_equal_names_get_different_names(tmp_path: Path, segmenter_thread: SegmenterThread):
    images = [
        tmp_path / folder / name for folder, name in zip("abcd", ("p.jpg", "p.jpg", "P.jpg", "p.jpg"), strict=True)
    ]
    for index, image in enumerate(images):
        image.parent.mkdir()
        _, data = cv2.imencode(".jpg", clip_picture(index))
        image.write_bytes(data.tobytes())
    options = AnnotateOptions(style=STYLE, outputs=frozenset({"masks", "coco"}))
    folder = annotate(images, tmp_path / "out", options, segmenter_thread).folder
    names = ["p.png", "p_jpg.png", "P_jpg_2.png", "p_jpg_3.png"]
    assert {path.name for path in (folder / "masks").iterdir()} == set(names)
    coco = json.loads((folder / "coco.json").read_text(encoding="utf-8"))
    assert [image["exported_name"] for image in coco["images"]] == names
    assert [image["file_name"] for image in coco["images"]] == ["p.jpg", "p_jpg.png", "P.jpg", "p_jpg_3.png"]
    for index, name in enumerate(names):
        assert square_found(read_image(folder / "masks" / name)[..., 0] > 0, index)


def test_redactions_are_applied_to_every_output(clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    privacy = Privacy(redactions=(Box(0, 0, 160, 12),), crop=Box(0, 4, 150, 110))
    options = AnnotateOptions(style=STYLE, outputs=EVERYTHING, privacy=privacy, ranges=(range(3),), caption=False)
    folder = annotate(clip, tmp_path / "out", options, segmenter_thread).folder
    for name in ("annotated.mp4", "video.mp4"):
        with open_source(folder / name) as video:
            image = video.read(0).image
            assert image.shape == (110, 150, 3)
            assert image[:6].max() < 20 < image[20:].max(axis=2).min()
    assert read_image(folder / "frames" / "000000.png")[:8].max() == 0
    assert read_image(folder / "masks" / "000000.png").shape == (110, 150, 3)
    assert read_image(folder / "bare-frames" / "000000.png")[:8].max() == 0
    box = [int(read_rows(folder / "regions.csv")[0][key]) for key in ("x", "y")]
    assert box == pytest.approx([square_corner(0)[0], square_corner(0)[1] - 4], abs=2)


def test_a_second_model_is_outlined_in_violet_and_has_columns_of_its_own(
    clip: Path, tmp_path: Path, model: ModelFile, engine: BrightnessEngine, segmenter_thread: SegmenterThread
):
    """The second model sees the same square, at a threshold of its own that it reaches or does not."""
    for name, threshold in (("same", 0.5), ("none", 1.0)):
        other = replace(model, card=model.card.model_copy(update={"threshold": threshold}))
        with SegmenterThread(partial(Segmenter, other, [lambda _: engine])) as second:
            options = AnnotateOptions(style=STYLE, outputs=frozenset({"csv", "frames"}), ranges=(range(2),))
            done = annotate(clip, tmp_path / name, options, segmenter_thread, second=SecondModel(second))
        first_row, _ = read_rows(done.folder / "frames.csv")
        is_second = (read_image(done.folder / "frames" / "000000.png") == SECOND_STYLE.colour).all(axis=-1)
        assert first_row["second_model"].startswith(model.card.name)
        both = [first_row[column] for column in ("polyp_fraction", "second_polyp_fraction", "both_fraction")]
        if name == "same":
            assert len(set(both)) == 1 and float(both[0]) > 0 and first_row["second_regions"] == "1"
            assert is_second.any()
        else:
            assert float(both[0]) > 0 and both[1:] == ["0.000000", "0.000000"] and not is_second.any()
    alone = annotate(clip, tmp_path / "alone", options, segmenter_thread).folder
    assert "second_model" not in read_rows(alone / "frames.csv")[0]


def test_tables_count_only_exported_pixels(clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    """The clip's square is under the redaction in one export, and outside the crop in the other."""
    outputs = frozenset({"csv", "coco", "masks"})
    x, y = square_corner(0)
    around = Box(x - 4, y - 4, SQUARE_PX + 8, SQUARE_PX + 8)
    for name, privacy in (("under", Privacy((around,))), ("outside", Privacy(crop=Box(x + SQUARE_PX + 4, 0, 90, 90)))):
        options = AnnotateOptions(style=STYLE, outputs=outputs, privacy=privacy, ranges=(range(1),))
        folder = annotate(clip, tmp_path / name, options, segmenter_thread).folder
        (row,) = read_rows(folder / "frames.csv")
        assert float(row["polyp_fraction"]) == 0 and row["regions"] == "0"
        assert float(row["max_probability"]) < 0.2
        assert not read_rows(folder / "regions.csv")
        assert not json.loads((folder / "coco.json").read_text(encoding="utf-8"))["annotations"]
        assert not read_image(folder / "masks" / "000000.png").any()


def test_polyp_fraction_refers_to_the_exported_frame(clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    x, y = square_corner(0)
    privacy = Privacy(crop=Box(x, y, SQUARE_PX * 2, SQUARE_PX))
    options = AnnotateOptions(style=STYLE, outputs=frozenset({"csv"}), privacy=privacy, ranges=(range(1),))
    folder = annotate(clip, tmp_path / "out", options, segmenter_thread).folder
    assert float(read_rows(folder / "frames.csv")[0]["polyp_fraction"]) == pytest.approx(0.5, abs=0.06)
    assert float(read_rows(folder / "regions.csv")[0]["area_fraction"]) == pytest.approx(0.5, abs=0.06)


def test_a_file_name_like_a_formula_is_written_as_text(tmp_path: Path, segmenter_thread: SegmenterThread):
    folder = tmp_path / "images"
    folder.mkdir()
    _, data = cv2.imencode(".png", clip_picture(0))
    (folder / "=HYPERLINK(1).png").write_bytes(data.tobytes())
    options = AnnotateOptions(style=STYLE, outputs=frozenset({"csv", "masks"}))
    result = annotate(folder, tmp_path / "out", options, segmenter_thread)
    assert read_rows(result.folder / "frames.csv")[0]["file"] == "'=HYPERLINK(1).png"
    assert (result.folder / "masks" / "=HYPERLINK(1).png").is_file()


def test_an_image_outside_the_crop_is_exported_black_and_counted(tmp_path: Path, segmenter_thread: SegmenterThread):
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, (width, height) in (("1.png", (320, 240)), ("2.png", (320, 240)), ("small.png", (100, 80))):
        _, data = cv2.imencode(".png", np.full((height, width, 3), 200, np.uint8))
        (folder / name).write_bytes(data.tobytes())
    options = AnnotateOptions(
        style=STYLE, outputs=EVERYTHING, privacy=Privacy(crop=Box(120, 90, 100, 100)), caption=False
    )
    result = annotate(folder, tmp_path / "out", options, segmenter_thread)
    assert [note for note in result.notes if "1 frame was written all black" in note]
    hidden = read_image(result.folder / "frames" / "small.png")
    assert hidden.shape == (80, 100, 3) and not hidden.any()
    assert not read_image(result.folder / "masks" / "small.png").any()
    assert read_image(result.folder / "frames" / "1.png").shape == (100, 100, 3)
    for name in ("annotated.mp4", "video.mp4"):
        with open_source(result.folder / name) as video:
            assert video.read(2).image.max() < 20 < video.read(1).image.max()


def test_results_of_versions_without_a_manifest_are_recognised_by_their_marks(
    clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    options = AnnotateOptions(style=STYLE, outputs=EVERYTHING, ranges=(range(3),))
    folder = annotate(clip, tmp_path / "out", options, segmenter_thread).folder
    (folder / MANIFEST_NAME).unlink()
    (folder / "masks" / "notes.txt").write_text("mine")
    annotate(clip, tmp_path / "out", replace(options, overwrite=True), segmenter_thread)
    assert (folder / "masks" / "notes.txt").read_text() == "mine"

    (folder / MANIFEST_NAME).unlink()
    mask = folder / "masks" / "000001.png"
    cv2.imwrite(str(mask), np.full((9, 9), 255, np.uint8))
    corrected = mask.read_bytes()
    with pytest.raises(ExportError, match=r"Cannot write .*000001\.png"):
        annotate(clip, tmp_path / "out", replace(options, overwrite=True), segmenter_thread)
    assert mask.read_bytes() == corrected


def test_masks_of_a_dataset_are_not_recognised_as_results(
    clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    masks = tmp_path / clip.stem / "masks"
    masks.mkdir(parents=True)
    cv2.imwrite(str(masks / "000001.png"), np.full((9, 9), 255, np.uint8))
    options = AnnotateOptions(style=STYLE, outputs=frozenset({"masks"}), overwrite=True)
    with pytest.raises(ExportError, match="was not written by this program"):
        annotate(clip, tmp_path, options, segmenter_thread)
    assert [path.name for path in masks.iterdir()] == ["000001.png"]


def test_keep_both_writes_into_a_new_folder(clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    options = AnnotateOptions(style=STYLE, outputs=frozenset({"csv"}), ranges=(range(2),), keep_both=True)
    folders = [annotate(clip, tmp_path / "out", options, segmenter_thread).folder.name for _ in range(3)]
    assert folders == [clip.stem, f"{clip.stem}-2", f"{clip.stem}-3"]


def test_existing_results_are_refused_and_kept(clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    options = AnnotateOptions(style=STYLE, outputs=frozenset({"csv"}), ranges=(range(2),))
    folder = annotate(clip, tmp_path / "out", options, segmenter_thread).folder
    before = (folder / "frames.csv").read_bytes()
    with pytest.raises(ExportError, match=r"already holds frames\.csv"):
        annotate(clip, tmp_path / "out", options, segmenter_thread)
    assert (folder / "frames.csv").read_bytes() == before


def test_an_export_whose_model_is_closed_fails_instead_of_ending_early(
    clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    closing = threading.Thread(target=segmenter_thread.close)
    with pytest.raises(DeviceError, match="The model was closed"):
        annotate(
            clip,
            tmp_path / "out",
            AnnotateOptions(style=STYLE, outputs=EVERYTHING),
            segmenter_thread,
            on_progress=lambda now: closing.start() if now.done == 5 else None,
        )
    closing.join(10)
    assert not (tmp_path / "out").exists()


def test_a_cancelled_export_leaves_nothing(clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    cancelled = threading.Event()
    with pytest.raises(CancelledError):
        annotate(
            clip,
            tmp_path / "out",
            AnnotateOptions(style=STYLE, outputs=EVERYTHING),
            segmenter_thread,
            on_progress=lambda now: cancelled.set() if now.done == 5 else None,
            cancelled=cancelled,
        )
    assert not (tmp_path / "out").exists()


def test_one_unreadable_image_among_good_ones_keeps_its_row(tmp_path: Path, segmenter_thread: SegmenterThread):
    folder = tmp_path / "frames"
    folder.mkdir()
    for index in range(3):
        _, data = cv2.imencode(".png", clip_picture(index)[..., ::-1])
        (folder / f"{index}.png").write_bytes(data.tobytes() if index != 1 else b"not a picture")
    options = AnnotateOptions(style=STYLE, outputs=frozenset({"csv"}))
    result = annotate(folder, tmp_path / "out", options, segmenter_thread)
    assert [row["damaged"] for row in read_rows(result.folder / "frames.csv")] == ["0", "1", "0"]


def test_a_missing_source_makes_no_folder(tmp_path: Path, segmenter_thread: SegmenterThread):
    with pytest.raises(SourceError):
        annotate(tmp_path / "none.mp4", tmp_path / "out", AnnotateOptions(style=STYLE), segmenter_thread)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kept_bytes", [12, 200])
def test_an_unreadable_image_is_an_error_and_not_exported_black(
    tmp_path: Path, segmenter_thread: SegmenterThread, kept_bytes: int
):
    """Whether it is cut in its header, which is noticed on opening the folder, or later."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(4):
        noise = np.random.default_rng(number).integers(0, 256, (60, 80, 3), np.uint8)
        data = cv2.imencode(".png", noise)[1].tobytes()
        (folder / f"{number}.png").write_bytes(data[:kept_bytes] if number == 2 else data)
    options = AnnotateOptions(style=STYLE, outputs=EVERYTHING)
    with pytest.raises(SourceError, match=r"2\.png in .*pictures cannot be read, so nothing was written"):
        annotate(folder, tmp_path / "out", options, segmenter_thread)
    assert not list((tmp_path / "out").rglob("*.png"))
    kept = replace(options, ranges=(range(2), range(3, 4)))
    assert annotate(folder, tmp_path / "out", kept, segmenter_thread).frames == 3
    (folder / "2.png").rename(tmp_path / "2.png")
    with pytest.raises(SourceError, match=r"2\.png is not an image that can be read"):
        annotate(tmp_path / "2.png", tmp_path / "out", options, segmenter_thread)


def test_a_stack_of_pictures_is_exported_like_a_video(tmp_path: Path, segmenter_thread: SegmenterThread):
    frames = [PillowImage.fromarray(np.full((60, 80, 3), 20 * number, np.uint8)) for number in range(5)]
    frames[0].save(tmp_path / "a.webp", save_all=True, append_images=frames[1:], duration=[100, 300, 100, 100, 100])
    options = AnnotateOptions(style=STYLE, outputs=EVERYTHING)
    result = annotate(tmp_path / "a.webp", tmp_path / "out", options, segmenter_thread)
    assert sorted(path.name for path in (result.folder / "masks").iterdir()) == [f"{n:06d}.png" for n in range(5)]
    assert [float(row["time_s"]) for row in read_rows(result.folder / "frames.csv")] == [0, 0.1, 0.4, 0.5, 0.6]


@pytest.mark.parametrize("size_px", [(1, 1), (4000, 1), (1, 4000), (3000, 2), (3, 2000)])
def test_images_of_a_few_pixels_are_exported_completely(
    tmp_path: Path, segmenter_thread: SegmenterThread, size_px: tuple[int, int]
):
    PillowImage.new("RGB", size_px, (200, 90, 80)).save(tmp_path / "thin.png")
    options = AnnotateOptions(style=STYLE, outputs=EVERYTHING)
    result = annotate(tmp_path / "thin.png", tmp_path / "out", options, segmenter_thread)
    assert read_image(result.folder / "masks" / "thin.png").shape[1::-1] == size_px
    assert (read_image(result.folder / "bare-frames" / "thin.png") == (200, 90, 80)).all()
