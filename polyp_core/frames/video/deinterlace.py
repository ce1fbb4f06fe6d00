"""Two fields, taken at different moments, become one whole picture."""

from av.filter import Graph
from av.video.frame import VideoFrame


def deinterlace(before: VideoFrame | None, frame: VideoFrame, after: VideoFrame | None) -> VideoFrame:
    """`frame` with the lines of its later field rebuilt, by FFmpeg's bwdif.

    bwdif looks at one picture on either side and no further, so the result is the same as when the whole clip is
    filtered in order. At the ends of the clip the neighbour is None.
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
    # deint=all: which frames are interlaced was decided before. mode=send_frame: one picture in, one out.
    graph.link_nodes(source, graph.add("bwdif", mode="send_frame", parity="auto", deint="all"), graph.add("buffersink"))
    graph.configure()
    for each in (before, frame, after):
        if each is not None:
            graph.vpush(each)
    graph.vpush(None)
    if before is not None:
        graph.vpull()
    return graph.vpull()
