"""A user's own list: plain CSV with the headings: what real files taught."""

from pathlib import Path

import pytest

from service.engine.model.entity import EntityType
from service.watchlists.errors import ListError
from service.watchlists.load import load_files
from tests.watchlists.sources.conftest import Load, issued_numbers


def test_own_lists_keep_odd_types_and_typed_identifiers(load: Load) -> None:
    entities = load("plain_csv")
    assert issued_numbers(entities["1"]) == {("passport", "X1234567", "UA"), ("tax_id", "7700000001", None)}
    assert (entities["2"].type, entities["2"].facts) == (EntityType.UNKNOWN, (("type", "firm"),))


def test_own_list_separators_notes_and_refusals(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("name,type,aliases\nTestan | Examplov,firm,A Samplov|B Samplov;C Samplov\n", encoding="utf-8")
    loaded = load_files("own_partners", [path])
    assert [name.text for name in loaded.entities[0].names[1:]] == ["A Samplov", "B Samplov", "C Samplov"]
    assert ["holds a ; or |" in note or "'firm' is not known" in note for note in loaded.notes] == [True, True]
    path.write_text("name,type\nTestan Examplov,person\nMister,person\n", encoding="utf-8")
    with pytest.raises(ListError, match=r"line 3, column name: expected a name that can be searched"):
        load_files("own_partners", [path])
