"""The actions of the Review workspace."""

from app.actions.action_table import ActionSpec as A
from app.actions.action_table import group

PLAYBACK = group(
    "Playback",
    A("play", "Play", "Play or pause", ("Space", "P"), "play"),
    A("step_forward", "Next frame", "One frame forward", (".",), "skip-next", repeats=True),
    A("step_back", "Previous frame", "One frame back", (",",), "skip-previous", repeats=True),
    A("forward_1s", "Forward 1 s", "One second forward", ("Right",), "chevron-right", repeats=True),
    A("back_1s", "Back 1 s", "One second back", ("Left",), "chevron-left", repeats=True),
    A(
        "forward_10s",
        "Forward 10 s",
        "Ten seconds forward",
        ("Shift+Right", "PgDown"),
        "fast-forward-10",
        repeats=True,
    ),
    A("back_10s", "Back 10 s", "Ten seconds back", ("Shift+Left", "PgUp"), "rewind-10", repeats=True),
    A("shuttle_back", "Play backwards", "Play backwards; again: twice as fast", ("J",), "rewind"),
    A("shuttle_stop", "Stop", "Pause, at the speed before J or L", ("K",), "pause"),
    A("shuttle_forward", "Play forwards", "Play; again: twice as fast", ("L",), "fast-forward"),
    A("go_start", "To the start", "First frame", ("Home",), "page-first"),
    A("go_end", "To the end", "Last frame", ("End",), "page-last"),
    A("go_to", "Go to…", "Go to a frame or a time", ("G",), "crosshairs-gps"),
    A("faster", "Faster", "Raise the speed", ("]",), "speedometer"),
    A("slower", "Slower", "Lower the speed", ("[",), "speedometer-slow"),
    A("normal_speed", "Normal speed", "Back to normal speed", ("Backspace",), "speedometer-medium"),
    A(
        "real_time",
        "Real time",
        "Keep the pace of the recording and skip frames that are not ready",
        ("T",),
        "clock-fast",
        checkable=True,
    ),
)

TIME_LINE = group(
    "Time line",
    A(
        "loop_start",
        "Range from here",
        "Start the range, which is repeated and analysed first, at this frame",
        ("I", "A"),
        "contain-start",
    ),
    A("loop_end", "Range to here", "End the range at this frame", ("O", "B"), "contain-end"),
    A("loop_clear", "Clear the range", "Remove the range", ("Shift+L",), "repeat-off"),
    A(
        "repeat",
        "Repeat the recording",
        "Start again at the end of the recording",
        ("Ctrl+L",),
        "repeat",
        checkable=True,
    ),
    A("time_line_in", "Zoom into the time line", "Show a shorter part of the time line", ("+", "="), repeats=True),
    A("time_line_out", "Zoom out of the time line", "Show a longer part of the time line", ("-",), repeats=True),
    A("time_line_all", "Whole time line", "Show the whole recording on the time line", ("0",)),
)

FINDINGS = group(
    "Findings",
    A(
        "next_finding",
        "Next finding",
        "Start or best frame of the next finding",
        ("N",),
        "arrow-right-bold-box-outline",
    ),
    A(
        "previous_finding",
        "Previous finding",
        "Start or best frame of the previous finding",
        ("Shift+N",),
        "arrow-left-bold-box-outline",
    ),
)

DECISIONS = group(
    "Decisions",
    A("confirm", "Confirm", "Confirm the finding", ("Return", "Enter"), "check-circle-outline"),
    A("reject", "Reject", "Reject the finding", ("X",), "close-circle-outline"),
    A("unsure", "Unsure", "Call the finding unsure", ("U",), "help-circle-outline"),
    A("take_back", "Remove", "Take the decision back, or remove what was added by hand", ("Del",), "eraser"),
    A("next_undecided", "Next undecided", "Next undecided finding", ("Shift+Return", "Shift+Enter"), "skip-forward"),
    A("loop_finding", "Repeat the finding", "Play the finding again and again", ("Shift+Space",), "repeat"),
    A("edit_note", "Note", "Write a note on the finding", ("E",), "note-edit-outline"),
    A("edit_card", "Lesion card", "Fill in the lesion card of the finding", ("D",), "card-text-outline"),
    A("card_from_dicom", "Site from DICOM", "Fill the empty site of the lesion card from the DICOM file's tags"),
    A("add_finding", "Add a finding", "Add the range as a finding that the model missed", ("Shift+A",), "plus"),
    A(
        "trim_finding",
        "Trim to the range",
        "Give the finding the range's ends",
        ("Shift+T",),
        "arrow-collapse-horizontal",
    ),
    A("split_finding", "Split here", "Split the finding at this frame", ("Ctrl+K",), "content-cut"),
    A("merge_findings", "Merge", "Merge the selected findings", ("Ctrl+J",), "merge"),
    A("best_frame", "Best frame here", "Make this frame the finding's best one", ("Shift+B",), "star-outline"),
    A("add_bookmark", "Bookmark", "Remember this frame", ("Ctrl+B",), "bookmark-plus-outline"),
    A("undo", "Undo", "Undo the last change of the review", ("Ctrl+Z",), "undo", repeats=True),
    A("redo", "Redo", "Redo what was undone", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", repeats=True),
    A("hide_model", "Hide the model", "Hide the model until you show what it found", checkable=True),
    A("complete_review", "Complete the review", "State that the review is complete", (), "clipboard-check-outline"),
)

MARKS = group(
    "Examination",
    A("caecum_reached", "Caecum reached", "The caecum is reached at this frame", ("4",), "flag-checkered"),
    A("withdrawal_begins", "Withdrawal begins", "The withdrawal begins at this frame", ("5",), "ray-start-arrow"),
    A("withdrawal_ends", "Withdrawal ends", "The withdrawal ends at this frame", ("6",), "ray-end"),
    A("instrument", "Instrument", "An instrument is used: the range, or from here to the next press", ("7",), "needle"),
    A("washing", "Washing", "The mucosa is washed: the range, or from here to the next press", ("8",), "water-outline"),
    A(
        "outside_the_body",
        "Outside the body",
        "The picture shows no bowel: the range, or from here to the next press",
        ("9",),
        "exit-run",
    ),
)
"""The names are those of `MarkKind`."""

MASKS = group(
    "Masks",
    A("edit_mask", "Correct the mask", "Correct the mask of this frame, or stop", ("W",), "pencil", checkable=True),
    A(
        "polyp_visible",
        "Polyp visible",
        "Hold while the recording plays and a polyp is visible, with the pointer on it",
        ("Q",),
        "cursor-default-click-outline",
    ),
    A("polyp_free", "Polyp-free", "Mark this frame as polyp-free", ("Y",), "image-check-outline"),
    A(
        "propagate",
        "Propagate",
        "Propagate the corrected mask both ways: in the range, to the next corrected frame, or until it drifts",
        ("Shift+P",),
        "arrow-expand-horizontal",
    ),
    A(
        "propagate_forward",
        "Propagate forward",
        "Propagate the corrected mask to later frames",
        ("Ctrl+Right",),
        "arrow-expand-right",
    ),
    A(
        "propagate_back",
        "Propagate back",
        "Propagate the corrected mask to earlier frames",
        ("Ctrl+Left",),
        "arrow-expand-left",
    ),
)

EDIT_TOOLS = group(
    "While a mask is corrected",
    A(
        "tool_box",
        "Box",
        "Draw a box around the polyp: the model's map becomes its mask",
        ("R",),
        "selection",
        checkable=True,
    ),
    A(
        "tool_ellipse",
        "Ellipse",
        "Draw an ellipse around the polyp: the model's map becomes its mask",
        ("C",),
        "selection-ellipse",
        checkable=True,
    ),
    A("tool_brush", "Brush", "Add to the mask", ("B",), "brush", checkable=True),
    A("tool_eraser", "Eraser", "Remove from the mask", ("E",), "eraser", checkable=True),
    A(
        "tool_polygon",
        "Polygon",
        "Add a polygon: click its corners, drag them; Enter closes it",
        ("P",),
        "vector-polygon",
        checkable=True,
    ),
    A("tool_keep", "Keep a region", "Click on the region to keep; the others go", ("K",), "target", checkable=True),
    A("tool_delete", "Delete a region", "Click on the region to remove", ("X",), "selection-remove", checkable=True),
    A("brush_larger", "Larger brush", "Make the brush larger", ("]",), "plus", repeats=True),
    A("brush_smaller", "Smaller brush", "Make the brush smaller", ("[",), "minus", repeats=True),
    A("fill_holes", "Fill holes", "Fill the holes of the mask", ("H",), "format-color-fill"),
    A(
        "snap_to_map",
        "Snap to the map",
        "Follow the level of the map that fits the mask best",
        ("L",),
        "magnet",
    ),
    A("clear_mask", "Original mask", "Return to the mask of the model, or of the dataset", ("Del",), "restore"),
)

OVERLAY = group(
    "Overlay",
    A("overlay", "Overlay", "Show or hide the overlay", ("H",), "layers-outline", checkable=True),
    A("hold_to_hide_overlay", "Hide while held", "Hold to hide the overlay", ("V",), "eye-outline"),
    A(
        "raw_mask",
        "Raw mask",
        "Hold to see the mask of a frame that is suppressed because its presence is low",
        ("M",),
        "shape-outline",
    ),
    A(
        "second_model",
        "Compare findings…",
        "Compare with a second model, which is outlined in violet, another policy, or your decisions",
        ("Ctrl+F3",),
        "compare",
    ),
    A("next_difference", "Next difference", "Next place where only one side has a finding", ("F3",), "arrow-right"),
    A(
        "previous_difference",
        "Previous difference",
        "Previous place where only one side has a finding",
        ("Shift+F3",),
        "arrow-left",
    ),
    A("style_fill", "Fill", "Fill the polyp", ("1",), "format-color-fill", checkable=True),
    A("style_outline", "Outline", "Outline the polyp", ("2",), "vector-polygon", checkable=True),
    A(
        "style_heatmap",
        "Heat map",
        "Show the probability as a heat map",
        ("3",),
        "gradient-horizontal",
        checkable=True,
    ),
    A("colour", "Colour…", "Choose the overlay's colour", ("C",), "palette-outline"),
    A("more_opacity", "More opacity", "Raise the opacity", ("Ctrl+Up",), repeats=True),
    A("less_opacity", "Less opacity", "Lower the opacity", ("Ctrl+Down",), repeats=True),
    A("higher_threshold", "Higher threshold", "Raise the threshold", ("Alt+Up",), repeats=True),
    A("lower_threshold", "Lower threshold", "Lower the threshold", ("Alt+Down",), repeats=True),
    A("larger_region", "Larger regions only", "Raise the smallest region", ("Ctrl+Shift+Up",), repeats=True),
    A("smaller_region", "Smaller regions too", "Lower the smallest region", ("Ctrl+Shift+Down",), repeats=True),
    A(
        "model_values",
        "Model's values",
        "Threshold and smallest region of the model card",
        ("R",),
        "restore",
    ),
)

VIEW = group(
    "View",
    A("zoom_in", "Zoom in", "Zoom in", ("Ctrl++", "Ctrl+="), "magnify-plus-outline", repeats=True),
    A("zoom_out", "Zoom out", "Zoom out", ("Ctrl+-",), "magnify-minus-outline", repeats=True),
    A(
        "zoom_fit",
        "Fit",
        "Fit the picture to the window; a double-click switches to actual size and back",
        ("Ctrl+0",),
        "fit-to-page-outline",
    ),
    A("zoom_actual", "Actual size", "Show the picture at 100 %, pixel for pixel", ("Ctrl+1",), "numeric-1-box-outline"),
    A("panel", "Side panel", "Show or hide the panel next to the picture", ("F4",), "dock-right", checkable=True),
    A("fullscreen", "Full screen", "Full screen on or off", ("F", "F11"), "fullscreen", checkable=True),
    A("leave_fullscreen", "Leave full screen", "Leave full screen; otherwise dismiss the newest message", ("Esc",)),
)

REVIEW_ACTIONS: tuple[A, ...] = PLAYBACK + TIME_LINE + FINDINGS + DECISIONS + MARKS + MASKS + OVERLAY + VIEW[:-2]
"""The actions of the Review workspace."""

EDIT_TOOL_ACTIONS: tuple[A, ...] = EDIT_TOOLS
"""The actions of the mask editor; while it is open, their keys do nothing else in the Review workspace."""
