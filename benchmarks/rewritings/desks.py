"""Names as worn keys, torn and stitched pages, other code pages, desks of banks and notaries and callers leave them."""

from __future__ import annotations

import re
from random import Random

from benchmarks.rewritings.model import (
    BODY,
    EVERYBODY,
    MADE_UP,
    NAMED_PARTIES,
    PERSON,
    SHIP,
    Json,
    Kind,
    Spell,
    Subject,
    beside,
    spelt,
)

_PLAIN_KEYS = "qwertyuiopasdfghjklzxcvbnm"
_BULGARIAN_KEYS = dict(zip(_PLAIN_KEYS, ",уеишщксдзьяаожгтнвюйъэфхп", strict=True))
_THAI_KEYS = dict(zip(_PLAIN_KEYS, "ๆไำพะัีรนยฟหกดเ้่าสผปแอิืท", strict=True))
_COLEMAK_KEYS = dict(zip(_PLAIN_KEYS, "qwfpgjluy;arstdhneizxcvbkm", strict=True))
_TURKISH_KEYS = dict(zip(_PLAIN_KEYS, "fgğıodrnhpuieaütkmljövcçzs", strict=True))
_TELEX = {"aa": "â", "ee": "ê", "oo": "ô", "dd": "đ", "aw": "ă", "ow": "ơ", "uw": "ư"}
_LONG = 6
_SHORTENED = {
    "international": "INTL",
    "trading": "TRDG",
    "shipping": "SHPG",
    "company": "CY",
    "bank": "BK",
    "general": "GENL",
    "industrial": "INDL",
    "industries": "INDS",
    "engineering": "ENGG",
    "services": "SVCS",
    "group": "GRP",
    "investment": "INVT",
    "development": "DEVT",
    "establishment": "EST",
    "national": "NATL",
    "petroleum": "PETR",
    "commercial": "COMML",
    "management": "MGMT",
    "exchange": "EXCH",
    "foundation": "FDN",
    "organization": "ORGN",
    "technology": "TECHN",
    "marine": "MAR",
}
_ABROAD = {
    "trading": ("Handel", "Ticaret", "Comercial", "Torgovlya", "Handlowa"),
    "shipping": ("Schiffahrt", "Denizcilik", "Navegación", "Sudokhodstvo", "Navigation"),
    "bank": ("Banque", "Banco", "Bankası", "Banka"),
    "company": ("Gesellschaft", "Société", "Şirketi", "Kompaniya", "Compañía"),
    "international": ("Internationale", "Uluslararası", "Internacional", "Mezhdunarodnaya"),
    "industries": ("Industrie", "Sanayi", "Industrias", "Promyshlennost"),
    "group": ("Gruppe", "Groupe", "Grubu", "Grupo", "Gruppa"),
    "services": ("Dienste", "Hizmetleri", "Servicios", "Uslugi"),
    "petroleum": ("Petrol", "Petróleo", "Neft", "Erdöl"),
    "engineering": ("Mühendislik", "Ingeniería", "Ingénierie"),
    "exchange": ("Wechselstube", "Casa de Cambio", "Bureau de Change", "Döviz"),
    "foundation": ("Stiftung", "Fondation", "Vakfı", "Fundación", "Fond"),
}
_GIVEN_ABROAD = {
    "ivan": "John Jean Juan",
    "mohammad": "Mehmet Mamadou Muhamed",
    "muhammad": "Mehmet Mamadou Magomed",
    "mohammed": "Mehmet Magomed Maxamed",
    "mohamed": "Mehmet Mamadou Magomed",
    "sergei": "Serge Sergio Serhii",
    "sergey": "Serge Sergio Serhiy",
    "aleksandr": "Alexandre Oleksandr Alejandro",
    "alexander": "Alessandro Oleksandr Aliaksandr",
    "mikhail": "Michael Mykhailo Michail",
    "nikolai": "Nicholas Mykola Nicolas",
    "nikolay": "Nicolás Mykola Mikalai",
    "andrei": "Andrew Andrii Andriy",
    "andrey": "Andreas Andrii Andréi",
    "yusuf": "Joseph Youssouf Jusuf",
    "ibrahim": "Abraham Ebrahim Ibragim",
    "ahmad": "Ahmet Akhmed Amadou",
    "ahmed": "Ahmet Akhmed Axmed",
    "ali": "Aliou Aly Cali",
    "hassan": "Hasan Khasan Xasan",
    "jose": "Joseph Giuseppe",
    "juan": "John Jean Giovanni",
    "luis": "Louis Luigi",
    "vladimir": "Volodymyr Uladzimir Wladimir",
    "dmitry": "Dmytro Dzmitry Demetrius",
    "dmitri": "Dmytro Dzmitry Dimitri",
    "pavel": "Paul Pavlo Paweł",
    "abdul": "Abdoul Abdel",
}
_SIGNS_SAID = (
    ("virgule", "point", "à la ligne"),
    ("Komma", "Punkt", "neue Zeile"),
    ("coma", "punto", "punto y aparte"),
    ("virgül", "nokta", "satır başı"),
    ("запятая", "точка", "с новой строки"),
    ("virgola", "punto", "a capo"),
    ("zpt", "tchk", "tchk"),
)


def _keys(table: dict[str, str]) -> Spell:
    return lambda name, _: "".join(table.get(one, one) for one in name.lower())


def _key_broken(name: str, source: Random) -> str:
    """One letter that stands more than once left out throughout."""
    letters = [one for one in sorted(set(name.lower())) if one.isalpha() and name[1:].lower().count(one) > 1]
    if not letters:
        return name
    broken = source.choice(letters)
    return name[0] + "".join(one for one in name[1:] if one.lower() != broken)


def _beside_the_space_bar(name: str, source: Random) -> str:
    """One blank struck as a key above the space bar."""
    blanks = [at for at, one in enumerate(name) if one == " "]
    if not blanks:
        return name
    at = source.choice(blanks)
    key = source.choice("cvbnm")
    return name[:at] + (key.upper() if name.isupper() else key) + name[at + 1 :]


def _telex_typing(name: str, _: Random) -> str:
    """Letters as a keyboard for Vietnamese joins them."""
    text = re.sub("|".join(_TELEX), lambda found: _TELEX[found[0]], name.lower())
    return name if text == name.lower() else text


def _stitched(name: str, source: Random) -> str:
    """Two or three letters of the longest word twice, as two scans that overlap."""
    longest = max(name.split(), key=len)
    if len(longest) < _LONG:
        return name
    width = source.choice((2, 3))
    at = source.randrange(1, len(longest) - width)
    return name.replace(longest, longest[: at + width] + longest[at:], 1)


def _punched(name: str, source: Random) -> str:
    """Two letters inside the longest word under the hole of a file."""
    longest = max(name.split(), key=len)
    if len(longest) < _LONG:
        return name
    at = source.randrange(1, len(longest) - 2)
    return name.replace(longest, longest[:at] + source.choice(("  ", "()", "O", "o", "●")) + longest[at + 2 :], 1)


def _page_broken(name: str, source: Random) -> str:
    """The foot of one page and the head of the next inside the name."""
    words = name.split()
    if len(words) < 2:
        return name
    at = source.randrange(1, len(words))
    between = source.choice(
        ("\nPage 3 of 7\n", "\n- 3 -\n", "\f", " (cont'd) ", " ./.\n", "\n3/7\n", " (continued overleaf) ")
    )
    return " ".join(words[:at]) + between + " ".join(words[at:])


def _started_twice(name: str, source: Random) -> str:
    """Words broken off and begun again, as people speak and as programs write it down."""
    sign = source.choice(("-", "…", "--", "..."))
    words = name.split()
    at = source.randrange(len(words))
    words[at] = f"{words[at][: max(1, len(words[at]) // 2)]}{sign} {words[at]}"
    return " ".join(words)


def _typed_over(name: str, source: Random) -> str:
    """A word crossed out on a typewriter before the name or inside it."""
    words = name.split()
    at = source.randrange(len(words))
    return " ".join([*words[:at], source.choice(("xxxxx", "xxxxxxx", "XXXX", "-----", "/////", "mxmxmx")), *words[at:]])


def _signs_said(name: str, source: Random) -> str:
    comma, stop, line = source.choice(_SIGNS_SAID)
    first, *rest = name.split()
    text = source.choice((f"{name} {stop}", f"{' '.join(rest)} {comma} {first}", f"{name} {line}", f"{name} {comma}"))
    return text.lower() if rest else name


def _words_numbered(name: str, source: Random) -> str:
    shape = source.choice(("{}.{}", "{}) {}", "({}) {}", "[{}] {}", "{}: {}"))
    words = name.split()
    return " ".join(shape.format(at, word) for at, word in enumerate(words, 1)) if len(words) > 1 else name


def _fact_between(subject: Subject, source: Random) -> Json | None:
    """A date, number or country before the last word."""
    *words, last = subject.name.split()
    if not words:
        return None
    fact = source.choice(("day", "passport", "country", "number", "year"))
    text = source.choice(("({})", "{}", "/{}/", "[{}]")).format(MADE_UP[fact](source))
    return {"type": subject.type, "name": " ".join([*words, text, last])}


def _pairs_of_bytes(name: str, source: Random) -> str:
    """Two letters of one byte read as one of two bytes, some of them characters that nobody can read."""
    even = name if len(name) % 2 == 0 else name + " "
    return even.encode("ascii").decode(source.choice(("utf_16_le", "utf_16_be")), errors="replace")


def _mainframe(name: str, _: Random) -> str:
    """Bytes of EBCDIC read as Latin-1."""
    return name.encode("cp037").decode("latin_1")


def _spreadsheet_escapes(name: str, source: Random) -> str:
    """Blanks and some letters as columns of tables and elements write them (_x0020_)."""
    return "".join(
        f"_x{ord(one):04X}_" if one == " " or (one.isalpha() and source.random() < 0.15) else one for one in name
    )


def _surrogates(name: str, _: Random) -> str:
    """Mathematical letters as programs escape them: two halves each."""
    start = ord("𝐀")
    shown = "".join(chr(start + ord(one) - ord("A")) if "A" <= one <= "Z" else one for one in name.upper())
    return "".join(one if ord(one) < 0x10000 else "\\u{:04x}\\u{:04x}".format(*_halves(one)) for one in shown)


def _halves(letter: str) -> tuple[int, int]:
    number = ord(letter) - 0x10000
    return 0xD800 + (number >> 10), 0xDC00 + (number & 0x3FF)


def _decimal_numbers(name: str, source: Random) -> str:
    return source.choice((" ", ", ", "-")).join(str(ord(one)) for one in name)


def _binary(name: str, _: Random) -> str:
    return " ".join(f"{ord(one):08b}" for one in name)


def _acronym_beside(name: str, source: Random) -> str:
    words = [word for word in name.split() if word[0].isupper() and word.isalpha()]
    if len(words) < 3:
        return name
    letters = "".join(word[0] for word in words)
    dotted = ".".join(letters) + "."
    return source.choice((f"{name} ({letters})", f"{letters} - {name}", f"{name} {dotted}", f"{letters} ({name})"))


def _by_words(table: dict[str, str] | dict[str, tuple[str, ...]]) -> Spell:
    """Common words as a table has them: all of a name."""

    def one(word: str, source: Random) -> str:
        found = table.get(word.lower().strip(".,"))
        return word if found is None else found if isinstance(found, str) else source.choice(found)

    return lambda name, source: " ".join(one(word, source) for word in name.split())


def _given_abroad(name: str, source: Random) -> str:
    first, *rest = name.split()
    other = _GIVEN_ABROAD.get(first.lower())
    return " ".join([source.choice(other.split()), *rest]) if other and rest else name


def _two_persons(subject: Subject, source: Random) -> Json:
    other = MADE_UP["person"](source)
    pair = source.choice(((subject.name, other), (other, subject.name)))
    return {"type": PERSON, "name": " ".join(pair)}


def _kind(name: str, spell: Spell, of: tuple[str, ...] = EVERYBODY, *, held_back: bool = False) -> Kind:
    return spelt(name, of, spell, own=True, held_back=held_back)


KINDS: tuple[Kind, ...] = (
    _kind("one key broken", _key_broken),
    _kind("key beside the space bar", _beside_the_space_bar, held_back=True),
    _kind("keyboard left in Bulgarian", _keys(_BULGARIAN_KEYS)),
    _kind("keyboard left in Thai", _keys(_THAI_KEYS), held_back=True),
    _kind("keyboard left in Colemak", _keys(_COLEMAK_KEYS)),
    _kind("keyboard left in Turkish F", _keys(_TURKISH_KEYS), held_back=True),
    _kind("typed as Vietnamese", _telex_typing, held_back=True),
    _kind("overlap of two scans", _stitched),
    _kind("two letters under a hole", _punched, held_back=True),
    _kind("page broken within", _page_broken),
    _kind("started twice", _started_twice, NAMED_PARTIES),
    _kind("typed over", _typed_over, held_back=True),
    _kind("signs said abroad", _signs_said, NAMED_PARTIES, held_back=True),
    _kind("words numbered", _words_numbered),
    Kind("a fact between", NAMED_PARTIES, _fact_between, own=True, held_back=True),
    _kind("pairs of bytes read as one", _pairs_of_bytes),
    _kind("code page of mainframes", _mainframe, held_back=True),
    _kind("escapes of spreadsheets", _spreadsheet_escapes),
    _kind("surrogates escaped", _surrogates, held_back=True),
    _kind("decimal numbers of letters", _decimal_numbers),
    _kind("binary numbers of letters", _binary, held_back=True),
    _kind("acronym beside", _acronym_beside, (BODY,)),
    _kind("common words shortened by banks", _by_words(_SHORTENED), (BODY, SHIP)),
    _kind("common words abroad", _by_words(_ABROAD), (BODY,), held_back=True),
    _kind("given name abroad", _given_abroad, (PERSON,)),
    Kind("two persons, no sign between", (PERSON,), _two_persons, own=True),
    beside(
        "corrected",
        NAMED_PARTIES,
        "{person}, correction: {name}",
        "{name} (sic)",
        "recte {name}",
        "{person} (should read {name})",
        "erratum: for {person} read {name}",
        "delete {company} insert {name}",
        "{name} [amended from {person}]",
        type_="unknown",
        own=True,
        held_back=True,
    ),
    beside(
        "notary's deed",
        NAMED_PARTIES,
        "before me appeared {name}, known to me",
        "I, the undersigned {name}, hereby declare",
        "(L.S.) {name}",
        "(signed) {name} [stamp illegible]",
        "know all men by these presents that {name}",
        "{name} (hereinafter the Grantor)",
        type_="unknown",
        own=True,
    ),
    beside(
        "codes of Dutch statements",
        NAMED_PARTIES,
        ":86:/TRTP/SEPA OVERBOEKING/IBAN/{iban}/BIC/EXAMNL2A/NAME/{upper}/REMI/{number}/EREF/NOTPROVIDED",
        "/CNTP/{iban}/EXAMNL2A/{upper}///REMI/USTD//{number}/",
        "/ULTD//NAME/{upper}/EREF/{number}",
        "/ORDP//NAME/{upper}/BENM//NAME/{company}",
        type_="unknown",
        own=True,
        held_back=True,
    ),
    beside(
        "prefix of a ship by a sign",
        (SHIP,),
        "M.V.{upper}",
        "MT.{upper}",
        "MV-{upper}",
        "M/T.{upper} V.{voyage}",
        "MV_{upper}",
        "T/S{upper}",
        "LPG/C {upper}",
        "LNGC-{upper}",
        own=True,
    ),
    beside(
        "ship's line of a port",
        (SHIP,),
        "{upper}/{flag}/{tonnage}/ETA {day}",
        "1. {upper} BLT {year} {flag} FLAG",
        "{upper} ETB 12/0600 ETD 13/1800",
        "BERTH 4 {upper} DISCH {tonnage}",
        "{upper} ({voyage}) LDG UREA 25,000 MT",
        own=True,
        held_back=True,
    ),
)
