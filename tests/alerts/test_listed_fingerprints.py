"""Fingerprints of one snapshot are worked out once, and those of two snapshots are never mixed."""

from dataclasses import replace

import pytest

from service.alerts.fingerprint import entity_sha256, rule_sha256
from service.alerts.listed_fingerprints import CurrentFingerprints, ListedFingerprints
from service.engine.snapshot import build_snapshot
from tests.alerts.conftest import IVANOV, PROFILES, watchlist


@pytest.fixture
def of_list(rules):
    return lambda *entities, **changed: build_snapshot((watchlist(*entities, **changed),), rules, PROFILES)


def test_an_entity_is_found_by_its_id(of_list):
    listed = ListedFingerprints(of_list(IVANOV))
    hashes = listed.find("test:1")
    assert hashes == (entity_sha256(IVANOV), rule_sha256(IVANOV, watchlist(IVANOV)))
    assert listed.find("test:2") is None
    assert listed.find("test:1") is hashes


def test_the_law_of_the_list_is_part_of_the_rule(of_list):
    one, two = (ListedFingerprints(of_list(IVANOV, legal_basis=law)).find("test:1") for law in (None, "a law"))
    assert one.entity_sha256 == two.entity_sha256
    assert one.rules_sha256 != two.rules_sha256


def test_the_snapshot_before_is_kept_for_requests_still_at_work_and_no_older_one(of_list):
    snapshots = [of_list(replace(IVANOV, gender=gender)) for gender in (None, "male", "female")]
    current = CurrentFingerprints()
    first, second = current.of(snapshots[0]), current.of(snapshots[1])
    assert current.of(snapshots[0]) is first
    assert current.of(snapshots[1]) is second
    current.of(snapshots[2])
    assert current.of(snapshots[1]) is second
    assert current.of(snapshots[0]) is not first
