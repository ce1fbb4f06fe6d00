"""Prevents libraries from opening network connections on import; every entry point calls it first."""

import os
import sys


def switch_off_telemetry() -> None:
    """Disables the telemetry of OpenVINO and NNCF and the update check of albumentations; call before importing them.

    Affects this process; child processes inherit the variable and call this themselves for the rest.
    """
    os.environ["NO_ALBUMENTATIONS_UPDATE"] = "1"
    # OpenVINO and NNCF send an event on import through this package, and skip that if it cannot be imported.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
