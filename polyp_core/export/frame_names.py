"""File names of exported pictures."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from polyp_core.export.output_folder import safe_name
from polyp_core.frames.frame import Frame


class FrameNames:
    """Unique file names for the exported pictures: `000012.png` for video frames, `<name>.png` for images.

    With `neutral` names images are called `image-0013.png`, by their position in the source.
    """

    def __init__(self, *, neutral: bool) -> None:
        self._neutral = neutral
        self._taken: set[str] = set()

    def picture_name(self, frame: Frame) -> str:
        """The file name of the frame's picture. Call it once per frame, in increasing order."""
        if frame.name is None:
            return f"{frame.index:06d}.png"
        if self._neutral:
            return f"{neutral_image_name(frame.index)}.png"
        stem = next(stem for stem in _stems(Path(frame.name)) if stem.casefold() not in self._taken)
        self._taken.add(stem.casefold())
        return f"{stem}.png"


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
