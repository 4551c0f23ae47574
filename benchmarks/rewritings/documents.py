"""Names as payment messages, invoices, mail, file exports, scanners and evaders write them: kinds that rules were made
with. Their siblings in `held_back_documents` were written at the same time and only counted.
"""

from __future__ import annotations

from random import Random

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, PERSON, SHIP, Kind, beside, spelt

_SCANNED = (("m", "rn"), ("w", "vv"), ("d", "cl"), ("O", "0"), ("o", "0"), ("l", "1"), ("I", "1"), ("S", "5"))
_ZALGO = "\u0301\u0323\u0332\u0307\u0330"


def scanned(name: str, source: Random) -> str:
    """One letter as a scanner takes it."""
    fitting = [pair for pair in _SCANNED if pair[0] in name[1:]]
    if not fitting:
        return name
    letter, read = source.choice(fitting)
    at = name.index(letter, 1)
    return name[:at] + read + name[at + 1 :]


def _dotted_letters(name: str, _: Random) -> str:
    return "  ".join(".".join(word) for word in name.split())


def _many_marks(name: str, source: Random) -> str:
    """Several marks on every letter, in any order."""
    return "".join(
        one + "".join(source.sample(_ZALGO, source.randrange(1, 4))) if one.isalpha() else one for one in name
    )


def _word_repeated(name: str, source: Random) -> str:
    words = name.split()
    at = source.randrange(len(words))
    return " ".join([*words[: at + 1], *words[at:]])


def _word_in_brackets(name: str, source: Random) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    at = source.randrange(len(words))
    opened, closed = source.choice(("()", "[]", "''", "<>", "“”"))
    words[at] = opened + words[at] + closed
    return " ".join(words)


def _for_blanks(*fillers: str) -> Kind:
    return spelt(
        "signs for blanks", EVERYBODY, lambda name, source: source.choice(fillers).join(name.split()), own=True
    )


def _backwards(name: str, _: Random) -> str:
    return name[::-1]


def _with_emoji(name: str, source: Random) -> str:
    return source.choice(("🔥", "✅ ", "★", "🚢 ")) + " ".join(
        word + source.choice(("🔥", "", "✨")) for word in name.split()
    )


def _mojibake(name: str, source: Random) -> str:
    """Bytes of UTF-8 read as Windows-1252: blanks that do not break, quotes, byte order marks."""
    return source.choice(
        ("\u00ef\u00bb\u00bf" + name, name.replace(" ", "\u00c2\u00a0"), f"\u00e2\u20ac\u0153{name}\u00e2\u20ac\u009d")
    )


def _swapped_letters(name: str, source: Random) -> str:
    """Two neighbouring letters of the longest word in each other's place."""
    word = max(name.split(), key=len)
    places = [at for at in range(1, len(word) - 2) if word[at] != word[at + 1]]
    if not places:
        return name
    at = source.choice(places)
    return name.replace(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :], 1)


KINDS = (
    beside(
        "MT103 field 59",
        NAMED_PARTIES,
        ":59:/{iban}\n{name}\n{street}\n{city}",
        ":59:{name}\n{street}\n{city} {code}",
        ":50K:/{account}\n{name}\n{city}, {country}",
        type_="unknown",
        own=True,
    ),
    beside(
        "ISO 20022 elements",
        NAMED_PARTIES,
        "<Cdtr><Nm>{name}</Nm><PstlAdr><Ctry>{code}</Ctry></PstlAdr></Cdtr>",
        "<Nm>{name}</Nm>\n<AdrLine>{street}</AdrLine>",
        "<Dbtr><Nm>{upper}</Nm></Dbtr>",
        own=True,
    ),
    beside(
        "remittance lines",
        EVERYBODY,
        "/INV/{number}/{day}/PMT FOR {name}",
        "/RFB/{number} {name}",
        "/ROC/{number}///URI/{name}",
        "INV {number} DTD {day} {name}",
        type_="unknown",
        own=True,
    ),
    beside(
        "invoice head",
        NAMED_PARTIES,
        "Bill to: {name}",
        "Sold-to party: {name}, {street}",
        "Notify: {name}\n{city}",
        "Ship To {name} Attn. {person}",
        own=True,
    ),
    beside(
        "mail header",
        NAMED_PARTIES,
        "From: {name} <{dotted}@example.com>",
        '"{name}" <info@example.com>',
        "{name} via Example Mail",
        "mailto:{dotted}@example.com",
        own=True,
    ),
    beside(
        "share of ownership",
        NAMED_PARTIES,
        "{name} 51%",
        "51 % {name}",
        "{name} (50.0%) / {person} (50.0%)",
        "{name} - UBO 25%",
        own=True,
    ),
    beside(
        "numbered list",
        NAMED_PARTIES,
        "1) {person} 2) {name}",
        "1. {company} 2. {name} 3. {person}",
        "a) {name}; b) {person}",
        type_="unknown",
        own=True,
    ),
    beside(
        "cells of spreadsheets",
        EVERYBODY,
        '="{name}"',
        "'{name}",
        "{name};;;",
        '"{name}","{city}","{code}"',
        "#REF! {name}",
        "{name} (copy)",
        own=True,
    ),
    beside(
        "national of",
        (PERSON,),
        "Iranian national {name}",
        "Russian citizen {name}",
        "{name}, a Syrian national",
        "citizen of Belarus {name}",
        own=True,
    ),
    beside(
        "courtesy abroad",
        (PERSON,),
        "Herr Dr. {name}",
        "Monsieur {name}",
        "Sr. D. {name}",
        "Signora {name}",
        "г-н {name}",
        "Pan {name}",
        "Sayın {name}",
        own=True,
    ),
    beside(
        "ship's prefixes",
        (SHIP,),
        "M/V {name}",
        "MT {name}",
        "M.T. {name}",
        "S.S. {name}",
        "F/V {name} and owners",
        "{name} (IMO{imo}/{flag})",
        own=True,
    ),
    beside("Japanese quotes", EVERYBODY, "「{name}」", "【{name}】", "『{name}』{city}", "〈{name}〉", own=True),
    spelt("as scanned", EVERYBODY, scanned, own=True),
    spelt("letters apart by dots", EVERYBODY, _dotted_letters, own=True),
    spelt("many marks", EVERYBODY, _many_marks, own=True),
    spelt("a word repeated", EVERYBODY, _word_repeated, own=True),
    spelt("a word in brackets", EVERYBODY, _word_in_brackets, own=True),
    spelt("backwards", EVERYBODY, _backwards, own=True),
    spelt("emoji within", EVERYBODY, _with_emoji, own=True),
    spelt("bytes misread", EVERYBODY, _mojibake, own=True),
    spelt("two letters exchanged", NAMED_PARTIES, _swapped_letters, own=True),
    _for_blanks("_", "/", "|", "+", ",", "\u3000", "~", "\\"),
    beside(
        "company's former names",
        (BODY,),
        "{company} (f.k.a. {name})",
        "{company}, previously {name}",
        "{name} renamed {company}",
        "{company} ex-{name}",
        own=True,
    ),
)
