"""An index is built once and mapped from then on; whatever is wrong with the file, the answers are right."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.engine.index.entity_index import EntityIndex, Search
from service.engine.matching.lexicon import lexicon
from service.engine.matching.model import Party
from service.engine.matching.profile import Profile
from service.engine.model.entity import Entity, EntityType, Location, Name
from service.snapshots import index_cache
from service.snapshots.index_cache import IndexCache

ENTITIES = [
    Entity(f"l:{at}", "l", str(at), EntityType.PERSON, (Name(name),), Location("f", str(at)))
    for at, name in enumerate(["Arkady ZELMANOV", "Boris KARELSKY", "Galina CHARSKAYA"])
]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often an index was built."""
    counted: list[int] = []
    build = EntityIndex.build

    def counting(entities: list[Entity], *others: Any) -> EntityIndex:
        counted.append(len(entities))
        return build(entities, *others)

    monkeypatch.setattr(EntityIndex, "build", counting)
    return counted


def index(folder: Path, entities: list[Entity] = ENTITIES, source: str = "s") -> EntityIndex:
    found = IndexCache(folder, most=2).index_from(entities, [source], lexicon())
    search = Search(Profile("test"), date(2020, 1, 1), 0.7)
    asked = [
        Party(EntityType.PERSON, (name,)) for name in ("Arkadi Zelmanow", "Аркадий Зельманов", "Charskaja, Galina")
    ]
    assert [found.search(party, search)[0].entity.record_id for party in asked] == ["0", "0", "2"]
    return found


def test_built_once(tmp_path: Path, built: list[int]) -> None:
    index(tmp_path)
    index(tmp_path)
    assert built == [3]


def test_other_entities_and_other_sources_have_an_index_of_their_own(tmp_path: Path, built: list[int]) -> None:
    index(tmp_path)
    index(tmp_path, [*ENTITIES, ENTITIES[0]])
    index(tmp_path, source="t")
    assert built == [3, 4, 3]
    assert len(list(tmp_path.glob("*.index"))) == 2


def test_another_program_builds_anew(tmp_path: Path, built: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    index(tmp_path)
    monkeypatch.setattr(index_cache, "index_fingerprint", lambda: "other")
    index(tmp_path)
    assert built == [3, 3]


def test_a_damaged_file_is_built_anew(tmp_path: Path, built: list[int]) -> None:
    index(tmp_path)
    [file] = tmp_path.glob("*.index")
    file.write_bytes(file.read_bytes()[:-100])
    index(tmp_path)
    index(tmp_path)
    assert built == [3, 3]


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path, built: list[int]) -> None:
    (tmp_path / "file").write_text("")
    index(tmp_path / "file" / "folder")
    assert built == [3]
