"""Evaluates predictions on whole recordings: frames, lesions, time to detection and false alarms."""
