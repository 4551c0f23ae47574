import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.folding.characters import has_hidden, is_dressed, plain_characters, plain_latin
from service.engine.normalise.text import fold

MARKS = "\ufe00\ufe0f\U000e0100\u180b\u1ab0\u1dc4\u20d0\u20dd\u0488\ufe20\u0301"


@pytest.mark.parametrize("mark", MARKS)
def test_marks_that_only_decorate_are_dropped(mark):
    assert fold(mark.join("Examplov")) == "examplov"


@pytest.mark.parametrize("name", ["สมชาย", "अमित", "がぎぐ", "ガ"])
def test_marks_that_are_letters_stay(name):
    assert len(fold(name)) >= len(name) - 1
    assert not has_hidden(name)


@pytest.mark.parametrize(
    ("letter", "plain"), [("ᴀ", "a"), ("ɓ", "b"), ("🅐", "a"), ("🇦", "a"), ("a", None), ("д", None)]
)
def test_letters_in_another_dress(letter, plain):
    assert plain_latin(letter) == plain
    assert plain is None or fold(letter) == plain


@pytest.mark.parametrize("digits", ["１２３４", "١٢٣٤", "१२३४", "𝟏𝟐𝟑𝟒"])
def test_digits_of_any_script(digits):
    assert plain_characters(digits) == "1234"


@pytest.mark.parametrize(
    ("name", "hidden"),
    [("Exam\u200dple", True), ("Exam\u00adple", True), ("\u202eelpmaxE", True), ("می\u200cرود", False)],
)
def test_hidden_characters_are_noticed_where_no_language_needs_them(name, hidden):
    assert has_hidden(name) is hidden


def test_accents_and_width_are_ordinary():
    assert not is_dressed("Łukasz Пётр Ｅｘａｍｐｌｅ")
    assert is_dressed("ᴇxample")
    assert is_dressed("Example\u20dd")


@given(st.text())
def test_folding_plain_characters_twice_is_folding_once(text):
    once = plain_characters(text)
    assert plain_characters(once) == once


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ɇxȧɱpłøvɨⱥ", "examplovia"),
        ("ƎXⱯMꝐLƟVIA", "examplovia"),
        ("ɘxɐɱꝑlɵʋɪa", "examplovia"),
        ("zʉbɑɹɘv", "zubarev"),
        ("ʃɑʒin", "shazhin"),
        ("ʔahmad ʕali", "ahmad ali"),
        ("Muħaːmad", "muhamad"),
        ("ʣereʧ", "dzerech"),
        ("ꝀALꞠON", "kalgon"),
    ],
)
def test_letters_of_phonetic_and_rare_alphabets_are_plain_ones(written, plain):
    assert fold(written) == plain
