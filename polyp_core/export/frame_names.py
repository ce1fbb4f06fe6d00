"""File names of exported pictures."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from polyp_core.export.output_folder import safe_name
from polyp_core.frames.frame import Frame


class FrameNames:
    """Names of the exported frames: unique `000012.png` for video frames, `<name>.png` for images.

    With `neutral` names images are called `image-0013.png`, by their position in the source; `neutral_images` are the
    index and original file name of those named so far.
    """

    def __init__(self, *, neutral: bool) -> None:
        self._neutral = neutral
        self._stems: set[str] = set()
        self._file_names: set[str] = set()
        self.neutral_images: list[tuple[int, str]] = []

    def names(self, frame: Frame) -> tuple[str, str, bool]:
        """`picture_name`, `file_name` and `is_own_file` of an ExportedFrame. Call it once per frame, in order."""
        if frame.name is None:
            return f"{frame.index:06d}.png", "", False
        if self._neutral:
            self.neutral_images.append((frame.index, frame.name))
            picture_name = f"{neutral_image_name(frame.index)}.png"
            return picture_name, picture_name, False
        stem = next(stem for stem in _stems(Path(frame.name)) if stem.casefold() not in self._stems)
        self._stems.add(stem.casefold())
        # Several images may share a name if they come from different folders: only the first keeps it.
        is_own_file = frame.name not in self._file_names
        self._file_names.add(frame.name)
        return f"{stem}.png", frame.name, is_own_file


def neutral_image_name(index: int) -> str:
    """The neutral name of the image at `index` in its source: `image-0001` for the first."""
    return f"image-{index + 1:04d}"


def _stems(name: Path) -> Iterator[str]:
    """Candidate file stems in order of preference: `polyp`, `polyp_jpg`, `polyp_jpg_2` and so on."""
    stem = safe_name(name.stem, name.name)
    yield stem
    longer = f"{stem}_{name.suffix[1:]}"
    yield longer
    for number in itertools.count(2):
        yield f"{longer}_{number}"
