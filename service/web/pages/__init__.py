"""The pages, each in a module."""
