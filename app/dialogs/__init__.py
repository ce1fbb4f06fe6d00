"""The small windows that belong to no workspace."""
