"""Dialogs that belong to no workspace."""
