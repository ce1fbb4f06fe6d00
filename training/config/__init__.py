"""The configuration of a training run, its presets and the known encoders."""
