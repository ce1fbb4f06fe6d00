"""Running the network on frames, on whatever processor there is."""
