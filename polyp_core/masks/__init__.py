"""From a probability map to masks, regions, outlines and the overlay."""
