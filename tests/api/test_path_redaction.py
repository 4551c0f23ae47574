"""Callers are not told where things lie on the server."""

from pathlib import Path

import pytest

from service.api.path_redaction import without_folders
from service.settings import Settings

SETTINGS = Settings(data_dir=Path("/srv/sekisho/data"), lists_dir=Path("lists"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/srv/sekisho/data/editions/own_list/x.csv, line 3: expected a name", "x.csv, line 3: expected a name"),
        ("no space left in /srv/sekisho/data", "no space left in"),
        ("the data folder (/srv/sekisho/data) was used", "the data folder was used"),
        ("begun in /srv/sekisho/data, without records", "begun in, without records"),
        ("the folder /srv/sekisho/data was used", "the folder was used"),
        ("lists/jp_crimea_2014/manifest.toml: expected a manifest", "manifest.toml: expected a manifest"),
        ("cannot open '/etc/ssl/private/key.pem'", "cannot open 'key.pem'"),
        ("fetched from https://example.org/lists/a.xml", "fetched from https://example.org/lists/a.xml"),
        ("5/6 of the watchlists/editions", "5/6 of the watchlists/editions"),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_names_of_files_stay_and_folders_go(text: str, shown: str) -> None:
    assert without_folders(text, SETTINGS) == shown
