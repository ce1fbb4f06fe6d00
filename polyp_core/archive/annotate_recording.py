"""Annotates one recording of an archive: the function that workers run, of plain values that can be sent to them."""

import hashlib
import json
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import cv2
from pydantic import BaseModel

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache, open_map_cache
from polyp_core.analysis.source_identity import content_key
from polyp_core.archive.archive_folder import ArchiveFolder, UnreachableError
from polyp_core.archive.program_identity import program_identity
from polyp_core.archive.records import ArchivedRecording, Done
from polyp_core.cache import MAPS, prune
from polyp_core.errors import ModelFileError, PolypViewerError, SourceError
from polyp_core.export.frame_reader import ExportProgress
from polyp_core.export.run_export import AnnotateOptions, AnnotateResult, annotate
from polyp_core.files.regular_files import format_os_error
from polyp_core.inference.engine import Precision
from polyp_core.inference.segmenter import DeviceChoice, Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.default_model import shipped_models
from polyp_core.model.model_file import ModelFile, read_model_file

_SETTINGS_OF_THE_FOLDER = ("overwrite", "keep_both", "key_file")


@dataclass(frozen=True, slots=True)
class ArchiveWork:
    """What is the same for all recordings of an archive. `roots` are the folders in which they were found."""

    out: Path
    model: Path
    model_sha256: str
    device: DeviceChoice
    precision: Precision
    options: AnnotateOptions
    uses_cache: bool = True
    roots: tuple[Path, ...] = ()

    @property
    def settings(self) -> dict[str, Any]:
        """All that affects the results besides recording and model, as plain values."""
        found = asdict(self.options)
        for name in _SETTINGS_OF_THE_FOLDER:
            del found[name]
        found |= {"device": self.device, "precision": self.precision}
        plain: dict[str, Any] = json.loads(json.dumps(found, default=_plain))
        return plain

    def result_name(self, content: str) -> str:
        """Returns the name of the results of a recording with the key `content`: 24 hexadecimal digits."""
        parts = (content, self.model_sha256, json.dumps(self.settings, sort_keys=True))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _plain(value: object) -> object:
    match value:
        case frozenset():
            return sorted(value)
        case BaseModel():
            return value.model_dump(mode="json")
        case range():
            return [value.start, value.stop, value.step]
    return str(value)


def annotate_recording(work: ArchiveWork, recording: ArchivedRecording) -> None:
    """Annotates a recording and puts the result into the folder of the archive, unless it is there already.

    Raises PolypViewerError; UnreachableError if a shared folder is gone.
    """
    folder = ArchiveFolder(work.out)
    folder.check_reachable()
    if folder.is_done(recording.name):
        return
    try:
        with folder.at_work(recording.name) as progress, folder.new_folder(recording.name) as new:
            _check_content(recording)

            def report(now: ExportProgress) -> None:
                progress.write(now.fraction)

            with _open_segmenter(work) as segmenter, _open_maps(work, recording, segmenter) as maps:
                result = annotate(recording.source, new, work.options, segmenter, map_cache=maps, on_progress=report)
            folder.check_reachable()
            folder.put_in_place(result.folder, _record(work, recording, result))
    except (PolypViewerError, OSError) as error:
        # A lost share shows as any of many errors, so whether it is there decides.
        folder.check_reachable()
        _check_roots(work, recording)
        if isinstance(error, OSError):
            raise SourceError(f"Cannot read {recording.paths[0]}: {format_os_error(error)}.") from error
        raise
    finally:
        if work.uses_cache:
            prune(MAPS)


def _check_roots(work: ArchiveWork, recording: ArchivedRecording) -> None:
    """Raises UnreachableError if the folder in which the recording was found is gone, or empty: an unmounted share."""
    for root in work.roots:
        if recording.paths[0].is_relative_to(root) and not (root.is_dir() and any(root.iterdir())):
            raise UnreachableError(
                f"{root} cannot be reached from {socket.gethostname()}. Is the share mounted at this path?"
            )


def _check_content(recording: ArchivedRecording) -> None:
    if content_key(recording.source) != recording.content_key:
        raise SourceError(f"{recording.paths[0]} has changed since the archive was listed. Start the command again.")


@contextmanager
def _open_segmenter(work: ArchiveWork) -> Iterator[SegmenterThread]:
    # Decoding, drawing and encoding run in parallel already; threads within OpenCV would slow them down.
    cv2.setNumThreads(1)
    model = _find_model(work)
    with SegmenterThread(lambda: Segmenter.open(model, work.device, work.precision)) as thread:
        yield thread


def _open_maps(
    work: ArchiveWork, recording: ArchivedRecording, segmenter: SegmenterThread
) -> AbstractContextManager[ProbabilityMapCache | None]:
    if not work.uses_cache:
        return nullcontext()
    options = work.options
    return open_map_cache(
        recording.source, segmenter.opened.result(), deinterlace=options.deinterlace, video_track=options.video_track
    )


def _find_model(work: ArchiveWork) -> ModelFile:
    """Returns the model of the work: its file, or the one that ships with the program of this machine."""
    shipped = (header.path for header in shipped_models() if header.sha256 == work.model_sha256)
    for path in (work.model, *shipped):
        if path.is_file() and (model := read_model_file(path, keep_content=True)).sha256 == work.model_sha256:
            return model
    raise ModelFileError(
        f"{work.model} is not on {socket.gethostname()}, or is another model there. Put it where all machines see it."
    )


def _record(work: ArchiveWork, recording: ArchivedRecording, result: AnnotateResult) -> Done:
    return Done(
        name=recording.name,
        source=str(recording.paths[0]),
        frames=result.frames,
        seconds=round(result.seconds, 3),
        size_bytes=recording.size_bytes,
        device=result.device,
        engine=result.engine,
        model=result.model,
        model_sha256=work.model_sha256,
        program=program_identity(),
        settings=work.settings,
        host=socket.gethostname(),
        finished=datetime.now(UTC),
        outputs=tuple(path.name for path in result.outputs),
        notes=result.notes,
    )


def with_plain_review(options: AnnotateOptions) -> AnnotateOptions:
    """Returns `options` with a review that can be sent to workers."""
    review = options.review
    return options if review is None else replace(options, review=replace(review, records=dict(review.records)))
