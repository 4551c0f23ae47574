"""Sekisho: may we deal with these parties, and may these goods come in?"""

__version__ = "0.1.0"
