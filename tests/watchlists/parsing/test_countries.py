"""Country words as lists write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.watchlists.parsing.countries import (
    countries,
    country,
    country_code,
    country_name,
    country_names,
)

COUNTRIES = [
    ("Korea, North", "KP"),
    ("Korea, South", "KR"),
    ("The Gambia", "GM"),
    ("Burma", "MM"),
    ("IRANIAN", "IR"),
    ("Côte d'Ivoire", "CI"),
    ("Cote d Ivoire", "CI"),
    ("Trinidad and Tobago", "TT"),
    ("ロシア連邦", "RU"),
    ("Republic of Lebanon", "LB"),
    ("ua", "UA"),
    ("Congo, Democratic Republic of the", "CD"),
    ("Congo", "CG"),
]


@pytest.mark.parametrize(("words", "code"), COUNTRIES)
def test_country_words(words: str, code: str) -> None:
    assert country_code(words) == code


def test_other_words_stay_and_unknown_is_none() -> None:
    assert country("Region:  Crimea") == "Region: Crimea"
    assert country("UNKNOWN") is country("不明") is country(None) is country("") is None


STYLES = [
    ("the Republic of Kenya", "KE"),
    ("Federal Republic of Germany", "DE"),
    ("Kingdom of the Netherlands", "NL"),
    ("Bolivia (Plurinational State of)", "BO"),
    ("Türkiye", "TR"),
    ("Trinidad & Tobago", "TT"),
    ("State of Palestine", "PS"),
]


@pytest.mark.parametrize(("words", "code"), STYLES)
def test_the_style_of_a_state_does_not_matter(words: str, code: str) -> None:
    assert country_code(words) == code


@pytest.mark.parametrize("words", ["Atlantis", "ZZ", "", "  ", "republic of"])
def test_words_outside_the_table_have_no_code(words: str) -> None:
    assert country_code(words) is None


def test_na_is_no_country_but_namibia_is() -> None:
    """Lists write `na` for not available."""
    assert country("na") is country("N/A") is country("stateless") is None
    assert country("Namibia") == "NA"


def test_a_former_state_is_kept_as_its_words() -> None:
    assert country("USSR") == "USSR"


def test_countries_have_no_repeats_and_no_unknowns() -> None:
    assert countries(["Syria", "SY", "unknown", "Region:  Crimea", "syrian"]) == ("SY", "Region: Crimea")


def test_every_name_of_a_code_leads_back_to_it() -> None:
    assert country_name("jp") == "Japan"
    assert country_name("??") is None
    for code in ("JP", "KP", "CD", "GB"):
        assert {country_code(name) for name in country_names(code)} == {code}


@given(st.text(max_size=30))
def test_a_country_read_is_a_code_words_or_nothing_and_stays_so(words: str) -> None:
    found = country(words)
    assert found is None or country(found) == found or found in {"NA"}
