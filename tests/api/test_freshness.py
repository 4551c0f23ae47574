"""How fresh the stored lists are."""

from datetime import timedelta

import pytest

from service.api.freshness import freshness, refuse_stale, standing
from service.api.problems import NOT_READY, Problem
from service.watchlists.editions.importing import ImportOptions
from service.watchlists.service import watchlist_service_of
from tests.conftest import NOW

LIST = "own_partners"


@pytest.fixture
def now():
    return [NOW]


@pytest.fixture
def runtime(make_runtime, now):
    return make_runtime(clock=lambda: now[0], max_list_age_hours=24)


def bring(runtime, tmp_path, text="id,type,name,listed_on\n1,person,Testan Examplov,2020-01-02\n"):
    path = tmp_path / "partners.csv"
    path.write_text(text)
    service = watchlist_service_of(runtime.settings, runtime.clock)
    return service.import_files(LIST, [path], ImportOptions(accept=True))


def test_without_stored_lists_nothing_ages(runtime):
    assert freshness(runtime) == {}
    refuse_stale(runtime)


def test_a_list_ages_from_when_it_was_found_current(runtime, tmp_path, now):
    bring(runtime, tmp_path)
    now[0] += timedelta(hours=1.5)
    found = freshness(runtime)[LIST]
    assert (found.age_hours, found.last_attempt.outcome, found.last_success) == (1.5, "activated", NOW)
    refuse_stale(runtime)
    now[0] += timedelta(hours=23)
    with pytest.raises(Problem, match="which is longer ago than 24 hours") as refused:
        refuse_stale(runtime)
    assert refused.value.kind is NOT_READY


def test_a_store_that_was_tampered_with_is_told(runtime, tmp_path):
    edition = bring(runtime, tmp_path).edition
    (runtime.settings.editions_dir / LIST / edition.sha256 / "edition.json").write_text("{")
    with pytest.raises(Problem, match="the editions of the lists cannot be read"):
        standing(runtime)
