"""Trains a network on image and mask pairs: data loading, augmentation, loss, Lightning module and callbacks."""
