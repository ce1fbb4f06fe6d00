"""Weights of networks: pretrained encoders, and saved states read without running what they hold."""
