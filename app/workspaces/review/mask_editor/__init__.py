"""Corrects the masks of a recording: the reader's masks on the screen, and the tools that draw them."""
