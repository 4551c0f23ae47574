"""Words of bodies' names in Slavic languages and what they mean, whatever their ending and alphabet.

`завод`, `завода` and `заводов` are "plant", as is `zavoda` in Latin letters; `беларуськалий` is not "belarus", as what
follows the beginning is no ending. Words and meanings are those of `tables/translations.csv`.
"""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

from service.common.kept_tables import kept_table
from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.text import fold_all
from service.engine.normalise.words import read_table, word_tables

SHORTEST_BEGINNING = 4
"""Shorter words are looked up as a whole."""
_SHORTEST_IN_LATIN = 5
_SHORTEST_LATIN_WORD, _LONGEST_LATIN_WORD = 5, 40
_LONGEST_ENDING = 12
"""Longer rests are no endings; the patterns below would take long to say so."""

# Suffixes that make nouns and adjectives of a beginning, and the endings of cases, genders, numbers and articles.
_ENDING = lazy_pattern(
    "(?:ь?(?:ическ|ельн|ель|еск|ск|ськ|цьк|ств|цтв|ость|ост|іст|ник|ниц|ителн|ительн|тель|итель|тел|ационн|ацион|ион|иц|ац|ств|"
    "енн|анн|онн|унн|ван|оў|аў|еў|ен|он|ан|ян|ін|йн|ин|нн|н|ов|ев|ів|ик|ок|к|ц|ч|л|т|ј|щ))*"
    "(?:[аяоеэиіїыуюьйј]+(?:[гмхвт][аяоеэиіїыуюьй]{0,2})?[тмй]?|ът)?"
)
_LATIN_ENDING = lazy_pattern(
    "(?:icesk|eln|el|esk|sk|stv|ctv|ost|ist|nik|nic|iteln|tel|iteli|acion|ion|ic|ac|en|on|un|van|an|in|n|ov|ev|iv|ik|ok|k|c|l|t)*"
    "(?:[aeiou]+(?:[gmhvt][aeiou]{0,2})?[tm]?)?"
)
_SPELLINGS = (
    ("shch", "sc"),
    ("sch", "sc"),
    ("tz", "c"),
    ("ts", "c"),
    ("ch", "c"),
    ("sh", "s"),
    ("zh", "z"),
    ("kh", "h"),
)
_SAME_LETTERS = str.maketrans("yjwx", "iivh")
_REPEATED = lazy_pattern(r"(.)\1+")


@kept_table
def beginnings() -> dict[str, str]:
    """Beginnings of words with their English, names and places among them."""
    tables = ("slavic_places.csv", "slavic_names.csv", "translations.csv")
    rows = [row for table in tables for row in read_table(table)]
    return dict(zip(fold_all(row["beginning"] for row in rows), (row["english"] for row in rows), strict=True))


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(fold_all(row["beginning"] for row in read_table("slavic_names.csv")))


@kept_table
def _latin_beginnings() -> dict[str, str | None]:
    """The beginnings in Latin letters, with their meaning if it is made of common words: other words are names in Latin
    letters, as in `Pobeda Shipping`."""
    common = word_tables().generic_words
    found: dict[str, str | None] = {}
    # All in one text, as each of them alone takes four times as long, and each of its few letters looked up once.
    text = "\n".join(beginnings())
    letters = str.maketrans({letter: anyascii(letter) for letter in set(text)})
    written = _one_spelling(text.translate(letters).lower().replace("'", ""))
    for latin, english in zip(written.split("\n"), beginnings().values(), strict=True):
        if len(latin) >= _SHORTEST_IN_LATIN and english:
            found.setdefault(latin, english if all(word in common for word in english.split()) else None)
    return found


def _one_spelling(word: str) -> str:
    """A word in Latin letters with the spellings of one Cyrillic letter made one: predpriyatiye, predprijatie."""
    for spelling, letter in _SPELLINGS:
        word = word.replace(spelling, letter)
    return _REPEATED.sub(r"\1", word.translate(_SAME_LETTERS)).replace("ie", "e")


def has_ending(rest: str) -> bool:
    """Whether letters that follow the beginning of a Cyrillic word are an ending of it."""
    return len(rest) <= _LONGEST_ENDING and _ENDING.fullmatch(rest) is not None


@lru_cache(maxsize=1 << 14)
def _beginning_of(word: str) -> str | None:
    """The longest beginning of a folded word that is known and has an ending behind it."""
    words = beginnings()
    if word in words:
        return word
    for end in range(len(word) - 1, max(SHORTEST_BEGINNING, len(word) - _LONGEST_ENDING) - 1, -1):
        if word[:end] in words and has_ending(word[end:]):
            return word[:end]
    return None


def english_of_cyrillic(word: str) -> str | None:
    """The English for a folded word; nothing for small words, None for all that are not known."""
    found = _beginning_of(word)
    return None if found is None else beginnings()[found]


def is_name(word: str) -> bool:
    """Whether a folded word is one that works and foundations are called by: Маяк, Радуга."""
    return _beginning_of(word) in _names()


@lru_cache(maxsize=1 << 15)
def english_of_latin(word: str) -> str | None:
    """The common English words for a folded word that is a Slavic one in Latin letters; None for all others."""
    if not (_SHORTEST_LATIN_WORD <= len(word) <= _LONGEST_LATIN_WORD and word.isascii()):
        return None
    words, spelt = _latin_beginnings(), _one_spelling(word)
    for end in range(len(spelt), max(_SHORTEST_IN_LATIN, len(spelt) - _LONGEST_ENDING) - 1, -1):
        if spelt[:end] in words and _LATIN_ENDING.fullmatch(spelt[end:]) is not None:
            return words[spelt[:end]]
    return None
