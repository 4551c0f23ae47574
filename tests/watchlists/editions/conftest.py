"""A store in a folder of its own, a clock that goes on by itself, and invented lists to import."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from service.watchlists.editions.gates import Limits, list_gates
from service.watchlists.editions.importing import ImportOptions, Outcome, import_files
from service.watchlists.editions.store import Store
from tests.watchlists.editions.list_server import serve

LIST = "own_partners"
START = datetime(2026, 1, 10, 8, 0, tzinfo=UTC)
HEADINGS = "id,type,name,aliases,birth_date,listed_on"
PEOPLE = {
    "1": "1,person,Testan Examplov,Tester Examplow,1961-02-03,2020-01-02",
    "2": "2,person,Proba Samplova,Proba Samplow,1962-03-04,2020-01-02",
    "3": "3,entity,Placeholder Trading LLC,,,2021-05-06",
    "4": "4,person,Mustera Fiktivna,,1963-04-05,",
}


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Each look at it is a day later."""
    days: Iterator[int] = count()
    return lambda: START + timedelta(days=next(days))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "editions")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a list of these people, with changes to single rows."""
    numbers = count()

    def write_(*ids: str, **changed: str) -> Path:
        folder = tmp_path / f"given-{next(numbers)}"
        folder.mkdir()
        rows = {key: PEOPLE[key] for key in ids} | {key.removeprefix("r"): row for key, row in changed.items()}
        path = folder / "partners.csv"
        path.write_text("\n".join([HEADINGS, *rows.values()]) + "\n", encoding="utf-8")
        return path

    return write_


@pytest.fixture
def load(store: Store, clock: Callable[[], datetime]) -> Callable[..., Outcome]:
    """Import a file as the invented list."""

    def load_(path: Path, gates: object = None, **options: object) -> Outcome:
        chosen = list_gates(Limits()) if gates is None else gates
        return import_files(store, LIST, [path], gates=chosen, clock=clock, options=ImportOptions(**options))

    return load_


@pytest.fixture
def site() -> Iterator[SimpleNamespace]:
    """A publisher's server on this machine; `plans` say how it answers next, `asked` what it was asked."""
    yield from serve()
