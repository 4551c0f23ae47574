"""Every way to find a name by the whole of a text finds one."""

import pytest

from service.engine.matching.finders import FINDERS, Asked
from service.engine.matching.lexicon import lexicon
from service.engine.matching.listed_names import OneListedName

PERSON, BODY = "Oktavian Ursula Velkarnen", "Zarvanex Kelprom Shipyard and Trading Company"
FOUND = [
    ("cut", BODY[:40], BODY),
    ("cut before an address", "Zarvanex Kelprom Shi4 Rosenweg", BODY),
    ("words cut", "Zarvanex Kelprom Shipy. and Trad. Company", BODY),
    ("initials of a body", "Z. Kelprom Shipyard and Trading Company", BODY),
    ("letters hidden", "Oktavian Urs-la Velkarnen", PERSON),
    ("initials as one word", "Velkarnen UO", PERSON),
    ("backwards", "NENRAKLEV Alusru Naivatko", PERSON),
    ("given names cut", "Okta Ursula Velkarnen", PERSON),
    ("family name cut", "Oktavian Ursula Velkarn", PERSON),
    ("misread", "Oktavien Ursula Velkarnin", PERSON),
    ("keys slipped", "OktaviannUrsula Velkarnen", PERSON),
    ("typed in another keyboard layout", "Щлефмшфт Гкыгдф Мудлфктут", PERSON),
    ("without vowels", "Oktvn Ursl Vlkrnn", PERSON),
    ("two words as one", "OKTAVIANVELKARNEN Ursula", PERSON),
    ("by ear", "Octafian Urzula Felkarnen", PERSON),
    ("by ear, with a word beside", "Octafian Urzula Kestrel Felkarnen", PERSON),
]


def _finders_of(text: str, listed: str) -> list[str]:
    name = OneListedName(listed, listed == PERSON)
    asked = Asked(text, name.is_person, lexicon())
    return [
        finder.name
        for finder in FINDERS
        for clue in finder.clues(asked, name)
        if name.is_found(finder.found_by, clue.key) and (clue.agrees is None or clue.agrees(listed))
    ]


@pytest.mark.parametrize(("finder", "text", "listed"), FOUND)
def test_a_name_is_found(finder: str, text: str, listed: str) -> None:
    assert finder in _finders_of(text, listed)


def test_every_finder_is_tried_here() -> None:
    assert [finder.name for finder in FINDERS] == [finder for finder, _, _ in FOUND]


@pytest.mark.parametrize("listed", [PERSON, BODY])
@pytest.mark.parametrize("text", ["Karim Zelmarson", "Zarvanex Petroleum Company", "O. Karim", "", "株式会社"])
def test_others_are_found_by_none(text: str, listed: str) -> None:
    assert _finders_of(text, listed) == []
