"""Letters that only look or read alike, letters that cannot be seen, and mark-up: kinds of the design, and others."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, SHIP, Kind, Spell, spelt

_LOOK_ALIKES = {
    "Cyrillic look-alikes": ("ABCEHIJKMOPSTXYaceijopsxyh", "АВСЕНІЈКМОРЅТХУасеіјорѕхуһ"),
    "Greek look-alikes": ("ABEHIKMNOPTXYZov", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖον"),
    "Cherokee look-alikes": ("ABCDEGHIJKLMPRSTVWYZ", "ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᎩᏃ"),
    "Lisu look-alikes": ("ABCDEFGHIJKLMNOPRSTUVWXYZ", "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ"),
    "small capitals": ("ABCDEFGHIJKLMNOPRSTUVWYZ", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"),
}
"""Plain letters, and those of other alphabets that look like them. Names are written in capitals first where the other
alphabet has only those."""

_MARKS = {
    "variation selectors": "\ufe00\ufe0f",
    "further variation selectors": "\U000e0100\U000e01ef",
    "Mongolian selectors": "\u180b\u180d",
    "combining marks extended": "\u1ab0\u1ab4",
    "combining marks supplement": "\u1dc4\u1dca",
    "combining marks for symbols": "\u20d0\u20dd",
    "combining half marks": "\ufe20\ufe2e",
}

_DIGITS = {"O": "0", "I": "1", "E": "3", "A": "4", "S": "5", "T": "7", "B": "8"}

_FORMS: tuple[tuple[str, str, str], ...] = (
    ("S.A. DE C.V", r"S\.? ?A\.? DE C\.? ?V\.?", "Sociedad Anonima de Capital Variable"),
    ("G M B H", r"GMBH", "Gesellschaft mit beschränkter Haftung"),
    ("L.T.D.", r"LTD\.?|LIMITED", "Limited Company"),
    ("L L C", r"L\.?L\.?C\.?", "Limited Liability Company"),
    ("J S C", r"J\.?S\.?C\.?", "Joint Stock Company"),
    ("LTD A", r"LTDA\.?", "Limitada"),
    ("S . A .", r"S\.?A\.?", "Sociedad Anonima"),
    ("CO", r"CO\.|COMPANY", "Kompaniya"),
    ("CORP", r"CORP\.?|CORPORATION", "Korporatsiya"),
    ("I N C", r"INC\.?", "Incorporated"),
    ("O O O", r"OOO", "Obshchestvo s ogranichennoy otvetstvennostyu"),
    ("O.A.O", r"OAO", "Open Joint Stock Company"),
)
"""Legal forms: with blanks and dots as few write them, as a pattern for lists' spellings, in words."""

_SPELLINGS = [(re.compile(rf"(?<!\w)(?:{form})(?!\w)", re.IGNORECASE), apart, words) for apart, form, words in _FORMS]


def _look_alike(plain: str, others: str) -> Spell:
    pairs = str.maketrans(dict(zip(plain, others, strict=True)))
    capitals = plain.isupper() or not any(letter.islower() for letter in plain)
    return lambda name, _: (name.upper() if capitals else name).translate(pairs)


def _marked(marks: str) -> Spell:
    """A mark that can hardly be seen behind each letter."""
    return lambda name, source: "".join(one + source.choice(marks) if one.isalpha() else one for one in name)


def _between(filler: str) -> Spell:
    """Something between the letters of each word."""
    return lambda name, _: " ".join(filler.join(word) for word in name.split())


def _digit_for_a_letter(name: str, source: Random) -> str:
    places = [at for at, letter in enumerate(name) if letter.upper() in _DIGITS]
    if not places:
        return name
    at = source.choice(places)
    return name[:at] + _DIGITS[name[at].upper()] + name[at + 1 :]


def _leetspeak(name: str, _: Random) -> str:
    return "".join(_DIGITS.get(letter, letter) for letter in name.upper())


def _letters_as(form: str) -> Spell:
    """Some letters written as a program writes them."""
    return lambda name, source: "".join(
        form.format(ord(one)) if one.isalpha() and source.random() < 0.4 else one for one in name
    )


def _tagged(name: str, _: Random) -> str:
    first, *rest = name.split()
    return " ".join([f"{first[:2]}<i></i>{first[2:]}", *rest])


def _for_blanks(filler: str) -> Spell:
    return lambda name, _: filler.join(name.split())


def _mathematical(name: str, _: Random) -> str:
    start = ord("𝐀")
    return "".join(chr(start + ord(one) - ord("A")) if "A" <= one <= "Z" else one for one in name.upper())


def _full_width(name: str, _: Random) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in name)


def _one_other_letter(name: str, source: Random) -> str:
    """One letter of another alphabet."""
    plain, others = _LOOK_ALIKES["Cyrillic look-alikes"]
    places = [at for at, letter in enumerate(name) if letter in plain]
    if not places:
        return name
    at = source.choice(places)
    return name[:at] + others[plain.index(name[at])] + name[at + 1 :]


def _turned(name: str, _: Random) -> str:
    """Written backwards, and turned round on the screen."""
    return f"\u202e{name[::-1]}\u202c"


def _doubled(name: str, source: Random) -> str:
    """One letter twice."""
    at = source.choice([at for at, letter in enumerate(name) if letter.isalpha()])
    return name[:at] + name[at] + name[at:]


def _hyphenated(name: str, _: Random) -> str:
    """The longest word divided at the end of a line."""
    longest = max(name.split(), key=len)
    at = len(longest) // 2
    return name.replace(longest, f"{longest[:at]}-\n{longest[at:]}", 1)


def _camel(name: str, _: Random) -> str:
    return "".join(word.capitalize() for word in name.split())


def _form(change: Callable[[re.Match[str], str, str], str]) -> Spell:
    """The legal form in another spelling."""

    def spell(name: str, _: Random) -> str:
        for pattern, apart, words in _SPELLINGS:
            found = pattern.search(name)
            if found and found.start() > 0:
                return name[: found.start()] + change(found, apart, words) + name[found.end() :]
        return name

    return spell


def _glued(name: str, _: Random) -> str:
    """The legal form joined to the word before it."""
    for pattern, _apart, _words in _SPELLINGS:
        found = pattern.search(name)
        if found and found.start() > 0:
            return name[: found.start()].rstrip(" ,") + name[found.start() :]
    return name


def _without_form(name: str, _: Random) -> str:
    for pattern, _apart, _words in _SPELLINGS:
        found = pattern.search(name)
        if found and found.start() > 0 and len(name[: found.start()].split()) > 1:
            return name[: found.start()].rstrip(" ,") + name[found.end() :]
    return name


def _another_form(name: str, source: Random) -> str:
    return f"{name} {source.choice(('Sp. z o.o.', 'GmbH & Co. KG', 'Pte. Ltd.', 'A.Ş.', 'OÜ', 'd.o.o.', '株式会社'))}"


def _own(name: str, of: tuple[str, ...], spell: Spell) -> Kind:
    return spelt(name, of, spell, own=True)


KINDS = (
    *(spelt(name, EVERYBODY, _look_alike(*letters)) for name, letters in _LOOK_ALIKES.items()),
    *(spelt(name, EVERYBODY, _marked(marks)) for name, marks in _MARKS.items()),
    spelt("a digit for a letter", (BODY, SHIP), _digit_for_a_letter),
    spelt("character references", EVERYBODY, _letters_as("&#x{:x};")),
    spelt("escapes of programs", EVERYBODY, _letters_as("\\u{:04x}")),
    spelt("tags within", EVERYBODY, _tagged),
    spelt("%20 for blanks", EVERYBODY, _for_blanks("%20")),
    spelt("&nbsp; for blanks", EVERYBODY, _for_blanks("&nbsp;")),
    spelt("legal form apart", (BODY,), _form(lambda _found, apart, _words: apart)),
    spelt("legal form glued", (BODY,), _glued),
    _own("legal form in words", (BODY,), _form(lambda _found, _apart, words: words)),
    _own("legal form left out", (BODY,), _without_form),
    _own("another legal form", (BODY,), _another_form),
    _own("mathematical letters", EVERYBODY, _mathematical),
    _own("full width", EVERYBODY, _full_width),
    _own("one Cyrillic letter", EVERYBODY, _one_other_letter),
    _own("joiners within", EVERYBODY, _between("\u200d")),
    _own("soft hyphens within", EVERYBODY, _between("\u00ad")),
    _own("word joiners within", EVERYBODY, _between("\u2060")),
    _own("written backwards", NAMED_PARTIES, _turned),
    _own("many digits for letters", (BODY, SHIP), _leetspeak),
    _own("a letter doubled", EVERYBODY, _doubled),
    _own("divided at a line's end", EVERYBODY, _hyphenated),
    _own("percent for letters", EVERYBODY, _letters_as("%{:02X}")),
    _own("dots for blanks", EVERYBODY, _for_blanks(".")),
    _own("blanks left out", EVERYBODY, _for_blanks("")),
    _own("joined by capitals", EVERYBODY, _camel),
)
