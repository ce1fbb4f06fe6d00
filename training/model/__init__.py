"""Loads weights of networks: pretrained encoders, and saved states without executing code in them."""
