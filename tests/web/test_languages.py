"""The catalogues and the choice between them."""

import re
import string
from pathlib import Path

import pytest

import service.web
from service.alerts.proposals import CHECKS
from service.alerts.reason_codes import reason_codes
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome
from service.web.languages import LANGUAGES, catalogue, preferred

TEMPLATES = Path(service.web.__file__).parent / "templates"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_pages_is_there(language):
    used = {
        key
        for file in TEMPLATES.glob("*.html")
        for key in re.findall(r"""\bt\(["']([a-z_.]+)["'][,)]""", file.read_text())
    }
    assert len(used) > 100
    assert used - catalogue(language).keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("status", AlertStatus),
        ("outcome", Outcome),
        ("disposition", DispositionStatus),
        ("check", CHECKS),
        ("reason", reason_codes()),
    ],
)
def test_every_value_has_a_word(language, kind, values):
    assert {f"{kind}.{value}" for value in values} - catalogue(language).keys() == set()


def test_the_catalogues_say_the_same_things():
    english, japanese = catalogue("en"), catalogue("ja")
    assert english.keys() == japanese.keys()
    for key in english:
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(words[key]) if name} for words in (english, japanese)
        ]
        assert fields[0] == fields[1], key


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ja", "ja"),
        ("ja-JP,en;q=0.8", "ja"),
        ("en;q=0.8, ja;q=0.9", "ja"),
        ("fr, de", "en"),
        ("ja;q=0, fr", "en"),
        ("ja;q=many", "en"),
    ],
)
def test_the_browser_prefers(header, language):
    assert preferred(header) == language
