"""Which of two names is asked and which is listed does not matter, also where one holds the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.names import score_names
from service.engine.matching.phonetic.name import prepare_sound
from service.engine.matching.phonetic.score import sound_score
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare
from tests.examples import examples

WORDS = st.sampled_from(
    ["Sergey", "Siarhei", "Ivanov", "Ivanau", "Kim", "Kyong", "Il", "Min", "Ali", "Hassan", "Xasan", "Petrovitj"]
)


@st.composite
def names(draw: st.DrawFn) -> str:
    """Two or three words, one of which may have a letter changed."""
    words = draw(st.lists(WORDS, min_size=2, max_size=3, unique=True))
    text = " ".join(words)
    at = draw(st.integers(0, len(text) - 1))
    return (
        text if text[at] == " " or draw(st.booleans()) else text[:at] + draw(st.sampled_from("aeknz")) + text[at + 1 :]
    )


def there_and_back(left: str, right: str, *, is_person: bool) -> tuple[float, float]:
    one, other = prepare(left, is_person=is_person), prepare(right, is_person=is_person)
    there, back = score_names(one, other, lexicon(), Weights()), score_names(other, one, lexicon(), Weights())
    return there.score, back.score


def words_of(name: str) -> int:
    return len(prepare(name, is_person=True).tokens)


@settings(max_examples=examples(150), deadline=None)
@given(names(), names())
def test_names_of_persons_score_the_same_turned_round(left: str, right: str) -> None:
    short, long = sorted((left, right), key=words_of)  # "Il" before a name may be an article, and no word of it
    there, back = there_and_back(long, short, is_person=True)
    if words_of(short) == 2 < words_of(long):
        assert there >= back - 1e-9  # two common words are looked for in an asked name, and not in a listed one
    else:
        assert abs(there - back) < 1e-9


@pytest.mark.parametrize(
    ("left", "right", "is_person"),
    [
        ("Zelmanko Qorvatin", "Zelmanko Qorvatin Ibrin Testovan", True),
        ("Zelmanka Qorvatin", "Ibrin Zelmanko Qorvatin Testovan", True),
        ("Ukhnalyova, Svetlana", "Ukhnalev, Svetlana", True),
        ("Ali Hasan", "Ali Hasan Mohamed Ahmed Mahmoud", True),
        ("Zelmanko Qorvatin Trading", "Ministry of Zelmanko Qorvatin Trading and Ibrin Testovan", False),
        ("Zelmanko Bank Zelmanko", "Zelmanko Bank", False),
        ("Zelmanko Sanat Company", "Zelman-Ko Sanat", False),
        ("Zelmanko, Dubai", "Zelmanko", False),
    ],
)
def test_a_name_that_holds_another_scores_the_same_turned_round(left: str, right: str, is_person: bool) -> None:
    there, back = there_and_back(left, right, is_person=is_person)
    assert there == pytest.approx(back)


def test_an_asked_name_may_stand_inside_a_listed_one() -> None:
    assert there_and_back("Zelmanko Qorvatin", "Ibrin Zelmanko Qorvatin Testovan Al-Zarvani", is_person=True)[0] >= 0.7
    assert there_and_back("Ali Hasan", "Ali Hasan Mohamed Ahmed Mahmoud", is_person=True)[0] < 0.7


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Laura Gomez", "GOMEZ TESTANOVA, Laura Victoria"),
        ("Carlos Ortiz", "TESTANOV ORTIZ, Carlos Arturo"),
        ("Jamie Duran", "TESTANOV DURAN, Jaime"),
        ("Daniel Moura", "MORA TESTANOV, Daniel Alberto"),
        ("Jesse Williams", "TESTANOV ZARVANEK, Williams Jose"),
    ],
)
def test_two_common_words_do_not_stand_inside_a_listed_name_by_chance(asked: str, listed: str) -> None:
    assert there_and_back(asked, listed, is_person=True)[0] < 0.7


@settings(max_examples=examples(40), deadline=None)
@given(names(), st.sampled_from(["Сергей Иванов", "キム・キョンイル", "حسن علي", "김경일", "伊万诺夫·谢尔盖"]))
def test_names_in_two_scripts_score_the_same_turned_round(latin: str, other: str) -> None:
    left, right = prepare_sound(latin, is_person=True), prepare_sound(other, is_person=True)
    assert abs(sound_score(left, right).score - sound_score(right, left).score) < 1e-6


BODY_WORDS = st.sampled_from(
    [
        *(
            "Zelmanko",
            "Qorvatin",
            "Zelmankotrans",
            "Ibrin",
            "Al",
            "Trading",
            "Handel",
            "Bank",
            "Banco",
            "Company",
            "Group",
        ),
        *(
            "Zarvan",
            "Chile",
            "Dubai",
            "(Iran)",
            "Syrienne",
            "Hong Kong",
            "Ltd",
            "S.A.",
            "GmbH",
            "3",
            "III",
            "No",
            "2004",
        ),
        *(
            "of",
            "and",
            "dell'",
            "TRDG",
            "NPO",
            "Gosudarstvennoye",
            "Verteidigungsministerium",
            "Libertad",
            "ZQT",
            "E.U.",
        ),
    ]
)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Up to five words of bodies' names, one of which may have a letter changed."""
    text = " ".join(draw(st.lists(BODY_WORDS, min_size=1, max_size=5)))
    at = draw(st.integers(0, len(text) - 1))
    if text[at] == " " or draw(st.booleans()):
        return text
    return text[:at] + draw(st.sampled_from("aeknz")) + text[at + 1 :]


@settings(max_examples=examples(150), deadline=None)
@given(bodies(), bodies())
def test_names_of_bodies_score_the_same_turned_round(left: str, right: str) -> None:
    there, back = there_and_back(left, right, is_person=False)
    assert abs(there - back) < 1e-9


@settings(max_examples=examples(150), deadline=None)
@given(bodies(), st.integers(0, 4), BODY_WORDS)
def test_near_names_of_bodies_score_the_same_turned_round(left: str, at: int, word: str) -> None:
    words = left.split()
    there, back = there_and_back(left, " ".join([*words[:at], word, *words[at:]]), is_person=False)
    assert abs(there - back) < 1e-9


COMMON = st.sampled_from(
    [
        *(
            "Sharikat",
            "lil Tijara",
            "al-Dawliya",
            "Muassasat",
            "Bazargani",
            "Sanaye",
            "Melli",
            "Sherkat-e",
            "Petroshimi",
        ),
        *(
            "Trading",
            "Industries",
            "Company",
            "Foundation",
            "International",
            "perkapalan",
            "Shipping",
            "maoyi",
            "Kaiun",
        ),
    ]
)
NAMES = st.sampled_from(["Zelmanko", "Qorvatin", "Noor", "Tehran", "Zelmanka"])


@settings(max_examples=examples(100), deadline=None)
@given(*[st.lists(COMMON | NAMES, min_size=2, max_size=4, unique=True).map(" ".join)] * 2)
def test_bodies_with_words_of_other_languages_score_the_same_turned_round(left: str, right: str) -> None:
    scores = [
        best_match(*names, is_person=False, lexicon=lexicon(), weights=Weights()).total
        for names in ((left, right), (right, left))
    ]
    assert scores[0] == pytest.approx(scores[1])
