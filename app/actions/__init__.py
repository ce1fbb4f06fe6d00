"""All actions: name, text, keys, tooltip and icon, used by menus, buttons and the list of keys."""

from app.actions.action_table import ActionSpec, ActionTable
from app.actions.review import (
    DECISIONS,
    EDIT_TOOL_ACTIONS,
    EDIT_TOOLS,
    FINDINGS,
    MARKS,
    MASKS,
    OVERLAY,
    PLAYBACK,
    REVIEW_ACTIONS,
    TIME_LINE,
    VIEW,
)
from app.actions.shell import FILES, PROGRAM, REVIEWS, SHELL_ACTIONS
from app.actions.workspaces import DATASET, DATASET_ACTIONS, RECORDINGS, RECORDINGS_ACTIONS

ALL_ACTIONS: tuple[ActionSpec, ...] = (
    PLAYBACK
    + TIME_LINE
    + FINDINGS
    + DECISIONS
    + MARKS
    + MASKS
    + EDIT_TOOLS
    + OVERLAY
    + VIEW
    + FILES
    + REVIEWS
    + PROGRAM
    + DATASET
    + RECORDINGS
)

__all__ = [
    "ALL_ACTIONS",
    "DATASET_ACTIONS",
    "DECISIONS",
    "EDIT_TOOL_ACTIONS",
    "MARKS",
    "RECORDINGS_ACTIONS",
    "REVIEW_ACTIONS",
    "SHELL_ACTIONS",
    "ActionSpec",
    "ActionTable",
]
