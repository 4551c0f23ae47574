"""What a caller says about a file: how it is to be read. Whatever is not said is found out strictly, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.engine.model.entity import EntityType

DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read one file.

    `encoding` None: that of the byte order mark, else strict UTF-8. `delimiter` None: the one under which most headers
    are known. `date_order` None: 03/04/1970 is an error. `columns` are pairs of a field and the header that stands for
    it, over the table of synonyms. `entity_type` is what a row is that does not say so.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    date_order: DateOrder | None = None
    columns: tuple[tuple[str, str], ...] = ()
    entity_type: EntityType = EntityType.UNKNOWN
