"""How good a model is: masks against truths, with intervals."""
