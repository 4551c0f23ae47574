"""Names of which the letters at the edges were lost, or read as others that look alike."""

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.misread_words import KnownWords, read_again, several_misread
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights

WORDS = KnownWords.of("zarvanex shipping trading omran tavil ryong bong delcor al dam viktoria suhaymar".split())  # noqa: SIM905


def keys(text, *, is_person=False):
    return [*several_misread(text, WORDS, lexicon()), *read_again(text, WORDS, lexicon(), is_person=is_person)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ARVANEX HIPPING", "shipping zarvanex"),
        ("ARVANEX SHIPPING", "shipping zarvanex"),
        ("Zarvane Tradin", "trading zarvanex"),
        ("RYQNG BQNG", "bong ryong"),
        ("DFLCOR TAYIL", "delcor tavil"),
        ("clelcor tradimg", "delcor trading"),
        ("OFLCOR TAVIL", "delcor tavil"),
        ("Zarvnex Shippign", "shipping zarvanex"),
        ("Zarvqnex Tradimng", "trading zarvanex"),
    ],
)
def test_words_of_bodies_are_read_again(text, key):
    assert key in keys(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ukhaymar iktoria", None),
        ("uhaymar iktoria", "suhaymar viktoria"),
        ("uhaymar l-dam", "al dam suhaymar"),
        ("uhaymar Viktoria", None),
        ("Siibaymar Viktoria", "suhaymar viktoria"),
        ("Suhaynar Vjktoria", "suhaymar viktoria"),
        ("Suhaynar Vjktorja", None),
        ("Suhaymar Vjktoria", None),
        ("Subaymar Viktoria", None),
    ],
)
def test_words_of_persons_are_read_again(text, key):
    assert (key in keys(text, is_person=True)) is (key is not None)


@pytest.mark.parametrize(
    "text", ["ZARVANEX SHIPPING", "ZARVANE TRADING", "Zarvanex HIPPING", "AVIL CO", "Quorvella Tradin", "Тестан Проба"]
)
def test_whole_words_single_slips_within_and_too_little_are_left_alone(text):
    assert keys(text) == []


@pytest.mark.parametrize(("query", "score"), [("QMRAN TAYIL", 0.78), ("OMRAN TOLIL", 0.0)])
def test_a_pair_is_scored(query, score):
    match = best_match(query, "Omran Tavil", is_person=False, lexicon=lexicon(), weights=Weights())
    assert match.total == pytest.approx(score) if score else match.total < 0.7


def test_one_kind_of_slips_is_tried_where_words_are_like_many_others():
    many = [letter + end for letter in "bcdfgklmnprst" for end in ("amirov", "ovelka", "ekilan")]
    known = KnownWords.of([*many, "xamirov", "xovelka", "xekilan", "amirova", "ovelkas", "ekilano"])
    found = set(several_misread("amirov ovelka ekilan", known, lexicon()))
    assert "amirova ekilano ovelkas" in found
    assert len(found) < 100


HULLS = KnownWords.of(("paek", "ma", "hwa", "song", "un", "ryul", "hero", "ii"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("AEK MA", "ma paek"),
        ("WA SONG", "hwa song"),
        ("N RYUL", "ryul un"),
        ("UN RYU", "ryul un"),
        ("HERO I", None),
        ("ERO II", "hero ii"),
        ("WA SON", None),
        ("AEK", None),
        ("AEK TA", None),
    ],
)
def test_a_letter_is_put_back_at_either_end_of_a_short_name(text, key):
    assert [*read_again(text, HULLS, lexicon(), is_person=False)][:1] == ([] if key is None else [key])
    assert [*read_again(text, HULLS, lexicon(), is_person=True)] == []


def test_nothing_looks_like_a_word_of_a_list_without_names():
    assert not KnownWords.of([]).looks_like_one("zarvanex")
