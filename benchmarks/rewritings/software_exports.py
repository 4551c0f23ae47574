"""Names as programs of offices export, store and show them: tables, code, web pages, mail and chats."""

from __future__ import annotations

import base64
import re
from random import Random

from benchmarks.rewritings.model import EVERYBODY, NAMED_PARTIES, PERSON, Json, Kind, Subject, beside, spelt


def _own(name: str, *templates: str, held_back: bool = False, of: tuple[str, ...] = NAMED_PARTIES) -> Kind:
    return beside(name, of, *templates, type_="unknown", own=True, held_back=held_back)


def _two_elements(subject: Subject, source: Random) -> Json:
    """Given and family name in fields of their own."""
    *given, family = subject.name.split()
    template = source.choice(
        (
            "<GivenName>{given}</GivenName><FamilyName>{family}</FamilyName>",
            '{{"last_name": "{family}", "first_name": "{given}"}}',
            "<td>{family}</td><td>{given}</td>",
            "first_name={given}&last_name={family}",
            "givenName: {given}\nsn: {family}",
        )
    )
    return {"type": PERSON, "name": template.format(given=" ".join(given), family=family)}


def _columns(subject: Subject, source: Random) -> Json:
    *given, family = subject.name.split()
    template = source.choice(
        (
            "PID|1||4471||{family}^{given}||19700101|M",
            "{family}|{given}|M|1970",
            "Surname: {family} Given names: {given} Sex: M",
            "{family};{given};;1970-01-01",
            "Nom : {family} Prénom : {given}",
            "Familienname {family} Vorname {given}",
            "Фамилия: {family} Имя: {given}",
        )
    )
    return {"type": PERSON, "name": template.format(given=" ".join(given), family=family)}


def _name_in_two_fields(subject: Subject, source: Random) -> Json:
    words = subject.name.split()
    at = (len(words) + 1) // 2
    first, second = " ".join(words[:at]), " ".join(words[at:])
    template = source.choice(("NAME1: {} NAME2: {}", "name_1={};name_2={}", "Name 1 {} Name 2 {}", "{}|{}|||"))
    return {"type": subject.type, "name": template.format(first, second)}


def _path(name: str, source: Random) -> str:
    return source.choice((r"C:\KYC\2023\{}\passport.jpg", "/srv/kyc/{}/scan-1.pdf", r"\\files\legal\{}.docx")).format(
        name
    )


def _underscored_file(name: str, source: Random) -> str:
    joined = re.sub(r"\W+", "_", name)
    return source.choice((f"INV_{joined}_2023-04.pdf", f"{joined}_CV_final(2).docx", f"scan_{joined}.PDF"))


def _query(name: str, source: Random) -> str:
    query = re.sub(r"\W+", "+", name.lower()).strip("+")
    return source.choice(("https://www.example.com/search?q={}&hl=en", "https://maps.example.com/?q={}")).format(query)


def _base64(name: str, _: Random) -> str:
    return base64.b64encode(name.encode()).decode()


def _hexadecimal(name: str, source: Random) -> str:
    return source.choice(("", " ")).join(f"{byte:02x}" for byte in name.encode())


def _punycode(name: str, _: Random) -> str:
    *words, last = name.lower().split()
    accented = last.replace("a", "á", 1)
    return name if accented == last else " ".join([*words, "xn--" + accented.encode("punycode").decode()])


def _typeset(name: str, source: Random) -> str:
    """An accent on one vowel, as typesetting programs write it."""
    places = [at for at in range(1, len(name)) if name[at] in "aeou"]
    if not places:
        return name
    at = source.choice(places)
    shape = source.choice((r"{{\'{}}}", r"\'{{{}}}", r"\"{}", r"{{\^{}}}", r"\'{}"))
    return name[:at] + shape.format(name[at]) + name[at + 1 :]


def _rich_text(name: str, source: Random) -> str:
    """A letter by its number in a code page."""
    places = [at for at in range(1, len(name)) if name[at] in "aeou"]
    if not places:
        return name
    at = source.choice(places)
    accented = {"a": "e1", "e": "e9", "o": "f6", "u": "fc"}[name[at]]
    return name[:at] + rf"\'{accented}" + name[at + 1 :]


def _comment_within(name: str, _: Random) -> str:
    at = len(name) // 2
    return f"{name[:at]}<!-- x -->{name[at:]}"


def _hidden_within(name: str, source: Random) -> str:
    at = len(name) // 2
    return name[:at] + source.choice(('<span class="sr-only"></span>', "<wbr/>", "<b></b>", "</b><b>")) + name[at:]


def _doubled_cell(name: str, source: Random) -> str:
    return source.choice((f"{name}{name}", f"{name}{name.upper()}", f"{name},{name}"))


KINDS = (
    Kind("given and family name in elements", (PERSON,), _two_elements, own=True),
    Kind("given and family name in columns", (PERSON,), _columns, own=True, held_back=True),
    Kind("name in two fields", NAMED_PARTIES, _name_in_two_fields, own=True),
    _own(
        "e-invoice",
        "<cac:Party><cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName></cac:Party>",
        '<ram:Name xml:lang="en">{name}</ram:Name>',
        "<cbc:RegistrationName>{upper}</cbc:RegistrationName><cbc:CompanyID>{number}</cbc:CompanyID>",
        "<Denominazione>{name}</Denominazione>",
        "<razonSocial>{upper}</razonSocial>",
        held_back=True,
    ),
    _own(
        "customer master",
        "0000{number} {name} (EUR)",
        "V{number} {name}",
        "{code}-{upper}-001",
        "{name} [V{number}]",
        "D/{number}/{upper}",
    ),
    _own("marked as old", "ZZ_{name}_OLD", "xx{name}", "(BLOCKED) {name}", "OLD - {name}", "{name}_2", held_back=True),
    _own(
        "functions of spreadsheets",
        '=HYPERLINK("https://example.com/{number}","{name}")',
        '=T("{name}")',
        '=CONCATENATE("{name}","")',
        '=PROPER("{upper}")',
    ),
    _own(
        "literals of programs",
        "N'{name}'",
        "('{name}', '{code}', None)",
        "$name = '{name}';",
        "name: {name}\ncountry: {code}",
        "b'{name}'",
        ':name "{name}"',
        held_back=True,
    ),
    _own("comments of programs", "/* {name} */", "// {name}", "-- {name}", "# {name}", "<!-- {name} -->"),
    _own("marked down", "[**{name}**](https://example.com/{number})", "__{name}__", "`{name}`", "~~{name}~~ {person}"),
    _own(
        "title of a page",
        "{name} - Wikipedia",
        "(3) {name} | LinkedIn",
        "{name} – Home | Facebook",
        "{name} (@{joined}) / X",
        "{name} · GitHub",
        "{name} :: Company Profile",
        held_back=True,
    ),
    _own("copied from a page", "• {name}[1][12] ✓", "{name}[citation needed]", "↑ {name}", "→ {name} »", "{name}®"),
    _own(
        "mail thread",
        "RE: FW: {name}",
        ">> {name}",
        "On Mon, 3 Mar 2025 at 10:02, {name} wrote:",
        "Cc: {person}; {name}",
        held_back=True,
    ),
    _own(
        "chat",
        "hi pls pay {name} asap thx",
        "[12/03/2024, 10:22] {name}: ok sent",
        "+971 50 4471447 ~ {name}",
        "{name} is typing…",
        "<@U4471|{dotted}>",
        "fwd from {name}",
    ),
    spelt("path of a file", NAMED_PARTIES, _path, own=True, held_back=True),
    spelt("file with underscores", NAMED_PARTIES, _underscored_file, own=True),
    spelt("query of the web", NAMED_PARTIES, _query, own=True, held_back=True),
    spelt("base 64", EVERYBODY, _base64, own=True),
    spelt("bytes as hexadecimal", EVERYBODY, _hexadecimal, own=True, held_back=True),
    spelt("punycode", NAMED_PARTIES, _punycode, own=True),
    spelt("typeset accent", NAMED_PARTIES, _typeset, own=True),
    spelt("letter of rich text", NAMED_PARTIES, _rich_text, own=True, held_back=True),
    spelt("comment within", EVERYBODY, _comment_within, own=True, held_back=True),
    spelt("empty elements within", EVERYBODY, _hidden_within, own=True),
    spelt("doubled cell", EVERYBODY, _doubled_cell, own=True),
)
