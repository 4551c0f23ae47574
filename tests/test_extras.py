"""`make extras` itself: what it tries, and that what fails says why. That the extras work needs the network."""

import sys

import pytest

from scripts.try_extras import EXAMPLES, ROOT, ExtraFailed, _run, extras_of, main


def test_every_extra_has_an_example():
    extras = extras_of(ROOT / "pyproject.toml")
    assert {"plain", "spark", "mcp"} < set(extras)
    assert sorted(path.stem for path in EXAMPLES.glob("try_*.py")) == sorted(f"try_{extra}" for extra in extras)


def test_an_extra_that_there_is_not_is_named(capsys):
    assert main(["sparc"]) == 2
    assert "there is no sparc; known: plain, benchmarks" in capsys.readouterr().err


def test_a_step_that_fails_says_what_it_printed(tmp_path):
    with pytest.raises(ExtraFailed, match=r"ended with status 1:[\s\S]*No module named 'pandaz'"):
        _run([sys.executable, "-c", "import pandaz"], tmp_path)
