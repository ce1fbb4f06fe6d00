import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from polyp_core.inference import devices

DRIVER = """
#include <string.h>
int cuInit(unsigned flags) { return INIT; }
int cuDeviceGetCount(int *count) { *count = COUNT; return 0; }
int cuDeviceGet(int *device, int ordinal) { *device = 40 + ordinal; return 0; }
int cuDeviceGetName(char *name, int length, int device) {
    strncpy(name, device == 40 ? "NVIDIA Test 4000" : "NVIDIA Test 4001", length);
    return 0;
}
"""


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="builds a Linux library")
@pytest.mark.parametrize(
    ("init", "count", "names"),
    [(0, 2, "NVIDIA Test 4000 NVIDIA Test 4001"), (0, 0, ""), (100, 1, ""), (999, 1, "")],
)
def test_cuda_availability_is_that_of_the_driver(tmp_path: Path, init: int, count: int, names: str) -> None:
    (tmp_path / "driver.c").write_text(DRIVER)
    library = tmp_path / "libcuda.so.1"
    build = ["cc", "-shared", "-fPIC", f"-DINIT={init}", f"-DCOUNT={count}", "-o", library, tmp_path / "driver.c"]
    subprocess.run(build, check=True)
    script = "from polyp_core.inference.devices import cuda_names, has_cuda; print(*cuda_names()); print(has_cuda())"
    environment = {**os.environ, "LD_LIBRARY_PATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [names, str(bool(names))]


def test_every_device_has_a_name() -> None:
    assert devices.device_name("cpu").strip()
    assert devices.device_name("cuda").strip()
    assert devices.has_cuda() == bool(devices.cuda_names())


def test_the_thread_count_comes_from_the_environment_or_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert devices.cpu_threads() == 3
    for unset in ("", "0", "many"):
        monkeypatch.setenv("OMP_NUM_THREADS", unset)
        assert 1 <= devices.cpu_threads() <= (os.cpu_count() or 1)
