"""The command-line interface. Exit status: 0 clear, 1 hit, 2 error."""

from service.cli.app import main

__all__ = ["main"]
