"""What screening one name imports: each of these took a part of a start that did nothing with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

NEVER = (
    "alembic",
    "fastapi",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm",
    "sqlmodel",
    "starlette",
    "structlog",
    "uvicorn",
    "service.alerts.model",
    "service.bulk.job_files",
    "service.customers",
    "service.engine.goods.compiled_parts",
    "service.engine.goods.model",
    "service.engine.index.name_entries",
    "service.evidence",
    "service.snapshots.name_entries_cache",
)
"""Modules, each with all below it."""
WITH_A_HIT = ("service.alerts.raising", "service.alerts.tables", "service.webhooks")
"""Those that only a name that is a hit needs."""

CODE = """
import atexit, os, sys
from service.cli import main
atexit.register(lambda: print(*sys.modules, sep="\\n"))
atexit.register(lambda: print(os.environ["OPENBLAS_NUM_THREADS"], os.environ["PYDANTIC_DISABLE_PLUGINS"]))
sys.argv = ["sekisho", "screen", sys.argv[1]]
main()
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What two names printed, the modules that were loaded at the end among it. The data folder was used before, so
    that index, rules and tables are kept."""
    data = tmp_path_factory.mktemp("data")
    names = ("Hanako Yamada", "Sergey Aksyonov")
    return {name: _lines(data, name) for name in (names[0], *names)}


def _lines(data: Path, name: str) -> list[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("OPENBLAS_", "PYDANTIC_"))}
    environment |= {"SEKISHO_DATA_DIR": str(data)}
    done = subprocess.run(
        [sys.executable, "-c", CODE, name], capture_output=True, text=True, check=False, env=environment
    )
    assert "recorded as scr_" in done.stdout, done.stderr
    return done.stdout.splitlines()


def _below(modules: list[str], names: tuple[str, ...]) -> list[str]:
    return [one for one in modules if any(one == name or one.startswith(f"{name}.") for name in names)]


@pytest.mark.parametrize("name", ["Hanako Yamada", "Sergey Aksyonov"])
def test_a_screening_imports_nothing_that_it_does_not_use(started: dict[str, list[str]], name: str) -> None:
    assert "service.engine.screening.screen" in started[name]
    assert _below(started[name], NEVER) == []


def test_what_raises_alerts_is_imported_with_the_first_hit(started: dict[str, list[str]]) -> None:
    assert _below(started["Hanako Yamada"], WITH_A_HIT) == []
    assert "service.alerts.tables" in started["Sergey Aksyonov"]


def test_libraries_are_told_to_start_no_threads_and_to_look_for_no_plugins(started: dict[str, list[str]]) -> None:
    assert "1 __all__" in started["Hanako Yamada"]
