"""Stored editions against what answers rested on."""

import json

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from service.audit.verdict import Findings
from service.watchlists.editions.stored_check import EditionCheck
from tests.audit.tampered import details_with, link
from tests.examples import examples
from tests.watchlists.editions.conftest import LIST


@pytest.fixture
def faults(store, tmp_path):
    (tmp_path / "lists" / "bundled").mkdir(parents=True)

    def of(*parts, elsewhere=False):
        findings = Findings()
        check = EditionCheck(findings, store, tmp_path / "lists", elsewhere=elsewhere)
        check.look([link("snapshot_recorded", json.dumps({"watchlists": list(parts)}))])
        check.finish()
        return [one.detail for one in findings.faults]

    return of


def part(sha256, *superseded, watchlist=LIST):
    return {"id": watchlist, "sha256": sha256, "superseded": list(superseded)}


@pytest.fixture
def editions(load, write):
    return [load(write("1")).edition, load(write("1", "2")).edition]


def test_what_is_stored_as_it_came_is_right(faults, editions):
    first, second = (one.sha256 for one in editions)
    assert faults(part(second, first)) == []
    assert faults() == []


def test_what_is_not_stored_any_more_is_named(faults, editions):
    assert faults(part("f" * 64)) == [f"removed: the audit chain knows edition {'f' * 64} of {LIST}"]
    assert faults(part("f" * 64), elsewhere=True) == faults(part("f" * 64))  # the list is stored here
    assert faults(part("f" * 64, watchlist="other")) != []
    assert faults(part("f" * 64, watchlist="other"), elsewhere=True) == []


def test_what_came_with_the_program_is_not_stored(faults):
    assert faults(part("f" * 64, watchlist="bundled")) == []


def test_a_changed_file_is_named(faults, editions, store):
    (path, *_) = store.files(editions[0])
    path.chmod(0o644)
    path.write_text("other")
    (detail,) = faults(part(editions[0].sha256))
    assert detail.startswith(f"changed: edition {editions[0].sha256} of {LIST}: ")


PART = st.fixed_dictionaries({"id": st.just(LIST), "sha256": st.just("f" * 64), "superseded": st.lists(st.text())})


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(details_with(watchlists=st.lists(PART, max_size=2)))
def test_whatever_an_event_holds_the_check_comes_to_its_end(store, tmp_path, details):
    check = EditionCheck(Findings(), store, tmp_path, elsewhere=False)
    check.look([link("snapshot_recorded", details)])
    check.finish()
