"""The actions of the Dataset and the Recordings workspace."""

from app.actions.action_table import ActionSpec as A
from app.actions.action_table import group

DATASET = group(
    "Dataset",
    A(
        "read_again",
        "Read again",
        "Read the folders again, for example after files have changed",
        ("Ctrl+R",),
        "refresh",
    ),
    A(
        "correct_truth",
        "Correct the ground truth",
        "Correct the ground truth of the open pair, or stop",
        ("W",),
        "pencil",
        checkable=True,
    ),
    A("truth_polyp_free", "No polyp", "Note that the open pair shows no polyp", ("Y",), "image-check-outline"),
    A("truth_undo", "Undo", "Undo the last stroke on the open pair", ("Ctrl+Z",), "undo", repeats=True),
    A("truth_redo", "Redo", "Redo what was undone", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", repeats=True),
)

RECORDINGS = group(
    "Recordings",
    A("queue_add", "Add recordings…", "Add videos, which are analysed one after the other", (), "plus"),
    A(
        "queue_add_folder",
        "Add folder…",
        "Add all videos in a folder and the folders in it, or a folder of images",
        (),
        "folder-plus-outline",
    ),
    A(
        "queue_archive",
        "Archive…",
        "Follow an archive that other machines annotate, and open what is done",
        (),
        "server-network",
    ),
    A("queue_pause", "Pause", "Pause or resume the analysis of the list", (), "pause", checkable=True),
    A("queue_open", "Open in Review", "Watch the recording with its findings", (), "play-box-outline"),
    A("queue_retry", "Analyse again", "Try again, or analyse with the model in use", (), "refresh"),
    A("queue_locate", "Locate…", "Choose where the missing recording is now", (), "file-search-outline"),
    A(
        "queue_group",
        "Examination…",
        "Name the examination that the selected recordings are parts of",
        ("F2",),
        "group",
    ),
    A("queue_up", "Move up", "Analyse earlier", ("Alt+Up",), "arrow-up", repeats=True),
    A("queue_down", "Move down", "Analyse later", ("Alt+Down",), "arrow-down", repeats=True),
    A("queue_remove", "Remove from the list", "Remove from the list; the file stays", ("Del",), "playlist-remove"),
    A("queue_undo", "Undo the removal", "Put the removed recordings back", ("Ctrl+Z",), "undo"),
)

DATASET_ACTIONS: tuple[A, ...] = DATASET
"""The actions of the Dataset workspace."""

RECORDINGS_ACTIONS: tuple[A, ...] = RECORDINGS
"""The actions of the Recordings workspace."""
