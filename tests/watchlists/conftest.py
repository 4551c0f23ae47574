"""Samples: one folder a format, with invented parties in the official form and what to expect of them."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.engine.model.watchlist import Watchlist
from service.watchlists.load import load_files
from tests.tabular.workbooks import read_sheets, write_xlsx

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Sample:
    """The files of one format's sample in a folder of their own, and `expected.json`."""

    format: str
    folder: Path
    watchlist: str
    entities: int
    skipped: int
    primary: tuple[str, ...]
    weak: int
    published_on: str | None

    @property
    def files(self) -> list[Path]:
        """The files as an importer would be handed them."""
        return sorted(self.folder.iterdir())

    def load(self) -> Watchlist:
        """Load the sample as its watchlist."""
        return load_files(self.watchlist, self.files)


def copy_sample(format_: str, folder: Path) -> Sample:
    """Copy a sample into a folder; workbooks are written from their JSON."""
    source = SAMPLES / format_
    expected = json.loads((source / "expected.json").read_text(encoding="utf-8"))
    for path in source.iterdir():
        if path.name.endswith(".sheets.json"):
            write_xlsx(folder / path.name.replace(".sheets.json", ".xlsx"), read_sheets(path))
        elif path.name != "expected.json":
            shutil.copy(path, folder / path.name)
    primary = tuple(expected.pop("primary"))
    return Sample(format_, folder, primary=primary, published_on=expected.pop("published_on", None), **expected)


@pytest.fixture
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Sample:
    """The sample of the format that the test is parametrised with."""
    return copy_sample(request.param, tmp_path)
