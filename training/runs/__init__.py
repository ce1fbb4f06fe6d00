"""The folder of a training run: its files, process, lock, status and scores, and series of runs."""
