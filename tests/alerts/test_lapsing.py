"""Other lists have come into use: what is remembered of entities that are not what they were lapses and is raised."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from service.alerts.finding_model import LapseReason
from service.alerts.lapsing import find_lapsed, lapse_changed
from service.alerts.listed_fingerprints import ListedFingerprints
from service.alerts.raising import raise_alerts
from service.alerts.reading import read_alert
from service.alerts.suppression_reading import active_suppressions, read_suppressions
from service.alerts.suppression_tables import SUPPRESSION_ENDS
from service.alerts.tables import ALERTS
from service.engine.model.entity import Name
from service.engine.snapshot import build_snapshot
from service.records.action import Action, Performed
from service.records.records import Records
from service.webhooks.tables import OUTBOX
from tests.alerts.conftest import IVANOV, PROFILES, watchlist
from tests.alerts.raised import AT, end, found, raised, suppress
from tests.conftest import NOW

SECOND = replace(IVANOV, id="test:2", record_id="2", names=(Name("Anna Primerova"),))


@pytest.fixture
def listed(rules):
    return lambda *entities: ListedFingerprints(build_snapshot((watchlist(*entities),), rules, PROFILES))


@pytest.fixture
def records(database):
    opened = Records(database, timeout=20)
    yield opened
    opened.close()


def remember(records, listed, *entities, subject="C-1"):
    """Suppressions of a subject and entities that look as they do on these lists."""

    def run(connection):
        hashes = {one: listed.find(one) or (listed.rules_sha256,) * 2 for one in entities}
        matches = [found(one, entity_sha256=sha[0], rules_sha256=sha[1]) for one, sha in hashes.items()]
        alert = raised(*matches, subject_id=subject)
        events = raise_alerts(connection, [alert])
        for one, sha in hashes.items():
            alike = {"entity_sha256": sha[0], "rules_sha256": sha[1], "alert_id": alert.finding.alert_id}
            suppress(connection, f"id:{subject}", one, **alike)
        return Performed(alert.finding.alert_id, events)

    return records.perform_now(Action(run))


def active(records):
    with records.engine.connect() as connection:
        return active_suppressions(connection, AT)


def test_what_is_as_it_was_does_not_lapse(records, listed):
    remember(records, listed(IVANOV), "test:1", "territory:crimea")
    assert list(find_lapsed(active(records), listed(IVANOV, SECOND))) == []


@pytest.mark.parametrize(
    ("now", "because"),
    [
        ((replace(IVANOV, gender="male"),), LapseReason.ENTITY_CHANGED),
        ((SECOND,), LapseReason.ENTITY_RENUMBERED),
        ((), LapseReason.ENTITY_RENUMBERED),
    ],
)
def test_why_something_lapses(records, listed, now, because):
    remember(records, listed(IVANOV), "test:1")
    assert [one.because for one in find_lapsed(active(records), listed(*now))] == [because]


def test_what_is_listed_still_is_raised_together_and_once(records, listed):
    former = remember(records, listed(IVANOV, SECOND), "test:1", "test:2")
    changed = listed(replace(IVANOV, gender="male"), replace(SECOND, gender="female"))
    suppressions = active(records)
    assert lapse_changed(records, suppressions, changed, lambda: NOW) == 2
    lapse_changed(records, suppressions, changed, lambda: NOW)  # as another server does, which saw them too
    assert active(records) == []
    with records.engine.connect() as connection:
        ids = connection.execute(select(ALERTS.c.id).where(ALERTS.c.id != former)).scalars().all()
        (alert,) = (read_alert(connection, one) for one in ids)
        ends = connection.execute(select(SUPPRESSION_ENDS.c.because)).scalars().all()
        lapsed = connection.execute(select(OUTBOX).where(OUTBOX.c.type == "suppression.lapsed")).all()
    assert ends == ["entity_changed"] * 2
    assert {one.entity_id for one in alert.matches} == {"test:1", "test:2"}
    assert {one.entity_sha256 for one in alert.matches} == {changed.find(f"test:{n}").entity_sha256 for n in (1, 2)}
    assert (alert.subject.key, alert.previous_alert_id, alert.screening_id) == ("id:C-1", former, None)
    assert len(lapsed) == 2


def test_what_is_not_listed_any_more_lapses_without_an_alert(records, listed):
    former = remember(records, listed(IVANOV), "test:1")
    lapse_changed(records, active(records), listed(), lambda: NOW)
    with records.engine.connect() as connection:
        assert connection.execute(select(ALERTS.c.id)).scalars().all() == [former]
    assert active(records) == []


def test_what_somebody_has_ended_meanwhile_is_left_alone(records, listed):
    remember(records, listed(IVANOV), "test:1")
    (one,) = active(records)

    def run(connection):
        end(connection, one.id)
        return Performed(None, [])

    records.perform_now(Action(run))
    lapse_changed(records, [one], listed(replace(IVANOV, gender="male")), lambda: NOW)
    with records.engine.connect() as connection:
        assert connection.execute(select(SUPPRESSION_ENDS.c.status)).scalars().all() == ["revoked"]
        assert len(connection.execute(select(ALERTS.c.id)).all()) == 1
        assert read_suppressions(connection, [one.id])


def test_subjects_are_raised_each_for_themselves(records, listed):
    for number in range(3):
        remember(records, listed(IVANOV), "test:1", subject=f"C-{number}")
    lapse_changed(records, active(records), listed(replace(IVANOV, gender="male")), lambda: NOW)
    with records.engine.connect() as connection:
        keys = connection.execute(select(ALERTS.c.subject_key).where(ALERTS.c.sequence == 2)).scalars().all()
    assert sorted(keys) == ["id:C-0", "id:C-1", "id:C-2"]
