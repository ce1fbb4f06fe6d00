"""Every label format is an output: the regions of a recording with the numbers of their tracks."""

from pathlib import Path

from polyp_core.export.run_export import AnnotateOptions, annotate
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.label_formats.registry import LABEL_FORMATS
from polyp_core.masks.overlay import OverlayStyle

from ...conftest import CLIP_FRAMES, square_found

FRAMES = (range(1, 6), range(21, 24))
"""In which the square moves by little."""
NAMES = frozenset(each.name for each in LABEL_FORMATS)


def test_labels_of_a_recording_have_its_masks_and_tracks(clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    options = AnnotateOptions(style=OverlayStyle(threshold=0.5, min_region_fraction=0.0), outputs=NAMES, ranges=FRAMES)
    result = annotate(clip, tmp_path / "out", options, segmenter_thread)
    folder = result.folder
    assert len(result.outputs) == len(NAMES) and all(path.exists() for path in result.outputs)
    for label_format in LABEL_FORMATS:
        path = folder / label_format.file_name
        files = [path] if path.is_file() else sorted(path.rglob(f"*{label_format.suffix}"))
        if label_format.name == "yolo":  # needs its pictures to read
            assert [file.name for file in files] == [f"{frame:06d}.txt" for part in FRAMES for frame in part]
            continue
        images = [image for file in files if file.name != "labels.txt" for image in label_format.read(file)]
        shown = [image for image in images if image.objects]
        indices = [int(Path(each.file_name).stem) if each.frame_index is None else each.frame_index for each in shown]
        assert indices == [frame for part in FRAMES for frame in part] and max(indices) < CLIP_FRAMES
        lesions = [each.lesion for image in shown for each in image.objects]
        assert lesions == ["1"] * len(FRAMES[0]) + ["2"] * len(FRAMES[1]), label_format.name
        for index, image in zip(indices, shown, strict=True):
            if label_format.name not in ("voc", "mot"):
                assert square_found(image.mask(), index), label_format.name
