"""Screening the book again: a thread beside the server that sees when, a process that leads, and its workers."""
