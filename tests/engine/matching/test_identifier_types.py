import pytest

from service.engine.matching.identifier_types import ANY, family, identifier_type, is_known, types, words_not_known

WORDS = {
    "wallet": ["crypto", "crypto_wallet", "cryptoWallet", "wallet_address", "XBT", "btc address", "暗号資産アドレス"],
    "bic": ["swift_code", "swift_bic", "SWIFT/BIC", "BIC8", "bankIdentifierCode"],
    "imo": ["imo_number", "vessel_imo", "IMO No.", "lr_number"],
    "mmsi": ["mmsi_number", "MMSI no"],
    "passport": ["Passport No.", "travel_document", "Reisepass", "旅券番号", "护照号码", "جواز السفر"],
    "tax_id": ["tin", "vat_number", "codice fiscale", "NIF", "ΑΦΜ", "USt-IdNr.", "IČ DPH DIČ", "P.IVA"],
    "registration": [
        "company_number",
        "Handelsregister",
        "trade_register",
        "crn",
        "KvK",
        "IČO",
        "ЄДРПОУ",
        "Y-tunnus",
        "统一社会信用代码",
        "CR",
    ],
    "national_id": ["cedula", "ssn", "identity_card", "nid", "Aadhaar", "СНИЛС", "JMBG", "주민등록번호"],
}


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in WORDS.items() for word in words])
def test_words(kind, word):
    assert identifier_type(word) == kind
    assert is_known(word)


@pytest.mark.parametrize("kind", sorted(types()))
def test_a_kind_is_its_own_word(kind):
    assert identifier_type(kind) == kind


@pytest.mark.parametrize("word", ["other", "number", "id", "ref", "shoe_size"])
def test_what_states_no_kind_is_compared_with_every_kind(word):
    assert family(word) == ANY


def test_only_words_that_are_not_known_are_named():
    assert words_not_known(["passport", "shoe_size", "other", "shoe_size", "foo"]) == ("shoe_size", "foo")
