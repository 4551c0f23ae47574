"""What clients of yente send: matches and their parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.datastructures import QueryParams

from service.api.schemas.base import Key

MAX_BATCH = 100
MAX_MATCHES = 500
MAX_EXCLUDED = 50

SINCE = r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$"
_LISTS = ("include_dataset", "exclude_dataset", "exclude_schema", "topics", "exclude_entity_ids")


class ExampleIn(BaseModel):
    """An entity to look for."""

    model_config = ConfigDict(frozen=True)

    id: str | int | None = None
    schema_: str = Field(alias="schema")
    properties: dict[str, Any]


class MatchIn(BaseModel):
    """The body of a match. Fields that yente does not know either are ignored, as it does."""

    model_config = ConfigDict(frozen=True)

    queries: dict[Key, ExampleIn | None]
    weights: dict[str, float] = Field(default_factory=dict)
    config: dict[str, Any] = Field(default_factory=dict)
    params: dict[str, Any] | None = None


class MatchParameters(BaseModel):
    """The query string of a match."""

    model_config = ConfigDict(frozen=True)

    limit: int = Field(default=5, ge=0, le=MAX_MATCHES)
    threshold: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    cutoff: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    algorithm: str = "best"
    include_dataset: tuple[str, ...] = ()
    exclude_dataset: tuple[str, ...] = ()
    exclude_schema: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    changed_since: Annotated[str, StringConstraints(pattern=SINCE)] | None = None
    exclude_entity_ids: tuple[str, ...] = Field(default=(), max_length=MAX_EXCLUDED)


def match_parameters(given: QueryParams, more: Mapping[str, Any] | None = None) -> tuple[MatchParameters, list[str]]:
    """The parameters of a match, from the address or else from `params` in the body, and the names of those that are
    not known. Raises ValidationError."""
    known = MatchParameters.model_fields
    values: dict[str, Any] = {name: value for name, value in (more or {}).items() if name in known}
    for name in set(given.keys()) & known.keys():
        values[name] = given.getlist(name) if name in _LISTS else given[name]
    for name in _LISTS:
        if isinstance(values.get(name), str):
            values[name] = [values[name]]
    return MatchParameters.model_validate(values), sorted({*given.keys(), *(more or {})} - known.keys())
