"""All tables of the database in one place: a table that is not imported here is unknown to the migrations."""

from __future__ import annotations

from service.alerts.suppression_tables import CONSIDERED, SUPPRESSION_ENDS, SUPPRESSIONS
from service.alerts.tables import (
    ALERT_SCREENINGS,
    ALERTS,
    DECIDED,
    DISPOSITION_ENDS,
    DISPOSITIONS,
    EVENTS,
    MATCHES,
    STATES,
)
from service.audit.tables import AUDIT_ANCHORS, AUDIT_EVENTS
from service.auth.tables import API_KEYS
from service.bulk.jobs import tables as bulk
from service.customers import tables as book
from service.records.tables import SCREENING_ENTITIES, SCREENING_NAMES, SCREENINGS, TOMBSTONES
from service.webhooks.tables import DELIVERIES, ENDPOINTS, OUTBOX

TABLES = (
    SCREENINGS,
    SCREENING_ENTITIES,
    SCREENING_NAMES,
    TOMBSTONES,
    AUDIT_EVENTS,
    AUDIT_ANCHORS,
    API_KEYS,
    bulk.JOBS,
    bulk.TASKS,
    ALERTS,
    MATCHES,
    EVENTS,
    STATES,
    ALERT_SCREENINGS,
    DISPOSITIONS,
    DISPOSITION_ENDS,
    DECIDED,
    SUPPRESSIONS,
    SUPPRESSION_ENDS,
    CONSIDERED,
    OUTBOX,
    book.SUBJECTS,
    book.VERSIONS,
    book.HITS,
    book.RESCREENS,
    book.TASKS,
    ENDPOINTS,
    DELIVERIES,
)

METADATA = TABLES[0].metadata
