"""Names as machines keep them: passports' lines, tickets, files' names, fields of statements, fields filled up.

Sources: ICAO Doc 9303 (machine readable zone: family name, `<<`, given names), IATA's passenger name records
(`FAMILY/GIVENMR`), DK's and SWIFT's field 86 of statements (`?32`, `?33`: 27 characters each, cut wherever full), lines
of option F of SWIFT's party fields (`1/`, `1/`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.words import phrase_key, word_tables

_ZONE = lazy_pattern(
    r"(?:\A|\s)(?:[PIVACpivac][A-Za-z<][A-Za-z]{3})?([A-Za-z]+(?:<[A-Za-z]+)*)<<([A-Za-z]+(?:<[A-Za-z]+)*)"
)
_TICKET = lazy_pattern(
    r"\s*([^\W\d_][\w' -]+)/([^\W\d_][\w' ]+?)\s?(?:MR|MRS|MS|MISS|MSTR|CHD|INF|DR)\s*\Z", re.IGNORECASE
)
_SUBFIELD = lazy_pattern(r"(?<!\w)\?[236]\d(?=\S)|(?<=\w)\?[236]\d")
_LINE_START = lazy_pattern(r"(?:\A|\s)(?=[1-8]/)")
_FILE = lazy_pattern(
    r"\A\s*(?:\S*[/\\])?(.+?)\.(?:pdf|docx?|xlsx?|jpe?g|png|tiff?|txt|csv|eml|msg|zip|xml|html?)\s*\Z", re.IGNORECASE
)
_FILE_SIGNS = lazy_pattern(r"[_+\s-]+")
_ABOUT_FILES = frozenset(
    "passport scan scanned copy kyc contract signed final draft id card invoice img image photo doc document file cv"  # noqa: SIM905
    " certificate form statement report front back page".split()
)
_LEAST_LETTERS_OF_STEM = 5
_MOST_CELLS = 4
_QUOTED_CELLS = lazy_pattern(r'"[^"]*"(?:,"[^"]*")+')
_FILLED = lazy_pattern(r"\A([X#0._~*=<-])\1{3,}|([X#0._~*=<-])\2{3,}\Z")
_STUCK = lazy_pattern(r"([^\W\d_])\1{2,}(?=[^\W\d_])|(?<=[^\W\d_])([^\W\d_])\2{2,}", re.IGNORECASE)
_ROMAN = lazy_pattern(r"(?<![^\W_])[ivxlcm]+(?![^\W_])", re.IGNORECASE)
_POSSESSIVE = lazy_pattern(r"(?<=[^\W\d_]{2})['’`´]s(?![^\W_])", re.IGNORECASE)
_GLUED_DIGITS = lazy_pattern(r"(?<=[^\W\d_]{2})\d{1,2}(?![^\W_])|(?<![^\W_])\d{1,2}(?=[^\W\d_]{2})")
_ONE_DIGIT = lazy_pattern(r"[^\W\d_]\D*(\d)(?:\D+\1)+\D*\Z")
"""One digit, several times and never beside another: HWA7 SON7G7."""
_DIGIT = lazy_pattern(r"\d")
_WORD_AND_DIGITS = lazy_pattern(r"\A\W*([^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]+)*)\d{1,4}\W*\Z")
_DATE_BEHIND = lazy_pattern(
    r"(?<=[^\W\d_])(?:\d{1,2}[./-]?(?:\d{1,2}|[A-Za-z]{3})[./-]?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{6,8})\s*\Z"
)
_GLUED_NUMBER = lazy_pattern(r"(?<=[^\W\d_]{2})(?=\d{3})|(?<=\d{3})(?=[^\W\d_]{2})")
_ENDING = lazy_pattern(r"(?<=[^\W\d_]{3})['’`´](?:y?[aeiuıü]|[dt][ae]n?|n?[iuıü]n|y?l[ae])(?![^\W_])", re.IGNORECASE)
"""What Turkish writes behind a name and an apostrophe: endings of cases."""
_BESIDE_LETTERS = lazy_pattern(r"[^\w ]|[\d_]")
_LINE_END = lazy_pattern(
    r"[ \t]+(?:tel|telephone|phone|ph|mob(?:ile)?|fax|telefax|page|pg?|date|no|nr|ref|seite|datum|box)"
    r"[.:]*[ \t]*\+?\d[\d ()./-]*$",
    re.IGNORECASE | re.MULTILINE,
)
_COUNTED = lazy_pattern(r"(?<!\S)[(\[]?(\d{1,2})(?:[)\]:]|\.(?!\d))\s*(?=[^\W\d_]|&)")
"""What counts the words of a name: 1.Testan 2.Examplov, (1) Testan (2) Examplov."""
_PAGE_BREAK = lazy_pattern(
    r"(?<=[^\W\d_])[.,]?\s+(?:(?:page|pg|p\.|seite|стр\.?|página|pagina)\s?\d{1,4}(?:\s?(?:of|/|von|de|di|из)\s?\d{1,4})?"
    r"|[-–]\s?\d{1,4}\s?[-–]|\d{1,3}/\d{1,3}|\./\.|[(\[]?(?:cont(?:inued|['’.]?d)?|contd|forts?\.?|suite)\.?"
    r"(?:\s(?:overleaf|on next page|from page \d+))?[)\]])\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""The foot of a page and the head of the next one."""
_TYPED_OVER = lazy_pattern(r"(?<!\S)(?:(\S)\1{3,}|(?:mx|xm){2,}x?m?)\s+(?=[^\W\d_])", re.IGNORECASE)
_FACT = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|[A-Z]{0,2}\d{5,}|(?:18|19|20)\d\d)"
_FACT_BETWEEN = lazy_pattern(rf"(?<=[^\W\d_])\.?\s+(?:{_FACT}|[/(\[]\s?{_FACT}\s?[/)\]])\s+(?=[^\W\d_])")
"""A date, a year or a long number between the words of a name."""
_BETWEEN = (
    (_PAGE_BREAK, " ", "the end of a page"),
    (_FACT_BETWEEN, " ", "a date or number"),
    (_TYPED_OVER, "", "a word that was typed over"),
)
_LINE_NUMBER = lazy_pattern(r"^[ \t]*(\d{1,4})[.):]?[ \t]+(?=[^\W\d_])", re.MULTILINE)
_SEVERAL = 2
_STRUCK = lazy_pattern(r"~~[^~]{1,4}~~")
"""Letters struck out in a word, as chats and pages write that."""
_LEAST_LETTERS_OF_WORD = 9
_LEAST_GLUED = 2


def names_in_records(text: str) -> Iterator[tuple[str, str]]:
    """Names that a text holds in the form of a record, each with what was done to read it, as a sentence."""
    more_than_letters = _BESIDE_LETTERS.search(text) is not None
    if more_than_letters:
        yield from _in_forms(text)
    filled = _FILLED.sub(" ", text.strip()).strip()
    if filled != text.strip():
        yield filled, "what fills up the field was left out"
    yield from _unstuck_texts(text)
    yield from _without_what_is_between(text)
    if more_than_letters:
        yield from _plainer(text)


def columns(text: str) -> Iterator[str]:
    """What stands in each column of some rows that were copied with tabs between their cells, or in the longer cells of
    one; nothing for a text that is no table."""
    rows = [row.split("\t") for row in text.splitlines() if row.strip()]
    if len(rows) == 1 and len(rows[0]) > 1:
        yield from _cells_that_may_be_names(rows[0])
    if len(rows) > 1 and len(rows[0]) > 1 and len(set(map(len, rows))) == 1:
        for cells in zip(*rows, strict=True):
            yield " ".join(cell.strip() for cell in cells)


def quoted_cells(text: str) -> Iterator[str]:
    """What stands in the longer cells of a row of which each cell is in quotes: "Proba Trading","Zenda","UT"."""
    if _QUOTED_CELLS.fullmatch(text.strip()) is not None:
        yield from _cells_that_may_be_names(text.strip().strip('"').split('","'))


def _cells_that_may_be_names(cells: Sequence[str]) -> Iterator[str]:
    """The first cells of a row that are long enough: the very first, and others of several words that are no place."""
    for at, cell in enumerate(cells[:_MOST_CELLS]):
        beside = at > 0 and (" " not in cell.strip() or phrase_key(cell) in word_tables().places)
        if not beside and sum(map(str.isalpha, cell)) >= _LEAST_LETTERS_OF_STEM:
            yield cell.strip()


def without_line_numbers(text: str) -> str:
    """A text without the numbers before its lines, if all lines have one and each is as much more than the last."""
    numbers = [int(number) for number in _LINE_NUMBER.findall(text)]
    lines = sum(bool(line.strip()) for line in text.splitlines())
    steps = {right - left for left, right in pairwise(numbers)}
    if len(numbers) < _SEVERAL or len(numbers) != lines or len(steps) > 1 or 0 in steps:
        return text
    return _LINE_NUMBER.sub(" ", text)


def without_line_ends(text: str) -> str:
    """A text without the numbers of telephones, pages and the like that stand behind its lines, as where the columns of
    a page were read across."""
    return _LINE_END.sub("", text)


def _in_forms(text: str) -> Iterator[tuple[str, str]]:
    """Names in lines of passports, tickets, statements, messages, files."""
    for found in _ZONE.finditer(text):
        yield f"{found[2]} {found[1]}".replace("<", " "), "it is a passport's machine readable line"
    ticket = _TICKET.match(text)
    if ticket is not None:
        yield f"{ticket[2]} {ticket[1]}", "it is written as on a ticket, a title behind the given name"
    if _SUBFIELD.search(text) is not None:
        yield _SUBFIELD.sub("", text), "the fields of a statement were written together"
    yield from _numbered_lines(text)
    stem = _stem(text)
    if stem is not None:
        yield stem, "it is the name of a file"


def _numbered_lines(text: str) -> Iterator[tuple[str, str]]:
    """The name of a message's party that goes on in a second line of its number: 1/EXAMP 1/LOV."""
    lines = [line[2:] for line in _LINE_START.split(text) if line.startswith("1/")]
    if len(lines) > 1:
        for blank in ("", " "):
            yield blank.join(lines), "lines of one number were written together"


def _stem(text: str) -> str | None:
    """What the name of a file says beside words about files; None for other texts."""
    found = _FILE.match(text)
    if found is None:
        return None
    words = [word for word in _FILE_SIGNS.split(found[1]) if word and not any(map(str.isdigit, word))]
    stem = " ".join(word for word in words if word.casefold() not in _ABOUT_FILES)
    return stem if sum(map(str.isalpha, stem)) >= _LEAST_LETTERS_OF_STEM else None


def _unstuck_texts(text: str) -> Iterator[tuple[str, str]]:
    """The text without the letters of a stuck key."""
    if _STUCK.search(text) is not None:
        for times in (1, 2):
            plain = " ".join(word if _ROMAN.fullmatch(word) else _unstuck(word, times) for word in text.split())
            if plain != text:
                yield plain, "a letter repeated three times and more was taken for one"


def _without_what_is_between(text: str) -> Iterator[tuple[str, str]]:
    """The text without what stands between the words of one name: numbers that count them, the end of a page, a date or
    number."""
    counted = _COUNTED.findall(text)
    if len(counted) > 1 and all(int(right) - int(left) == 1 for left, right in pairwise(counted)):
        yield _COUNTED.sub("", text), "numbers that count its words were left out"
    unstruck = _STRUCK.sub("", text)
    if unstruck != text:
        yield unstruck, "letters that are struck out were left out"
    for pattern, blank, what in _BETWEEN:
        joined = pattern.sub(blank, text)
        if joined != text:
            yield joined, f"{what} between its words was left out"


def _plainer(text: str) -> Iterator[tuple[str, str]]:
    """The text without what is no part of a name in it: dates, numbers, endings behind an apostrophe."""
    dated = _DATE_BEHIND.sub("", text)
    if dated != text:
        yield dated, "a date joined to the name was left out"
    divided = _GLUED_NUMBER.sub(" ", text)
    if divided != text:
        yield divided, "a number joined to the name was divided from it"
    nominative = _ENDING.sub("", text)
    if nominative != text:
        yield nominative, "an ending behind an apostrophe was left out"
    genitive = _POSSESSIVE.sub("", text)
    if genitive != text:
        yield genitive, "an 's was left out"
    if _ONE_DIGIT.match(text) is not None:
        for filler in ("", " "):
            yield _DIGIT.sub(filler, text), "one digit again and again was left out"
    if len(_GLUED_DIGITS.findall(text)) >= _LEAST_GLUED:
        yield _GLUED_DIGITS.sub("", text), "digits beside words were left out"
    word = _WORD_AND_DIGITS.match(text)
    if word is not None and len(word[1]) >= _LEAST_LETTERS_OF_WORD:
        yield word[1], "digits behind the word were left out"


def _unstuck(word: str, times: int) -> str:
    return _STUCK.sub(lambda run: (run[1] or run[2]) * times, word)
