"""EditBar: the column of tools next to the picture while a mask is edited."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.actions import ActionTable
from app.mask_editing.edit_tools import Tool
from app.translation import tr
from app.widgets.buttons import action_button
from app.widgets.layouts import aligned, container, spacer, vbox
from app.widgets.plain_text import PlainLabel, tooltip

_ICON_PX = 20
_COMMANDS = ("fill_holes", "snap_to_map", "clear_mask")


class EditBar(QFrame):
    """Buttons of the tools and commands in `columns`, and the size of the brush in pixels of the picture."""

    def __init__(self, tool_actions: ActionTable, polyp_free: QAction, edit: QAction, columns: int = 1) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        group = QActionGroup(self)
        for tool in Tool:
            group.addAction(tool_actions[f"tool_{tool}"])
        self.size_label = PlainLabel(role="muted")
        self.size_label.setToolTip(tooltip(tr("Radius of the brush in pixels of the picture ([ and ], or Ctrl+wheel)")))
        self.setLayout(
            vbox(
                _grid([tool_actions[f"tool_{tool}"] for tool in Tool], columns),
                4,
                _grid([tool_actions["brush_smaller"], tool_actions["brush_larger"]], columns),
                aligned(self.size_label, Qt.AlignmentFlag.AlignHCenter),
                4,
                _grid([*(tool_actions[name] for name in _COMMANDS), polyp_free], columns),
                spacer(),
                aligned(action_button(edit, _ICON_PX), Qt.AlignmentFlag.AlignHCenter),
                spacing=2,
                margins=(4, 8, 4, 8),
            )
        )
        self.hide()

    def show_radius(self, radius_px: float) -> None:
        self.size_label.setText(f"{radius_px:.0f} px")


def _grid(actions: Sequence[QAction], columns: int) -> QWidget:
    """Returns buttons of the actions, row by row."""
    grid = QGridLayout()
    grid.setSpacing(2)
    grid.setContentsMargins(0, 0, 0, 0)
    for number, action in enumerate(actions):
        grid.addWidget(action_button(action, _ICON_PX), *divmod(number, columns))
    return container(grid)
