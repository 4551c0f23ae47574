"""Identifiers made comparable: passports, tax numbers, LEI, BIC, IMO numbers, wallets and the like.

An equal identifier is decisive, unless it is a short number of another kind or of another country: those are equal by
chance. Values are folded as people write them: width, digits of any script, letters that look alike, labels, brackets,
schemes of links, branches of banks. Sources: ISO 9362 (BIC: the first eight characters are the institution), BIP 21 and
EIP-681 (links to wallets), BIP 173 (bech32 has one case), EIP-55 (the case of a hexadecimal address is a checksum).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.identifier_types import ANY, OTHER, family, identifier_type, is_known
from service.engine.model.entity import Identifier
from service.engine.normalise.folding.characters import plain_characters
from service.engine.normalise.folding.confusables import look_alikes_as_latin
from service.engine.normalise.quick_look import QuickLook

_SHORTEST = 5
_SHORT = 10
"""Numbers of fewer characters are equal by chance now and then: seven digits are among the listed ones in one case of
some two thousand."""

_BARE = lazy_pattern(r"[\W_]+")
_BRACKETS = lazy_pattern(r"[(\[{<][^)\]}>]*[^\W\d_]{2}[^)\]}>]*[)\]}>]")
_LABEL = lazy_pattern(r"\s*([^\W\d_][^\W\d_./-]*)(?:[\s:.#=№°º/-]+)(?=\S)")
_GLUED_LABEL = lazy_pattern(
    r"(?:PASSPORT|SWIFT|ID|IMO|MMSI|LEI|ISIN|TIN|INN|VAT|SSN|REG|BIC|N[O0°º]|OGRN|HRB|ИНН|ОГРН(?:ИП)?|CC(?=\d))"
    r"(?=[A-Z0-9]*\d[A-Z0-9]{4})"
)
_SPREADSHEET = lazy_pattern(r"(\d{5,})\.0{1,2}\s*\Z")
"""A number that a spreadsheet took for an amount: 9187629.0."""
_REMARK = lazy_pattern(
    r"(?<=[^\W_])[\s,;(]+(?:exp(?:\b|ire)|valid|issued?\b|iss\b|dated?\b|until|from|of\b|in\b|ext\b|выдан|действ|от\b|gültig"
    r"|ausgestellt|délivré|expedid|有効|発行).*\Z",
    re.IGNORECASE | re.DOTALL,
)
"""What is said about a document behind its number: when it was issued, where, and until when it holds."""
_SEVERAL = lazy_pattern(r"[/;,|\n]+|\s[-–]\s")
_LEAST_OF_SEVERAL = 7
"""Characters of each of several numbers in one field: INN/KPP, a number and the year behind a stroke."""
_CIVIL_PREFIX = lazy_pattern(r"[VE]-(\d{6,9})\Z")
"""Venezuela's identity numbers are written with V- for citizens and E- for foreigners, and without."""
_LABEL_WORDS = frozenset(
    "no nr num nb number numero numéro nummer n номер id ref code addr address sn urn pp p".split()  # noqa: SIM905
)
_SAME_LETTERS = str.maketrans("OI", "01")
_BIC_LETTERS = str.maketrans("O", "0")
_SCHEME = lazy_pattern(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]{1,24}:(?://)?)(?:pay-)?(?=\S)")
_WALLET_LABEL = lazy_pattern(
    r"\s*[A-Z][A-Za-z0-9]{1,9}(?:[\s:.#=-]+|(?=(?:0[xX][0-9a-fA-F]{40}|bc1|[13][1-9A-HJ-NP-Za-km-z]{25,34}\b)))"
)
_WALLET_IN_TEXT = lazy_pattern(r"(?<![A-Za-z0-9])[A-Za-z0-9]{25,100}(?![A-Za-z0-9])")
_WALLET_IN_GROUPS = lazy_pattern(r"[A-Za-z0-9]{2,8}(?:[ -][A-Za-z0-9]{1,8}){3,}\Z")
_WALLET_END = lazy_pattern(r"[?@#/;,\s].*\Z", re.DOTALL)
_HEX = lazy_pattern(r"(?:0x)?([0-9a-f]{40,64})\Z", re.IGNORECASE)
_ONE_CASE = lazy_pattern(r"(?:[a-z]{2,5}1)?[qpzrx02-9acdefghj-n0-9s-w]{38,90}\Z")
_AT, _DOT = (
    lazy_pattern(r"\s*[\[({]\s*(?:at|@)\s*[\])}]\s*|\s+at\s+|\s*@\s*", re.I),
    lazy_pattern(r"\s*[\[({]\s*(?:dot|\.)\s*[\])}]\s*|\s+dot\s+", re.I),
)
"""How people hide an address of mail from programs: proba (at) example dot com."""
_EMAIL = lazy_pattern(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB_START = lazy_pattern(r"\s*(?:[a-z]+://)?(?:www\d?\.)?", re.IGNORECASE)

_IN_NAME = "number in the name"
_NUMBER_IN_TEXT = lazy_pattern(r"(?<![^\W_])[^\W_]+(?:[./-]+[^\W_]+)*(?![^\W_])")
_PART_OF_WORD = lazy_pattern(r"[^\W_]+(?:[.-]+[^\W_]+)*")
_EAST_ASIAN_EDGE = lazy_pattern(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])(?=[A-Za-z0-9])"
    r"|(?<=[A-Za-z0-9])(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])"
)
"""Where a label in Japanese, Chinese or Korean ends and its number begins, with nothing between."""
_PHONE_IN_TEXT = lazy_pattern(r"(?<![^\W_])(?:\+|00)\d{1,3}[ ().-]{1,2}\d[\d ().-]{5,18}\d(?![^\W_])")
"""A phone number in groups behind its country's prefix. Without + or 00 groups of digits are anything."""
_PARTY_CODES = {
    "ARNU": "national_id",
    "CCPT": "passport",
    "DRLC": "driver_licence",
    "NIDN": "national_id",
    "SOSE": "national_id",
    "TXID": "tax_id",
}
_PARTY_CODE_IN_TEXT = lazy_pattern(
    rf"(?<![^\W_])({'|'.join(_PARTY_CODES)})/([A-Z]{{2}})/(?:[^/\n]+/)?([^\W_][^/\n,;]{{4,30}})", re.IGNORECASE
)
"""The party identifier of payment messages: code, country, maybe who issued it, number (SWIFT User Handbook, option F
of field 50)."""
_DATE_IN_TEXT = lazy_pattern(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}\Z|\d{4}[./-]\d{1,2}[./-]\d{1,2}\Z")
_BEFORE_LABEL = lazy_pattern(r"[,;()\[\]\d\n]")
_LONGEST_LABEL = 24
_BIC_IN_TEXT = lazy_pattern(
    r"(?:(?<![^\W_])(?:swift|bic)(?:[\s/-]*(?:bic|code))?\s*[:.#/]?\s*|:5\d[a-d]:(?:/\S+\s+)?|\()"
    r"([a-z]{6}[a-z0-9]{2}(?:[a-z0-9]{3})?)(?![^\W_])",
    re.IGNORECASE,
)
"""Behind its label, the tag of a field of a payment message, or alone in brackets."""
_BIC_ALONE = lazy_pattern(r"(?<![^\W_])[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![^\W_])", re.IGNORECASE)
_ANY_NUMBER = QuickLook(
    sign=lazy_pattern(r"[\d@(]"), ascii_words=("swift", "bic"), words=lazy_pattern(r"swift|bic", re.IGNORECASE)
)
"""A number, a bank's code or an address of mail."""
_FEWEST_DIGITS = 6
"""Fewer digits are a year, a house or a postcode, unless a word before them says what they are."""
_FEWEST_LABELLED = 6
"""Characters of a number that a word stands before: passports of some states are letters for the most part."""
_LABEL_IN_WORD = lazy_pattern(
    r"(?:passport|passeport|pasaporte|reisepass)(?=[a-z]{0,2}\d)|imo(?=\d{7}\Z)|mmsi(?=\d{9}\Z)", re.IGNORECASE
)

_OTHER_CASE = "wallet in one case"
"""The family of wallets in which case has been lost. Equal ones are for a person to look at."""


def normalise_identifier(kind: str, value: str) -> str | None:
    """The value without blanks, signs and labels, or None if too little is left to tell anybody apart."""
    return next(iter(_keys(kind, value)), None)


def numbers_in_names(names: Iterable[str]) -> tuple[Identifier, ...]:
    """Numbers that stand in names, as in "Testan Examplov, passport AB1234567", bank codes and addresses of mail. They
    are of the kind that the words before them say, if any."""
    found: dict[Identifier, None] = {}
    for name in names:
        if not _ANY_NUMBER.finds(name):
            continue
        parted = name if name.isascii() else _EAST_ASIAN_EDGE.sub(" ", name)
        for match in _NUMBER_IN_TEXT.finditer(parted):
            found |= dict.fromkeys(_numbers_of_word(parted, match))
        found |= dict.fromkeys(Identifier("phone", match[0]) for match in _PHONE_IN_TEXT.finditer(name))
        found |= dict.fromkeys(
            Identifier(_PARTY_CODES[match[1].upper()], match[3], match[2].upper())
            for match in _PARTY_CODE_IN_TEXT.finditer(name)
        )
        found |= dict.fromkeys(Identifier("bic", match[1]) for match in _BIC_IN_TEXT.finditer(name))
        found |= dict.fromkeys(Identifier("email", match[0]) for match in _EMAIL.finditer(name))
    return tuple(found)


def _numbers_of_word(name: str, found: re.Match[str]) -> Iterator[Identifier]:
    """The numbers of a word: the whole, and where strokes part it (`INN/770708389312`), what stands between them."""
    whole = _number_in_text(name, found)
    if whole is not None:
        yield whole
    if "/" in found[0] and not _DATE_IN_TEXT.match(found[0]):
        for part in _PART_OF_WORD.finditer(name, found.start(), found.end()):
            number = _number_in_text(name, part)
            if number is not None and sum(map(str.isdigit, part[0])) >= _LEAST_OF_SEVERAL:
                yield number


def _number_in_text(name: str, found: re.Match[str]) -> Identifier | None:
    """A word of a name as a number; None for one that has too few digits, or is a date."""
    digits = sum(map(str.isdigit, found[0]))
    if not digits or _DATE_IN_TEXT.match(found[0]):
        return None
    label = _LABEL_IN_WORD.match(found[0])
    value = found[0][label.end() :] if label is not None else found[0]
    kind = identifier_type(label[0]) if label is not None else _kind_before(name, found.start())
    labelled = kind != _IN_NAME and digits > 1 and len(value) >= _FEWEST_LABELLED
    enough = digits >= _FEWEST_DIGITS or labelled or _WALLET_IN_TEXT.match(value) is not None
    return Identifier(kind, value) if enough else None


def _kind_before(name: str, at: int) -> str:
    """The kind of a number that stands at a place in a name, by the words before it: "passport no." """
    words = _BEFORE_LABEL.split(name[max(0, at - _LONGEST_LABEL) : at])[-1]
    kind = identifier_type(words) if words.strip() else OTHER
    return _IN_NAME if kind == OTHER else kind


def identifier_keys(identifiers: Iterable[Identifier]) -> dict[str, Identifier]:
    """Comparable keys of identifiers, each with the identifier as given. One may have several: with and without what
    may be a label, or, where its kind is not stated, one for each kind that it may be."""
    found: dict[str, Identifier] = {}
    for item in identifiers:
        for key in _keys(item.type, item.value):
            found.setdefault(key, item)
    return found


def is_certain(key: str, asked: Identifier, listed: Identifier) -> bool:
    """Whether two identifiers with an equal key are the same beyond doubt, whatever the names beside them.

    Not where case was lost, and not for a short number of another kind or of a country that the list does not state.
    """
    group, _, bare = key.partition(":")
    if group == _OTHER_CASE:
        return False
    if len(bare) >= _SHORT or (group == family(asked.type) == family(listed.type) != "number"):
        return True
    return asked.country in (None, listed.country) and _same_kind(asked, listed)


_FILED_TOGETHER = frozenset(("national_id", "tax_id", "registration"))
"""In many countries one number is all of these, such as a cédula that is the tax number."""


def _same_kind(asked: Identifier, listed: Identifier) -> bool:
    kinds = {identifier_type(asked.type), identifier_type(listed.type)}
    if len(kinds) == 1:
        return OTHER not in kinds
    return kinds <= _FILED_TOGETHER and asked.country is not None and asked.country == listed.country


@lru_cache(maxsize=1 << 14)
def _keys(kind: str, value: str) -> tuple[str, ...]:
    group = family(kind)
    groups = _SPELLINGS if group == ANY else (group,)
    found = [f"{one}:{bare}" for one in groups for bare in _SPELLINGS[one](value) if _says_enough(bare)]
    if "wallet" in groups:
        found += [f"{_OTHER_CASE}:{key.partition(':')[2].lower()}" for key in found if key.startswith("wallet:")]
    if group == ANY:
        found = [key for key in found if _may_be(*key.split(":", 1))]
    return tuple(dict.fromkeys(found))


def _says_enough(bare: str) -> bool:
    return len(bare) >= _SHORTEST and len(set(bare)) >= 3


_SHAPES: dict[str, re.Pattern[str]] = {
    "imo": lazy_pattern(r"\d{7}\Z"),
    "mmsi": lazy_pattern(r"\d{9}\Z"),
    "bic": lazy_pattern(r"[A-Z0]{4}[A-Z0]{2}[A-Z0-9]{2}\Z"),
    "lei": lazy_pattern(r"[A-Z0-9]{18}\d{2}\Z"),
    "isin": lazy_pattern(r"[A-Z01]{2}[A-Z0-9]{9}\d\Z"),
    "wallet": lazy_pattern(r"(?=.*[0-9])[A-Za-z0-9]{25,}\Z"),
    _OTHER_CASE: lazy_pattern(r"(?=.*[0-9])[a-z0-9]{25,}\Z"),
    "phone": lazy_pattern(r"\d{8,15}\Z"),
    "email": lazy_pattern(r".+@.+\Z"),
    "website": lazy_pattern(r"[\w-]+(?:\.[\w-]+)*\.[A-Z]{2,}(?:/.*)?\Z"),
}


def _may_be(group: str, bare: str) -> bool:
    """Whether a value of no stated kind has the shape of a kind."""
    shape = _SHAPES.get(group)
    return shape is None or shape.match(bare) is not None


def _plain(value: str) -> str:
    return look_alikes_as_latin(plain_characters(value))


def _numbers(value: str) -> Iterator[str]:
    """Numbers of states and registers. O and 0, I and 1 are one character; labels and brackets go."""
    written = _BRACKETS.sub(" ", plain_characters(value))
    for text in (written, without_labels(written)):
        yield from _bare_numbers(text)
    stripped = written.strip()
    without_remark = _REMARK.sub("", _SPREADSHEET.sub(r"\1", stripped))
    if without_remark != stripped:
        yield from _bare_numbers(without_labels(without_remark))
    parts = _SEVERAL.split(written)
    for part in parts if len(parts) > 1 else ():
        if sum(map(str.isalnum, part)) >= _LEAST_OF_SEVERAL:
            yield from _bare_numbers(without_labels(part))
    if (civil := _CIVIL_PREFIX.match(stripped.upper())) is not None:
        yield civil[1].translate(_SAME_LETTERS)


def _bare_numbers(text: str) -> Iterator[str]:
    """A text without blanks and signs, and without a label that is glued to its number."""
    bare = _BARE.sub("", text).upper()
    for one in (bare, _GLUED_LABEL.sub("", bare)):
        yield look_alikes_as_latin(one).translate(_SAME_LETTERS)


def without_labels(text: str) -> str:
    """The text without such words before a number as `Passport No.:`."""
    while (found := _LABEL.match(text)) is not None and _is_label(found[1]):
        text = text[found.end() :]
    return text


def _is_label(word: str) -> bool:
    return word.casefold() in _LABEL_WORDS or (len(word) > 1 and is_known(word))


def _digits(value: str) -> Iterator[str]:
    plain = _SPREADSHEET.sub(r"\1", _BRACKETS.sub(" ", _plain(value)).upper())
    yield re.sub(r"\D", "", re.sub(r"(?<=\d)O|(?<![A-Z])O(?=\d)", "0", plain))


def _of_digits(count: int) -> Callable[[str], Iterator[str]]:
    """The reader of numbers that have so many digits: also filled up with noughts, or with another number behind."""
    alone = lazy_pattern(rf"(?<!\d)0*(\d{{{count}}})(?!\d)")

    def read(value: str) -> Iterator[str]:
        yield from _digits(value)
        yield from alone.findall(_plain(value))

    return read


def _phones(value: str) -> Iterator[str]:
    for text in dict.fromkeys((value, _REMARK.sub("", value))):
        yield from (re.sub(r"\A00", "", digits) for digits in _digits(text))


def _banks(value: str) -> Iterator[str]:
    for text in (_plain(value), without_labels(_plain(value))):
        bare = _BARE.sub("", _BRACKETS.sub(" ", text)).upper()
        for one in (bare, re.sub(r"\A(?:SWIFT|BIC)+(?:CODE)?(?=[A-Z0-9]{8}(?:[A-Z0-9]{3})?\Z)", "", bare)):
            yield (one[:8] if len(one) == 11 else one).translate(_BIC_LETTERS)
    yield from (found[0][:8].upper().translate(_BIC_LETTERS) for found in _BIC_ALONE.finditer(_plain(value)))


def _codes(value: str) -> Iterator[str]:
    yield from _numbers(value)


def _wallets(value: str) -> Iterator[str]:
    plain = plain_characters(value).strip().strip("\"'<>()[]")
    for text in (plain, _WALLET_LABEL.sub("", without_labels(plain), count=1)):
        linked = _SCHEME.sub("", text, count=1)
        yield _one_case(_BARE.sub("", look_alikes_as_latin(_WALLET_END.sub("", linked.strip()))))
    yield from (_one_case(found[0]) for found in _WALLET_IN_TEXT.finditer(look_alikes_as_latin(plain)))
    if _WALLET_IN_GROUPS.match(plain):
        yield _one_case(re.sub(r"[ -]", "", plain))


def _one_case(address: str) -> str:
    """An address in the case that is compared: base58 keeps its own."""
    if (found := _HEX.match(address)) is not None:
        return found[1].lower()
    lowered = address.lower()
    return lowered if address in (lowered, address.upper()) and _ONE_CASE.match(lowered) else address


def _emails(value: str) -> Iterator[str]:
    found = _EMAIL.search(_DOT.sub(".", _AT.sub("@", _plain(value))))
    if found is not None:
        yield found[0].upper()


def _websites(value: str) -> Iterator[str]:
    plain = without_labels(plain_characters(value).strip().strip("\"'<>()[];,"))
    yield _WEB_START.sub("", plain, count=1).split("?")[0].split("#")[0].rstrip("/. ").upper()


_SPELLINGS: dict[str, Callable[[str], Iterator[str]]] = {
    "number": _numbers,
    "imo": _of_digits(7),
    "mmsi": _of_digits(9),
    "bic": _banks,
    "lei": _codes,
    "isin": _codes,
    "wallet": _wallets,
    "phone": _phones,
    "email": _emails,
    "website": _websites,
}
