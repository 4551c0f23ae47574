"""What is told of a name word by word is what is found where everything is tried on the whole of it."""

import random
from dataclasses import astuple

import pytest

from service.engine.matching.name_pair import asked_parts
from service.engine.matching.weights import Weights
from service.engine.normalise.disguise import Reading, all_readings
from service.engine.normalise.joined_names import joined_names
from service.engine.normalise.names import views
from service.engine.normalise.ordinary_names import is_one_name, one_way_to_read
from service.engine.normalise.words import read_table, word_tables

PLAIN = ["john", "smith", "maria", "lopez", "brittany", "mueller", "okonkwo", "lee", "chen", "testan", "anan", "ana"]
TELLING = [
    *("abdul", "rahman", "salahuddin", "binladin", "errachid", "maxamed", "ma", "md", "sr", "von", "de", "al", "bin"),
    *("king", "president", "minister", "of", "for", "aka", "formerly", "care", "dba", "vvalter", "wwwow", "aaab"),
    *("ov", "off", "ski", "schlosser", "aertsz", "sktrpmb", "xsyolpm", "bdfyjd", "gtnhjd", "qlioqsq"),
    *("kh", "yu", "shch", "ng"),
    *(
        "schtschr",
        "deng",
        "xiaoping",
        "wei",
        "zhou",
        "nazarov",
        "ouardi",
        "huzita",
        "choi",
        "youngchul",
        "tanaka",
        "ltd",
        "foundation",
        "captain",
        "the",
        "flag",
    ),
]


def table_words():
    tables = word_tables()
    cues = {word for row in read_table("cues.csv") for word in row["cue"].split()}
    cues |= {word for row in read_table("joining_words.csv") for word in row["words"].split("|")}
    return sorted(word for word in tables.titles.keys() | tables.particles | cues if word.isascii() and word.isalpha())


@pytest.mark.parametrize("seed", range(6))
def test_a_name_with_one_reading_has_one_by_all_means(seed):
    source, words = random.Random(seed), [*PLAIN * 90, *TELLING, *table_words()]
    alone = 0
    for _ in range(2_000):
        text = " ".join(source.choices(words, k=source.randint(1, 5)))
        text = source.choice((str.title, str.upper, str.lower))(text)
        found = one_way_to_read(text)
        if is_one_name(text):
            assert all_readings(text, is_person=True) == (Reading(text),)
            assert joined_names(text) == ()
        if found is None:
            continue
        alone += 1
        assert all_readings(text, is_person=True) == (Reading(text),)
        assert asked_parts(text, is_person=True, weights=Weights()) == [(text, 0.0)]
        assert joined_names(text) == ()
        assert [astuple(one) for one in views(text, is_person=True)] == [astuple(found)]
    assert alone > 250


@pytest.mark.parametrize(
    "text",
    [
        *("Ali Ali", "Abdul Rahman Testov", "Deng Xiaoping", "Binladin Testov", "Ma Teresa Cruz", "King Testov"),
        *(
            "John Smith aka Testov",
            "President of Testland",
            "JohnSmith",
            "O'Neill",
            "J Smith",
            "Müller",
            "Vvalter Scott",
            "Testan Examplov ov",
            "Bdfyjd Gtnhjd",
        ),
    ],
)
def test_what_may_be_read_otherwise_is_left_to_those_who_do(text):
    assert one_way_to_read(text) is None


def test_a_plain_name_is_its_words():
    found = one_way_to_read("Brittany Ana Martinez")
    assert found is not None
    assert found.tokens == ("brittany", "ana", "martinez")
    assert found.joins == (("brittanyana", 0, 2), ("anamartinez", 1, 3))


def test_two_initials_of_two_letters_are_looked_at_together():
    assert one_way_to_read("KH SH ZELMARSOV") is None
