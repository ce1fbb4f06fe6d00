"""The largest picture that is read: a small file can announce one that no machine has the memory for."""

from pathlib import Path

from polyp_core.errors import SourceError

MOST_SIDE_PX = 16_384
MOST_PIXELS = 150_000_000


def is_too_large(width_px: int, height_px: int) -> bool:
    """Whether a picture of this size is refused."""
    return max(width_px, height_px) > MOST_SIDE_PX or width_px * height_px > MOST_PIXELS


def refuse_too_large(width_px: int, height_px: int, path: Path) -> None:
    """To be called before anything is decoded. Raises SourceError, which names `path` and says how large it is."""
    if is_too_large(width_px, height_px):
        raise SourceError(
            f"{path} is too large: it has {width_px:,} x {height_px:,} pixels, and at most {MOST_SIDE_PX:,} a side and "
            f"{MOST_PIXELS // 1_000_000} megapixels are read. Make it smaller, or cut out the part that is needed."
        )
