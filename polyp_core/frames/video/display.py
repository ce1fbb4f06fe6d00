"""Conversion of decoded pictures to RGB with the right colours, square pixels and orientation."""

from fractions import Fraction

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from polyp_core.frames.frame import Image
from polyp_core.frames.video.decoder import Picture
from polyp_core.frames.video.picture_shape import PictureShape

# FFmpeg's AVColorSpace of a frame -> the matrix of its scaler.
_MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
_LARGEST_SD_WIDTH_PX, _LARGEST_SD_HEIGHT_PX = 1024, 576
_FULL_RANGE_FORMATS = "yuvj"
_SCALING = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT


class Display:
    """Converts pictures of one video to RGB of the first picture's size. Not thread-safe.

    `container_aspect` is FFmpeg's pixel aspect ratio for the whole video; None if unknown. If it comes from the codec,
    the aspect may change between pictures; if the container overrides the codec, it is constant.
    """

    def __init__(self, first: Picture, container_aspect: Fraction | None) -> None:
        self._container_aspect = container_aspect
        self._codec_may_change = container_aspect is None or container_aspect == first.pixel_aspect
        self._reformatter = VideoReformatter()
        self.shape = self.shape_of(first)
        """Shape of the first picture and of every returned image."""

    @property
    def width_px(self) -> int:
        return self.shape.size_px[0]

    @property
    def height_px(self) -> int:
        return self.shape.size_px[1]

    def shape_of(self, picture: Picture) -> PictureShape:
        """Returns the picture's display size and orientation, before it is fitted into the first picture's size."""
        aspect = picture.pixel_aspect if self._codec_may_change else None
        return PictureShape.of(picture.frame, aspect or self._container_aspect, picture.orientation)

    def to_rgb(self, frame: VideoFrame, shape: PictureShape) -> Image:
        """Returns H x W x 3 uint8 RGB as a new array; a picture of another shape is centred with black bars."""
        size_px = _fitted(shape.size_px, self.shape.size_px)
        width_px, height_px = shape.orientation.rotated_size(size_px)
        same_size = (frame.width, frame.height) == (width_px, height_px)
        rgb = self._reformatter.reformat(
            frame,
            width=width_px,
            height=height_px,
            format="rgb24",
            src_colorspace=_matrix(frame),
            src_color_range=_range(frame),
            dst_color_range=ColorRange.JPEG,
            # Without scaling, the fast conversion takes a tenth of the time. Most channels differ by 1 to 4 levels.
            interpolation=Interpolation.BILINEAR if same_size else _SCALING,
            threads=1,
        )
        image = shape.orientation.apply(np.ascontiguousarray(rgb.to_ndarray(), np.uint8))
        if size_px == self.shape.size_px:
            return image
        padded = self.placeholder()
        left, top = (self.width_px - size_px[0]) // 2, (self.height_px - size_px[1]) // 2
        padded[top : top + size_px[1], left : left + size_px[0]] = image
        return padded

    def placeholder(self) -> Image:
        """Returns a black image for a frame that cannot be decoded."""
        return np.zeros((self.height_px, self.width_px, 3), np.uint8)


def _fitted(size_px: tuple[int, int], into_px: tuple[int, int]) -> tuple[int, int]:
    """Returns the largest (width, height) within `into_px` with the aspect ratio of `size_px`."""
    if size_px == into_px:
        return size_px
    scale = min(into_px[0] / size_px[0], into_px[1] / size_px[1])
    width_px, height_px = (max(1, round(side_px * scale)) for side_px in size_px)
    return min(width_px, into_px[0]), min(height_px, into_px[1])


def _matrix(frame: VideoFrame) -> Colorspace:
    """Returns the stream's colour matrix; if unspecified, BT.601 for standard definition and BT.709 above."""
    if frame.width > _LARGEST_SD_WIDTH_PX or frame.height > _LARGEST_SD_HEIGHT_PX:
        return _MATRICES.get(frame.colorspace, Colorspace.ITU709)
    return _MATRICES.get(frame.colorspace, Colorspace.ITU601)


def _range(frame: VideoFrame) -> ColorRange:
    if frame.color_range == ColorRange.JPEG or frame.format.name.startswith(_FULL_RANGE_FORMATS):
        return ColorRange.JPEG
    return ColorRange.MPEG
