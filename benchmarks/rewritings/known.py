"""Names with something beside them, of the kinds that the design names."""

from __future__ import annotations

from random import Random

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, PERSON, SHIP, Json, Kind, Subject, beside

MESSAGE_WIDTHS = (35, 20)


def as_published(subject: Subject, _: Random) -> Json:
    """The name alone."""
    return {"type": subject.type, "name": subject.name}


def _cut(width: int) -> Kind:
    def write(subject: Subject, _: Random) -> Json | None:
        cut = subject.name[:width].strip()
        if len(subject.name) <= width or len(cut.split()) < 2:
            return None
        return {"type": subject.type, "name": cut}

    return Kind(f"cut at {width} characters", NAMED_PARTIES, write)


KINDS = (
    Kind("as published", EVERYBODY, as_published),
    beside("name dba other", NAMED_PARTIES, "{name} dba {company}", "{name} d/b/a {company}", "{name} DBA {company}"),
    beside("other dba name", NAMED_PARTIES, "{company} dba {name}", "{company} D/B/A {name}", type_=BODY),
    beside("trading as", NAMED_PARTIES, "{name} t/a {company}", "{company} t/a {name}", "{name} trading as {company}"),
    beside("on behalf of", NAMED_PARTIES, "{company} on behalf of {name}", "{person} obo {name}", type_="unknown"),
    beside("attorney for", NAMED_PARTIES, "{person} as attorney for {name}", "{person}, attorney-in-fact for {name}"),
    beside("address behind", NAMED_PARTIES, "{name}, {street}, {city}, {country}", "{name} {street} {city}"),
    beside("phone behind", NAMED_PARTIES, "{name} {phone}", "{name}, tel. {phone}", "{name} Tel: {phone}"),
    beside("passport behind", (PERSON,), "{name} passport {passport}", "{name}, Passport No. {passport}"),
    beside("birth date behind", (PERSON,), "{name} DOB {day}", "{name}, born {day}", "{name} ({day})"),
    beside("account behind", NAMED_PARTIES, "{name} A/C {account}", "{name} {account}", "{name} acc. no. {account}"),
    beside("c/o name", NAMED_PARTIES, "c/o {name}", "{company} c/o {name}", "{person} C/O {name}", type_="unknown"),
    beside("name c/o other", NAMED_PARTIES, "{name} c/o {company}", "{name} c/o {person}"),
    beside("estate of", (PERSON,), "Estate of {name}", "The Estate of {name}", "{name} Estate"),
    beside(
        "family trust", (PERSON,), "{name} Family Trust", "The {name} Trust", "{name} Irrevocable Trust", type_=BODY
    ),
    beside("name and other", NAMED_PARTIES, "{name} and {person}", "{person} and {name}", "{name} & {company}"),
    beside("branch behind", (BODY,), "{name}, {city} Branch", "{name} - {city} Branch", "{name} ({city} branch)"),
    beside("city behind", (BODY,), "{name}, {city}", "{name} - {city}", "{name} {city}", "{name} ({city})"),
    beside("country behind", (BODY,), "{name} {country}", "{name}, {country}", "{name} ({country})"),
    beside("country in brackets", (PERSON,), "{name} ({country})", "{name} [{country}]"),
    beside("year in brackets", (PERSON,), "{name} ({year})", "{name} (b. {year})"),
    beside("office behind", (PERSON,), "{name}, President of {country}", "{name} - Minister of {country}"),
    beside(
        "titles",
        (PERSON,),
        "His Excellency Dr. Gen. {name} (Ret.), PhD, MBA",
        "H.E. Mr. {name}, MSc",
        "Dr. {name}, MBA",
    ),
    beside("ship with IMO", (SHIP,), "{name} (IMO {imo})", "{name}, IMO {imo}", "{name} IMO: {imo}"),
    beside("ship with flag", (SHIP,), "{name} flag {flag}", "{name}, flag {flag}", "{name} ({flag} flag)"),
    beside("ship with voyage", (SHIP,), "{name} V.{voyage}", "{name} VOY. {voyage}", "{name} voyage {voyage}"),
    beside("ship once called", (SHIP,), "{name} (ex {ship})", "{name} ex {ship}", "{name} EX-{ship}"),
    beside("ship of a class", (SHIP,), "{name} bulk carrier", "bulk carrier {name}", "{name} - oil tanker"),
    *(_cut(width) for width in MESSAGE_WIDTHS),
)
