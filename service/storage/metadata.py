"""What all tables of the database are registered with. The package that owns a table describes it in its `tables`."""

from __future__ import annotations

from sqlalchemy import MetaData

METADATA = MetaData()
