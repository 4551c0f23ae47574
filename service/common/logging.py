"""Logs: one JSON object a line on standard error (`json_lines`). They hold no personal data, unless the operator asks
for it.

structlog, which writes them, is imported with the first line: it takes a twentieth of a second, and a command that
screens one name writes none.
"""

from __future__ import annotations

import logging
import sys
from functools import lru_cache
from typing import Any


class _Asked:
    """What was asked for last. Until anything is, structlog writes as it does by itself."""

    level: str | None = None
    least = logging.NOTSET


def configure_logs(level: str) -> None:
    """Send our own log lines, and those of the libraries, to standard error as JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    logging.getLogger("uvicorn.access").disabled = True
    _Asked.level, _Asked.least = level, root.level
    _bound.cache_clear()


class Logger:
    """Writes log lines that have fields besides their event."""

    def __init__(self, name: str) -> None:
        self._name = name

    def debug(self, event: str, **fields: Any) -> None:
        """What only helps to find a fault."""
        if _Asked.least <= logging.DEBUG:
            _bound(self._name).debug(event, **fields)

    def info(self, event: str, **fields: Any) -> None:
        """What happens as it should."""
        if _Asked.least <= logging.INFO:
            _bound(self._name).info(event, **fields)

    def warning(self, event: str, **fields: Any) -> None:
        """What somebody should look at some day."""
        if _Asked.least <= logging.WARNING:
            _bound(self._name).warning(event, **fields)

    def error(self, event: str, **fields: Any) -> None:
        """What somebody should look at now."""
        if _Asked.least <= logging.ERROR:
            _bound(self._name).error(event, **fields)

    def exception(self, event: str, **fields: Any) -> None:
        """The same, with the exception that is being handled."""
        if _Asked.least <= logging.ERROR:
            _bound(self._name).exception(event, **fields)


@lru_cache(maxsize=16)
def _bound(name: str) -> Any:
    import structlog

    if _Asked.level is not None:
        from service.common.json_lines import configure_structlog

        configure_structlog(_Asked.level)
    return structlog.get_logger(name)


class _JsonLines(logging.Formatter):
    """Formats with structlog, once there is a line."""

    def format(self, record: logging.LogRecord) -> str:
        return _formatter().format(record)


@lru_cache(maxsize=1)
def _formatter() -> logging.Formatter:
    from service.common.json_lines import json_formatter

    return json_formatter()
