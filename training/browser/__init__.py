"""Logic of the dataset browser without Qt: table columns, pair filter and cached scores."""
