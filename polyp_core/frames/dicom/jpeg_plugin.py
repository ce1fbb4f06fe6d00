"""Decodes lossless JPEG and JPEG-LS frames with FFmpeg, as a plugin of pydicom, which has no decoder for them."""

import av
import av.error
import numpy as np
from av.video.codeccontext import VideoCodecContext
from numpy.typing import NDArray
from pydicom.pixels.decoders.base import (
    DecodeRunner,
    JPEGExtended12BitDecoder,
    JPEGLosslessDecoder,
    JPEGLosslessSV1Decoder,
    JPEGLSLosslessDecoder,
    JPEGLSNearLosslessDecoder,
)
from pydicom.uid import JPEGLSLossless, JPEGLSNearLossless

DECODER_DEPENDENCIES: dict[str, tuple[str, ...]] = {}

_PLUGIN = "ffmpeg"


def is_available(uid: str) -> bool:
    """True: PyAV comes with FFmpeg's decoders."""
    return True


def decode_frame(data: bytes, runner: DecodeRunner) -> bytes:
    """Returns the samples of a compressed frame, colours of a pixel together. Raises ValueError if it is damaged."""
    codec = "jpegls" if runner.transfer_syntax in (JPEGLSLossless, JPEGLSNearLossless) else "mjpeg"
    context = VideoCodecContext.create(codec, "r")
    assert isinstance(context, VideoCodecContext)
    context.thread_count = 1
    try:
        frames = [*context.decode(av.Packet(data)), *context.decode(None)]
    except av.error.FFmpegError as error:
        raise ValueError(f"{codec}: {error}") from error
    if not frames:
        raise ValueError(f"{codec}: no picture")
    samples = _samples(frames[0])
    runner.set_option("bits_allocated", 8 * samples.dtype.itemsize)
    return samples.tobytes()


def _samples(frame: av.VideoFrame) -> NDArray[np.generic]:
    """Returns the stored samples, without a change of colours: H x W or H x W x 3."""
    match frame.format.name:
        case "gbrp" | "bgr24" | "bgr0" | "bgra" | "0bgr":
            return frame.to_ndarray(format="rgb24")
        case "yuv444p" | "yuvj444p":
            return np.stack(list(frame.to_ndarray()), axis=-1)
        case _:
            return frame.to_ndarray()


for _decoder in (
    JPEGExtended12BitDecoder,
    JPEGLosslessDecoder,
    JPEGLosslessSV1Decoder,
    JPEGLSLosslessDecoder,
    JPEGLSNearLosslessDecoder,
):
    _decoder.add_plugin(_PLUGIN, (__name__, decode_frame.__name__))
