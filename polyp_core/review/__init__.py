"""Keeps what readers decide about a recording: findings, bookmarks and marks of the examination."""
