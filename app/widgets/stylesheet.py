"""The Qt style sheet, for what the Fusion style and the palette do not cover."""

from dataclasses import asdict
from pathlib import Path
from string import Template

from app.widgets.colours import Colours

_TEMPLATE = Template(
    """
QToolTip { background: $raised; color: $text; border: 1px solid $control; padding: 4px 6px; }

QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QMenuBar { background: $window; padding: 2px 4px; }
QMenuBar::item { padding: 5px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 27px 5px 11px; border: 1px solid transparent; border-radius: 4px; }
QMenu::item:selected { background: $hover; border-color: $accent; }
QMenu::item:disabled { color: $faint; background: transparent; border-color: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::icon:checked { border: 2px solid $accent; border-radius: 3px; padding: 2px; margin-left: 4px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 8px; }

QPushButton { background: $raised; border: 1px solid $border; border-radius: 5px; padding: 5px 14px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border-color: $accent; }
QPushButton, QToolButton, QListWidget { outline: none; }
QPushButton:disabled { color: $faint; background: $panel; }
QPushButton:default, QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border-color: $accent;
}
QPushButton[role="primary"] { font-weight: 600; }
QPushButton:default:focus, QPushButton[role="primary"]:focus {
    border: 2px solid $accent; padding: 4px 13px; background: $panel; color: $text;
}
QPushButton:default:disabled, QPushButton[role="primary"]:disabled {
    background: $raised; color: $faint; border-color: $border;
}
QPushButton[role="link"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 3px 6px; text-align: left;
}
QPushButton[role="link"]:hover { background: $hover; }
QPushButton[role="link"]:focus { border-color: $accent; }

QCheckBox, QRadioButton { spacing: 8px; border: 1px solid transparent; border-radius: 4px; padding: 1px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QListView::indicator {
    width: 15px; height: 15px; border: 1px solid $control; background: $panel;
}
QCheckBox::indicator, QGroupBox::indicator, QListView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$assets/check-$check.svg");
}
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 5px solid $accent; background: $on_accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $border; background: $window; }
QCheckBox::indicator:checked:disabled { border-color: $faint; background: $faint; }
QRadioButton::indicator:checked:disabled { border-color: $faint; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }

QComboBox, QSpinBox, QDoubleSpinBox {
    background: $raised; border: 1px solid $border; border-radius: 5px; padding: 3px 2px 3px 8px; min-height: 20px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox:hover, QSpinBox:hover, QDoubleSpinBox:hover { border-color: $control; }
QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border-color: $accent; }
QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled { color: $faint; background: $panel; }
QAbstractSpinBox { qproperty-alignment: AlignCenter; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$assets/chevron-down.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; padding: 4px; outline: none; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {
    border: none; background: transparent; width: 18px;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$assets/chevron-up.svg"); width: 11px; height: 11px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$assets/chevron-down.svg"); width: 11px; height: 11px; }

QSlider::groove:horizontal { height: 4px; background: $border; border-radius: 2px; }
QSlider::sub-page:horizontal { height: 4px; background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: $text; border: none;
}
QSlider::handle:horizontal:hover { background: $accent; }
QSlider::handle:horizontal:focus { width: 8px; height: 8px; border: 3px solid $accent; background: $window; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled { background: $faint; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMessageBox { messagebox-text-interaction-flags: 1; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $raised; border-color: $border; }
QToolButton:focus { border-color: $accent; }

QToolButton[popupMode="2"] { padding-right: 20px; }
QToolButton::menu-indicator {
    image: url("$assets/chevron-down.svg"); width: 12px; height: 12px; right: 5px;
    subcontrol-origin: padding; subcontrol-position: right center;
}

QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QListView, QTreeView, QTableView {
    background: $raised; border: 1px solid $border; border-radius: 5px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit { padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus,
QListView:focus, QTreeView:focus, QTableView:focus { border-color: $accent; }
QListView::item { padding: 4px 8px; min-height: 22px; border-radius: 4px; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $accent; color: $on_accent; }
QTableView::item { padding: 2px 8px; }
QTreeView::item { padding: 4px 2px; }
QListView[role="icons"]::item:selected, QTreeView[role="icons"]::item:selected { background: $hover; color: $text; }
QHeaderView::section { background: $panel; border: none; border-bottom: 1px solid $border; padding: 5px 8px; }

QGroupBox { border: none; margin-top: 20px; padding-top: 4px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: $muted; }

QTabBar { background: $window; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 5px 13px 6px 13px; border: 1px solid transparent;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:selected:focus { border: 1px solid $accent; border-bottom-width: 2px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }

QFrame[role="footer"] { background: $window; border: none; border-top: 1px solid $border; }

QProgressBar { background: $raised; border: none; border-radius: 3px; height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: $border; }
QScrollArea { border: none; background: transparent; }

QLabel[role="muted"] { color: $muted; }
QLabel[role="title"] { font-size: 20pt; font-weight: 600; }
QLabel[role="heading"] { font-size: 12pt; font-weight: 600; }
QLabel[role="section"] { color: $muted; font-weight: 600; }
QLabel[role="caution"] { color: $warning; font-weight: 600; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="error"] { color: $danger; }
QLabel[role="good"] { color: $good; font-weight: 600; }
QLabel[role="key"] {
    background: $raised; border: 1px solid $border; border-bottom-width: 2px; border-radius: 4px; padding: 1px 6px;
}
QFrame[role="panel"] { background: $panel; border: 1px solid $border; border-radius: 8px; }
QFrame[role="toast"] { background: $raised; border: 1px solid $control; border-radius: 8px; }
QFrame[role="tour"] { background: transparent; border: 2px solid $accent; border-radius: 6px; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
"""
)


def stylesheet(colours: Colours) -> str:
    """The style sheet in `colours`.

    A widget's property `role` picks its part: QPushButton primary, link; QLabel title, heading, section, muted,
    caution, error, good; QFrame panel, toast, tour, line; QListView and QTreeView icons: the selected row has no accent
    colour, so that icons of every colour are visible on it.
    """
    return _TEMPLATE.substitute(
        asdict(colours),
        assets=(Path(__file__).parents[1] / "assets").as_posix(),
        check="light" if colours.on_accent == "#ffffff" else "dark",
    )
