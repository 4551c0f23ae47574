"""Names as payment messages, invoices, mail, exports, scanners and evaders write them: siblings of `documents` that
are only counted, so that a rule made for those can be judged.
"""

from __future__ import annotations

from random import Random
from urllib.parse import quote_plus

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, PERSON, SHIP, Kind, Spell, beside, spelt

_MISREAD = (("e", "c"), ("h", "li"), ("u", "ii"), ("B", "8"), ("g", "9"), ("Z", "2"), ("n", "ri"), ("H", "I-I"))


def _beside(name: str, of: tuple[str, ...], *templates: str, type_: str | None = None) -> Kind:
    return beside(name, of, *templates, type_=type_, own=True, held_back=True)


def _spelt(name: str, of: tuple[str, ...], spell: Spell) -> Kind:
    return spelt(name, of, spell, own=True, held_back=True)


def _misread(name: str, source: Random) -> str:
    """One letter of the longest word as a poor scan shows it."""
    word = max(name.split(), key=len)
    fitting = [pair for pair in _MISREAD if pair[0] in word[1:]]
    if not fitting:
        return name
    letter, read = source.choice(fitting)
    return name.replace(word, word[0] + word[1:].replace(letter, read, 1), 1)


def _spaced_by_signs(name: str, source: Random) -> str:
    sign = source.choice("-*_~")
    return "  ".join(sign.join(word) for word in name.split())


def _marks_twice(name: str, _: Random) -> str:
    """Two marks on each vowel, the lower one last, as no normal form has them."""
    return "".join(one + "\u0301\u0323" if one.lower() in "aeiou" else one for one in name)


def _said_again(name: str, source: Random) -> str:
    words = name.split()
    return " ".join([*words, source.choice(words)])


def _quoted_nickname(name: str, source: Random) -> str:
    first, *rest = name.split()
    return " ".join([first, source.choice(('"Tiger"', "“Doc”", "(Lucky)", "'Boss'")), *rest])


def _words_backwards(name: str, _: Random) -> str:
    return " ".join(word[::-1] for word in name.split())


def _punctuated(name: str, source: Random) -> str:
    return "".join(one + (source.choice("!?·•") if one == " " else "") for one in name) + source.choice("!?…")


def _misread_bytes(name: str, source: Random) -> str:
    """A sign of UTF-8 between the words, read as Windows-1251 or Mac Roman."""
    sign = source.choice(("\u00a0", "\u2013", "\u200b"))
    table = source.choice(("cp1251", "mac_roman", "latin_1"))
    return name.replace(" ", sign.encode().decode(table, errors="replace"), 1)


def _letters_exchanged_twice(name: str, source: Random) -> str:
    words = name.split()
    return " ".join(_exchanged(word, source) if len(word) > 5 else word for word in words)


def _exchanged(word: str, source: Random) -> str:
    at = source.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _form_data(name: str, source: Random) -> str:
    return f"{source.choice(('name', 'q', 'beneficiary'))}={quote_plus(name)}&country=IR"


def _json(subject_type: str) -> Spell:
    return lambda name, _: f'{{"name": "{name}", "type": "{subject_type}"}}'


KINDS: tuple[Kind, ...] = (
    _beside(
        "MT103 field 59F",
        NAMED_PARTIES,
        ":59F:/{account}\n1/{name}\n2/{street}\n3/{code}/{city}",
        ":50F:/{iban}\n1/{name}\n3/{code}/{city}\n4/19700101",
        "1/{name} 2/{street} 3/{code}/{city}",
        type_="unknown",
    ),
    _beside(
        "XML attributes",
        NAMED_PARTIES,
        '<party name="{name}" country="{code}"/>',
        "<ns2:BeneficiaryName>{name}</ns2:BeneficiaryName>",
        "<UltmtCdtr><Nm>{name}</Nm></UltmtCdtr>",
    ),
    _beside(
        "bank to bank text",
        EVERYBODY,
        "//BNF/{name} ACC {account}",
        "/BNF/PAYMENT TO {name} UNDER CONTRACT {number}",
        "/ACC/{name}//{city}",
        "REF {number} B/O {name}",
        type_="unknown",
    ),
    _beside(
        "delivery note",
        NAMED_PARTIES,
        "Deliver to: {name}, {city}",
        "Consigned to the order of {name}",
        "Buyer {name} / Seller {company}",
        "Account of {name}",
    ),
    _beside(
        "mail signature",
        NAMED_PARTIES,
        "{name} | {company} | {phone}",
        "--\n{name}\n{company}\nM: {phone}",
        "Sent by {name} on {day}",
        "{name}\nHead of Sales\n{company}",
    ),
    _beside(
        "role in brackets",
        NAMED_PARTIES,
        "{name} (director)",
        "{name} [guarantor]",
        "{name} (shareholder, {day})",
        "{name} (100% owner)",
    ),
    _beside(
        "bulleted list",
        NAMED_PARTIES,
        "• {person} • {name}",
        "- {name}\n- {person}",
        "(i) {company} (ii) {name}",
        type_="unknown",
    ),
    _beside(
        "exported cells", EVERYBODY, "{name}\\N", "NULL {name}", "[{name}]", "{name}\t{code}\t{number}", "\\'{name}\\'"
    ),
    _beside(
        "resident of",
        (PERSON,),
        "{name}, resident of {city}",
        "{name} of {city}, {country}",
        "native of Grozny {name}",
        "{name} ({code})",
    ),
    _beside(
        "honours behind",
        (PERSON,),
        "{name} Esq.",
        "{name}, Jr.",
        "{name} III",
        "{name} (late)",
        "{name} OBE",
        "{name}-san",
        "{name} Bey",
    ),
    _beside(
        "ship with notes",
        (SHIP,),
        "MV {name} / voy {voyage}",
        "{name} (laden)",
        "{name} - {flag} - {year}",
        "Tanker '{name}'",
        "vsl {name}",
    ),
    _beside("guillemets", EVERYBODY, "‹{name}›", "‚{name}‘", "《{name}》", "“{name}”, {city}", "``{name}''"),
    _beside(
        "register numbers",
        (BODY,),
        "{name} HRB {number}",
        "{name} OGRN {account}",
        "{name} (LEI 5493{account}ABCD12)",
        "{name}, CIN {number}",
    ),
    _spelt("a poor scan", EVERYBODY, _misread),
    _spelt("letters apart by signs", EVERYBODY, _spaced_by_signs),
    _spelt("marks in no order", EVERYBODY, _marks_twice),
    _spelt("a word again at the end", EVERYBODY, _said_again),
    _spelt("a nickname within", (PERSON,), _quoted_nickname),
    _spelt("each word backwards", EVERYBODY, _words_backwards),
    _spelt("signs behind words", EVERYBODY, _punctuated),
    _spelt("bytes misread otherwise", EVERYBODY, _misread_bytes),
    _spelt("letters exchanged in long words", NAMED_PARTIES, _letters_exchanged_twice),
    _spelt("form data", EVERYBODY, _form_data),
    _spelt("JSON", (BODY,), _json(BODY)),
)
