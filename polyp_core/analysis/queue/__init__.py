"""The queue of recordings that are analysed one after the other."""
