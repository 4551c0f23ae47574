"""Import, activate, roll back: what is new comes in, what is worse stays out."""

import pytest

from service.watchlists.editions.errors import UnknownEditionError
from service.watchlists.editions.gates import Limits, list_gates
from service.watchlists.editions.importing import ImportOptions, activate, roll_back
from service.watchlists.errors import ListError
from tests.watchlists.editions.conftest import LIST

GATES = list_gates(Limits())


def test_the_first_edition_becomes_active(store, load, write):
    outcome = load(write("1", "2", "3"))
    assert (outcome.outcome, outcome.edition.entities, outcome.edition.reader) == ("activated", 3, "plain_csv")
    assert store.active(LIST) == outcome.edition
    assert store.attempt(LIST).good


def test_the_same_files_again_change_nothing(store, load, write):
    load(write("1", "2"))
    assert load(write("1", "2")).outcome == "unchanged"
    assert len(store.switches(LIST)) == 1


def test_a_refused_edition_leaves_the_active_one(store, load, write):
    first = load(write("1", "2", "3")).edition
    outcome = load(write("1"))
    assert outcome.refused
    assert "1 entities instead of 3" in str(outcome.findings[0])
    assert store.active(LIST) == first
    assert store.editions(LIST) == (first,)
    assert store.attempt(LIST).outcome == "refused"
    assert "not shrunk" in store.attempt(LIST).messages[0]
    assert store.success(LIST).edition == first.sha256


def test_a_person_may_accept_it_and_that_is_kept(store, load, write):
    load(write("1", "2", "3"))
    outcome = load(write("1"), accept=True)
    assert outcome.outcome == "activated"
    assert "not shrunk" in store.active(LIST).accepted[0]


def test_a_file_that_cannot_be_read_leaves_the_active_one(store, load, write, tmp_path):
    first = load(write("1")).edition
    page = tmp_path / "partners.csv"
    page.write_text("<!doctype html><html><body>Please log in</body></html>", encoding="utf-8")
    with pytest.raises(ListError, match="HTML"):
        load(page)
    assert store.active(LIST) == first
    assert store.attempt(LIST).outcome == "failed"
    assert "HTML" in store.attempt(LIST).messages[0]


def test_stored_only(store, load, write):
    first = load(write("1", "2")).edition
    second = load(write("1", "2", "3"), activate=False)
    assert second.outcome == "stored"
    assert store.active(LIST) == first
    assert len(store.editions(LIST)) == 2


def test_activate_and_roll_back_are_logged(store, load, write, clock):
    first = load(write("1", "2")).edition
    second = load(write("1", "2", "3"), activate=False).edition
    options = ImportOptions(reason="approved by the committee")
    assert activate(store, LIST, second.sha256[:10], gates=GATES, clock=clock, options=options).outcome == "activated"
    assert roll_back(store, LIST, clock=clock, reason="wrong file").edition == first
    assert store.active(LIST) == first
    log = [(switch.action, switch.edition, switch.previous, switch.reason) for switch in store.switches(LIST)]
    assert log == [
        ("activate", first.sha256, None, "import"),
        ("activate", second.sha256, first.sha256, "approved by the committee"),
        ("rollback", first.sha256, second.sha256, "wrong file"),
    ]
    with pytest.raises(UnknownEditionError, match="active before"):
        roll_back(store, LIST, clock=clock)


def test_going_back_to_a_shorter_edition_asks_for_consent(store, load, write, clock):
    first = load(write("1")).edition
    load(write("1", "2", "3"))
    assert activate(store, LIST, first.sha256, gates=GATES, clock=clock).refused
    accepted = activate(store, LIST, first.sha256, gates=GATES, clock=clock, options=ImportOptions(accept=True))
    assert accepted.outcome == "activated"


def test_two_files_of_one_name_are_refused(store, clock, write):
    from service.watchlists.editions.importing import import_files

    with pytest.raises(ListError, match="comes twice"):
        import_files(store, LIST, [write("1"), write("2")], gates=GATES, clock=clock)


def test_a_dry_run_keeps_nothing_and_remembers_no_attempt(store, load, write):
    outcome = load(write("1", "2"), dry_run=True)
    assert (outcome.outcome, outcome.edition.entities) == ("passed", 2)
    assert store.editions(LIST) == ()
    assert store.attempt(LIST) is None
    load(write("1", "2", "3"))
    refused = load(write("1"), dry_run=True)
    assert (refused.outcome, refused.edition.entities) == ("refused", 1)
    assert store.attempt(LIST).outcome == "activated"


def test_an_old_file_is_noted(load, write):
    assert "days before it was brought in" in load(write("1", "2")).edition.notes[0]
    assert load(write("1", "2", "4", r5="5,person,Nova Novakova,,,2026-01-02"), accept=True).edition.notes == ()
