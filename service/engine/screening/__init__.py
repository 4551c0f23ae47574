"""The use case: may we deal with these parties, and may these goods come in? Pure: no clock, no disk, no network."""
