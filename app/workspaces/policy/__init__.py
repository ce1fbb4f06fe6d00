"""The Policy workspace: what an alarm policy gives on recordings with known lesions."""
