"""The manual, the tour, and the notice about a new version."""
