"""The tabs of the main window, one package each, imported when first opened."""
