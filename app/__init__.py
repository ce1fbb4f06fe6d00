"""What a person sees: Qt windows, widgets and the playback clock."""

import os

# qtpy and pyqtgraph read these when they are imported. What they say for other programs would end this one.
os.environ["QT_API"] = os.environ["FORCE_QT_API"] = "pyside6"
os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"
