"""Starts `polyp-viewer` in the built folder."""

import sys

from app.main import main

sys.exit(main())
