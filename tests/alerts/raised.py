"""Alerts without a screening: what was found is said in the test."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from service.alerts.drafting import Raised
from service.alerts.finding_model import Finding, FoundMatch, Subject, SubjectKind
from service.alerts.model import Proposal
from service.alerts.proposals import content_of
from service.alerts.statuses import Outcome
from service.alerts.suppression_tables import SUPPRESSION_ENDS, SUPPRESSIONS
from service.alerts.tables import DECIDED, DISPOSITIONS
from service.audit.link import canonical
from service.common.clock import sortable
from service.storage.bulk_insert import insert_rows
from tests.conftest import NOW

AT = sortable(NOW)
_NUMBERS = count(1)


def found(entity_id: str = "test:1", score: float = 0.8, **changed: Any) -> FoundMatch:
    """A hit of an entity that looks as it always did, unless something is said to be changed."""
    values = {"entity_sha256": f"like {entity_id}", "rules_sha256": "rules", "watchlist": entity_id.partition(":")[0]}
    return FoundMatch(entity_id=entity_id, score=score, **(values | changed))


def raised(*matches: FoundMatch, subject_id: str | None = "C-1", **changed: Any) -> Raised:
    """A finding about a party that a person has to look at."""
    finding = {
        "subject": Subject(SubjectKind.PARTY, "p", "fingerprint", subject_id),
        "alert_id": f"alr_{next(_NUMBERS):06}",
        "decision": "review",
    }
    finding |= {name: changed.pop(name) for name in (*finding, "considered", "applied", "lapsed") if name in changed}
    values = {"at": AT, "actor": "desk", "profile_id": "default", "profile_sha256": "p", "snapshot_sha256": "s"}
    return Raised(Finding(matches=matches, **finding), **(values | changed))


def decide(connection: Any, alert_id: str, match_ids: Sequence[int], outcome: Outcome) -> str:
    """Write down that matches were decided, whatever stands in the way. Gives the id of the disposition."""
    disposition_id = f"dsp_{next(_NUMBERS):06}"
    columns = tuple(column.name for column in DISPOSITIONS.columns)
    content = canonical(content_of(Proposal((1,), outcome, "name_only", "only the name is alike")))
    row = (disposition_id, alert_id, 1, outcome.value, "name_only", content, "c" * 64, "a", AT)
    insert_rows(connection, DISPOSITIONS, columns, [row])
    rows = [(alert_id, one, disposition_id, outcome.value) for one in match_ids]
    insert_rows(connection, DECIDED, ("alert_id", "match_id", "disposition_id", "outcome"), rows)
    return disposition_id


def suppress(connection: Any, subject_key: str = "id:C-1", entity_id: str = "test:1", **changed: Any) -> str:
    """Remember that a subject is not an entity. Gives the id of the suppression."""
    values = {
        "id": f"sup_{next(_NUMBERS):06}",
        "subject_key": subject_key,
        "subject_sha256": "fingerprint",
        "entity_id": entity_id,
        "entity_sha256": f"like {entity_id}",
        "rules_sha256": "rules",
        "profile_id": "default",
        "score": 0.8,
        "disposition_id": "dsp_1",
        "alert_id": "alr_1",
        "approved_by": "b",
        "starts_at": AT,
        "expires_at": sortable(NOW + timedelta(days=365)),
    } | changed
    columns = tuple(column.name for column in SUPPRESSIONS.columns)
    insert_rows(connection, SUPPRESSIONS, columns, [tuple(values[name] for name in columns)])
    return str(values["id"])


def end(connection: Any, suppression_id: str, status: str = "revoked") -> None:
    """End a suppression."""
    columns = ("suppression_id", "status", "at", "by")
    insert_rows(connection, SUPPRESSION_ENDS, columns, [(suppression_id, status, AT, "b")])
