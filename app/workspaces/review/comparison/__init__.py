"""Compares what the model in use finds with a second model, another policy, or the reader's decisions."""
