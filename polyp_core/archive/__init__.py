"""Archives of recordings: many machines annotate one recording each, and the state of the work lies in files."""
