"""Editions of watchlists: every file as it came, kept for ever by its hash, one edition active, none made worse."""
