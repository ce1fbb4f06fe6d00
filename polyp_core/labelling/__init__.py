"""Makes masks from few: propagation along the recording, pointing, and a choice of the frames to correct next."""
