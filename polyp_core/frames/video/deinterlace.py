"""Deinterlacing of a frame with FFmpeg's bwdif filter."""

from av.filter import Graph
from av.video.frame import VideoFrame


def deinterlace(before: VideoFrame | None, frame: VideoFrame, after: VideoFrame | None) -> VideoFrame:
    """Returns `frame` deinterlaced to one progressive picture.

    bwdif uses one frame on either side, so the result equals that of filtering the whole clip. `before` or `after` is
    None at the ends of the clip.
    """
    graph = Graph()
    graph.threads = 1
    source = graph.add(
        "buffer",
        video_size=f"{frame.width}x{frame.height}",
        pix_fmt=frame.format.name,
        time_base="1/1",
        pixel_aspect="1/1",
    )
    # deint=all: the caller decides which frames are interlaced. mode=send_frame: one picture out for each one in.
    graph.link_nodes(source, graph.add("bwdif", mode="send_frame", parity="auto", deint="all"), graph.add("buffersink"))
    graph.configure()
    for each in (before, frame, after):
        if each is not None:
            graph.vpush(each)
    graph.vpush(None)
    if before is not None:
        graph.vpull()
    return graph.vpull()
