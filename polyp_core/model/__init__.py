"""The network, its input geometry, and the one file that holds both."""
