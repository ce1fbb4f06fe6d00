"""Reports of worker threads arrive in the GUI thread, together, and not after silence."""

import threading

from PySide6.QtCore import QThread

from app.playback.background_closer import BackgroundCloser
from app.playback.prefetcher_signals import Latest, PrefetcherSignals


def in_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_many_changes_arrive_together_in_the_gui_thread(qtbot):
    signals = PrefetcherSignals()
    got = []
    signals.frames_changed.connect(lambda changed: got.append((changed, QThread.isMainThread())))
    in_thread(lambda: [signals.on_change(index) for index in range(500)])
    assert got == []
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(set(range(500)), True)]


def test_nothing_arrives_after_silence(qtbot):
    signals = PrefetcherSignals()
    got = []
    signals.frames_changed.connect(got.append)
    in_thread(lambda: signals.on_change(1))
    signals.silence()
    other = PrefetcherSignals()
    with qtbot.waitSignal(other.frames_changed):
        in_thread(lambda: other.on_change(2))
    assert got == []


def test_only_the_latest_of_a_kind_arrives(qtbot):
    latest = Latest()
    got = []
    latest.arrived.connect(lambda kind, value: got.append((kind, value)))
    in_thread(lambda: [latest.put("a", k) for k in range(10)] + [latest.put("b", "x")])
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == [("a", 9), ("b", "x")]


def test_closer_keeps_the_order_and_leaves_no_thread():
    closed = []

    class Thing:
        def __init__(self, name):
            self.name = name

        def close(self):
            closed.append((self.name, threading.current_thread() is threading.main_thread()))

    closer = BackgroundCloser()
    closer.close(Thing("a"), None, Thing("b"))
    closer.close(Thing("c"))
    closer.join()
    assert closed == [("a", False), ("b", False), ("c", False)]
    assert not [thread for thread in threading.enumerate() if thread.name == "closer"]
