"""Determines which files an export may replace: results of this program, never files of the user."""

from collections.abc import Sequence
from pathlib import Path

import av

from polyp_core.errors import ExportError
from polyp_core.export.manifest import Entries, entries_of, entries_under, files_below, is_unchanged, read_manifest
from polyp_core.export.provenance import RESEARCH_USE_ONLY

_COMMENT_START = f"{RESEARCH_USE_ONLY} Polyp Viewer "
_HEAD_BYTES = 2048
_PNG_HEADER_BYTES = 33
"""Size of the PNG signature and header. This program's comment follows directly; other programs write it later."""
_TABLE_HEADERS = (b"frame,file,time_s,polyp_fraction,max_probability,", b"frame,region,x,y,width,height,area_px,")


def own_results(folder: Path, names: Sequence[str]) -> Entries:
    """The files of the outputs `names` in `folder` that this program wrote and that are unchanged since.

    Outputs missing from the manifest were written by versions without manifests; their files are recognised by the
    provenance comment they contain. Other files in an output's folder are allowed, as an export keeps them. Raises
    ExportError, naming the file, if replacing an output would lose a file of the user.
    """
    listed = read_manifest(folder)
    own: Entries = {}
    try:
        for name in names:
            # A broken link may be replaced.
            if (folder / name).exists():
                own |= _own_files(folder, name, entries_under(listed, name))
    except OSError as error:
        raise ExportError(
            "Cannot read the folder {folder}: {reason}.", folder=folder, reason=error.strerror or error
        ) from error
    return own


def foreign_file_error(path: Path) -> ExportError:
    """The error for a file that may not be replaced."""
    return ExportError(
        "Cannot write {path}: the existing file or folder was not written by this program, or was "
        "changed since. Move it elsewhere, choose another folder, or keep both.",
        path=path,
    )


def _own_files(folder: Path, name: str, listed: Entries) -> Entries:
    path = folder / name
    if path.is_symlink():
        raise foreign_file_error(path)
    files = dict(files_below(folder, [name]))
    if listed:
        own = {each: listed[each] for each, file in files.items() if is_unchanged(file, listed.get(each))}
        foreign = [each for each in files if each in listed and each not in own]
    else:
        own = {each: entry for each, entry in entries_of(folder, [name]).items() if _has_provenance(files[each])}
        # PNG files without the comment may be the user's and share names with new ones, as in a dataset folder.
        foreign = [each for each in files if each not in own and (not own or each.lower().endswith(".png"))]
    if foreign:
        raise foreign_file_error(folder / foreign[0])
    return own


def _has_provenance(path: Path) -> bool:
    """True if the file contains the provenance comment or table header that this program writes."""
    if path.is_symlink() or not path.is_file():
        return False
    if path.suffix == ".mp4":
        return _comment_of_video(path).startswith(_COMMENT_START)
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    match path.suffix:
        case ".png":
            return head[_PNG_HEADER_BYTES + 4 :].startswith(b"tEXtComment\0" + _COMMENT_START.encode())
        case ".csv":
            return head.startswith(_TABLE_HEADERS)
        case ".json":
            return head.startswith(b'{"info": {"description": "' + _COMMENT_START.encode())
        case _:
            return False


def _comment_of_video(path: Path) -> str:
    try:
        with av.open(str(path)) as container:
            return container.metadata.get("comment", "")
    except (OSError, av.FFmpegError):
        return ""
