"""Names with something beside them, as trade documents and payment messages write them: kinds that the design does not
name."""

from __future__ import annotations

from random import Random
from typing import Any

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, PERSON, SHIP, Json, Kind, Subject, beside


def _own(name: str, of: tuple[str, ...], *templates: str, **given: Any) -> Kind:
    return beside(name, of, *templates, own=True, **given)


def _wrapped(subject: Subject, _: Random) -> Json | None:
    """Broken in the middle of a word, as lines of fixed width are."""
    at = len(subject.name) * 2 // 3
    return {"type": subject.type, "name": f"{subject.name[:at]}\n{subject.name[at:]}"}


KINDS = (
    _own(
        "attention",
        NAMED_PARTIES,
        "Attn: {name}",
        "ATTN. {name}",
        "{company}, Attn: {name}",
        "To the attention of {name}",
    ),
    _own("account of", NAMED_PARTIES, "{company} for the account of {name}", "F/A/O {name}", "{person} FBO {name}"),
    _own(
        "part played",
        NAMED_PARTIES,
        "Beneficiary: {name}",
        "{name} (ultimate beneficiary)",
        "Consignee {name}",
        "Notify party: {name}",
    ),
    _own("in quotes", NAMED_PARTIES, '"{name}"', "«{name}»", "„{name}“", 'firm "{name}"', "Company «{name}»"),
    _own(
        "courtesies abroad",
        (PERSON,),
        "Herr {name}",
        "Monsieur {name}",
        "Sr. D. {name}",
        "Sayın {name}",
        "{name}様",
        "Bapak {name}",
        "Pan {name}",
    ),
    _own(
        "child of",
        (PERSON,),
        "{name} S/O {person}",
        "{name} D/O {person}",
        "{name}, son of {person}",
        "{name} w/o {person}",
    ),
    _own("born as", (PERSON,), "{person} née {name}", "{person} born {name}", "{person} geb. {name}"),
    _own("acting through", (BODY,), "{name}, acting through its {city} branch", "{name} acting by its {city} office"),
    _own(
        "subsidiary of",
        (BODY,),
        "{company}, a subsidiary of {name}",
        "{company} (member of {name})",
        "{company} wholly owned by {name}",
    ),
    _own(
        "being wound up",
        (BODY,),
        "{name} (in liquidation)",
        "{name}, en liquidation",
        "{name} i.L.",
        "{name} (in administration)",
    ),
    _own(
        "formerly", NAMED_PARTIES, "{company} (formerly {name})", "{company} f/k/a {name}", "{company}, vormals {name}"
    ),
    _own(
        "payment tags",
        NAMED_PARTIES,
        "/{account} 1/{upper} 2/{street} 3/{code}/{city}",
        "/{account}\n{upper}\n{street}\n{city}",
        ":59:/{account} {upper}",
        type_="unknown",
    ),
    _own(
        "remittance text",
        NAMED_PARTIES,
        "/INV/{number} payment to {name} for goods",
        "PAYMENT INV {number} {upper}",
        "RFB/{number} {name} {amount}",
        type_="unknown",
    ),
    _own("amount behind", NAMED_PARTIES, "{name} {amount}", "{name} - {amount}", "{name}; {amount}"),
    _own(
        "seat",
        (BODY,),
        "{name} with registered office at {street}, {city}",
        "{name} mit Sitz in {city}",
        "{name}, con domicilio en {city}",
        "{name} ayant son siège à {city}",
    ),
    _own(
        "file number behind",
        EVERYBODY,
        "{name} #{number}",
        "{name} (KYC-{number})",
        "{name} ref. {number}",
        "{name}_{number}",
    ),
    _own(
        "form field",
        NAMED_PARTIES,
        "Name: {name}",
        "Customer name = {name}",
        "<Nm>{name}</Nm>",
        '{{"name": "{name}"}}',
        "name|{name}",
    ),
    _own(
        "department",
        (BODY,),
        "{name}, Accounts Department",
        "{name} Procurement Division",
        "{name} - Head Office",
        "{name}, Export Dept.",
    ),
    _own("broken over lines", EVERYBODY, "{name}\n{street}\n{city}", "{name}\r\n{country}", "{name}\t{city}"),
    Kind("broken in a word", EVERYBODY, _wrapped, own=True),
    _own(
        "ship prefix",
        (SHIP,),
        "M/V {name}",
        "MT {name}",
        'M/T "{name}"',
        "S.S. {name}",
        "VLCC {name}",
        "motor vessel {name}",
    ),
    _own(
        "ship's shipment",
        (SHIP,),
        "shipped per MV {name} from {port}",
        "{name} / {port} / B/L {number}",
        "on board {name}",
    ),
    _own("ship's call sign", (SHIP,), "{name} call sign 9HA{number}", "{name} C/S EP{number}", "{name} MMSI {mmsi}"),
    _own("ship's owner", (SHIP,), "Owners of MV {name}", "Master of {name}", "The owners, M/V {name}", type_="unknown"),
)
