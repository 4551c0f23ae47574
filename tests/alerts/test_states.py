"""The bounds of ids hold for every alert that is due, whatever its priority."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.alerts.states import PRIORITIES, first_due_id, last_due_id
from service.common.clock import sortable
from service.common.ids import new_id

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
NEAR = st.timedeltas(timedelta(days=-8), timedelta(days=8))


@given(MOMENTS, NEAR, st.sampled_from(sorted(PRIORITIES)), st.timedeltas(timedelta(0), timedelta(minutes=5)))
def test_no_alert_that_is_due_lies_outside(moment, later, priority, delay):
    """The id may be made some time before the alert is written down."""
    raised = moment + later
    alert_id, due_at = new_id("alr_", raised - delay), sortable(raised + PRIORITIES[priority])
    border = sortable(moment)
    if due_at < border:
        assert alert_id < last_due_id(border)
    else:
        assert alert_id > first_due_id(border)


def test_moments_before_all_ids_have_bounds_too():
    for bound in (first_due_id, last_due_id):
        assert bound("0001-01-01T00:00:00.000000Z") == bound("1971-01-01T00:00:00.000000Z")
