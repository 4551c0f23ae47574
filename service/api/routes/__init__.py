"""One short file for each resource."""
