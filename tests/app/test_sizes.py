"""Nothing is cut off or out of reach in any workspace or dialog, with long names, at common sizes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.diagnostics import Failure
from app.services.settings import Settings
from app.shell.window_place import fit_window, format_geometry, place_window
from app.widgets.dialog_sizing import moved_into
from app.widgets.plain_text import ElidedLabel
from polyp_core.display_text import filled
from polyp_core.review.changes import set_mark
from polyp_core.review.records import MARK_KINDS
from resources import DEMO_CLIP, MODEL_FILE

WAIT_MS = 90_000
SIZES = ((900, 600), (1024, 720), (1440, 900))
LONG = "Colonoscopy_2026-03-14_room-7_recording-with-a-very-long-name_of_the_second_examination_this_week_part_0003"
PAIRS = Path(__file__).parents[1] / "data" / "polypgen"


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return Path(shutil.copy(DEMO_CLIP, tmp_path / f"{LONG}.mp4"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, clip: Path) -> Iterator[MainWindow]:
    pairs = tmp_path / LONG
    shutil.copytree(PAIRS, pairs)
    settings = Settings(
        started_before=True,
        play_on_open=False,
        analyse_whole_clip=False,
        style="heatmap",
        dataset_roots=(pairs,),
        recent_files=(clip,),
    )
    made = MainWindow(settings)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_without_asking()


def is_scrolled(widget: QWidget, top: QWidget) -> bool:
    """Returns whether a scroll area between the two makes the widget reachable."""
    parent = widget.parentWidget()
    while parent is not None and parent is not top:
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return True
        parent = above
    return False


def cut_text(widget: QWidget) -> str:
    """Returns the text of a label or button that is cut off; "" if it is not."""
    if isinstance(widget, ElidedLabel):
        is_elided = QLabel.text(widget) != widget.text()
        return widget.text() if is_elided and not widget.toolTip() else ""
    if isinstance(widget, QLabel):
        if not widget.text() or not widget.pixmap().isNull():
            return ""
        if widget.wordWrap():
            return widget.text() if widget.heightForWidth(widget.width()) > widget.height() + 1 else ""
        needed = widget.minimumSizeHint()
    elif isinstance(widget, QAbstractButton):
        only_icon = (
            isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        if not widget.text() or (only_icon and not widget.icon().isNull()):
            return ""
        needed = widget.sizeHint()
    else:
        return ""
    fits = needed.width() <= widget.width() + 1 and needed.height() <= widget.height() + 1
    return "" if fits or (isinstance(widget, QAbstractButton) and "…" in widget.text()) else widget.text()


def faults(top: QWidget) -> list[str]:
    """Returns what is cut off or outside of `top`."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not top.window():
            continue
        area = QRect(widget.mapTo(top, QPoint()), widget.size())
        if not is_scrolled(widget, top) and not area.isEmpty() and not top.rect().contains(area):
            found.append(f"outside: {type(widget).__name__} {widget.accessibleName()} {area.getRect()}")
        if words := cut_text(widget):
            found.append(f"cut: {type(widget).__name__} {words[:60]} {widget.size().toTuple()}")
        if isinstance(widget, QTabBar) and widget.count() and widget.sizeHint().width() > widget.width() + 1:
            found.append(f"tabs are out of sight: {widget.tabText(widget.count() - 1)}")
    return found


def settled_faults(qtbot: QtBot, top: QWidget) -> list[str]:
    """Returns the faults after the layouts have settled, which takes several passes for wrapped texts."""
    for _ in range(20):
        if not faults(top):
            return []
        qtbot.wait(100)
    return faults(top)


def check_at_every_size(qtbot: QtBot, window: MainWindow) -> None:
    for size in SIZES:
        window.resize(*size)
        qtbot.wait(60)
        assert window.size().toTuple() == size
        assert settled_faults(qtbot, window) == [], size
        assert window.rect().contains(QRect(window.footer.mapTo(window, QPoint()), window.footer.size()))


def test_review_and_the_welcome_page(qtbot: QtBot, window: MainWindow, clip: Path) -> None:
    check_at_every_size(qtbot, window)
    window.models.start(MODEL_FILE)
    window.open([clip])
    qtbot.waitUntil(lambda: window.review.current_frame() is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.review.current_source.indexing, timeout=WAIT_MS)
    window.review.player.set_loop_start(10)
    window.review.player.set_loop_end(300)
    window.review.canvas.zoom_to_actual()
    check_at_every_size(qtbot, window)
    assert window.review.transport.loop_text.isVisible(), "at the largest size there is room for all"
    # Of a recording of hours the time is longer.
    window.review.transport.show_time(123_456, 270_001, 4_938.24, 10_800.04)
    for size in SIZES:
        window.resize(*size)
        assert settled_faults(qtbot, window) == [], size
        assert "123456" in window.review.transport.time.text()


def test_the_examination_and_the_listed_reviews(qtbot: QtBot, window: MainWindow, clip: Path) -> None:
    window.models.start(MODEL_FILE)
    window.open([clip])
    review, controller = window.review, window.review.decisions
    qtbot.waitUntil(lambda: controller.is_open, timeout=WAIT_MS)
    for kind in MARK_KINDS:
        controller.change(lambda made, kind=kind: set_mark(made, kind, 20, 90, controller.times_s))
    review.actions_table["washing"].trigger()
    review.side_panel.setCurrentWidget(review.examination)
    check_at_every_size(qtbot, window)
    window.resize(*SIZES[0])
    assert settled_faults(qtbot, window) == []
    assert not review.examination.findChild(QScrollArea).horizontalScrollBar().isVisible()
    window.settings.reader_name = LONG
    controller.change(lambda made: set_mark(made, "caecum_reached", 20, 20, controller.times_s))
    window.close_source()
    qtbot.waitUntil(lambda: window.page.welcome.reviews.count() == 2, timeout=WAIT_MS)
    check_at_every_size(qtbot, window)


def test_recordings(qtbot: QtBot, window: MainWindow, clip: Path, tmp_path: Path) -> None:
    page = window.tabs.open("recordings")
    check_at_every_size(qtbot, window)
    empty = tmp_path / f"{LONG}-empty.mp4"
    empty.touch()
    window.queue.add([clip, empty])
    qtbot.waitUntil(lambda: page.tree.topLevelItemCount() == 2, timeout=WAIT_MS)  # type: ignore[attr-defined]
    page.tree.selectAll()  # type: ignore[attr-defined]
    window.queue.queue.set_problem(
        "file", filled("The list of recordings could not be read completely: {reason}.", reason="it is damaged")
    )
    page.actions_table["queue_remove"].trigger()  # type: ignore[attr-defined]
    check_at_every_size(qtbot, window)
    page.actions_table["queue_undo"].trigger()  # type: ignore[attr-defined]
    check_at_every_size(qtbot, window)


def test_dataset(qtbot: QtBot, window: MainWindow) -> None:
    window.tabs.open("dataset")
    qtbot.waitUntil(lambda: "dataset" in window.tabs.made, timeout=WAIT_MS)
    page = window.tabs.made["dataset"]
    qtbot.waitUntil(
        lambda: "10 of 10" in " ".join(label.text() for label in page.findChildren(QLabel)), timeout=WAIT_MS
    )
    for tab in range(page.pages.count()):
        page.pages.setCurrentIndex(tab)
        check_at_every_size(qtbot, window)


def test_training(qtbot: QtBot, window: MainWindow) -> None:
    window.tabs.open("training")
    qtbot.waitUntil(lambda: "training" in window.tabs.made, timeout=WAIT_MS)
    page = window.tabs.made["training"]
    check_at_every_size(qtbot, window)
    page.show_new_run()
    for preset in range(page.new_run.preset.count()):
        page.new_run.preset.setCurrentIndex(preset)
        check_at_every_size(qtbot, window)


def shown_dialog() -> QDialog:
    return next(top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible())


def test_live(qtbot: QtBot, window: MainWindow) -> None:
    window.tabs.open("live")
    check_at_every_size(qtbot, window)


def test_every_dialog_fits_and_is_on_the_screen(qtbot: QtBot, window: MainWindow, clip: Path) -> None:
    window.models.start(MODEL_FILE)
    window.open([clip])
    qtbot.waitUntil(lambda: window.review.segmenter_thread is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.current_frame() is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.review.current_source.indexing, timeout=WAIT_MS)
    qtbot.waitUntil(window.shell_actions["report"].isEnabled, timeout=WAIT_MS)
    failure = Failure(f"The recording {clip} could not be read: it ends in the middle.", "Traceback\n" * 40)
    openers: tuple[Callable[[], object], ...] = (
        *(window.shell_actions[name].trigger for name in ("settings", "shortcuts", "about", "model_card")),
        *(window.shell_actions[name].trigger for name in ("export", "privacy", "report")),
        window.review.actions_table["go_to"].trigger,
        lambda: window.errors.show(failure),
    )
    room = window.screen().availableGeometry()
    for opener in openers:
        opener()
        qtbot.wait(300)
        dialog = shown_dialog()
        pages = getattr(dialog, "titles", None)
        for page in range(pages.count() if pages is not None else 1):
            if pages is not None:
                pages.setCurrentRow(page)
            qtbot.wait(30)
            assert settled_faults(qtbot, dialog) == [], dialog.windowTitle()
        assert room.contains(dialog.frameGeometry()), dialog.windowTitle()
        dialog.reject()
        qtbot.wait(30)


def test_every_menu_is_no_higher_than_a_small_screen(window: MainWindow) -> None:
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QWidget)
        assert menu.sizeHint().height() <= 600, action.text()


# -- Where the window opens --------------------------------------------------------------------------------------------


@pytest.fixture
def plain(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_the_first_window_fits_into_the_screen(plain: QWidget) -> None:
    place_window(plain, "")
    assert plain.screen().availableGeometry().contains(plain.frameGeometry())


@pytest.mark.parametrize("place", [(5000, 4000), (-3000, -50), (60, 700)])
def test_a_window_of_a_removed_screen_is_restored_on_the_screen(
    qtbot: QtBot, plain: QWidget, place: tuple[int, int]
) -> None:
    plain.resize(3000, 2000)
    plain.move(*place)
    kept = format_geometry(plain)
    again = QWidget()
    qtbot.addWidget(again)
    place_window(again, kept)
    again.show()
    assert again.screen().availableGeometry().contains(again.geometry())
    plain.resize(300, 200)
    plain.move(*place)
    fit_window(plain)
    assert plain.screen().availableGeometry().contains(plain.geometry())


def test_a_window_that_fits_keeps_its_position(qtbot: QtBot, plain: QWidget) -> None:
    room = plain.screen().availableGeometry()
    plain.setGeometry(room.left(), room.top() + 60, room.width() - 16, room.height() - 120)
    again = QWidget()
    qtbot.addWidget(again)
    place_window(again, format_geometry(plain))
    assert again.geometry() == plain.geometry()


def test_a_window_larger_than_the_screen_keeps_its_title_visible() -> None:
    assert moved_into(QRect(0, 0, 100, 100), QRect(50, 60, 300, 300)) == QPoint(0, 0)
    assert moved_into(QRect(0, 0, 100, 100), QRect(50, 60, 60, 20)) == QPoint(40, 60)
