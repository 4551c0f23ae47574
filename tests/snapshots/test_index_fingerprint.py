"""Another program or table of names makes another index."""

from pathlib import Path

from service.snapshots import index_fingerprint as module
from service.snapshots.index_fingerprint import index_fingerprint


def test_it_is_the_same_for_the_same_sources_and_another_for_others(monkeypatch):
    assert index_fingerprint() == index_fingerprint.__wrapped__()
    monkeypatch.setattr(module, "_PARTS", module._PARTS[:2])
    assert index_fingerprint() != index_fingerprint.__wrapped__()


def test_programs_and_tables_count_in_all_folders(tmp_path: Path):
    (tmp_path / "tables").mkdir()
    for name in ("rules.py", "tables/words.csv", "notes.md"):
        (tmp_path / name).write_text("")
    assert [one.name for one in module._sources(tmp_path)] == ["rules.py", "words.csv"]


def test_another_transcription_of_letters_makes_another(monkeypatch):
    monkeypatch.setattr(module.anyascii, "__version__", "0.0.0")
    assert index_fingerprint() != index_fingerprint.__wrapped__()
