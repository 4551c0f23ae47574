"""The part of the FollowTheMoney model that is spoken here, read from `followthemoney.csv`.

The table has a row for each schema (its parent, its label, and as which types of party it is searched), for each
property (its schema, its label, its FollowTheMoney type, and what it says of a party) and for each topic. Names are
those of https://followthemoney.tech/explorer/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from service.common.bundled_tables import bundled_rows
from service.engine.model.entity import EntityType


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of entity. `asked` is empty for those that cannot be screened, such as an address."""

    name: str
    parent: str | None
    label: str
    plural: str
    asked: tuple[EntityType, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a schema and of those below it. `asked` is what it says of a party, or empty; `identifier` is the
    kind of number, of those that are compared."""

    name: str
    schema: str
    label: str
    type: str
    asked: str
    identifier: str

    @property
    def qualified_name(self) -> str:
        """`Person:birthDate`, by which the reconciliation API calls it."""
        return f"{self.schema}:{self.name}"


@cache
def schemas() -> Mapping[str, Schema]:
    """All schemas by name."""
    return MappingProxyType(
        {
            row["name"]: Schema(
                row["name"],
                row["schema"] or None,
                row["label"],
                row["plural"],
                tuple(map(EntityType, row["asked"].split())),
            )
            for row in _rows("schema")
        }
    )


@cache
def properties() -> tuple[Property, ...]:
    """All properties, in the order of the table."""
    return tuple(
        Property(row["name"], row["schema"], row["label"], row["type"], row["asked"], row["identifier"])
        for row in _rows("property")
    )


@cache
def properties_of(schema: str) -> Mapping[str, Property]:
    """The properties of a schema and its parents by name; that of the nearest schema wins."""
    known = schemas().get(schema)
    if known is None:
        return MappingProxyType({})
    inherited = dict(properties_of(known.parent)) if known.parent else {}
    return MappingProxyType(inherited | {one.name: one for one in properties() if one.schema == schema})


@cache
def identifier_property(schema: str, kind: str) -> str | None:
    """The property of a schema that holds a kind of number, or None."""
    return next((one.name for one in properties_of(schema).values() if one.identifier == kind), None)


def is_a(schema: str, other: str) -> bool:
    """Whether a schema is another one or below it."""
    name: str | None = schema
    while name is not None and name != other:
        name = schemas()[name].parent if name in schemas() else None
    return name is not None


@cache
def topic_label(topic: str) -> str:
    """A topic in words; itself if the table does not have it."""
    return next((row["label"] for row in _rows("topic") if row["name"] == topic), topic)


def matchable() -> tuple[Schema, ...]:
    """The schemas that can be screened."""
    return tuple(schema for schema in schemas().values() if schema.asked)


def _rows(kind: str) -> Iterator[dict[str, str]]:
    return (row for row in bundled_rows(__package__, "followthemoney.csv") if row["kind"] == kind)
