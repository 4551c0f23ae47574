"""What clients of the reconciliation API 0.2 send, as JSON inside of a form.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from service.api.schemas.base import Key


class PropertyFilterIn(BaseModel):
    """A property that the entity is to have."""

    model_config = ConfigDict(frozen=True)

    pid: str
    v: Any

    def values(self) -> Iterator[Any]:
        """The values, of which one that is an entity of the service stands for its name."""
        for value in self.v if isinstance(self.v, list) else [self.v]:
            yield value.get("name", value.get("id")) if isinstance(value, dict) else value


class ReconciliationQueryIn(BaseModel):
    """One cell with what else stands in its row."""

    model_config = ConfigDict(frozen=True)

    query: str | None = None
    type: str | list[str] | None = None
    limit: int = Field(default=5, ge=1, le=500)
    properties: list[PropertyFilterIn] = Field(default_factory=list)

    @property
    def schema_name(self) -> str:
        """The first type that is asked for."""
        types = [self.type] if isinstance(self.type, str) else self.type or []
        return next(iter(types), "Thing")


class ReconciliationBatchIn(RootModel[dict[Key, ReconciliationQueryIn]]):
    """Queries by keys of the client's."""


class ExtensionSettingsIn(BaseModel):
    """How values of a property are wanted."""

    model_config = ConfigDict(frozen=True)

    limit: int = 0
    render: Literal["caption", "raw"] = "caption"


class ExtensionPropertyIn(BaseModel):
    """A property that is wanted of each entity."""

    model_config = ConfigDict(frozen=True)

    id: str
    settings: ExtensionSettingsIn = Field(default_factory=ExtensionSettingsIn)


class ExtensionIn(BaseModel):
    """Properties of entities that were found."""

    model_config = ConfigDict(frozen=True)

    ids: list[str]
    properties: list[ExtensionPropertyIn]
