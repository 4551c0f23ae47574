"""Are files what is said of them?"""

import hashlib

import pytest

from service.audit.file_check import check_file, file_sha256
from service.audit.verdict import Findings


def details(path, allowed, root, *, elsewhere=False):
    findings = Findings()
    check_file(findings, path, allowed, root=root, elsewhere=elsewhere)
    return [one.detail for one in findings.faults]


def test_a_file_with_one_of_the_hashes_is_right(tmp_path):
    (tmp_path / "x").write_bytes(b"abc")
    sha256 = hashlib.sha256(b"abc").hexdigest()
    assert file_sha256(tmp_path / "x") == sha256
    assert details(tmp_path / "x", {sha256, "other"}, tmp_path) == []
    assert details(tmp_path / "x", {"other"}, tmp_path.parent) == [
        f"changed: the audit chain says something else of the file {tmp_path.name}/x"
    ]


def test_a_file_that_is_not_here_may_be_elsewhere_with_all_of_its_folder(tmp_path):
    folder = tmp_path / "jobs" / "one"
    for elsewhere, count in ((False, 1), (True, 0)):
        assert len(details(folder / "x", (), tmp_path, elsewhere=elsewhere)) == count
    folder.mkdir(parents=True)
    assert details(folder / "x", (), tmp_path, elsewhere=True) == ["removed: the audit chain knows the file jobs/one/x"]


def test_what_is_no_file_cannot_be_read(tmp_path):
    (tmp_path / "x").mkdir()
    assert details(tmp_path / "x", (), tmp_path) == ["the file x cannot be read: Is a directory"]


@pytest.mark.parametrize("name", ["/etc/passwd", "a\0b", "\ud800"])
def test_a_name_that_no_file_of_ours_has_is_told_and_ends_nothing(tmp_path, name):
    (detail,) = details(tmp_path / name, (), tmp_path)
    assert detail.startswith("changed: the audit chain names a file that there cannot be")
