"""Identifiers as people write them, and which equal ones are chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.matching.identifiers import identifier_keys, is_certain, normalise_identifier, numbers_in_names
from service.engine.model.entity import Identifier

HEX = "0xAbCdef0123456789aBcDef0123456789ABCdEF01"
BASE58 = "1TestAddressMadeUpForTestsxxxxxxx"
BECH32 = "bc1qtestaddressmadeupfqrtestsxxxxxxxxqqpzry"
CASH = "qptestaddressmadeupfxrtestsxxxxxxxqqpzry9x"


def common(left, right):
    return identifier_keys([Identifier(*left)]).keys() & identifier_keys([Identifier(*right)]).keys()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("passport", "AB 123-456"), ("passport", "ab123456")),
        (("passport", "70123456"), ("national_id", "7012 3456")),
        (("passport", "７０１２３４５６"), ("passport", "70123456")),
        (("passport", "٧٠١٢٣٤٥٦"), ("passport", "70123456")),
        (("passport", "АВ123456"), ("passport", "AB123456")),
        (("passport", "AB1O3456"), ("passport", "AB103456")),
        (("passport", "No. 70123456"), ("passport", "70123456")),
        (("passport", "Passport 70123456 (Utopia)"), ("passport", "70123456")),
        (("passport", "7\u200b0\u200b123456"), ("passport", "70123456")),
        (("passport", "70123456 exp 2025"), ("passport", "70123456")),
        (("passport", "No 70123456 issued in Testville"), ("passport", "70123456")),
        (("passport", "70123456, действителен до 2030"), ("passport", "70123456")),
        (("passport", "70123456/2012"), ("passport", "70123456")),
        (("registration", "No. 70123456 of 2010"), ("registration", "70123456")),
        (("tax_id", "ИНН 7707083893"), ("tax_id", "7707083893")),
        (("tax_id", "ИНН7707083893"), ("tax_id", "7707083893")),
        (("registration", "ОГРН 1027700000001"), ("registration", "1027700000001")),
        (("tax_id", "7707083893/770101001"), ("tax_id", "7707083893")),
        (("tax_id", "7707083893.0"), ("tax_id", "7707083893")),
        (("national_id", "C.C. 70123456"), ("national_id", "70123456")),
        (("national_id", "70123456"), ("national_id", "V-70123456")),
        (("national_id", "E-70123456"), ("national_id", "70123456")),
        (("imo", "09187629"), ("imo", "9187629")),
        (("imo", "9187629.0"), ("imo", "9187629")),
        (("imo", "9187629 / 538001"), ("imo", "9187629")),
        (("vessel identification number", "9187629"), ("imo", "9187629")),
        (("mmsi", "273123456.0"), ("mmsi", "273123456")),
        (("bic", "[SABRRUMM]"), ("bic", "SABRRUMM")),
        (("bic", ":57A:SABRRUMMXXX"), ("bic", "SABRRUMM")),
        (("bic", "SABRRUMM / 12345"), ("bic", "SABRRUMM")),
        (("wallet", f"https://explorer.example.com/bitcoin/address/{BASE58}"), ("wallet", BASE58)),
        (("wallet", " ".join(BASE58[at : at + 4] for at in range(0, len(BASE58), 4))), ("wallet", BASE58)),
        (("wallet", f"https://explorer.example.com/address/{HEX}?tab=1"), ("wallet", HEX)),
        (("email", "t.est (at) example dot com"), ("email", "t.est@example.com")),
        (("email", "t.est @ example.com"), ("email", "t.est@example.com")),
        (("email", "t.est[at]example[dot]com"), ("email", "t.est@example.com")),
        (("phone", "+81 3 1234 5678 ext 12"), ("phone", "+81312345678")),
        (("imo", "IMO 9187629"), ("imo", "9187629")),
        (("vessel_imo", "IMO9187629"), ("imo", "9187629")),
        (("imo", "imo:9187629"), ("imo", "9187629")),
        (("bic", "SABRRUMMXXX"), ("bic", "SABRRUMM")),
        (("swift_code", "sabrrumm001"), ("bic", "SABRRUMM")),
        (("bic", "SWIFT SABRRUMM"), ("bic", "SABRRUMM")),
        (("wallet", HEX.lower()), ("wallet", HEX)),
        (("wallet", HEX.upper()), ("wallet", HEX)),
        (("wallet", f"ethereum:{HEX}@1?value=2"), ("wallet", HEX)),
        (("wallet", f"bitcoin:{BASE58}?amount=1"), ("wallet", BASE58)),
        (("wallet", f"BTC {BASE58}"), ("wallet", BASE58)),
        (("wallet", BECH32.upper()), ("wallet", BECH32)),
        (("wallet", f"bitcoincash:{CASH}"), ("wallet", CASH)),
        (("wallet", CASH.upper()), ("wallet", CASH)),
        (("email", "mailto:T.Est@example.com;"), ("email", "t.est@example.com")),
        (("phone", "00 81 (3) 1234-5678"), ("phone", "+81312345678")),
        (("website", "https://www.example.com/"), ("website", "example.com")),
        (("foo", "SABRRUMM"), ("bic", "SABRRUMM")),
        (("id", HEX), ("wallet", HEX)),
        (("ref", "9187629"), ("imo", "9187629")),
    ],
)
def test_equal_numbers(left, right):
    assert common(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("imo", "9187629"), ("passport", "9187629")),
        (("passport", "A1234567"), ("passport", "1234567")),
        (("passport", "123/2012"), ("passport", "12345")),
        (("passport", "AB-1234567"), ("passport", "1234567")),
        (("imo", "91876291"), ("imo", "9187629")),
        (("tax_id", "7707083893"), ("tax_id", "770708389")),
        (("bic", "Test Bank"), ("bic", "SABRRUMM")),
        (("bic", "SABRRUMM"), ("bic", "SABRRU2M")),
        (("website", "example.com/a"), ("website", "example.com/b")),
        (("phone", "+81312345678"), ("wallet", "+81312345678")),
    ],
)
def test_other_numbers_differ(left, right):
    assert not common(left, right)


def test_wallets_keep_their_case():
    assert normalise_identifier("wallet", BASE58) != normalise_identifier("wallet", BASE58.lower())


@pytest.mark.parametrize(
    ("asked", "listed", "certain"),
    [
        (("passport", "1234567", "EG"), ("passport", "1234567", "EG"), True),
        (("passport", "1234567", None), ("passport", "1234567", "EG"), True),
        (("passport", "1234567", "BR"), ("passport", "1234567", "EG"), False),
        (("passport", "1234567", "BR"), ("passport", "1234567", None), False),
        (("tax_id", "1234567", None), ("passport", "1234567", "EG"), False),
        (("foo", "1234567", None), ("passport", "1234567", None), False),
        (("tax_id", "1234567", "CO"), ("national_id", "1234567", "CO"), True),
        (("tax_id", "123456789012", "DE"), ("passport", "123456789012", "EG"), True),
        (("imo", "9187629", "PA"), ("imo", "9187629", None), True),
        (("wallet", BASE58.lower(), None), ("wallet", BASE58, None), False),
    ],
)
def test_short_numbers_of_another_kind_or_country_are_chance(asked, listed, certain):
    asked, listed = Identifier(*asked), Identifier(*listed)
    keys = identifier_keys([asked]).keys() & identifier_keys([listed]).keys()
    assert keys
    assert any(is_certain(key, asked, listed) for key in keys) is certain


@pytest.mark.parametrize("value", ["", "123", "00000000", "N/A", "-"])
def test_what_tells_nobody_apart_is_no_identifier(value):
    assert identifier_keys([Identifier("passport", value)]) == {}


@given(st.sampled_from(["passport", "imo", "bic", "wallet", "email", "phone", "website", "foo"]), st.text(max_size=60))
def test_any_value_is_read_and_equals_itself(kind, value):
    assert identifier_keys([Identifier(kind, value)]).keys() == identifier_keys([Identifier(kind, value)]).keys()


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("Testan Examplov, passport AB1234567", ["AB1234567"]),
        ("M/V PROBA IMO 9187629 flag Panama", ["9187629"]),
        ("Proba Samplova (INN 770708389312)", ["770708389312"]),
        ("Examplov 12.345.678-9", ["12.345.678-9"]),
        ("ПРОБА ４６０１２３４５", ["４６０１２３４５"]),
        ("Proba Samplova 1972", []),
        ("Samplova, 12 Main Street 10115 Berlin", []),
        ("Unit 61398", []),
        ("Proba X99", []),
        ("Proba Samplova, PassportY12345678", ["Y12345678"]),
        ("Proba Samplova passport no. G52FYPRL", ["G52FYPRL"]),
        ("Proba G52FYPRL Samplova", []),
        ("Proba ID: PROV950301HJCLHV00", ["PROV950301HJCLHV00"]),
        ("Proba SWIFT QUELDEFF, proba@example.com", ["QUELDEFF", "proba@example.com"]),
        ("Proba Samplova DOB 01.02.1970 / 1970-02-01", []),
        ("Proba Samplova 旅券番号AB1234567", ["AB1234567"]),
        ("여권AB1234567 Proba", ["AB1234567"]),
        (f"send to {BASE58}", [BASE58]),
        ("TXID/UT/770708389312\n1/Proba", ["TXID/UT/770708389312", "770708389312"]),
        ("CCPT/UT/AB1234567\n1/Samplova", ["CCPT/UT/AB1234567", "AB1234567"]),
        ("//INN7707083893//Proba", ["INN7707083893//Proba", "INN7707083893"]),
        ("Proba tel +81 3 1234 5678", ["+81 3 1234 5678"]),
        ("Proba 12 34 56 78", []),
        ("Proba tel 0081 3 1234 5678", ["0081 3 1234 5678"]),
        ("Quell Bank (QUELDEFF)", ["QUELDEFF"]),
        (":57A:QUELDEFFXXX\nProba", ["QUELDEFFXXX"]),
    ],
)
def test_numbers_in_names(name, numbers):
    assert list(dict.fromkeys(one.value for one in numbers_in_names([name]))) == numbers
