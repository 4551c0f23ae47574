"""Files of one format loaded by record id: its invented sample, or a file that a test writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from service.engine.model.entity import Entity
from service.watchlists.load import load_files
from tests.watchlists.conftest import copy_sample

Load = Callable[[str], dict[str, Entity]]
Read = Callable[[str, str, str], dict[str, Entity]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load the sample of a format."""

    def entities(format_: str) -> dict[str, Entity]:
        return {entity.record_id: entity for entity in copy_sample(format_, tmp_path).load().entities}

    return entities


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Load a file with this name and text as a watchlist."""

    def entities(watchlist: str, name: str, content: str) -> dict[str, Entity]:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return {entity.record_id: entity for entity in load_files(watchlist, [path]).entities}

    return entities


def numbers(entity: Entity) -> set[tuple[str, str]]:
    """Type and value of each identifier."""
    return {(item.type, item.value) for item in entity.identifiers}


def issued_numbers(entity: Entity) -> set[tuple[str, str, str | None]]:
    """Type, value and issuing country of each identifier."""
    return {(item.type, item.value, item.country) for item in entity.identifiers}
