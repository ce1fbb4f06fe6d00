"""Qt objects in reference cycles are destroyed in the GUI thread, whichever thread allocates."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject, Qt

from app.services.garbage_collection import GuiThreadCollection


@pytest.fixture
def collection(qapp):
    was_enabled = gc.isenabled()
    gc.enable()
    collection = GuiThreadCollection()
    yield collection
    collection.stop()
    if not was_enabled:
        gc.disable()


def allocate(kept: list[list[int]]) -> None:
    """Allocates enough objects for several automatic collections."""
    kept.extend([] for _ in range(100_000))


def test_a_cycle_is_destroyed_in_the_gui_thread_and_not_where_objects_are_allocated(collection, qtbot) -> None:
    threads = []
    dropped = QObject()
    dropped.itself = dropped
    dropped.destroyed.connect(lambda: threads.append(threading.current_thread()), Qt.ConnectionType.DirectConnection)
    del dropped
    kept: list[list[int]] = []
    worker = threading.Thread(target=allocate, args=(kept,))
    worker.start()
    worker.join()
    assert threads == []
    qtbot.waitUntil(lambda: bool(threads), timeout=60_000)
    assert threads == [threading.main_thread()]


def test_after_the_end_python_collects_again(collection) -> None:
    assert not gc.isenabled()
    collection.stop()
    assert gc.isenabled()
