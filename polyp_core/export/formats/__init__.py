"""The formats of an export: one module each, and `registry.py`, which lists them."""
