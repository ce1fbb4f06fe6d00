"""Start, watch and compare training runs."""
