"""What findings lead to is worked out without a database, and inserted as it is."""

from collections import defaultdict

from sqlalchemy import select

from service.alerts.drafting import AlertDraft
from service.alerts.tables import STATES
from service.storage.seals import take_seals
from tests.alerts.raised import found, raised


def test_a_finding_is_raised_joined_or_takes_the_place_of_another():
    draft, events = AlertDraft({}, defaultdict(list)), []
    first, same, more = raised(found("test:1")), raised(found("test:1")), raised(found("test:1"), found("test:2"))
    ids = [draft.add(one, events) for one in (first, same, more)]
    assert ids == [first.finding.alert_id, first.finding.alert_id, more.finding.alert_id]
    assert [one.type for one in draft.told] == ["alert.opened", "alert.closed", "alert.opened"]
    assert [one.alert_id for one in draft.rows.superseded] == [first.finding.alert_id]


def test_rows_are_inserted_with_the_seals_that_were_made_before(transaction):
    first, second = raised(found("test:1")), raised(found("test:1"), subject_id="C-2", screening_id="scr_1")
    draft = AlertDraft({}, defaultdict(list))
    for one in (first, second):
        draft.add(one, [])
    seals = draft.rows.seals()
    draft.rows.insert(transaction, seals)
    assert take_seals(transaction) == [seal for several in seals.values() for seal in several]
    assert set(transaction.execute(select(STATES.c.alert_id)).scalars()) == {
        first.finding.alert_id,
        second.finding.alert_id,
    }
