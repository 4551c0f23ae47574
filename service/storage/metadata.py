"""What SQLAlchemy knows of the tables. Each joins it where it is described; `service.bootstrap.tables` names all."""

from __future__ import annotations

from sqlalchemy import MetaData

METADATA = MetaData()
