"""File names of exported pictures."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from polyp_core.export.output_folder import safe_name
from polyp_core.frames.frame import Frame


class FrameNames:
    """Names each frame's picture once: `000012.png` in a video, and of an image its own name as a PNG.

    With `neutral` names a picture of an image is `image-0013.png`, by its place in the source.
    """

    def __init__(self, *, neutral: bool) -> None:
        self._neutral = neutral
        self._taken: set[str] = set()

    def picture_name(self, frame: Frame) -> str:
        """The file name of the frame's picture. Call it once for each frame, in rising order."""
        if frame.name is None:
            return f"{frame.index:06d}.png"
        if self._neutral:
            return f"{neutral_image_name(frame.index)}.png"
        stem = next(stem for stem in _stems(Path(frame.name)) if stem.casefold() not in self._taken)
        self._taken.add(stem.casefold())
        return f"{stem}.png"


def neutral_image_name(index: int) -> str:
    """What the image at `index` of a source is called under neutral names: `image-0001` is the first."""
    return f"image-{index + 1:04d}"


def _stems(name: Path) -> Iterator[str]:
    """What an exported picture may be called, the best first: `polyp`, `polyp_jpg`, `polyp_jpg_2` and so on."""
    stem = safe_name(name.stem, name.name)
    yield stem
    longer = f"{stem}_{name.suffix[1:]}"
    yield longer
    for number in itertools.count(2):
        yield f"{longer}_{number}"
