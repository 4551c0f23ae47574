"""Names spelt letter by letter; ordinary names, also those of words that stand for letters, are left alone."""

import pytest

from service.engine.normalise.disguise import readings
from service.engine.normalise.spelling_alphabets import (
    may_be_spelt,
    partly_spelt,
    spelt_letters,
    told_letters,
    with_doubled_letters,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tango Echo Sierra Tango Alfa November", "testan"),
        ("tango-echo-sierra-tango-alpha-november", "testan"),
        ("ECHO X-RAY ALPHA MIKE PAPA LIMA OSCAR VICTOR", "examplov"),
        ("Whisky Juliet India X Ray Yankee Zulu", "wjixyz"),
        ("Tango Echo Sierra Tango space Echo Xray Alfa Mike", "test exam"),
        ("T Tango, E Echo, S Sierra, T Tango, A Alfa, N November", "testan"),
        ("Theodor Emil Siegfried Theodor Anton Nordpol", "testan"),
        ("Schule Ärger Dora Ludwig Emil Richard", "schaedler"),
        ("Aachen Berlin Chemnitz Düsseldorf Essen Frankfurt", "abcdef"),
        ("Torino Empoli Savona Torino Ancona Napoli", "testan"),
        ("Татьяна Елена Семён Татьяна Анна Николай", "тестан"),
        ("Tango Echo Sierra Tengo Alfa November", "testan"),
        ("tee ee ess tee ay en", "testan"),
        ("em oh ess double-you eye zed", "moswiz"),
        ("te e es te a en ef", "testanf"),
        ("te e ese te a ene", "testan"),
        ("Toc Edward Sugar Toc Ace Nuts", "testan"),
        ("Tadeusz Ewa Stanisław Tadeusz Adam Natalia", "testan"),
    ],
)
def test_letters_spelt_by_words(written, meant):
    assert spelt_letters(written) == meant
    assert meant in [reading.text for reading in readings(written, is_person=True)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Zora E as in Echo, X as in X-ray, A as in Alpha", "Zora EXA"),
        ("Zora H as in Hotel, A as in Alpha, Y as in Yankee, A as in Alpha", "Zora HAYA"),
        ("T wie Theodor E wie Emil S wie Siegfried", "TES"),
        ("T comme Thérèse, E comme Eugène", "TE"),
    ],
)
def test_letters_told_by_words(written, meant):
    assert [reading.text for reading in readings(written, is_person=True)] == [meant]


@pytest.mark.parametrize(
    "name",
    [
        "Oscar Romeo",
        "Victor Mike November",
        "Anton Julius Otto Richard Emil",
        "Sierra Golf Hotel India Private Limited Company",
        "Islamic Republic of Testland Shipping Lines Company",
        "Zora A. de Vries for Samplov and Sons Trading",
        "",
    ],
)
def test_names_are_left_alone(name):
    assert spelt_letters(name) is None
    assert told_letters(name) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Zora Echo Xray Alfa Mike Papa Lima", "zora exampl"),
        ("Tango Echo Sierra Tango Alfa Examplova", "testa examplova"),
        ("Zora tee ee ess tee ay en", "zora testan"),
    ],
)
def test_names_of_which_a_part_is_spelt(written, meant):
    assert partly_spelt(written) == meant
    assert meant in [reading.text for reading in readings(written, is_person=True)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ha double s an Zelmarson", "Hassan Zelmarson"),
        ("TESTAN EXA DOUBLE M PLOV", "TESTAN EXAMMPLOV"),
        ("Oktavian Bri doppel-l stein", "Oktavian Brillstein"),
        ("Zora Pe doppia t i", "Zora Petti"),
        ("Сусла двойное н ова", "Сусланнова"),
    ],
)
def test_a_letter_said_to_be_double(written, meant):
    assert with_doubled_letters(written) == meant
    assert meant in [reading.text for reading in readings(written, is_person=True)]


@pytest.mark.parametrize("name", ["Double Happiness Trading", "Dublin A Testan", "Doppler Zora", "Testan Double"])
def test_a_name_with_such_a_word_stays(name):
    assert with_doubled_letters(name) is None


def test_names_of_few_words_are_not_looked_at():
    assert not may_be_spelt("Alpha Bravo Charlie Delta Echo")
