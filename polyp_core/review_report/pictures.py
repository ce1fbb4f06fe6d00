"""The pictures of a report: best frames without and with an outline, and the findings along the recording."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from polyp_core.export.images import encode_jpeg
from polyp_core.export.privacy import Privacy
from polyp_core.frames.frame import Image
from polyp_core.masks.overlay import OverlayStyle, draw_mask
from polyp_core.masks.regions import Mask
from polyp_core.review.reconcile import ListedFinding
from polyp_core.review.records import RelativeBox, State
from polyp_core.review_report.report_data import FramePicture, ReviewReport
from polyp_core.time_text import format_clock

STATE_COLOURS: dict[State, str] = {
    "confirmed": "#1b7f4b",
    "unsure": "#b36b00",
    "undecided": "#3f6fb5",
    "rejected": "#8b929c",
}
_OUTLINE = OverlayStyle(mode="outline", opacity=1.0)
_MAX_SIDE_PX = 960
_SHOWN_SIZE = (312, 205)  # two side by side on A4, in units of 1/96 inch
_TIMELINE_PX = (1600, 160)
_BAR = (44, 98)  # upper and lower edge of the bar, in pixels
_TICKS = 5


@dataclass(frozen=True, slots=True)
class BestFrame:
    """The best frame without and with the outline of its polyp as JPEG, and the size at which the report shows them."""

    bare: bytes
    outlined: bytes
    shown_width: int
    shown_height: int


def best_frame(picture: FramePicture, box: RelativeBox | None, privacy: Privacy) -> BestFrame:
    """Returns the pictures of a frame, redacted and cropped; without a mask the outline is that of `box`."""
    height_px, width_px = picture.image.shape[:2]
    mask = picture.mask if picture.mask is not None else _box_mask(box, width_px, height_px)
    outlined = draw_mask(picture.image, privacy.clear_hidden(mask), _OUTLINE)
    bare, outlined = (_shrunk(privacy.redact_and_crop(image)) for image in (picture.image, outlined))
    height_px, width_px = bare.shape[:2]
    scale = min(_SHOWN_SIZE[0] / width_px, _SHOWN_SIZE[1] / height_px)
    shown = max(1, round(width_px * scale)), max(1, round(height_px * scale))
    return BestFrame(encode_jpeg(bare), encode_jpeg(outlined), *shown)


def timeline(report: ReviewReport) -> bytes:
    """Draws the findings along the recording's frames, with their numbers and the ends of the withdrawal, as PNG."""
    width_px, height_px = _TIMELINE_PX
    picture = PillowImage.new("RGB", _TIMELINE_PX, "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(30)
    top, bottom = _BAR
    per_frame = (width_px - 1) / max(1, report.recording.frame_count)
    draw.rectangle((0, top, width_px - 1, bottom), fill="#eceef1")
    for mark in report.review.marks:
        if mark.mark in ("withdrawal_begins", "withdrawal_ends"):
            x = mark.stretch.first_frame * per_frame
            draw.line((x, top - 6, x, bottom + 6), fill="#23272e", width=3)
    for listed in sorted(report.findings, key=lambda each: each.state != "rejected"):  # rejected ones below others
        left, right = listed.extent.first_frame * per_frame, (listed.extent.last_frame + 1) * per_frame
        draw.rectangle((left, top, max(right, left + 4), bottom), fill=STATE_COLOURS[listed.state])
    _write_numbers(draw, font, report.findings, per_frame)
    for tick in range(_TICKS):
        frame = round(tick / (_TICKS - 1) * (len(report.times_s) - 1)) if len(report.times_s) else 0
        label = format_clock(float(report.times_s[frame])) if len(report.times_s) else ""
        x, anchor = tick / (_TICKS - 1) * (width_px - 1), "lma"[min(tick, 1)] if tick < _TICKS - 1 else "r"
        draw.line((x, bottom, x, bottom + 8), fill="#626a76", width=2)
        draw.text((x, height_px - 44), label, fill="#626a76", font=font, anchor=f"{anchor}t")
    data = BytesIO()
    picture.save(data, "png")
    return data.getvalue()


def _write_numbers(
    draw: ImageDraw.ImageDraw,
    font: ImageFont.ImageFont | ImageFont.FreeTypeFont,
    findings: Sequence[ListedFinding],
    per_frame: float,
) -> None:
    """Writes the number of each finding above it, where it does not cover the one before."""
    free_from = 0.0
    for number, listed in enumerate(findings, 1):
        middle = (listed.extent.first_frame + listed.extent.last_frame + 1) / 2 * per_frame
        half = draw.textlength(str(number), font=font) / 2
        if middle - half >= free_from:
            draw.text((middle, _BAR[0] - 10), str(number), fill=STATE_COLOURS[listed.state], font=font, anchor="mb")
            free_from = middle + half + 6


def _box_mask(box: RelativeBox | None, width_px: int, height_px: int) -> Mask:
    mask = np.zeros((height_px, width_px), np.bool_)
    if box is not None:
        left, top, right, bottom = np.rint(np.multiply(box, (width_px, height_px) * 2)).astype(int)
        mask[top:bottom, left:right] = True
    return mask


def _shrunk(image: Image) -> Image:
    height_px, width_px = image.shape[:2]
    scale = _MAX_SIDE_PX / max(width_px, height_px)
    if scale >= 1:
        return image
    size_px = max(1, round(width_px * scale)), max(1, round(height_px * scale))
    return np.asarray(cv2.resize(image, size_px, interpolation=cv2.INTER_AREA), np.uint8)
