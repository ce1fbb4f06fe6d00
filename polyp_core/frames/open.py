"""Opens a frame source with the reader for its kind of file."""

from collections.abc import Sequence
from pathlib import Path

from polyp_core.display_text import filled
from polyp_core.errors import SourceError
from polyp_core.frames.frame import Deinterlace, FrameSource, refuse_track


def open_source(
    path: Path | str | Sequence[Path | str],
    *,
    deinterlace: Deinterlace = "auto",
    image_rate_fps: float = 25.0,
    video_track: int | None = None,
) -> FrameSource:
    """Opens a video file, a folder of images, a list of images, one image, a TIFF stack, an animation or a DICOM file.

    The kind of file is determined by its content, not its name. `image_rate_fps` is the frame rate of images without
    their own timing. `video_track` is the number of a video's track, from 1; by default the main recording. Raises
    SourceError.
    """
    from polyp_core.frames.file_kinds import is_dicom, is_picture, read_head, refuse_unsupported
    from polyp_core.frames.stills.image_files import image_head
    from polyp_core.frames.stills.image_sequence import ImageSequence, frames_in, left_out_of
    from polyp_core.frames.stills.image_stack import ImageStack
    from polyp_core.frames.stills.published_recordings import published_rate
    from polyp_core.frames.video.video_file import VideoFile

    if not isinstance(path, (str, Path)):
        refuse_track(filled("Several images have"), video_track)
        if not path:
            raise SourceError("No images were chosen.")
        return ImageSequence([Path(each) for each in path], rate_fps=image_rate_fps)
    path = Path(path)
    if path.is_dir():
        refuse_track(filled("The folder {path} has", path=path), video_track)
        rate_fps = published_rate(path)
        return ImageSequence(
            frames_in(path),
            rate_fps=rate_fps or image_rate_fps,
            source=path,
            left_out=left_out_of(path),
            is_recording=rate_fps is not None,
        )
    head = read_head(path)
    refuse_unsupported(head, path)
    if not is_picture(head, path) or (is_dicom(head, path) and _is_dicom_video(path)):
        return VideoFile(path, deinterlace=deinterlace, track=video_track)
    refuse_track(filled("The picture {path} has", path=path), video_track)
    head_info = image_head(path)
    if head_info is not None and head_info.pictures > 1:
        return ImageStack(path, rate_fps=image_rate_fps)
    return ImageSequence([path], rate_fps=image_rate_fps)


def _is_dicom_video(path: Path) -> bool:
    from polyp_core.frames.dicom.header import header_of  # imports pydicom

    return header_of(path).is_video
