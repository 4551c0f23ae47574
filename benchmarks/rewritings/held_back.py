"""Kinds that are held back: rules are to be made without looking in here, so that these show what rules are worth."""

from __future__ import annotations

from typing import Any

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, PERSON, SHIP, Kind, beside


def _own(name: str, of: tuple[str, ...], *templates: str, **given: Any) -> Kind:
    return beside(name, of, *templates, own=True, held_back=True, **given)


KINDS = (
    _own(
        "signatory",
        NAMED_PARTIES,
        "signed for {name} by {person}",
        "{company}, represented by {name}",
        "p.p. {name}",
        type_="unknown",
    ),
    _own(
        "nominee",
        NAMED_PARTIES,
        "{company} as nominee for {name}",
        "{person} as trustee for {name}",
        "{company} (holding for {name})",
    ),
    _own(
        "works for",
        NAMED_PARTIES,
        "{person}, employee of {name}",
        "{person}, driver of {name}",
        "{person} (wife of {name})",
    ),
    _own(
        "with others by a stroke",
        NAMED_PARTIES,
        "{name} / {person}",
        "{company} | {name}",
        "{person}; {name}",
        "{name} + {company}",
    ),
    _own(
        "joint account",
        (PERSON,),
        "{name} or {person}",
        "{person} OR {name}",
        "{name} und/oder {person}",
        "Mr and Mrs {name}",
    ),
    _own(
        "also called",
        (PERSON,),
        "{name} @ {person}",
        "{person} alias {name}",
        "{name} a.k.a. {person}",
        "{person} genannt {name}",
    ),
    _own(
        "rank in a family", (PERSON,), "{name} Jr.", "{name} III", "late {name}", "{name} (deceased)", "heirs of {name}"
    ),
    _own(
        "honorific behind",
        (PERSON,),
        "{name} Bey",
        "{name} sahib",
        "{name}殿",
        "{name} Effendi",
        "{name}, Esq.",
        "{name}-san",
    ),
    _own("messrs", (BODY,), "Messrs {name}", "M/s. {name}", "M/S {name}", "{name} 御中", "Firma {name}", "The {name}"),
    _own("group of", (BODY,), "{name} Group of Companies", "{name} Holding", "{name} Group", "Groupe {name}"),
    _own(
        "office in",
        (BODY,),
        "Representative Office of {name} in {city}",
        "{city} office of {name}",
        "{name} FZE {city}",
    ),
    _own(
        "successor",
        (BODY,),
        "{company}, successor in title to {name}",
        "{company} as assignee of {name}",
        "{company} (ex {name})",
    ),
    _own(
        "tax number behind",
        NAMED_PARTIES,
        "{name} INN {account}",
        "{name} VAT DE{number}",
        "{name}, Tax ID {account}",
        "{name} TIN:{account}",
    ),
    _own("bank behind", NAMED_PARTIES, "{name} IBAN {iban}", "{name} SWIFT QUELDEFF", "{name} a/c with {company}"),
    _own(
        "e-mail of",
        NAMED_PARTIES,
        "{name} <{dotted}@example.com>",
        "{name} info@example.com",
        "{name} (www.example.com)",
    ),
    _own("e-mail only", (PERSON,), "{dotted}@example.com", "{dotted}"),
    _own(
        "sentence",
        NAMED_PARTIES,
        "Please pay {name} the sum of {amount}",
        "Dear Sir {name}",
        "invoice {number} issued by {name} on {day}",
        type_="unknown",
    ),
    _own("twice", EVERYBODY, "{name} {name}", "{name} ({upper})", "{name} / {name}"),
    _own(
        "ship class",
        (SHIP,),
        "{name} DNV +1A1",
        "{name} {tonnage} built {year}",
        "{name} (class BV)",
        "{name} LOA {voyage} m",
    ),
    _own(
        "ship or substitute",
        (SHIP,),
        "{name} or substitute",
        "MV {name} or sub",
        "{name} T.B.N.",
        "{name} and/or substitute",
    ),
    _own("ship of a port", (SHIP,), "{name} of {port}", "{name} ({port})", "{name} at anchor {port}", "{name}, {port}"),
    _own(
        "ship now called",
        (SHIP,),
        "{ship} (ex {name})",
        "{ship} ex-{name}",
        "{ship}, formerly {name}",
        "{ship} f/k/a {name}",
    ),
    _own(
        "ship abroad",
        (SHIP,),
        "т/х {name}",
        "buque {name}",
        "navire «{name}»",
        "Schiff {name}",
        "танкер {name}",
        "nave {name}",
    ),
)
