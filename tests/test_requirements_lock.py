"""The lock has every package that the program needs, at versions that pyproject.toml allows."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", LOCK, re.MULTILINE))
EXTRAS = ("postgres", "oidc", "pdf", "tracing")
NEEDED = [*PROJECT["dependencies"], *(one for extra in EXTRAS for one in PROJECT["optional-dependencies"][extra])]


@pytest.mark.parametrize("needed", NEEDED)
def test_it_is_locked_at_a_version_that_is_allowed(needed):
    requirement = Requirement(needed)
    assert requirement.specifier.contains(LOCKED[requirement.name.lower()]), "run `make lock`"


def test_every_package_has_hashes():
    parts = re.split(r"^(?=[a-z0-9-]+(?:\[[a-z,]+\])?==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(parts) >= len(LOCKED) > 40
    assert all("--hash=sha256:" in part for part in parts)
