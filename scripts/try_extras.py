"""Install each extra of pyproject.toml into an environment of its own and run its example there: `make extras`.

    python scripts/try_extras.py [EXTRA ...]      # `plain` is the installation without extras

The tests run where all extras are installed, so that one which names too few packages passes them. Here the project is
built into a wheel, which is installed alone into a new environment; each extra gets a copy of that environment with
what the extra adds, checked by `pip check`. Then `scripts/extras/try_EXTRA.py` runs in it. An extra without such a file
fails. Not looked at: `dev`, which every build installs, and extras together.

Needs the network (through pip), and what the extras need beside Python: Java 17 (spark), Pango (pdf), a PostgreSQL
server (postgres: `scripts/with_postgresql`). Exit status 1 if an extra fails, with its name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "scripts" / "extras"
PLAIN = "plain"
_BASE = "base"
NOT_TRIED = {"dev"}
_SECONDS = 900.0


class ExtraFailed(Exception):  # noqa: N818 - reads as what it is
    """A step of an extra failed. Says which, and what it printed."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment, which sees nothing of the Python that made it."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def install(self, *what: str) -> None:
        """Raises ExtraFailed."""
        _run([self.python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *what], self.folder)


def extras_of(project: Path) -> list[str]:
    """The extras that a pyproject.toml names and that are to be tried, the plain installation first."""
    named = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    return [PLAIN, *sorted(set(named) - NOT_TRIED)]


def build_wheel(folder: Path) -> Path:
    """The project as others get it."""
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def plain_environment(folder: Path, wheel: Path) -> Environment:
    """A new environment in which the project is installed without extras. Examples find one another, and helpers of the
    tests, behind what is installed: `service` is that of the wheel."""
    _run([sys.executable, "-m", "venv", folder], folder.parent)
    made = Environment(folder)
    made.install(str(wheel))
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "examples_of_sekisho.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    return made


def with_extra(plain: Environment, extra: str, wheel: Path) -> Environment:
    """A copy of the plain environment and what an extra adds. Files are shared: pip puts others in their place, it does
    not change them."""
    folder = plain.folder.with_name(extra)
    shutil.copytree(plain.folder, folder, symlinks=True, copy_function=os.link)
    made = Environment(folder)
    made.install("--force-reinstall", "--no-deps", str(wheel))  # or its commands would start the plain one
    if extra != PLAIN:
        made.install("--no-compile", f"sekisho[{extra}] @ {wheel.as_uri()}")
    return made


def try_example(environment: Environment, extra: str) -> None:
    """Run the example of an extra in a folder of its own. Raises ExtraFailed."""
    example = EXAMPLES / f"try_{extra}.py"
    if not example.exists():
        raise ExtraFailed(f"there is no {example.relative_to(ROOT)}")
    _run([environment.python, "-m", "pip", "check", "--disable-pip-version-check"], environment.folder)
    folder = environment.folder / "example"
    folder.mkdir()
    _run([environment.python, "-m", f"scripts.extras.{example.stem}"], folder)


def main(wanted: Sequence[str]) -> int:
    """Try all extras, or those that are wanted. Returns the exit status."""
    known = extras_of(ROOT / "pyproject.toml")
    if unknown := sorted(set(wanted) - set(known)):
        print(f"extras: there is no {', '.join(unknown)}; known: {', '.join(known)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="sekisho-extras-") as name:
        folder = Path(name)
        try:
            wheel = build_wheel(folder)
            plain = plain_environment(folder / _BASE, wheel)
        except ExtraFailed as error:
            print(f"extras: {PLAIN}: {error}", file=sys.stderr)
            return 1

        def tried(extra: str) -> bool:
            began = time.monotonic()
            try:
                try_example(with_extra(plain, extra, wheel), extra)
            except ExtraFailed as error:
                print(f"extras: {extra}: {error}", file=sys.stderr, flush=True)
                return False
            print(f"extras: {extra}: works ({time.monotonic() - began:.0f} s)", flush=True)
            return True

        asked = list(wanted or known)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            results = dict(zip(asked, pool.map(tried, asked), strict=True))
    if failed := [extra for extra, works in results.items() if not works]:
        print(f"extras: these do not work: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _run(command: Sequence[str | Path], folder: Path) -> None:
    """Run a command in a folder, with the environment's programs first. Raises ExtraFailed with what it said last."""
    program = Path(command[0])
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    given = {name: value for name, value in os.environ.items() if name not in hidden}
    given["PATH"] = f"{program.parent}{os.pathsep}{given.get('PATH', os.defpath)}"
    try:
        done = subprocess.run(
            command, cwd=folder, env=given, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ExtraFailed(f"`{_shown(command)}` took more than {_SECONDS:.0f} s") from None
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
        raise ExtraFailed(f"`{_shown(command)}` ended with status {done.returncode}:\n{said}")


def _shown(command: Sequence[str | Path]) -> str:
    return " ".join([Path(command[0]).name, *map(str, command[1:])])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
