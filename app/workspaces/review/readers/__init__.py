"""Reviews of several readers: how far they agree."""
