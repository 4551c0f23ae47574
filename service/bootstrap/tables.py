"""All tables of the database in one place: a table that is not imported here is unknown to the migrations."""

from __future__ import annotations

from sqlmodel import SQLModel

from service.alerts.tables import (
    AlertEventRow,
    AlertMatchRow,
    AlertRow,
    AlertScreeningRow,
    AlertStateRow,
    DecidedMatchRow,
    DispositionEndRow,
    DispositionRow,
    ScreeningSuppressionRow,
    SuppressionEndRow,
    SuppressionRow,
)
from service.audit.tables import AuditAnchorRow, AuditEventRow
from service.auth.tables import ApiKeyRow
from service.bulk.jobs.tables import BulkJobRow, BulkTaskRow
from service.customers.tables import RescreenRow, RescreenTaskRow, SubjectHitRow, SubjectRow, SubjectVersionRow
from service.records.model import ScreeningEntityRow, ScreeningNameRow, ScreeningRow, TombstoneRow
from service.webhooks.tables import OutboxRow, WebhookDeliveryRow, WebhookEndpointRow

METADATA = SQLModel.metadata

TABLES = (
    ScreeningRow,
    ScreeningEntityRow,
    ScreeningNameRow,
    TombstoneRow,
    AuditEventRow,
    AuditAnchorRow,
    ApiKeyRow,
    BulkJobRow,
    BulkTaskRow,
    AlertRow,
    AlertMatchRow,
    AlertEventRow,
    AlertStateRow,
    AlertScreeningRow,
    DispositionRow,
    DispositionEndRow,
    DecidedMatchRow,
    SuppressionRow,
    SuppressionEndRow,
    ScreeningSuppressionRow,
    OutboxRow,
    SubjectRow,
    SubjectVersionRow,
    SubjectHitRow,
    RescreenRow,
    RescreenTaskRow,
    WebhookEndpointRow,
    WebhookDeliveryRow,
)
