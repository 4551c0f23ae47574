"""Remembered decisions end: somebody revokes one, or a true match says the contrary."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from service.alerts.errors import NotFound, NotPossible
from service.alerts.revoking import revoke
from service.alerts.statuses import Outcome
from service.alerts.suppression_reading import active_suppressions
from service.alerts.suppression_tables import SUPPRESSION_ENDS
from tests.alerts.deciding import PROPOSAL, approved
from tests.alerts.raised import AT, suppress
from tests.conftest import NOW


def test_a_true_match_ends_what_says_the_contrary_under_any_profile(transaction, act, alert_id):
    contrary = [suppress(transaction), suppress(transaction, profile_id="strict")]
    others = [suppress(transaction, "id:C-2"), suppress(transaction, entity_id="test:2")]
    approved(act, replace(PROPOSAL, outcome=Outcome.TRUE_MATCH), alert_id)
    assert set(transaction.execute(select(SUPPRESSION_ENDS.c.suppression_id)).scalars()) == set(contrary)
    assert {one.id for one in active_suppressions(transaction, AT)} == set(others)


def test_one_person_ends_a_suppression_once(transaction):
    suppression_id = suppress(transaction)
    revoke(suppression_id, "a mistake", "a", NOW).run(transaction)
    assert active_suppressions(transaction, AT) == []
    with pytest.raises(NotPossible, match="has ended already: it is revoked"):
        revoke(suppression_id, "again", "a", NOW).run(transaction)
    with pytest.raises(NotFound):
        revoke("sup_0", "x", "a", NOW).run(transaction)
