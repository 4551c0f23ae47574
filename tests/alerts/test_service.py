"""The whole loop: found, decided by two, remembered, and back when anything has changed."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from service.alerts import handling
from service.alerts.errors import DispositionChanged, NotPossible, ProposalRefused, VersionChanged
from service.alerts.finding_model import SuppressionStatus
from service.alerts.model import WantedSuppression
from service.alerts.revoking import revoke
from service.alerts.search import Release, SuppressionQuery, find_suppressions, status_of_screening
from service.alerts.statuses import AlertStatus, Outcome
from service.alerts.suppression_reading import suppressions_ended_between
from service.alerts.tables import ALERTS, EVENTS
from service.auth.second_person import SecondPersonNeeded
from service.common.clock import sortable
from service.engine.matching.model import Party
from service.engine.model.entity import Designation, EntityType, Name, PartialDate
from service.engine.screening.request import PartyQuery, ScreeningRequest
from tests.alerts.conftest import IVANOV


def alert_id(answer):
    return answer["parties"][0]["alert_id"]


def status(office, answer):
    document = asyncio.run(office.runtime.records.get(answer["id"]))
    with office.runtime.records.engine.connect() as connection:
        return status_of_screening(connection, document)[0]


def suppressions(office):
    with office.runtime.records.engine.connect() as connection:
        return find_suppressions(connection, sortable(office.now[0]), SuppressionQuery()).suppressions


def test_a_hit_is_suppressed_once_two_have_decided(office):
    first = office.screen()
    assert (first["decision"], status(office, first)) == ("review", Release.HOLD)
    office.decide(alert_id(first))
    assert status(office, first) is Release.RELEASE
    again = office.screen()
    hit = again["parties"][0]["hits"][0]
    assert (again["decision"], again["suppressed_hits"], alert_id(again)) == ("clear", 1, None)
    assert hit["suppressed_by"] == suppressions(office)[0].suppression.id
    assert suppressions(office)[0].times_applied == 1


def test_the_same_finding_joins_the_alert_that_waits(office):
    first, second = office.screen(), office.screen()
    assert alert_id(first) == alert_id(second)
    office.decide(alert_id(first), Outcome.TRUE_MATCH)
    third = office.screen()
    assert alert_id(third) == alert_id(first)
    assert {status(office, one) for one in (first, second, third)} == {Release.REJECT}


def test_another_spelling_of_the_same_letters_is_the_same_subject(office):
    office.decide(alert_id(office.screen("Pyotr Zavarzin")))
    assert office.screen("ZAVARZIN,  Pyotr")["decision"] == "clear"


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"names": (*IVANOV.names, Name("Petr Zavarzyn"))}, "entity_changed"),
        ({"nationalities": ("XK",)}, "entity_changed"),
        ({"designations": (Designation("Another programme", "Test authority"),)}, "rule_changed"),
        ({"id": "test:2", "record_id": "2"}, "entity_renumbered"),
    ],
)
def test_a_change_of_the_list_brings_the_hit_back(office, changed, because):
    former = alert_id(office.screen())
    office.decide(former)
    office.list(replace(IVANOV, **changed))
    (ended,) = suppressions(office)
    assert (ended.status, ended.lapsed_because) == (SuppressionStatus.LAPSED, because)
    answer = office.screen()
    assert answer["decision"] == "review"
    assert office.alert(alert_id(answer)).previous_alert_id == former


def test_a_lapse_is_an_alert_before_anybody_screens(office):
    office.decide(alert_id(office.screen(subject_id="C-1")))
    office.list(replace(IVANOV, gender="male"))
    with office.runtime.records.engine.connect() as connection:
        events = connection.execute(select(EVENTS.c.alert_id).where(EVENTS.c.actor == "sekisho")).scalars().all()
    (raised,) = events
    assert office.alert(raised).status is AlertStatus.OPEN
    assert alert_id(office.screen(subject_id="C-1")) == raised


def test_what_does_not_count_lapses_nothing(office):
    office.decide(alert_id(office.screen()))
    said = {"remarks": "other words", "positions": ("clerk",), "facts": (("Updated on", "2026-11-29"),)}
    moved = replace(IVANOV, **said, names=(Name("PYOTR  ZAVARZIN"),))
    office.list(moved, edition="2")
    assert office.screen()["decision"] == "clear"


def test_a_change_of_the_subject_brings_the_hit_back(office):
    office.decide(alert_id(office.screen(subject_id="C-1")))
    assert office.screen(subject_id="C-1")["decision"] == "clear"
    assert office.screen(subject_id="C-1", birth_date=PartialDate(1970))["decision"] == "review"
    assert suppressions(office)[0].lapsed_because == "subject_changed"
    assert office.screen(subject_id="C-1")["decision"] == "review"


def test_a_suppressed_hit_takes_no_place_of_another(office):
    names = ("Pyotr Zavarzin", "Pyotr Zavarzine", "Pyotr Zavarsin")
    listed = [replace(IVANOV, id=f"test:{n}", record_id=str(n), names=(Name(name),)) for n, name in enumerate(names)]
    office.list(listed[0])
    office.decide(alert_id(office.screen()))
    office.list(*listed)
    party = Party(EntityType.PERSON, ("Pyotr Zavarzin",))
    request = ScreeningRequest(None, (PartyQuery("p", party),))
    request = replace(request, options=replace(request.options, limit=2))
    from pydantic_core import from_json

    answer = from_json(asyncio.run(office.runtime.screenings.screen(request, document=b"{}")).answer)
    hits = answer["parties"][0]["hits"]
    assert [hit["suppressed_by"] is None for hit in hits] == [False, True, True]


def test_what_is_decided_already_makes_an_alert_no_more_urgent(office):
    alike = replace(IVANOV, id="test:2", record_id="2", names=(Name("Pyotr Zavarsin"),))
    office.decide(alert_id(office.screen()))
    office.list(IVANOV, alike)
    answer = office.screen()
    (open_,) = (hit["score"] for hit in answer["parties"][0]["hits"] if hit["suppressed_by"] is None)
    with office.runtime.records.engine.connect() as connection:
        wanted = select(ALERTS.c.top_score, ALERTS.c.priority).where(ALERTS.c.id == alert_id(answer))
        score, priority = connection.execute(wanted).one()
    assert (score, priority) == (pytest.approx(open_, abs=1e-4), "high" if open_ >= 0.9 else "normal")
    assert score < 1.0


def test_those_that_ended_between_two_moments(office):
    """One expires and one is revoked; one that lapsed is not among them: its alert was raised when it lapsed."""
    start = office.now[0]
    office.decide(alert_id(office.screen()))
    office.later(days=366)
    office.decide(alert_id(office.screen()))
    office.later(days=1)
    revoked_at = sortable(office.now[0])
    newest = suppressions(office)[0].suppression
    office.runtime.records.perform_now(revoke(newest.id, "a mistake", "b", office.now[0]))
    office.decide(alert_id(office.screen()))
    office.list(replace(IVANOV, gender="male"))
    office.later(days=1)
    with office.runtime.records.engine.connect() as connection:
        ended = suppressions_ended_between(connection, sortable(start), sortable(office.now[0]))
        assert suppressions_ended_between(connection, revoked_at, sortable(office.now[0])) == []
    assert sorted(one.ended_at for one in ended)[1:] == [revoked_at]
    assert {(one.subject_key, one.entity_id) for one in ended} == {(newest.subject_key, "test:1")}
    assert len(ended) == 2


def test_it_expires_and_is_revoked(office):
    office.decide(alert_id(office.screen()))
    office.later(days=366)
    assert office.screen()["decision"] == "review"
    assert suppressions(office)[0].status is SuppressionStatus.EXPIRED
    office.decide(alert_id(office.screen()))
    (newest, _) = suppressions(office)
    office.runtime.records.perform_now(revoke(newest.suppression.id, "a mistake", "b", office.now[0]))
    assert office.screen()["decision"] == "review"  # although the suppression is still remembered in this process
    assert suppressions(office)[0].status is SuppressionStatus.REVOKED


def test_nothing_is_released_by_time_alone(office):
    answer = office.screen()
    office.propose(alert_id(answer))
    office.later(days=10_000)
    assert status(office, answer) is Release.HOLD
    assert office.alert(alert_id(answer)).status is AlertStatus.PROPOSED


def test_nobody_decides_alone(office):
    disposition = office.propose(alert_id(office.screen()), by="a.yamada")
    for actor in ("a.yamada", "A.Yamada", "local", "local:root", "unauthenticated", "system"):
        with pytest.raises(SecondPersonNeeded):
            office.approve(disposition, by=actor)
    assert office.approve(disposition, by="b.tanaka").alert.status is AlertStatus.CLOSED_FALSE_POSITIVE


def test_a_decision_is_made_once_and_on_what_was_looked_at(office):
    found = alert_id(office.screen())
    disposition = office.propose(found)
    early = office.by("b", found)
    with pytest.raises(DispositionChanged):
        office.runtime.alerts.approve_now(disposition.id, "0" * 64, early)
    office.runtime.records.perform_now(handling.comment_on(found, "wait for the passport", office.by("c", found)))
    with pytest.raises(VersionChanged) as refused:
        office.runtime.alerts.approve_now(disposition.id, disposition.content_sha256, early)
    assert refused.value.changes[1].got.startswith("commented by c")
    office.approve(disposition)
    with pytest.raises(NotPossible, match="decided already"):
        office.approve(disposition, by="c")


def test_a_list_that_changed_before_approval_makes_the_proposal_stale(office):
    found = alert_id(office.screen())
    disposition = office.propose(found)
    office.list(replace(IVANOV, gender="male"))
    with pytest.raises(DispositionChanged) as refused:
        office.approve(disposition)
    assert [one.field for one in refused.value.changes] == ["matches/1/entity_sha256"]
    assert office.alert(found).status is AlertStatus.IN_REVIEW
    newer = alert_id(office.screen())
    assert office.alert(found).superseded_by == newer
    assert office.alert(newer).assignee == "a"


def test_a_newer_alert_makes_the_proposal_about_the_older_stale(office):
    found = alert_id(office.screen())
    disposition = office.propose(found)
    second = replace(IVANOV, id="test:2", record_id="2")
    office.list(IVANOV, second)
    newer = alert_id(office.screen())
    assert newer != found
    with pytest.raises(NotPossible, match="stale"):
        office.approve(disposition)


@pytest.mark.parametrize(
    ("field", "given", "outcome"),
    [
        ("rationale", {"rationale": "no"}, Outcome.FALSE_POSITIVE),
        ("match_ids", {"match_ids": (7,)}, Outcome.FALSE_POSITIVE),
        ("reason_code", {"reason_code": "because"}, Outcome.FALSE_POSITIVE),
        ("checks", {"checks": ("hope",)}, Outcome.FALSE_POSITIVE),
        ("suppress", {"suppress": WantedSuppression("")}, Outcome.TRUE_MATCH),
        ("suppress/expires_at", {"suppress": WantedSuppression("2036-01-01T00:00:00+00:00")}, Outcome.FALSE_POSITIVE),
    ],
)
def test_a_bad_proposal_is_refused_by_its_field(office, field, given, outcome):
    with pytest.raises(ProposalRefused) as refused:
        office.propose(alert_id(office.screen()), outcome, **given)
    assert refused.value.field == field


def test_rows_are_only_added(office):
    office.decide(alert_id(office.screen()))
    for table in ("alerts", "alert_events", "dispositions", "disposition_ends", "suppressions"):
        with pytest.raises(Exception, match="kept as they are"), office.runtime.records.engine.begin() as connection:
            connection.execute(text(f"DELETE FROM {table}"))
