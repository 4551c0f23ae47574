"""Names as registers of securities, banks of India and trade registers of sole traders hold them, with what is said of
the holder, and as directories and old exports escape them."""

from __future__ import annotations

from random import Random

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, PERSON, beside, spelt

_SIGNS_FOR_BLANKS = "¶↵␣␠⏎␤␟◦⋅"


def _signs_for_blanks(name: str, source: Random) -> str:
    return source.choice(_SIGNS_FOR_BLANKS).join(name.split())


def _directory(name: str, source: Random) -> str:
    """A distinguished name with its signs escaped (RFC 4514)."""
    *given, family = name.split()
    return source.choice(
        (rf"CN={family}\, {' '.join(given)},OU=Users,DC=example", rf"cn={family}\2C {' '.join(given)},o=example")
    )


def _seven_bit_mail(name: str, _: Random) -> str:
    """Letters with an accent as names of mail folders write them (RFC 2152)."""
    return name.replace("a", "+AOE-", 1)


def _noughts_between(name: str, _: Random) -> str:
    """Two bytes a letter read as one."""
    return "\x00".join(name) + "\x00"


KINDS = (
    beside(
        "registered holder of securities",
        (PERSON,),
        "{name} TTEE",
        "{name} TR UA DTD 03/12/2019",
        "{name} & {person} JT TEN WROS",
        "{name} TOD",
        "EXAMPLE BANK C/F {name} IRA",
        "{name} CUST UTMA",
        "{name} POD {person}",
        "FBO {name} ROTH IRA",
        own=True,
    ),
    beside(
        "sole trader",
        (PERSON,),
        "ИП {name}",
        "Индивидуальный предприниматель {name}",
        "{company} Inh. {name}",
        "{name} e.K.",
        "Ets {name}",
        "Ditta individuale {name}",
        "PHU {name}",
        "{name} şahıs işletmesi",
        "FOP {name}",
        "{name} t/as Larkspur Stores",
        type_="unknown",
        own=True,
        held_back=True,
    ),
    beside(
        "account in India",
        (PERSON,),
        "{name} HUF",
        "{name} (HUF)",
        "KARTA {name}",
        "B/O {name}",
        "PROP. {name}",
        "M/S LARKSPUR PROP {name}",
        "{name} U/G {person}",
        "LRS OF {name}",
        own=True,
    ),
    beside(
        "pronouns and how it is said",
        (PERSON,),
        "{name} (he/him)",
        "{name} she/her/hers",
        "{name} (they)",
        "{name} (pronounced as written)",
        "{name} [he/him/his]",
        own=True,
        held_back=True,
    ),
    beside(
        "heirs and others abroad",
        (PERSON,),
        "Erbengemeinschaft nach {name}",
        "Hdros. de {name}",
        "Vda. de {name}",
        "{name} y otros",
        "Indivision {name}",
        "Exors of {name} decd",
        "спадкоємці {name}",
        "Eredi {name}",
        own=True,
    ),
    beside(
        "state of a body",
        (BODY,),
        "{name} (in formation)",
        "{name} i.Gr.",
        "{name} (dormant)",
        "{name} - struck off",
        "{name} (under administration)",
        "{name} DIP",
        "{name} (non-trading)",
        "{name} [dissolved]",
        own=True,
        held_back=True,
    ),
    spelt("shown signs for blanks", EVERYBODY, _signs_for_blanks, own=True),
    spelt("escaped in a directory", (PERSON,), _directory, own=True, held_back=True),
    spelt("letters of mail folders", NAMED_PARTIES, _seven_bit_mail, own=True),
    spelt("noughts between letters", EVERYBODY, _noughts_between, own=True, held_back=True),
)
