"""An answer as it is recorded and sent: JSON in the order and under the names of `result`."""

from __future__ import annotations

from msgspec.json import Encoder

from service.engine.screening.result import ScreeningResult

_ENCODER = Encoder()


def serialize_result(result: ScreeningResult) -> bytes:
    """The one way to write an answer, so that record, reply and replay are the same bytes."""
    return _ENCODER.encode(result)
