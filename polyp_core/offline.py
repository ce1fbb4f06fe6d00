"""Keeps libraries from opening network connections that nobody asked for; every door calls it first."""

import os
import sys


def switch_off_telemetry() -> None:
    """Stops OpenVINO's and NNCF's telemetry and albumentations' look-up of newer versions, before any is imported.

    Works for this process; the variable also reaches its children, which call this themselves for the rest.
    """
    os.environ["NO_ALBUMENTATIONS_UPDATE"] = "1"
    # OpenVINO and NNCF send an event on import through this package, and go without where it cannot be imported.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
