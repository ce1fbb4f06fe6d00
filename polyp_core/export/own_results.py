"""Tells what an export may replace: results of this program, and nothing of the user's."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import av

from polyp_core.errors import ExportError
from polyp_core.export.manifest import Entries, entries_of, entries_under, files_below, is_unchanged, read_manifest
from polyp_core.export.provenance import RESEARCH_USE_ONLY

_MARK = f"{RESEARCH_USE_ONLY} Polyp Viewer "
_HEAD_BYTES = 2048
_PNG_BEFORE_TEXT = 33
"""The signature and the header of a PNG. This program's comment follows at once; other programs put theirs later."""
_TABLE_HEADS = (b"frame,file,time_s,polyp_fraction,max_probability,", b"frame,region,x,y,width,height,area_px,")


def own_results(folder: Path, names: Sequence[str]) -> Entries:
    """The files of the outputs `names` in `folder` that this program wrote and nobody changed since.

    Outputs that the folder's list does not name were written before there were lists, and are recognised by the mark
    that each file of this program carries. What lies in an output's folder beside its own files is no obstacle: an
    export keeps it. Raises ExportError, which names the file, where replacing an output would lose what is the user's.
    """
    listed = read_manifest(folder)
    own: Entries = {}
    try:
        for name in names:
            # Nothing is lost with a link that leads nowhere.
            if (folder / name).exists():
                own |= _own_files(folder, name, entries_under(listed, name))
    except OSError as error:
        raise ExportError(f"Cannot look into {folder}: {error.strerror or error}.") from error
    return own


def refuse_foreign(path: Path) -> NoReturn:
    """Raises the ExportError for what may not be replaced."""
    raise ExportError(
        f"Cannot write {path}: what is there was not written by this program, or was changed since. Move it elsewhere, "
        "choose another folder, or keep both."
    )


def _own_files(folder: Path, name: str, listed: Entries) -> Entries:
    path = folder / name
    if path.is_symlink():
        refuse_foreign(path)
    files = dict(files_below(folder, [name]))
    if listed:
        own = {each: listed[each] for each, file in files.items() if is_unchanged(file, listed.get(each))}
        foreign = [each for each in files if each in listed and each not in own]
    else:
        own = {each: entry for each, entry in entries_of(folder, [name]).items() if _is_marked(files[each])}
        # Pictures without the mark may be the user's, with the names of new ones: a folder of a dataset looks so.
        foreign = [each for each in files if each not in own and (not own or each.lower().endswith(".png"))]
    if foreign:
        refuse_foreign(folder / foreign[0])
    return own


def _is_marked(path: Path) -> bool:
    """Whether the file carries what this program writes into each file of its kind, at the place where it writes it."""
    if path.is_symlink() or not path.is_file():
        return False
    if path.suffix == ".mp4":
        return _comment_of_video(path).startswith(_MARK)
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    match path.suffix:
        case ".png":
            return head[_PNG_BEFORE_TEXT + 4 :].startswith(b"tEXtComment\0" + _MARK.encode())
        case ".csv":
            return head.startswith(_TABLE_HEADS)
        case ".json":
            return head.startswith(b'{"info": {"description": "' + _MARK.encode())
        case _:
            return False


def _comment_of_video(path: Path) -> str:
    try:
        with av.open(str(path)) as container:
            return container.metadata.get("comment", "")
    except (OSError, av.FFmpegError):
        return ""
