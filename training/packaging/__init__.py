"""From trained weights to a model file that the viewer opens."""
