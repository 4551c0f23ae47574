"""Another program or table of names makes another index."""

from importlib import resources
from pathlib import Path

from service.engine import snapshot
from service.snapshots import index_fingerprint as module
from service.snapshots.index_fingerprint import index_fingerprint


def test_it_is_the_same_for_the_same_sources_and_another_for_others(monkeypatch):
    assert index_fingerprint() == index_fingerprint.__wrapped__()
    monkeypatch.setattr(module, "_PARTS", module._PARTS[:2])
    assert index_fingerprint() != index_fingerprint.__wrapped__()


def test_programs_count_in_all_folders(tmp_path: Path):
    (tmp_path / "sounds").mkdir()
    for name in ("rules.py", "sounds/costs.toml", "sounds/words.csv", "notes.md"):
        (tmp_path / name).write_text("")
    assert [one.name for one in module._sources(tmp_path)] == ["rules.py", "costs.toml"]


def test_all_tables_count(monkeypatch):
    monkeypatch.setattr(module, "tables_sha256", lambda: "of other tables")
    assert index_fingerprint() != index_fingerprint.__wrapped__()
    tables = [path for part in module._PARTS for path in resources.files(part).rglob("*.csv")]
    assert {path.name for path in tables} == {
        table.name for part in module._PARTS[:2] for table in snapshot._tables(resources.files(part))
    }


def test_another_transcription_of_letters_makes_another(monkeypatch):
    monkeypatch.setattr(module.anyascii, "__version__", "0.0.0")
    assert index_fingerprint() != index_fingerprint.__wrapped__()
