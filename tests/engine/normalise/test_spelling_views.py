"""Names respelt as most lists write them: marked letters, Somali orthography, articles written together with a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.names import views
from service.engine.normalise.spelling_views import respelt


def tokens(text: str) -> list[tuple[str, ...]]:
    return [view.tokens for view in views(text, is_person=True)]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Jiří Šimek", ("jiri", "shimek")),
        ("Đurđa Čakić", ("djurdja", "chakich")),
        ("Tšehhov Pavel", ("chehhov", "pavel")),
        ("Jörg Müller", ("joerg", "mueller")),
        ("Maxamuud Cige", ("mahamud", "ige")),
        ("Cabdi Faarax", ("abdi", "farah")),
        ("Nasser Alkhatib", ("nasser", "khatib")),
        ("Rashid Bensalem", ("rashid", "salem")),
        ("Nasser Almutairi", ("nasser", "mutairi")),
        ("Murad Benyahia", ("murad", "yahia")),
        ("Sergejus Testinovas", ("sergej", "testinov")),
        ("Igors Samplovs", ("igor", "samplov")),
        ("Cemal et-Testimi", ("jamal", "tastimi")),
        ("Nuux Cilmi", ("nuh", "ilmi")),
        ("Jaamac Dhiblaawe", ("jama", "dhiblawe")),
        ("Naouel Ouardi", ("nawel", "wardi")),
        ("Murad Boutaleb", ("murad", "abu", "taleb")),
        ("Huzita Zyun", ("fujita", "jun")),
        ("Tutiya Syoko", ("tsuchiya", "shoko")),
    ],
)
def test_a_second_view(written: str, words: tuple[str, ...]) -> None:
    assert tokens(written)[1:] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Albert Benjamin",
        "Almira Benyamin",
        "Alyona Elmers",
        "Elvira Bender",
        "Carlos Xavier",
        "Max Cali",
        "James Collins",
        "Louis Garnier",
        "Boris Tutiel",
        "Fujita Chie",
        "Georgios Papadopoulos",
        "Сергей Шойгу",
    ],
)
def test_names_that_need_no_second_view(text: str) -> None:
    assert len(tokens(text)) == 1


@given(st.text(max_size=30))
def test_any_text_may_be_respelt(text: str) -> None:
    assert respelt(text) != text
