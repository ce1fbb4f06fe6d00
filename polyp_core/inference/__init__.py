"""Inference: runs the segmentation network on frames, on the CPU or a CUDA device."""
