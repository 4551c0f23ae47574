"""The book: the counterparties that are watched, and screening them again when a list, a profile or the program
changes."""
