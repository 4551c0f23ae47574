"""Is a proposal fit to be decided? And what exactly is approved, as a hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from service.alerts.errors import ProposalRefused
from service.alerts.fingerprint import territory_id
from service.alerts.model import Alert, AlertMatch, Evidence, Proposal, WantedSuppression
from service.alerts.reason_codes import reason_codes
from service.alerts.statuses import Outcome
from service.audit.link import canonical
from service.common.clock import sortable

SHORTEST_RATIONALE = 20
LONGEST_RATIONALE = 10_000
MOST_MATCHES = 500
DEFAULT_DAYS = 365
MOST_DAYS = 1_095
MOST_DAYS_OF_TERRITORIES = 90
CHECKS = ("list", "type", "whole_name", "other_facts", "conclusion")
"""The steps of OFAC's guide "Assessing OFAC Name Matches": who is listed where, whether both are of one type, how much
of the name is alike, how the other facts compare, and what follows."""


def check_proposal(alert: Alert, proposal: Proposal, at: datetime) -> Proposal:
    """The proposal, with the time that it has to give. Raises ProposalRefused, naming the field."""
    matches = {one.match_id: one for one in alert.matches}
    if not 1 <= len(proposal.match_ids) <= MOST_MATCHES:
        raise ProposalRefused("match_ids", f"1 to {MOST_MATCHES} matches", len(proposal.match_ids))
    for match_id in proposal.match_ids:
        if match_id not in matches:
            raise ProposalRefused("match_ids", f"matches of this alert ({', '.join(map(str, matches))})", match_id)
        if matches[match_id].status != "open":
            raise ProposalRefused("match_ids", "matches that are open", f"{match_id} ({matches[match_id].status})")
    if len(set(proposal.match_ids)) < len(proposal.match_ids):
        raise ProposalRefused("match_ids", "every match once", list(proposal.match_ids))
    words = len(proposal.rationale.strip())
    if not SHORTEST_RATIONALE <= words <= LONGEST_RATIONALE:
        expected = f"{SHORTEST_RATIONALE} to {LONGEST_RATIONALE} characters that say why"
        raise ProposalRefused("rationale", expected, f"{words} characters")
    if proposal.reason_code not in reason_codes():
        raise ProposalRefused("reason_code", f"one of {', '.join(reason_codes())}", proposal.reason_code)
    for check in proposal.checks:
        if check not in CHECKS:
            raise ProposalRefused("checks", f"steps of {', '.join(CHECKS)}", check)
    if proposal.suppress is None:
        return proposal
    chosen = [matches[match_id] for match_id in proposal.match_ids]
    return replace(proposal, suppress=_check_suppression(proposal, proposal.suppress, chosen, at))


def _check_suppression(
    proposal: Proposal, wanted: WantedSuppression, matches: list[AlertMatch], at: datetime
) -> WantedSuppression:
    if proposal.outcome is not Outcome.FALSE_POSITIVE:
        raise ProposalRefused("suppress", "nothing, as only a false positive can be remembered", proposal.outcome.value)
    territory = any(one.entity_id.startswith(territory_id("")) for one in matches)
    most = MOST_DAYS_OF_TERRITORIES if territory else MOST_DAYS
    if not wanted.expires_at:
        return replace(wanted, expires_at=sortable(at + timedelta(days=min(DEFAULT_DAYS, most))))
    expires = datetime.fromisoformat(wanted.expires_at)
    if not at < expires <= at + timedelta(days=most):
        latest = sortable(at + timedelta(days=most))
        raise ProposalRefused("suppress/expires_at", f"a moment to come, at most {most} days ({latest})", expires)
    return replace(wanted, expires_at=sortable(expires))


def content_of(proposal: Proposal) -> Mapping[str, Any]:
    """A proposal as canonical JSON can hold it."""
    return {**asdict(proposal), "outcome": proposal.outcome.value}


def proposal_of(content: Mapping[str, Any]) -> Proposal:
    """A proposal from what `content_of` made of it."""
    suppress = content["suppress"]
    return Proposal(
        match_ids=tuple(content["match_ids"]),
        outcome=Outcome(content["outcome"]),
        reason_code=content["reason_code"],
        rationale=content["rationale"],
        checks=tuple(content["checks"]),
        evidence=tuple(Evidence(**one) for one in content["evidence"]),
        suppress=None if suppress is None else WantedSuppression(**suppress),
    )


def content_sha256(alert: Alert, proposal: Proposal, proposed_by: str) -> str:
    """Hash over all that is decided: the proposal, the matches and the subject it is about, and the version of the
    alert that it was made on. Whoever approves names it, and so approves exactly what they have looked at."""
    chosen = [one for one in alert.matches if one.match_id in proposal.match_ids]
    decided = {
        "alert": alert.id,
        "version": alert.version,
        "subject": alert.subject.fingerprint_sha256,
        "matches": [
            [one.match_id, one.entity_id, one.entity_sha256, one.rules_sha256, f"{one.score:.4f}"] for one in chosen
        ],
        "proposal": content_of(proposal),
        "proposed_by": proposed_by,
    }
    return hashlib.sha256(canonical(decided).encode()).hexdigest()
