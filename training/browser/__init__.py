"""What the dataset browser works on: columns, the filter of pairs, remembered scores. Without Qt."""
