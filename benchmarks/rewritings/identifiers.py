"""Listed numbers under other words and in other spellings, beside a name on no list or without one."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from benchmarks.rewritings.model import EVERYBODY, MADE_UP, Json, Kind, Spell, Subject

_PAPERS = frozenset({"passport", "national_id", "tax_id", "registration"})
_SHIPS = frozenset({"imo", "mmsi"})
_BANKS = frozenset({"bic"})
_WALLETS = frozenset({"wallet"})
_MAIL = frozenset({"email"})
_PHONES = frozenset({"phone"})
_ALL = _PAPERS | _SHIPS | _BANKS | _WALLETS

_LEAST = 6
_SHAPES = {
    "bic": re.compile(r"[A-Z]{6}[A-Z0-9]{2}(XXX)?\Z"),
    "imo": re.compile(r"\d{7}\Z"),
    "mmsi": re.compile(r"\d{9}\Z"),
    "wallet": re.compile(r"[A-Za-z0-9]{25,100}\Z"),
    "email": re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+\Z"),
    "phone": re.compile(r"\+?(?=(\D*\d){8})[0-9 ()/-]{8,24}\Z"),
}
_PAPER = re.compile(r"(?=.*\d)[A-Z0-9-]{6,20}\Z")

_WORDS = {
    "wallet": ("crypto", "crypto_wallet", "wallet_address", "XBT", "digital_currency_address"),
    "bic": ("swift_code", "swift_bic", "SWIFT", "bic_code"),
    "imo": ("imo_number", "vessel_imo", "IMO"),
    "mmsi": ("mmsi_number", "MMSI"),
    "passport": ("passport_number", "Passport", "passport_no"),
    "national_id": ("id_card", "identity_card", "national_id_number"),
    "tax_id": ("tax_number", "tin", "tax_id_number"),
    "registration": ("company_number", "registration_number", "reg_no"),
}
_OWN_WORDS = {
    "wallet": ("btc_address", "ETH", "virtual_currency", "blockchain_address"),
    "bic": ("swiftbic", "bank_identifier_code", "iso9362", "BIC8"),
    "imo": ("imo_id", "lr_number", "ship_id", "lloyds_number"),
    "mmsi": ("maritime_mobile_service_identity", "mmsi_no"),
    "passport": ("travel_document", "reisepass", "pasaporte", "pp_no"),
    "national_id": ("nid", "cedula", "personalausweis", "carnet"),
    "tax_id": ("steuernummer", "fiscal_code", "tax_ref", "nif"),
    "registration": ("trade_register", "handelsregister", "crn", "companies_house"),
}
_LABELS = {
    "wallet": "BTC",
    "bic": "SWIFT",
    "imo": "IMO",
    "mmsi": "MMSI",
    "passport": "Passport",
    "national_id": "ID",
    "tax_id": "TIN",
    "registration": "Reg.",
}
_LOOK_ALIKES = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
_FULL_WIDTH = str.maketrans({chr(one): chr(one + 0xFEE0) for one in range(ord("!"), ord("~") + 1)})
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
_MATHEMATICAL = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")


def usable(kind: str, value: str) -> bool:
    """Whether a listed number tells enough to be found alone, and is only a number."""
    shape = _SHAPES.get(kind, _PAPER)
    return kind in _ALL | _MAIL | _PHONES and shape.match(value) is not None and sum(map(str.isalnum, value)) >= _LEAST


def made_up(kind: str, source: Random) -> str:
    """A number that nobody has, in the shape of its kind."""
    if kind == "bic":
        return "QX" + "".join(source.choice("BCDFGHJKLM") for _ in range(2)) + "ZZ" + str(source.randrange(10, 99))
    if kind == "email":
        return f"quell{source.randrange(10, 99)}@example.com"
    if kind == "wallet":
        return "1" + "".join(source.choice("BCDFGHJKLMNPQRSTVWXYZ23456789bcdfghjkmnpqrstvwxyz") for _ in range(33))
    count = {"imo": 7, "mmsi": 9}.get(kind, 9)
    return str(source.randrange(10 ** (count - 1), 10**count))


def _number(
    name: str, numbers: frozenset[str], spell: Spell, words: dict[str, tuple[str, ...]] | None = None, **given: Any
) -> Kind:
    """A kind that writes one of a party's numbers otherwise, under the word for it or under one of `words`. What it
    leaves as it is says nothing and is not asked."""
    named: bool = given.pop("with_name", True)

    def write(subject: Subject, source: Random) -> Json | None:
        have = [one for one in subject.identifiers if one[0] in numbers]
        for kind, value in source.sample(have, len(have)):
            spelt, word = spell(value, source), source.choice(words[kind]) if words else kind
            if spelt != value or word != kind or spell is _plain:
                party = {"type": "unknown", "identifiers": [{"type": word, "value": spelt}]}
                return party | {"name": MADE_UP["person"](source)} if named else party
        return None

    return Kind(name, EVERYBODY, write, numbers=numbers, **given)


def _plain(value: str, _: Random) -> str:
    return value


def _translated(pairs: dict[int, Any]) -> Spell:
    return lambda value, _: value.translate(pairs)


def _around(*templates: str) -> Spell:
    return lambda value, source: source.choice(templates).format(value)


def _letter_for_nought(value: str, _: Random) -> str:
    return value.replace("0", "O")


def _other_case(value: str, source: Random) -> str:
    """Only of addresses in which case says nothing."""
    if value.startswith("0x"):
        return source.choice((value.lower(), "0x" + value[2:].upper(), value.upper()))
    return value.upper() if value.islower() else value


def _with_scheme(value: str, _: Random) -> str:
    if value.startswith("0x"):
        return f"ethereum:{value}"
    if value.islower():
        return f"bitcoincash:{value}"
    return f"bitcoin:{value}" if value[0] in "13b" else value


def _branch(value: str, source: Random) -> str:
    return value[:8] + source.choice(("001", "FXX", "XXX", "DXB"))


def _grouped(value: str, source: Random) -> str:
    """In groups of three, as people dictate numbers."""
    return source.choice(" -./").join(value[at : at + 3] for at in range(0, len(value), 3))


def _digits_alone(value: str, _: Random) -> str:
    return "".join(filter(str.isdigit, value))


def _joiners(value: str, _: Random) -> str:
    return "\u200b".join(value)


def _labelled(value: str, kind: str, source: Random) -> str:
    return source.choice(("{0} {1}", "{0}: {1}", "{0}{1}", "{0} no. {1}")).format(_LABELS[kind], value)


def _under_its_label(subject: Subject, source: Random) -> Json | None:
    have = [one for one in subject.identifiers if one[0] in _ALL]
    if not have:
        return None
    kind, value = source.choice(have)
    number = {"type": kind, "value": _labelled(value, kind, source)}
    return {"type": "unknown", "name": MADE_UP["person"](source), "identifiers": [number]}


def _in_the_name(subject: Subject, source: Random) -> Json | None:
    """The number behind a name on no list, in the field of the name."""
    have = [one for one in subject.identifiers if one[0] in _ALL]
    if not have:
        return None
    kind, value = source.choice(have)
    return {"type": "unknown", "name": f"{MADE_UP['person'](source)}, {_labelled(value, kind, source)}"}


KINDS = (
    _number("as published, a number", _ALL, _plain),
    _number("another word for a number", _ALL, _plain, _WORDS),
    _number("digits of full width", _ALL, _translated(_FULL_WIDTH)),
    _number("Arabic-Indic digits", _PAPERS | _SHIPS, _translated(_ARABIC)),
    _number("Cyrillic letters in a number", _PAPERS | _BANKS, _translated(_LOOK_ALIKES)),
    _number("O for 0", _PAPERS, _letter_for_nought),
    _number("No. before a number", _PAPERS, _around("No. {}", "No {}", "Nr. {}", "N° {}", "#{}")),
    _number("brackets behind a number", _PAPERS, _around("{} (Iran)", "{} (IR)", "{} (passport)", "{} [issued 2012]")),
    _number("a wallet in other case", _WALLETS, _other_case),
    _number("a wallet as a link", _WALLETS, _with_scheme),
    _number("a BIC with a branch", _BANKS, _branch),
    _number("a number and no name", _ALL, _plain, with_name=False),
    _number("further words for a number", _ALL, _plain, _OWN_WORDS, own=True),
    _number("a number in groups", _PAPERS, _grouped, own=True),
    _number("Devanagari digits", _PAPERS | _SHIPS, _translated(_DEVANAGARI), own=True),
    Kind("a label before a number", EVERYBODY, _under_its_label, own=True, numbers=_ALL),
    Kind("a number in the name", EVERYBODY, _in_the_name, own=True, numbers=_ALL),
    _number("an e-mail address", _MAIL, _plain, own=True),
    _number("a phone number", _PHONES, _plain, own=True),
    _number("an e-mail address otherwise", _MAIL, _around("mailto:{}", "<{}>", "E-mail: {}", "{};"), own=True),
    _number("a phone number otherwise", _PHONES, _digits_alone, own=True),
    _number("blanks of no width in a number", _ALL, _joiners, own=True, held_back=True),
    _number("mathematical digits", _PAPERS | _SHIPS, _translated(_MATHEMATICAL), own=True, held_back=True),
    _number("a number in quotes", _ALL, _around('"{}"', "'{}'", "={}", "{};", "{}."), own=True, held_back=True),
    _number("a number as a link", _SHIPS | _BANKS, _around("urn:{}", "imo:{}", "no:{}"), own=True, held_back=True),
    _number(
        "no number's own type",
        _ALL,
        _plain,
        dict.fromkeys(_ALL, ("number", "other", "id", "ref")),
        own=True,
        held_back=True,
    ),
)
