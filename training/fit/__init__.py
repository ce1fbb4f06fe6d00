"""Fitting a network to pairs: data, augmentation, loss, module and the loop's callbacks."""
