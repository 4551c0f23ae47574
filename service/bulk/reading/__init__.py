"""One format each, from a file to a table of texts."""
