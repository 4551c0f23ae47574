"""A list that comes with the program says what it is and which files it has."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from service.watchlists.errors import DigestError, ManifestError
from service.watchlists.manifest import combined_sha256, file_sha256, read_manifest, verify

CONTENT = b"id,name\n1,Testan Examplov\n"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
LINES = {
    "id": '"own_test"',
    "title": '"Tests"',
    "authority": '"Office of Tests"',
    "jurisdiction": '"JP"',
    "programme": '"tests"',
    "legal_basis": '"Act on Tests"',
    "measures": '["asset_freeze"]',
    "source_url": '"https://example.org"',
    "edition": '"2026-01"',
    "published_on": "2026-01-02",
    "licence": '"own"',
    "files": f'{{"list.csv" = "{DIGEST}"}}',
}


def folder(tmp_path: Path, **changed: str | None) -> Path:
    lines = {key: value for key, value in (LINES | changed).items() if value is not None}
    (tmp_path / "manifest.toml").write_text("\n".join(f"{key} = {value}" for key, value in lines.items()), "utf-8")
    (tmp_path / "list.csv").write_bytes(CONTENT)
    return tmp_path


def test_a_whole_manifest_is_read_and_verified(tmp_path: Path) -> None:
    manifest = read_manifest(folder(tmp_path))
    assert (manifest.measures, manifest.published_on, manifest.listed_on) == (("asset_freeze",), date(2026, 1, 2), None)
    assert manifest.sha256 == DIGEST == file_sha256(tmp_path / "list.csv")
    verify(tmp_path, manifest)


@pytest.mark.parametrize("key", LINES)
def test_a_field_that_is_missing_or_of_another_kind_is_named(tmp_path: Path, key: str) -> None:
    with pytest.raises(ManifestError, match=rf"key {key}: expected a \w+, got None"):
        read_manifest(folder(tmp_path, **{key: None}))
    with pytest.raises(ManifestError, match=rf"key {key}: expected a \w+, got 1"):
        read_manifest(folder(tmp_path, **{key: "1"}))


def test_no_manifest_and_no_toml(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="expected a manifest, got no file"):
        read_manifest(tmp_path)
    with pytest.raises(ManifestError, match="TOML in UTF-8"):
        read_manifest(folder(tmp_path, id="'"))


def test_a_file_that_was_touched_is_refused(tmp_path: Path) -> None:
    manifest = read_manifest(folder(tmp_path))
    (tmp_path / "list.csv").write_bytes(CONTENT + b"2,Proba Samplova\n")
    with pytest.raises(DigestError, match=f"expected SHA-256 {DIGEST}"):
        verify(tmp_path, manifest)
    (tmp_path / "list.csv").unlink()
    with pytest.raises(ManifestError, match="got no file"):
        verify(tmp_path, manifest)


def test_a_file_that_nobody_listed_is_refused(tmp_path: Path) -> None:
    manifest = read_manifest(folder(tmp_path))
    (tmp_path / "more.csv").write_bytes(CONTENT)
    with pytest.raises(ManifestError, match=r"no more\.csv"):
        verify(tmp_path, manifest)


def test_one_hash_for_many_files_depends_on_names_and_not_on_order() -> None:
    both = {"a": "1", "b": "2"}
    assert combined_sha256(both) == combined_sha256(dict(reversed(both.items())))
    assert combined_sha256(both) != combined_sha256({"a": "2", "b": "1"}) != combined_sha256({"c": "1", "b": "2"})
    assert combined_sha256({"a": "1"}) == "1"
