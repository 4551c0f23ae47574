"""Whether a text is worth searching."""

import re

import pytest

from service.engine.normalise.quick_look import QuickLook

LOOK = QuickLook(re.compile(r"\d"), ("swift",), re.compile("swift|счёт", re.IGNORECASE))


@pytest.mark.parametrize("text", ["Testan 7", "SWIFT Testanov", "Тестан 7", "Тестан Swift", "СЧЁТ Тестана"])
def test_a_sign_or_a_word_is_found_whatever_its_case(text: str) -> None:
    assert LOOK.finds(text)


@pytest.mark.parametrize("text", ["", "Testan Examplov", "Тестан Примеров", "Swi ft"])
def test_other_texts_are_not_worth_it(text: str) -> None:
    assert not LOOK.finds(text)
