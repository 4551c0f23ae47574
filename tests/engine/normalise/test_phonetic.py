import pytest

from service.engine.normalise.phonetic import phonetic, sounds


@pytest.mark.parametrize(
    "spellings",
    [
        ("gaddafi", "qadhafi", "kadafi"),
        ("aksyonov", "aksenov", "axionov"),
        ("shevchenko", "schewtschenko", "szewczenko"),
        ("yusuf", "jusuf", "yousouf"),
    ],
)
def test_one_sound_however_spelt(spellings: tuple[str, ...]) -> None:
    heard = [set(sounds(word)) for word in spellings]
    assert set.intersection(*heard)


def test_german_and_polish_letters_have_a_second_reading() -> None:
    assert phonetic("tsekov") in sounds("zekow")
    assert phonetic("tsekov") in sounds("ciekow")


def test_other_scripts_are_left_alone() -> None:
    assert sounds("アクショーノフ") == ("アクショーノフ",)
