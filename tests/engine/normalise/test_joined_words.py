"""Words joined to others, and endings written apart, in names as they are searched."""

import pytest

from service.engine.normalise.disguise import readings
from service.engine.normalise.text import fold


def texts(name, is_person=False):
    return [fold(one.text) for one in readings(name, is_person=is_person)]


def test_small_letters_behind_capitals_are_left_out():
    for written in ("SAMPLOVtech TRADING", "NeoSAMPLOV TRADING", "EurosAMPLOV TRADING"):
        assert "samplov trading" in texts(written)


def test_a_title_joined_to_a_name_is_left_out():
    assert "testa examplova" in texts("MrsTesta Examplova", is_person=True)
    assert texts("MrsTesta Trading") == ["mrstesta trading"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("testa sampl off", "testa samplov"),
        ("TESTA SAMPL EFF", "testa samplev"),
        ("Testa Sampel Ski", "testa sampelski"),
    ],
)
def test_an_ending_that_stands_apart_is_joined(written, read):
    assert read in texts(written, is_person=True)
    assert read not in texts(written)
    assert texts("Testa Kickoff", is_person=True) == ["testa kickoff"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sampl ovia d effelopment", "sampl ovia development"),
        ("t effskiy news", "tevskiy news"),
        ("examplitch offa trading", "examplitchova trading"),
    ],
)
def test_sounds_that_stand_apart_within_a_word_are_joined(written, read):
    assert read in texts(written)


@pytest.mark.parametrize("written", ["Testa Office", "Testa Effective Works", "Testa Offshore Works", "Testa Off"])
def test_words_that_begin_like_such_sounds_are_left(written):
    assert texts(written) == [written.lower()]


def test_words_joined_by_capitals_are_divided():
    assert "testa general trading" in texts("TestaGeneralTrading")
    assert texts("Anna MacDonald") == ["anna macdonald"]


@pytest.mark.parametrize("name", ["MVTESTAN STAR", "mttestan star", "SSTESTAN STAR"])
def test_a_ships_type_joined_to_its_name_is_left_out(name):
    assert "testan star" in [fold(one.text) for one in readings(name, is_person=False)]
    assert "testan star" not in [fold(one.text) for one in readings(name, is_person=True)]
