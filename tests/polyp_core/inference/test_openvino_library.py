"""The first use of OpenVINO by several threads at once, which happens once in a process."""

import subprocess
import sys

SCRIPT = """
import sys, threading
import numpy as np
from polyp_core.inference.openvino_library import openvino, ops

THREADS = 8
parameter = ops.parameter([1, 8], np.float32)
network = openvino.Core().compile_model(openvino.Model([ops.relu(parameter)], [parameter]), "CPU")
requests = [network.create_infer_request() for _ in range(THREADS)]
barrier = threading.Barrier(THREADS)
sys.setswitchinterval(1e-6)

def run(request):
    barrier.wait()
    request.infer({0: np.zeros((1, 8), np.float32)})

threads = [threading.Thread(target=run, args=(request,)) for request in requests]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_the_first_use_by_several_threads_does_not_deadlock() -> None:
    """Without the first access in `openvino_library`, three of four such processes hang."""
    running = [subprocess.Popen([sys.executable, "-c", SCRIPT]) for _ in range(2)]
    try:
        assert [process.wait(timeout=90) for process in running] == [0, 0]
    finally:
        for process in running:
            process.kill()
