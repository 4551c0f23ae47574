"""Cells of Japanese lists: names in two scripts in one cell, revision stamps, nationalities, document numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from service.engine.model.entity import Entity, Identifier, Name, NameType
from service.watchlists.parsing.countries import country, country_code, country_names
from service.watchlists.parsing.dates import read_days
from service.watchlists.parsing.names import company_variants, person_variants
from service.watchlists.parsing.text import enumerated, has_unread_words, is_empty, one_line

JA, EN = "ja", "en"

_JAPANESE = re.compile(r"[\u3041-\u30ff\u31f0-\u31ff\u4e00-\u9fff々〆]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_ORIGINAL = re.compile(r"[(\[]?\s*original\s+script\s*[:：]\s*([^()\]]+)[)\]]?(?:\s*\([^()]*語\))?", re.IGNORECASE)


def language_of(text: str) -> str | None:
    """`ja` for text with kana or kanji, `en` for mostly Latin letters, None for other scripts."""
    japanese, latin = len(_JAPANESE.findall(text)), len(_LATIN.findall(text))
    if japanese and 2 * japanese >= latin:
        return JA
    return EN if latin else None


# --- revision stamps: 2014.8.5⏎2022.5.27改訂⏎2025.1.10削除 -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stamp:
    """The days in a 告示日付 cell: of the notice, of its last revision, of its deletion."""

    listed_on: date | None = None
    amended_on: date | None = None
    delisted_on: date | None = None


def read_stamp(text: str) -> Stamp:
    """Read the cell day by day; 改訂, 改正, 修正 and 変更 revise, 削除 deletes: each word belongs to one day."""
    listed: list[date] = []
    amended: list[date] = []
    deleted: list[date] = []
    lines = re.split(r"[\n;；]", unicodedata.normalize("NFKC", text))
    for words in (part for line in lines for part in _days_apart(line)):
        kind = deleted if "削除" in words else amended if _REVISED.search(words) else listed
        kind.extend(read_days(words))
    first = min(listed, default=None)
    return Stamp(first, max([*amended, *listed[1:]], default=None), max(deleted, default=None))


_REVISED = re.compile("改訂|改正|修正|変更")
_STAMP_WORD = re.compile("改訂|改正|修正|変更|削除")
_STAMP_DAY = re.compile(r"(?<!\d)(?:(?:19|20)\d\d\s*[.年/-]|(?:昭和|平成|令和)\s*(?:\d|元))")


def _days_apart(line: str) -> list[str]:
    """The days of a line, each with its word: behind it, `2014.8.5 2022.5.27改訂`, or before it where no word stands
    behind the last day, `2014.8.5 改訂 2022.5.27`."""
    starts = [match.start() for match in _STAMP_DAY.finditer(line)]
    if not starts or not _STAMP_WORD.search(line):
        return [line]
    if _STAMP_WORD.search(line[starts[-1] :]) is None:
        return re.split(r"(?=改訂|改正|修正|変更|削除)", line)
    return [line[start:end] for start, end in zip([0, *starts[1:]], [*starts[1:], len(line)], strict=True)]


def unread_cells(entity: Entity, cells: Iterable[tuple[str, str]], stamp: str) -> Iterator[tuple[str, str]]:
    """Facts for the cells of which words are in no field: a birth date or passport behind an alias, for one; and for
    the stamp where it has revisions before the last."""
    read = [
        *(name.text for name in entity.names),
        *(found.raw for found in entity.birth_dates),
        *(text for item in entity.identifiers for text in (item.value, item.note or "")),
        *(address.text for address in entity.addresses),
        *entity.birth_places,
        *entity.titles,
        *entity.positions,
        *(word for code in (*entity.nationalities, *entity.countries) for word in country_names(code)),
    ]
    yield from ((heading, one_line(text)) for heading, text in cells if has_unread_words(text, read))
    plain = unicodedata.normalize("NFKC", stamp)
    if len(read_days(plain)) > 2 or len(read_days(plain)) < len(_STAMP_DAY.findall(plain)):
        yield "告示日付", one_line(stamp)


def is_deleted(text: str) -> bool:
    """Whether the stamp says that the entry was deleted, even where its day cannot be read."""
    return "削除" in text


# --- names -----------------------------------------------------------------------------------------------------------


def read_primary(text: str, *, person: bool, kind: NameType = NameType.PRIMARY) -> Iterator[Name]:
    """The name in a 日本語表記 or 英語表記 cell, spelled out, with the original script that some cells add."""
    plain = unicodedata.normalize("NFKC", text)
    originals = [one_line(found) for found in _ORIGINAL.findall(plain)]
    base = one_line(_HOLLOW.sub(" ", _ORIGINAL.sub(" ", plain))).strip(" ,、")
    if base and not is_empty(base):
        yield from _spelled(base, person=person, kind=kind)
    for original in originals:
        yield Name(original, NameType.ORIGINAL_SCRIPT)


def read_originals(text: str) -> Iterator[Name]:
    """Names in their own script that stand in remarks: `original script: ...`."""
    for found in _ORIGINAL.findall(unicodedata.normalize("NFKC", text)):
        yield Name(one_line(found).strip(" ,;、；"), NameType.ORIGINAL_SCRIPT)


def _spelled(text: str, *, person: bool, kind: NameType, weak: bool = False) -> Iterator[Name]:
    """A name with brackets as its spellings, the one outside the brackets first; the published form comes last."""
    language = language_of(text)
    variants = list(person_variants(text, language) if person else company_variants(text, language))
    if person and variants:
        yield Name(variants[0].text, kind, weak, language)
        yield from (Name(item.text, NameType.VARIANT, weak, language_of(item.text)) for item in variants[1:])
        yield Name(text, NameType.VARIANT, weak, language)
        return
    yield Name(text, kind, weak, language)
    yield from (Name(item.text, NameType.VARIANT, weak or item.weak, language_of(item.text)) for item in variants)


_BORN = re.compile(r"[、,]?\s*(?:born\b|生年月日|DOB|\d{4}年.{0,80}?(?:出生|生まれ)).*\Z", re.IGNORECASE | re.DOTALL)
_DATED = re.compile(r"、\s*\d{4}年.*\Z|この戦闘員名で.*\Z", re.DOTALL)
_NOTE = re.compile(
    r"\([^()]*(?:戦闘員名|偽名|コールサイン|イニシャル|掲載|記載ぶり|旅券|番号|発行|出生|\d{4}年)[^()]*\)"
)
_LONG_NOTE = re.compile(r"\([^()]*(?:旅券|番号|発行|出生|\d{4}年).*\Z", re.DOTALL)  # one with brackets of its own
_DOCUMENT = re.compile(r"旅券|番号\s*:|発行[日地]\s*:")
_MARK = re.compile(
    r"\A[\s(「]*(?P<mark>[af]\.?\s?k\.?\s?a\.?|formerly known as|also known as|別称|別名|旧称|通称|略称)"
    r"(?=[\s.:：、)は])[\s.:：、)]*",
    re.IGNORECASE,
)
_ENGLISH_BLOCK = re.compile(r"\(\s*(?:(?P<mark>[af])\.?\s?k\.?\s?a\b\.?|(?=original))\s*[:：]?", re.IGNORECASE)
_TWO_SCRIPTS = re.compile(r"(?P<outside>[^()]+?)\s*\((?P<inside>[^()]*)\)(?P<rest>[^()]*)\Z")
_SENTENCE = re.compile(r"\s*[がはをに]")  # `(KOMID)が調達活動を実施するために使用している別名。` tells of the name
_SIDE_BY_SIDE = re.compile(r"([^A-Za-z()]*[\u3041-\u9fffー])\s+([A-Z][A-Za-z'’\-. ]+)\Z")
_HOLLOW = re.compile(r"\(\s*\)")
_LOST_LABEL = re.compile(r"\s\([b-z]\)\s*|;\s(?![^(]*\))")  # an enumeration that slipped, a list in brackets
_LABEL = re.compile(r"【[^】]*】|\[[^\]]*\]")


def read_aliases(text: str, *, kind: NameType = NameType.ALIAS, weak: bool = False) -> Iterator[Name]:
    """All names in a 別名 cell: enumerated, one a line or between semicolons, Japanese and Latin side by side.

    An English block `(a.k.a.: (a)X (b)Y)` and a Latin spelling in brackets behind each katakana one are names too.
    """
    plain = unicodedata.normalize("NFKC", text)
    for original in _ORIGINAL.findall(plain):
        yield Name(one_line(original), NameType.ORIGINAL_SCRIPT)
    plain = _HOLLOW.sub(" ", _LABEL.sub(" ", _ORIGINAL.sub(" ", plain)))
    items = [(item, previous) for block, previous in _blocks(plain) for item in _items(block)]
    for item, previous in _paired(items):
        yield from _alias(item, kind=NameType.PREVIOUS if previous else kind, weak=weak)


def _paired(items: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Part a Latin item at its commas where it has as many parts as Japanese items stand before it."""
    run = 0
    for item, previous in items:
        japanese = language_of(item) == JA
        if not japanese and run > 1 and item.count(",") == run - 1:
            yield from ((part, previous) for part in item.split(","))
        else:
            yield item, previous
        run = run + 1 if japanese else 0


def _blocks(text: str) -> Iterator[tuple[str, bool]]:
    """The Japanese part, then each English block in its outer brackets, with whether it is of former names."""
    start = 0
    previous = False
    for match in _ENGLISH_BLOCK.finditer(text):
        yield text[start : match.start()], previous
        start, previous = match.end(), (match["mark"] or "").casefold() == "f"
    last = text[start:]
    if start and last.count(")") > last.count("("):
        last = last.rstrip().removesuffix(")")
    yield last, previous


def _items(block: str) -> Iterator[str]:
    """Items of an enumeration, then parts at semicolons, line feeds and 、 that stand outside brackets.

    A Latin comma may part surname and given name, so it stays.
    """
    for item in enumerated(block):
        paired = item.count("(") == item.count(")")
        depth, start = 0, 0
        for place, letter in enumerate(item):
            depth += (letter == "(") - (letter == ")") if paired else 0
            if letter in ";；\n、" and depth == 0 and not re.match(r"\s*\d", item[place + 1 :]):
                yield item[start:place]
                start = place + 1
        yield item[start:]


def _alias(item: str, *, kind: NameType, weak: bool) -> Iterator[Name]:
    text = one_line(_without_notes(item)).strip(" ,、;・").removesuffix("(")
    mark = _MARK.match(text)
    if mark is not None:
        text = text[mark.end() :]
        kind = NameType.PREVIOUS if mark["mark"][0] in "fF旧" else kind
    text = _unwrapped(text)
    if not text or is_empty(text) or _DOCUMENT.search(text):
        return
    if _LOST_LABEL.search(text):
        for part in _LOST_LABEL.split(text):
            yield from _alias(part, kind=kind, weak=weak)
        return
    for part in _by_script(text):
        yield from _spelled(part, person=False, kind=kind, weak=weak)


def _without_notes(item: str) -> str:
    """An alias without what is said of it: `(戦闘員名)`, `(旅券番号:B0515260)`."""
    return _LONG_NOTE.sub(" ", _NOTE.sub(" ", _DATED.sub("", _BORN.sub("", item))))


def _by_script(text: str) -> Iterator[str]:
    """`カナ(Latin)` and `カナ Latin` as the two names they are; other text as it is."""
    bracket = _TWO_SCRIPTS.match(text)
    if bracket is not None and language_of(bracket["outside"]) != EN and language_of(bracket["inside"]) == EN:
        inside = bracket["inside"].split(";")
        rest = "" if _SENTENCE.match(bracket["rest"]) else bracket["rest"]
        parts = [bracket["outside"] + rest, *inside]
    else:
        blank = _SIDE_BY_SIDE.match(text)
        parts = [blank[1], blank[2]] if blank is not None else [text]
    yield from filter(None, (one_line(part).strip("“”\"'「」 ") for part in parts))


def _unwrapped(text: str) -> str:
    """Without brackets around the whole and without a bracket that has no partner."""
    text = text.strip()
    while text.startswith("(") and text.endswith(")") and _one_bracket(text):
        text = text[1:-1].strip()
    if text.count("(") < text.count(")"):
        text = text.rstrip(") ")
    if text.count("(") > text.count(")"):
        text = text.lstrip("( ") if text.startswith("(") else text + ")"
    return text.strip('“”"「」, ')


def _one_bracket(text: str) -> bool:
    """Whether the first bracket closes only with the last letter: `(A (B))`, but not `(A) and (B)`."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


# --- nationalities and documents -------------------------------------------------------------------------------------

_PLACE_PARTS = re.compile(
    r"[、,;；。\n/]|又は|及び|または|および|(?<=[\u3041-\u9fffー])\s*(?=[A-Za-z])|(?<=[a-z])\s*(?=[\u30a0-\u9fff])"
)
_STATE_WORDS = re.compile(r"(?:連邦)?(?:共和国|王国|首長国)?(?:国籍|国|人)?\Z")


def read_countries(text: str) -> tuple[str, ...]:
    """Nationalities in a 国籍 cell: codes where the words are known, the words otherwise."""
    found: list[str] = []
    for item in enumerated(unicodedata.normalize("NFKC", text)):
        bare = re.sub(r"\(.*?\)", " ", item)
        codes = [code for part in (bare, *_PLACE_PARTS.split(bare)) if (code := _country_code(part.strip()))]
        found.extend(codes or filter(None, [country(one_line(item))]))
    return tuple(dict.fromkeys(found))


def _country_code(words: str) -> str | None:
    return country_code(words) or country_code(_STATE_WORDS.sub("", words)) if words else None


_GENDERS = {"男": "male", "女": "female"}


def read_gender(text: str) -> str | None:
    """`性別・男性` or `性別：女` in remarks."""
    match = re.search("性別[・:：は\\s]*([男女])", text)
    return _GENDERS[match[1]] if match else None


_NUMBER = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9\-./]{3,}(?:\([0-9A-Z]\))?")
_DAY = re.compile(r"\d{4}年(?:\s*\d{1,2}月)?(?:\s*\d{1,2}日)?|\d{1,2}月\d{1,2}日")


def read_documents(kind: str, text: str) -> Iterator[Identifier]:
    """The numbers in a cell of passports or national ids; the note keeps the words around each number."""
    for item in enumerated(text):
        words = one_line(item)
        number = _NUMBER.search(_DAY.sub(" ", unicodedata.normalize("NFKC", item)))
        if number is not None:
            before = re.split("旅券|身分|国民|外交|公用|番号|ID", words)[0].strip(" ()・")
            yield Identifier(kind, number[0], _country_code(before), words if words != number[0] else None)
