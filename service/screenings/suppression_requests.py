"""Asking for a decision to be remembered without waiting for an alert: the party is screened as ever, and the proposal
is made on the alert that this leads to. Another person has to approve it, as any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic_core import from_json
from sqlalchemy import Connection

from service.alerts.decisions import propose
from service.alerts.errors import NotPossible, ProposalRefused
from service.alerts.model import Alert, Disposition, Proposal
from service.alerts.reading import read_alert
from service.alerts.service import AlertService
from service.alerts.statuses import AlertStatus
from service.alerts.steps import By
from service.engine.screening.request import ScreeningRequest
from service.records.records import Records
from service.screenings.service import ScreeningService

MOST_HITS = 100
"""Hits that are looked through for the entities that are named."""


@dataclass(frozen=True, slots=True)
class SuppressionRequest:
    """What is asked for: a request of one party, the listed entities that it is not, and why. The numbers of matches in
    `proposal` are found from the entities. `document` is the request as it is recorded."""

    screening: ScreeningRequest
    document: bytes
    entity_ids: tuple[str, ...]
    proposal: Proposal


async def propose_suppression(
    wanted: SuppressionRequest,
    *,
    screenings: ScreeningService,
    alerts: AlertService,
    records: Records,
    by: By,
) -> Disposition:
    """Screen the party, and propose that it is none of these entities. The version of `by` does not count.

    Raises ProposalRefused if an entity is no hit, NotPossible if it was decided before, and what screening raises.
    """
    recorded = await screenings.screen(wanted.screening, document=wanted.document, actor=by.actor)
    (party,) = from_json(recorded.answer)["parties"]
    hits = {hit["entity_id"]: hit["suppressed_by"] for hit in party["hits"] if hit["above_threshold"]}
    for entity_id in wanted.entity_ids:
        if entity_id not in hits:
            found = ", ".join(hits) or "none"
            raise ProposalRefused("entity_ids", f"entities that are hits of this party ({found})", entity_id)
        if hits[entity_id] is not None:
            raise NotPossible(f"that it is not {entity_id} is remembered already, by {hits[entity_id]}")
    alert = await alerts.read(lambda connection: _alert(connection, party["alert_id"]))
    proposal = replace(wanted.proposal, match_ids=_matches(alert, wanted.entity_ids))
    return await records.perform(propose(alert.id, proposal, replace(by, version=alert.version)))


def _alert(connection: Connection, alert_id: str) -> Alert:
    alert = read_alert(connection, alert_id)
    if alert.status is AlertStatus.CLOSED_TRUE_MATCH:
        raise NotPossible(f"this was decided as a true match in {alert_id}, which cannot be suppressed")
    return alert


def _matches(alert: Alert, entity_ids: Sequence[str]) -> tuple[int, ...]:
    return tuple(one.match_id for one in alert.matches if one.entity_id in entity_ids)
