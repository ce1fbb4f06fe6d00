"""The Recordings workspace: a list of recordings that are analysed one after the other."""
