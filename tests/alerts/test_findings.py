"""What a screening says of alerts: which suppressions are looked up before, and what is to be written after."""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

import pytest

from service.alerts.finding_model import SubjectKind
from service.alerts.findings import (
    NOTHING_REMEMBERED,
    alerts_of,
    findings_of,
    fingerprints_of,
    goods_subject,
    look_up,
    lookup_of,
    party_subject,
    with_alerts,
)
from service.alerts.fingerprint import goods_sha256, party_sha256
from service.alerts.listed_fingerprints import ListedFingerprints
from service.alerts.suppression_reading import read_suppressions
from service.common.clock import sortable
from service.engine.goods.model import Goods, Origin
from service.engine.matching.model import Party
from service.engine.model.decision import Decision
from service.engine.model.entity import EntityType
from service.engine.screening.request import GoodsQuery, Options, PartyQuery, ScreeningRequest
from service.engine.screening.result import AddressResult, GoodsResult, PartyResult
from tests.alerts.raised import suppress
from tests.conftest import NOW

PARTY = PartyQuery("p", Party(EntityType.PERSON, ("Pyotr Zavarzin",)), "C-1")
GOODS = GoodsQuery("g", Goods(origin=Origin(country="JP")))
REQUEST = ScreeningRequest("T-1", (PARTY,), (GOODS,), Options(limit=5))
CLEAR = PartyResult("p", Decision.CLEAR, ())
LINE = GoodsResult("g", Decision.CLEAR, None, 0.0, None, (), (), (), (), ())


@pytest.fixture
def listed(snapshot):
    return ListedFingerprints(snapshot)


def found(listed, party=CLEAR, line=LINE, lookup=NOTHING_REMEMBERED):
    ids = count(1)
    return findings_of(REQUEST, [party], [line], lookup, listed, lambda: f"alr_{next(ids)}")


def test_subjects_are_known_by_what_they_are_or_by_their_lasting_id():
    assert party_subject(PARTY).key == "id:C-1"
    assert party_subject(replace(PARTY, subject_id=None)).key == f"sha256:{party_sha256(PARTY.party)}"
    assert goods_subject(GOODS).key == f"sha256:{goods_sha256(GOODS.goods)}"
    assert fingerprints_of(REQUEST) == {
        (SubjectKind.PARTY, "p"): party_sha256(PARTY.party),
        (SubjectKind.GOODS, "g"): goods_sha256(GOODS.goods),
    }


def test_what_is_clear_and_not_remembered_leaves_nothing_to_write(listed):
    assert found(listed) == ()


def test_what_asks_for_a_person_is_a_finding(listed):
    address = AddressResult("crimea", False, (), (), ())
    party = replace(CLEAR, decision=Decision.REVIEW, address=address)
    line = replace(LINE, decision=Decision.BLOCK, territory=None, score=0.4)
    first, second = found(listed, party, line)
    assert (first.alert_id, first.decision, first.subject.item_id) == ("alr_1", "review", "p")
    assert (second.alert_id, second.decision, second.subject.kind) == ("alr_2", "block", SubjectKind.GOODS)
    (place,) = first.matches
    assert (place.entity_id, place.watchlist, place.score) == ("territory:crimea", None, 1.0)
    assert [one.entity_id for one in second.matches] == ["territory:undetermined"]
    assert second.matches[0].rules_sha256 == listed.rules_sha256
    assert alerts_of((first, second)) == {(SubjectKind.PARTY, "p"): "alr_1", (SubjectKind.GOODS, "g"): "alr_2"}


def remembered(transaction, subject_key="id:C-1", **changed):
    (one,) = read_suppressions(transaction, [suppress(transaction, subject_key, **changed)]).values()
    return one


def looked_up(suppression, listed, request=REQUEST, at=NOW):
    return look_up(request, lambda key: [suppression] if key == suppression.subject_key else [], listed, at)


def test_a_suppression_of_a_subject_is_looked_up_under_its_item(transaction, listed):
    one = remembered(transaction)
    lookup = looked_up(one, listed)
    assert lookup.by_item.keys() == {(SubjectKind.PARTY, "p")}
    assert lookup.remembered.parties.keys() == {"p"}
    assert lookup.remembered.goods == {}
    assert lookup.remembered.sha256 is not None
    (finding,) = found(listed, lookup=lookup)
    assert (finding.alert_id, finding.considered, finding.applied) == (None, (one,), ())
    assert lookup_of({}) is NOTHING_REMEMBERED


def test_a_suppression_of_goods_stands_with_the_goods(transaction, listed):
    lookup = looked_up(remembered(transaction, goods_subject(GOODS).key), listed)
    assert lookup.remembered.goods.keys() == {"g"}
    assert lookup.remembered.parties == {}


@pytest.mark.parametrize(
    ("changed", "later"),
    [
        ({"profile_id": "strict"}, timedelta()),
        ({"subject_key": "id:C-2"}, timedelta()),
        ({}, timedelta(days=-1)),
        ({"expires_at": sortable(NOW)}, timedelta()),
        ({}, timedelta(days=365)),
    ],
)
def test_one_of_another_profile_subject_or_time_is_not(transaction, listed, changed, later):
    assert looked_up(remembered(transaction, **changed), listed, at=NOW + later) is NOTHING_REMEMBERED


@dataclass(frozen=True)
class Answer:
    """As much of an answer as is looked at."""

    parties: tuple[PartyResult, ...] = (CLEAR, replace(CLEAR, id="q"))
    goods: tuple[GoodsResult, ...] = (LINE,)


def test_an_answer_is_given_the_ids_of_its_alerts():
    given = with_alerts(Answer(), {(SubjectKind.PARTY, "q"): "alr_1", (SubjectKind.GOODS, "q"): "alr_2"})
    assert [one.alert_id for one in (*given.parties, *given.goods)] == [None, "alr_1", None]
    answer = Answer()
    assert with_alerts(answer, {}) is answer
