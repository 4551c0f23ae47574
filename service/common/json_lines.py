"""Log lines as JSON, by structlog. `logging` brings this in with the first line that is written.

Secrets are taken out of every line, whoever wrote it: a library may quote what it was given.
"""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any

import structlog

from service.common.redaction import without_secrets

_SHARED: list[structlog.typing.Processor] = [
    structlog.stdlib.add_logger_name,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure_structlog(level: str) -> None:
    """Hand our own log lines to the handlers of the standard library."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )


def json_formatter() -> logging.Formatter:
    """Makes one JSON object of a line, be it ours or that of a library."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _take_secrets_out,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _take_secrets_out(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: _without_secrets(value) for name, value in line.items()}


def _without_secrets(value: Any) -> Any:
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, dict):
        return {name: _without_secrets(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_without_secrets(held) for held in value]
    # Anything else would be written as it presents itself, which may quote what it was given: an error does.
    return value if value is None or isinstance(value, int | float) else without_secrets(repr(value))
