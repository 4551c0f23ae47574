"""What all wire models share."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from service.entity import PartialDate


class Incoming(BaseModel):
    """A model that is read. A field it does not know is refused: a misspelt one must not be ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Outgoing(BaseModel):
    """A model that is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _partial_date(text: str) -> str:
    PartialDate.parse(text)
    return text


PartialDateText = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(-\d{1,2}(-\d{1,2})?)?$", max_length=10), AfterValidator(_partial_date)
]
"""`1972`, `1972-11` or `1972-11-26`, and a day that exists."""

CountryCode = Annotated[str, StringConstraints(pattern="^[A-Za-z]{2}$")]
"""Two letters, in either case. Whether they are a country is checked with the rest of the request."""

Key = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""A caller's own id or reference: printable characters, returned as given."""
