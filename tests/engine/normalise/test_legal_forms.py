"""A legal form is a legal form whatever its dots, blanks and joins."""

import pytest

from service.engine.normalise.names import prepare, views


@pytest.mark.parametrize(
    "written",
    [
        "Verkalon G M B H",
        "Verkalon G.m.b.H",
        "Verkalon S.A. DE C.V",
        "Verkalon S A de C V",
        "Verkalon L T D",
        "Verkalon S P A",
        "Verkalon Kabushiki Kaisha",
        "Cong ty Co phan Verkalon",
        "Verkalon Sp. z o. o.",
        "Verkalon Free Zone Establishment",
        "Verkalon S.P.R.L.",
        "Verkalon Q.P.S.C.",
        "Verkalon B.S.C. (c)",
        "Verkalon S.A.O.G.",
        "Verkalon Partnerschaft mbB",
        "Verkalon SE & Co. KGaA",
        "Verkalon PLLC",
        "ОсОО Verkalon",
    ],
)
def test_the_name_is_left(written: str) -> None:
    assert prepare(written, is_person=False).tokens == ("verkalon",)


@pytest.mark.parametrize("written", ["VERKALONJSC", "JSCVERKALON", "VerkalonLtda", "VERKALONLIMITED", "ПАОВеркалон"])
def test_a_form_written_together_with_a_word_is_cut_in_a_second_view(written: str) -> None:
    _, second = views(written, is_person=False)
    assert second.tokens in (("verkalon",), ("веркалон",))


@pytest.mark.parametrize("written", ["Zinc", "A B C Trading", "Gazprom", "S A Verkalon"])
def test_what_is_no_form_stays(written: str) -> None:
    assert len(views(written, is_person=False)) == 1
    assert not prepare(written, is_person=False).forms
