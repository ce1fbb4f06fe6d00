"""The actions of the main window."""

from app.actions.action_table import ActionSpec as A
from app.actions.action_table import group
from app.actions.review import VIEW

FILES = group(
    "Files",
    A("open_file", "Open video or image…", "Open a video or an image", ("Ctrl+O",), "folder-open-outline"),
    A(
        "open_folder",
        "Open folder of frames…",
        "Open all images of a folder",
        ("Ctrl+Shift+O",),
        "folder-image",
    ),
    A("open_demo", "Open the demo clip", "Open the clip that ships with the program", (), "play-box-outline"),
    A("clear_recent", "Clear recent files", "Clear the list of recent files: file names can contain patients' names"),
    A("close_source", "Close", "Close the recording or the pictures", ("Ctrl+W",), "close"),
    A("export", "Export…", "Export video, frames, masks or tables", ("Ctrl+E",), "export"),
    A(
        "add_to_dataset",
        "Add to a dataset…",
        "Add corrected frames of recordings, or corrected pictures, to a dataset",
        (),
        "folder-plus-outline",
    ),
    A("snapshot", "Snapshot", "Save this frame with the overlay as an image", ("S",), "camera-outline"),
    A(
        "snapshot_bare",
        "Snapshot without overlay",
        "Save this frame without the overlay as an image",
        ("Shift+S",),
        "camera",
    ),
    A("copy_frame", "Copy frame", "Copy this frame with the overlay", ("Ctrl+C",), "content-copy"),
    A("copy_frame_bare", "Copy frame without overlay", "Copy this frame without the overlay", ("Ctrl+Shift+C",)),
    A(
        "privacy",
        "Privacy…",
        "Hide parts of the picture, or crop it, in everything that is exported",
        ("Ctrl+P",),
        "shield-account-outline",
    ),
    A("quit", "Quit", "Close the program", ("Ctrl+Q",)),
)

REVIEWS = group(
    "Reviews",
    A("report", "Report…", "Write the report on the review as PDF or HTML", ("Ctrl+Shift+R",), "file-document-outline"),
    A("compare_readers", "Compare readers…", "Show where two readers of this recording disagree", (), "compare"),
    A("open_review", "Open a review…", "Open a copy of a review, with its recording", (), "folder-open-outline"),
    A("save_review_copy", "Save a copy…", "Save a copy of the review with its history", (), "content-save-outline"),
    A("export_review", "Export as JSON…", "Write the decisions of all readers as JSON", (), "code-json"),
    A("import_review", "Import JSON…", "Add the decisions in a JSON file to this review", (), "import"),
    A(
        "suggest_frames",
        "Frames to label next…",
        "List the frames from whose masks the model would learn most",
        ("Ctrl+Shift+L",),
        "playlist-star",
    ),
    A("learn", "Train on my corrections…", "Let a copy of the model learn from corrected frames", (), "chart-line"),
)

PROGRAM = group(
    "Program",
    A("review", "Review", "Watch recordings", ("F5",), "play-box-multiple-outline", checkable=True),
    A("recordings", "Recordings", "Analyse recordings one after the other", ("F8",), "playlist-check", checkable=True),
    A("dataset", "Dataset", "Browse training data", ("F6",), "image-multiple-outline", checkable=True),
    A("training", "Training", "Train the network", ("F7",), "chart-line", checkable=True),
    A("policy", "Policy", "Judge an alarm policy on known recordings", ("F9",), "tune-vertical", checkable=True),
    A("live", "Live", "Watch a capture card or a stream", ("F12",), "video-outline", checkable=True),
    A("choose_model", "Choose a model…", "Compare models and choose one", ("Ctrl+M",), "brain"),
    A(
        "model_card",
        "About this model…",
        "Read the model's card: data, scores, licence",
        ("Ctrl+I",),
        "card-text-outline",
    ),
    A("settings", "Settings…", "Change the settings", ("Ctrl+,",), "cog-outline"),
    A("manual", "Manual", "Open the manual at the part that has the focus", ("F1",), "book-open-outline"),
    A("tour", "Tour", "Explain the window in five steps", (), "map-marker-path"),
    A("whats_new", "What is new", "Read what changed in this version"),
    A("shortcuts", "Keyboard shortcuts", "Show every key", ("?",), "keyboard-outline"),
    A("show_log", "Show log", "Open the folder of the log file"),
    A("about", "About Polyp Viewer", "Version, licence and credits"),
)

SHELL_ACTIONS: tuple[A, ...] = VIEW[-2:] + FILES + REVIEWS + PROGRAM
"""The actions of the main window."""
