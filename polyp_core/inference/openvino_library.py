"""Imports OpenVINO with its telemetry off, and ready for several threads; the other modules import it from here."""

import numpy as np

from polyp_core.offline import switch_off_telemetry

switch_off_telemetry()
import openvino  # noqa: E402
from openvino import opset13 as ops  # noqa: E402

__all__ = ["openvino", "ops"]

# The first access to an array of a tensor loads NumPy's interface. If two threads did that at once, as two engines that
# open, they would deadlock, one of them with Python's lock, and the window would freeze. Here only one thread can do
# it: Python imports a module once.
_ = openvino.Tensor(np.zeros(1, np.float32)).data
