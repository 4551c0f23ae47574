"""All tables of the database in one place: a table that is not imported here is unknown to the migrations."""

from __future__ import annotations

from sqlalchemy import Table
from sqlmodel import SQLModel

from service.alerts.rows import (
    AlertEventRow,
    AlertMatchRow,
    AlertRow,
    AlertScreeningRow,
    AlertStateRow,
    DecidedMatchRow,
    DispositionEndRow,
    DispositionRow,
)
from service.alerts.suppression_rows import ScreeningSuppressionRow, SuppressionEndRow, SuppressionRow
from service.audit.rows import AuditAnchorRow, AuditEventRow
from service.auth.tables import API_KEYS
from service.bulk.jobs import tables as bulk
from service.customers import tables as book
from service.records.rows import ScreeningEntityRow, ScreeningNameRow, ScreeningRow, TombstoneRow
from service.webhooks.rows import OutboxRow, WebhookDeliveryRow, WebhookEndpointRow


def _table(row: type[SQLModel]) -> Table:
    return row.__table__  # type: ignore[attr-defined, no-any-return]


TABLES = (
    _table(ScreeningRow),
    _table(ScreeningEntityRow),
    _table(ScreeningNameRow),
    _table(TombstoneRow),
    _table(AuditEventRow),
    _table(AuditAnchorRow),
    API_KEYS,
    bulk.JOBS,
    bulk.TASKS,
    _table(AlertRow),
    _table(AlertMatchRow),
    _table(AlertEventRow),
    _table(AlertStateRow),
    _table(AlertScreeningRow),
    _table(DispositionRow),
    _table(DispositionEndRow),
    _table(DecidedMatchRow),
    _table(SuppressionRow),
    _table(SuppressionEndRow),
    _table(ScreeningSuppressionRow),
    _table(OutboxRow),
    book.SUBJECTS,
    book.VERSIONS,
    book.HITS,
    book.RESCREENS,
    book.TASKS,
    _table(WebhookEndpointRow),
    _table(WebhookDeliveryRow),
)

METADATA = TABLES[0].metadata
