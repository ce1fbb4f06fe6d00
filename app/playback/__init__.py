"""The clock of the viewer, and the bridge from the pipeline threads to Qt signals."""
