"""Annotates all recordings of an archive on a cluster, and continues where an earlier command has stopped."""

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from polyp_core.analysis.queue.discovery import find_sources
from polyp_core.analysis.source_identity import SourcePath, content_key
from polyp_core.archive.annotate_recording import ArchiveWork, annotate_recording, with_plain_review
from polyp_core.archive.archive_folder import ArchiveFolder, UnreachableError
from polyp_core.archive.clusters import check_cluster
from polyp_core.archive.program_identity import program_identity
from polyp_core.archive.records import ArchivedRecording, Failure, Job
from polyp_core.archive.run_units import run_units
from polyp_core.archive.status import ArchiveStatus, read_status
from polyp_core.errors import ExportError, SourceError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.csv_cells import escape_formulas
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.stills.image_sequence import images_in
from polyp_core.review.review import Review

TABLE_NAME = "recordings.csv"
_READERS = 8  # a share answers several requests at once


@dataclass(frozen=True, slots=True)
class Events:
    """What `run_archive` calls while it works: with sentences, and with each recording that ended."""

    on_message: Callable[[str], None] = lambda message: None
    on_ended: Callable[[ArchivedRecording, Failure | None], None] = lambda recording, failure: None
    on_counts: Callable[[int, int], None] = lambda ended, total: None


def run_archive(
    paths: Sequence[Path],
    cluster: str,
    work: ArchiveWork,
    model_name: str,
    *,
    review_of: Callable[[SourcePath], Review | None] = lambda source: None,
    events: Events = Events(),
) -> ArchiveStatus:
    """Annotates the recordings at and below `paths` into `work.out`, and returns the state at the end.

    Recordings whose results are there are left out; those that failed before are tried again. `work.roots`
    is set here. Raises ExportError, SourceError and ClusterError.
    """
    check_cluster(cluster)
    folder = ArchiveFolder(work.out.absolute())
    sources = [_absolute(source) for source in find_sources([path.absolute() for path in paths])]
    if not sources:
        raise SourceError(f"There are no recordings in {', '.join(map(str, paths))}.")
    refuse_overlap([folder.path], [*paths, work.model])
    roots = tuple(path.absolute() if path.is_dir() else path.absolute().parent for path in paths)
    work = replace(work, out=folder.path, roots=roots)
    with folder.claim(cluster):
        units, unreadable = _list_recordings(sources, work, review_of, events)
        recordings = [recording for _, recording in units.values()]
        job = Job(
            program=program_identity(),
            model=model_name,
            model_sha256=work.model_sha256,
            settings=work.settings,
            started=datetime.now(UTC),
            recordings=(*recordings, *(recording for recording, _ in unreadable)),
        )
        folder.start(job)
        for recording, reason in unreadable:
            _note_failure(folder, recording, reason, "", 1, events)
        left = {name: unit for name, unit in units.items() if not folder.is_done(name)}
        ended, total = len(job.recordings) - len(left), len(job.recordings)
        events.on_counts(ended, total)
        for name, result in run_units(cluster, annotate_recording, left, events.on_message) if left else ():
            _, recording = units[name]
            if result.kind == "failed":
                _note_failure(folder, recording, result.reason, result.host, result.attempts, events)
            else:
                events.on_ended(recording, None)
            ended += 1
            events.on_counts(ended, total)
        status = read_status(folder.path)
        write_text(folder.path / TABLE_NAME, _table(status))
    return replace(status, master=None)


def _absolute(source: SourcePath) -> SourcePath:
    return source.absolute() if isinstance(source, Path) else tuple(path.absolute() for path in source)


def _list_recordings(
    sources: Sequence[SourcePath],
    work: ArchiveWork,
    review_of: Callable[[SourcePath], Review | None],
    events: Events,
) -> tuple[dict[str, tuple[ArchiveWork, ArchivedRecording]], list[tuple[ArchivedRecording, str]]]:
    """Returns the recordings by the name of their results, each with its work, and those that cannot be read."""
    units: dict[str, tuple[ArchiveWork, ArchivedRecording]] = {}
    unreadable = []

    def identify(source: SourcePath) -> tuple[str, int] | str:
        paths = (source,) if isinstance(source, Path) else source
        try:
            files = images_in(source) if isinstance(source, Path) and source.is_dir() else paths
            return content_key(source), sum(file.stat().st_size for file in files)
        except OSError as error:
            return f"Cannot read {paths[0]}: {format_os_error(error)}."
        except SourceError as error:
            return str(error)

    with ThreadPoolExecutor(_READERS, thread_name_prefix="archive-listing") as pool:
        for source, found in zip(sources, pool.map(identify, sources), strict=True):
            paths = (source,) if isinstance(source, Path) else source
            if isinstance(found, str):
                name = hashlib.sha256(str(paths[0]).encode(errors="surrogateescape")).hexdigest()[:24]
                unreadable.append((ArchivedRecording(name=name, paths=paths), found))
                continue
            content, size_bytes = found
            options = with_plain_review(replace(work.options, review=review_of(source)))
            own = replace(work, options=options)
            name = own.result_name(content)
            if name in units:
                _, first = units[name]
                copies = (*first.copies, paths[0])
                units[name] = own, first.model_copy(update={"copies": copies})
                events.on_message(f"{paths[0]} has the same content as {first.paths[0]} and is annotated once.")
                continue
            units[name] = (
                own,
                ArchivedRecording(name=name, paths=paths, content_key=content, size_bytes=size_bytes),
            )
    return units, unreadable


def _note_failure(
    folder: ArchiveFolder, recording: ArchivedRecording, reason: str, host: str, attempts: int, events: Events
) -> None:
    failure = Failure(name=recording.name, reason=reason, host=host, attempts=attempts, at=datetime.now(UTC))
    try:
        folder.note_failure(failure)
    except (ExportError, UnreachableError) as error:  # the next command tries the recording again anyway
        events.on_message(f"The failure of {recording.paths[0]} could not be stored. {error}")
    events.on_ended(recording, failure)


def _table(status: ArchiveStatus) -> str:
    """Returns CSV with a row per recording: which folder holds its results, or why it has none."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("recording", "folder", "state", "frames", "copies", "reason"))
    for each in status.recordings:
        row = (
            str(each.recording.paths[0]),
            each.recording.name if each.done is not None else "",
            each.state,
            each.done.frames if each.done is not None else "",
            "; ".join(map(str, each.recording.copies)),
            each.failure.reason if each.failure is not None else "",
        )
        writer.writerow(escape_formulas(row))
    return text.getvalue()
