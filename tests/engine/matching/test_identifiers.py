import pytest

from service.engine.matching.identifiers import identifier_keys, normalise_identifier
from service.engine.model.entity import Identifier


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("passport", "AB 123-456"), ("passport", "ab123456")),
        (("passport", "70123456"), ("national_id", "7012 3456")),
        (("imo", "IMO 9187629"), ("imo", "9187629")),
        (("bic", "SABRRUMMXXX"), ("bic", "SABRRUMM")),
    ],
)
def test_equal_numbers(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert normalise_identifier(*left) == normalise_identifier(*right)


def test_numbers_of_other_families_differ() -> None:
    assert normalise_identifier("imo", "9187629") != normalise_identifier("passport", "9187629")


def test_wallets_keep_their_case() -> None:
    assert normalise_identifier("wallet", "1AbCdE9") != normalise_identifier("wallet", "1abcde9")


@pytest.mark.parametrize("value", ["", "123", "00000000", "N/A", "-"])
def test_what_tells_nobody_apart_is_no_identifier(value: str) -> None:
    assert identifier_keys([Identifier("passport", value)]) == {}
