"""One folding of characters for names, identifiers and goods: what is invisible, what only decorates a letter, what
looks like a Latin letter, and mark-up that programs leave in text. Pure functions on text; nothing here knows names.
"""
