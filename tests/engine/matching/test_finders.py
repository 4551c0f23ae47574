"""Every way to find a name by the whole of a text finds one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.matching.finders import FINDERS, Asked
from service.engine.matching.lexicon import lexicon
from service.engine.matching.listed_names import OneListedName

PERSON, BODY = "Oktavian Ursula Velkarnen", "Zarvanex Kelprom Shipyard and Trading Company"
SON = "Oktavian Petrovich Zelmarin"
FOUND = [
    ("cut", BODY[:40], BODY),
    ("cut before an address", "Zarvanex Kelprom Shi4 Rosenweg", BODY),
    ("cut, with dots behind", "Zarvanex Kelprom Shipya…", BODY),
    ("words cut", "Zarvanex Kelprom Shipy. and Trad. Company", BODY),
    ("initials of a body", "Z. Kelprom Shipyard and Trading Company", BODY),
    ("letters hidden", "Oktavian Urs-la Velkarnen", PERSON),
    ("initials as one word", "Velkarnen UO", PERSON),
    ("backwards", "NENRAKLEV Alusru Naivatko", PERSON),
    ("given names cut", "Okta Ursula Velkarnen", PERSON),
    ("family name cut", "Oktavian Ursula Velkarn", PERSON),
    ("several words misread", "Oktavien Ursula Velkarnin", PERSON),
    ("misread", "Oktavian Ursiiia Velkarnen", PERSON),
    ("misread throughout", "ZRRVRNEX KELPROM SHIPYRRD RND TRRDING COMPRNY", BODY),
    ("keys slipped", "OktaviannUrsula Velkarnen", PERSON),
    ("typed in another keyboard layout", "Щлефмшфт Гкыгдф Мудлфктут", PERSON),
    ("without vowels", "Oktvn Ursl Vlkrnn", PERSON),
    ("two words as one", "OKTAVIANVELKARNEN Ursula", PERSON),
    ("by ear", "Octafian Urzula Felkarnen", PERSON),
    ("by ear, with a word beside", "Octafian Urzula Kestrel Felkarnen", PERSON),
    ("vowels filled in", "Okeutabian Ureusula Belkareunen", PERSON),
    ("endings of another language", "Oktavianem Ursuloi Velkarnenem", PERSON),
    ("father's name in another form", "Oktavian Petrov Zelmarin", SON),
]


def _finders_of(text: str, listed: str) -> list[str]:
    name = OneListedName(listed, listed != BODY)
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


WORDS = [
    "Okta",
    "velkarn",
    "UO",
    "Urs-la",
    "O.",
    "Щлефмшфт",
    "É",
    "Trad.",
    "Zarvanex",
    "nenraklev",
    "4 Rosenweg",
    "株式会社",
]


@given(st.lists(st.sampled_from([*WORDS, *PERSON.split(), *BODY.split()]), min_size=1, max_size=5), st.booleans())
def test_a_finder_finds_nothing_in_texts_that_it_does_not_look_at(words: list[str], is_person: bool) -> None:
    asked = Asked(" ".join(words), is_person, lexicon())
    for listed in (PERSON, BODY):
        name = OneListedName(listed, is_person)
        for finder in FINDERS:
            assert asked.kind & finder.texts or not [*finder.clues(asked, name)]
