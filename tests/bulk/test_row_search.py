"""Rows of finished jobs are found by keys, a place after the other, and only by what they are about."""

import pytest

from service.bootstrap.runtime import Runtime
from service.bulk.row_search import RowSearch
from service.records.records import Records
from service.records.search import Query
from service.settings import Settings
from service.worker.bulk.job_service import JobService
from tests.bulk.conftest import Bench
from tests.conftest import NOW

FILE = "client_ref,name,dob\n" + "".join(f"R-{n},Hanako Yamada,19{n}-01-01\n" for n in range(50, 60))


@pytest.fixture(scope="module")
def runtime(tmp_path_factory, snapshot):
    """With one finished job, which no test changes."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("records"))
    runtime = Runtime(settings, Records(settings.database_address, timeout=60), lambda _: snapshot, lambda: NOW)
    runtime.snapshots.load()
    bench = Bench(JobService(runtime), snapshot)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.bulk.chunks.CHUNK_ROWS", 3)
        bench.done(bench.submit(FILE + "R-60,Сергей Аксёнов,1972-11-26\nR-61,...,\n")[0])
    yield runtime
    runtime.close()


@pytest.fixture
def found(runtime):
    search = RowSearch(JobService(runtime).folder, runtime.search_keys)
    engine = runtime.records.engine

    def rows(limit=100, after=None, spelt="yamada", **conditions):
        query = Query(
            keys=runtime.search_keys.by_spelling(spelt) if spelt else (), limit=limit, after=after, **conditions
        )
        return search(engine, query, frozenset({"request"}))

    return rows


def references(rows):
    return [one.entry.reference for one in rows]


def test_pages_hold_every_row_once_in_the_order_of_the_file(found):
    seen, after = [], None
    while page := found(limit=4, after=after):
        seen += references(page)
        after = page[-1].place
    assert seen == [f"R-{n}" for n in range(50, 60)]


def test_places_stand_where_the_screenings_of_the_moment_do(found):
    first, *_, last = found()
    assert first.place > last.place
    assert found(after=first.place[:16]) == []
    assert len(found(after="scr_ffffffffffff")) == 10


@pytest.mark.parametrize(
    ("conditions", "rows"),
    [
        ({"spelt": "hanako yamada", "reference": "R-53"}, ["R-53"]),
        ({"spelt": "", "reference": "R-53"}, ["R-53"]),
        ({"spelt": "", "entity": "jp_crimea_2014:026-000002"}, ["R-60"]),
        ({"spelt": "", "watchlist": "jp_crimea_2014"}, ["R-60"]),
        ({"spelt": "", "decision": "review"}, ["R-60"]),
        ({"spelt": "", "decision": "block"}, []),
        ({"spelt": "", "decision": "clear"}, []),
        ({"spelt": "Аксёнов", "decision": "clear"}, []),
        ({"spelt": "Аксёнов", "actor": "local"}, ["R-60"]),
        ({"spelt": "Аксёнов", "actor": "another"}, []),
        ({"spelt": "Аксёнов", "profile": "another"}, []),
        ({"spelt": "Аксёнов", "from_": "2020-01-01"}, ["R-60"]),
        ({"spelt": "Аксёнов", "until": "2020-01-01"}, []),
        ({"spelt": ""}, []),
    ],
)
def test_conditions(found, conditions, rows):
    assert references(found(**conditions)) == rows


def test_a_row_that_was_rejected_is_no_screening(found):
    assert references(found(spelt="", reference="R-61")) == []
