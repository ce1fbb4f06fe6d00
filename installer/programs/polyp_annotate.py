"""Starts `polyp-annotate` in the built folder."""

from polyp_core.cli import main

main()
