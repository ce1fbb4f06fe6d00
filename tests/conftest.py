"""What every test shares: no screen, no look-ups on the network, threads to the cores there are."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("NO_ALBUMENTATIONS_UPDATE", "1")
os.environ.setdefault("OMP_NUM_THREADS", str(os.cpu_count() or 1))
