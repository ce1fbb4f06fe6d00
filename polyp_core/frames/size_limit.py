"""Upper limit of picture sizes: the header of a small file can state a size that exhausts memory."""

from pathlib import Path

from polyp_core.errors import SourceError

MOST_SIDE_PX = 16_384
MOST_PIXELS = 150_000_000


def is_too_large(width_px: int, height_px: int) -> bool:
    """True if a picture of this size is refused."""
    return max(width_px, height_px) > MOST_SIDE_PX or width_px * height_px > MOST_PIXELS


def refuse_too_large(width_px: int, height_px: int, path: Path) -> None:
    """Raises SourceError if the picture is too large; call before decoding."""
    if is_too_large(width_px, height_px):
        raise SourceError(
            "{path} is too large: it has {width_px} x {height_px} pixels, and at most {most_side_px} a "
            "side and {most_megapixels} megapixels are read. Make it smaller, or cut out the part that "
            "is needed.",
            path=path,
            width_px=width_px,
            height_px=height_px,
            most_side_px=MOST_SIDE_PX,
            most_megapixels=MOST_PIXELS // 1000000,
        )
