"""The report on a review: the dialog that asks for it, and its pages as PDF."""
