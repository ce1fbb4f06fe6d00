"""Starts `polyp-train` in the built folder."""

from training.cli import main

main()
