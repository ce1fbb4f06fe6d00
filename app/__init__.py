"""The window: Qt windows, widgets and the playback clock."""

import os

# Read by qtpy and pyqtgraph when imported; values that are set for other programs would end this one.
os.environ["QT_API"] = os.environ["FORCE_QT_API"] = "pyside6"
os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"
