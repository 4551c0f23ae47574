"""A decision that is asked for without waiting for an alert."""

import asyncio
from dataclasses import replace

import pytest
from pydantic_core import to_json

from service.alerts.decisions import By
from service.alerts.errors import NotPossible, ProposalRefused
from service.alerts.model import Proposal, WantedSuppression
from service.alerts.statuses import AlertStatus, Outcome
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.request import Options, PartyQuery, ScreeningRequest
from service.engine.screening.serialization import request_document
from service.screenings.suppression_requests import MOST_HITS, SuppressionRequest, propose_suppression
from tests.alerts.conftest import IVANOV, RATIONALE, office, rules

__all__ = ["office", "rules"]

PROPOSAL = Proposal((), Outcome.FALSE_POSITIVE, "name_only", RATIONALE, suppress=WantedSuppression(""))


@pytest.fixture
def ask(office):
    def propose(*entity_ids, proposal=PROPOSAL, by="a"):
        party = PartyQuery("p", Party(EntityType.PERSON, ("Pyotr Zavarzin",)), "C-1")
        screening = ScreeningRequest("T-1", (party,), (), Options(limit=MOST_HITS))
        wanted = SuppressionRequest(screening, to_json(request_document(screening)), entity_ids, proposal)
        runtime = office.runtime
        services = {"screenings": runtime.screenings, "alerts": runtime.alerts, "records": runtime.records}
        return asyncio.run(propose_suppression(wanted, by=By(by, office.now[0], 0), **services))

    return propose


def test_it_is_a_proposal_on_the_alert_that_the_screening_leads_to(office, ask):
    made = ask("test:1")
    alert = office.alert(made.alert_id)
    assert (alert.status, alert.subject.subject_id) == (AlertStatus.PROPOSED, "C-1")
    assert made.proposal.match_ids == (1,)
    office.approve(made)
    office.runtime.alerts.suppressions.refresh()
    assert office.screen(subject_id="C-1")["decision"] == "clear"


def test_only_entities_that_are_named_are_decided(office, ask):
    office.list(IVANOV, replace(IVANOV, id="test:2", record_id="2"))
    made = ask("test:2")
    decided = [one.entity_id for one in office.alert(made.alert_id).matches if one.match_id in made.proposal.match_ids]
    assert decided == ["test:2"]


def test_what_is_no_hit_is_refused(ask):
    with pytest.raises(ProposalRefused, match=r"entities that are hits of this party \(test:1\), got 'test:9'"):
        ask("test:1", "test:9")


def test_what_was_decided_before_is_not_asked_for_again(office, ask):
    office.approve(ask("test:1"))
    office.runtime.alerts.suppressions.refresh()
    with pytest.raises(NotPossible, match="that it is not test:1 is remembered already, by sup_"):
        ask("test:1")


def test_a_true_match_cannot_be_suppressed(office, ask):
    answer = office.screen(subject_id="C-1")
    office.decide(answer["parties"][0]["alert_id"], Outcome.TRUE_MATCH)
    with pytest.raises(NotPossible, match="was decided as a true match in alr_"):
        ask("test:1")
