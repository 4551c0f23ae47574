"""Names of organisations, vessels and aircraft: legal forms step back, words are told apart by kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from service.engine.normalise.body_words import (
    NUMBERED_BODIES,
    canonical,
    is_foreign,
    is_long_compound,
    place_in_genitive,
)
from service.engine.normalise.legal_forms import cut_glued_forms, strip_forms
from service.engine.normalise.prepared_name import Core, Kind, PreparedName, joins
from service.engine.normalise.word_splitting import HAN_OR_HANGUL, KANA, expand_syllables, split_words
from service.engine.normalise.words import SHORT_PLACE, WordTables, read_table

_DOTTED = re.compile(r"(?<![^\W_])((?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])\.?)")
_SPACED_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\. ){2,}[^\W\d_]\.?(?![^\W_])")
_SLASHED = re.compile(r"(?<![^\W_])([a-zа-я])/([a-zа-я])(?![^\W_])")
_COMPANY, _PLAIN = "company", frozenset(("plain",))
"""A legal form, also where a word of another language stands for it."""
_NAMED_AFTER = frozenset(("named", "imeni"))
_LONGEST_INITIALS = 2
_MADE = frozenset(
    ("machine", "engine", "motor", "aircraft", "instrument", "ship", "wagon", "tool", "machinery", "instrumentation")
)
_MAKING = frozenset(("building", "making", "manufacturing", "construction", "engineering"))
"""Behind what is made these say one thing: machine building, instrument making."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_FOREIGN_ORDINAL = re.compile(r"(\d+)(?:e|er|re|eme|a|o|as|os|de|ste)$")
"""As Romance languages and Dutch write an ordinal: 22e brigade, 64ª brigada. Only beside a word of another language or
before what it counts, as in English it is the name of a block: Unit 22E."""
_TENS = frozenset(str(tens) for tens in range(20, 100, 10))
_HUNDRED = "100"
_ONE = {"one": "1"}
_NUMBER_ONE = "i"
_AND = frozenset(("and", "und", "et"))
_COUNTED = re.compile(r"(\d+)ho$")
"""A Korean ship's number with the word behind it that counts ships: Zelmar 2ho."""
_OF = frozenset(("of", "de", "del", "für", "von"))
_VESSEL_KINDS = (
    *("motor vessel", "motor tanker", "motor ship", "motor yacht", "steam ship", "sailing vessel", "fishing vessel"),
    *("research vessel", "supply vessel", "container vessel", "cargo vessel", "general cargo vessel", "good ship"),
    *("motorship", "motorvessel", "steamship", "tanker", "vessel", "vsl", "fso", "fpso", "fsu", "fsru", "flng"),
    *("lngc", "lng/c", "lpgc", "lpg/c", "vlgc", "vlcc", "ulcc", "osv", "psv", "ahts", "aht", "dsv", "mpv", "pctc"),
    *("pcc", "ropax", "tss", "tsmv", "msv", "kmp", "m/tug", "т/х", "тх", "м/т", "т/к", "мт", "теплоход", "танкер"),
)
"""Kinds of ships, as papers put them before the name. Two letters with a stroke between them are one too: B/C, R/V."""
_VESSEL_PREFIX = re.compile(
    r"^(?:m ?/ ?[vts]\.? *(?=[^\W\d_]{3})"
    rf"|(?:m\.? ?/? ?[vts]|s\.? ?/? ?s|[a-zа-я] ?/ ?[a-zа-я]|{'|'.join(map(re.escape, _VESSEL_KINDS))})"
    r"(?:\.(?=\S{2})|\.? +(?=\S{2})))"
)


@lru_cache(maxsize=1)
def _word_pairs() -> dict[tuple[str, str], str]:
    """Two words that say together what one says: "scientific research" is "research"."""
    return {(row["first"], row["second"]): row["word"] for row in read_table("word_pairs.csv")}


def _body_kind(word: str, tables: WordTables) -> Kind:
    if any(character.isdigit() for character in word):
        return Kind.NUMBER
    if word in tables.generic_words:
        return Kind.GENERIC
    place = tables.places.get((word,))
    return Kind.PLACE if place is not None and place[1] == "country" else Kind.NAME


def _kind_in_english(part: str, tables: WordTables) -> Kind:
    """The kind of a word that another one was put into English as, by which it may be of a region: arabique, Arab."""
    return Kind.PLACE if (part,) in tables.places else _body_kind(part, tables)


def _body_text(folded: str) -> str:
    folded = _VESSEL_PREFIX.sub("", folded)
    folded = _DOTTED.sub(lambda found: found.group(1).replace(".", "") + " ", folded)
    folded = _SPACED_DOTTED.sub(lambda found: found.group(0).replace(".", "").replace(" ", ""), folded)
    return _SLASHED.sub(r"\1\2", folded)


def _bracket_flags(text: str) -> list[bool]:
    """For each word of the text, whether it stands in brackets."""
    flags: list[bool] = []
    depth = 0
    for part in re.split(r"([()\[\]])", text):
        if part in "([":
            depth += bool(part)
        elif part in ")]":
            depth = max(0, depth - 1)
        else:
            flags.extend([depth > 0] * len(expand_syllables(split_words(part))))
    return flags


def _body_words(text: str, tables: WordTables) -> tuple[list[str], list[str | None], list[bool], frozenset[str]]:
    """The words of a body's name; the same with legal forms blanked out; which stand in brackets; which forms."""
    whole = split_words(text)
    words = expand_syllables(whole)
    # Written out, a form is looked up with its words as they are: 有限公司 must not be split before.
    cut = cut_glued_forms(whole)
    if cut == words:
        left, forms = strip_forms(words, tables)
        return words, left, _bracket_flags(text), forms
    kept, forms = strip_forms(cut, tables)
    words = expand_syllables([word for word in kept if word]) or words  # a name may be nothing but a form
    return words, list(words), [False] * len(words), forms


def _place_at(left: list[str | None], at: int, tables: WordTables, longest: int) -> int:
    """How many words from here name a place, 0 if none do. The longest reading counts: Hong Kong."""
    if left[at] not in tables.place_beginnings:
        return 0
    for span in range(longest, 0, -1):
        key = tuple(word or "" for word in left[at : at + span])
        if len(key) == span and key in tables.places:
            return span
    return 0


def _spelt(word: str, *, first: bool, alone: bool, tables: WordTables) -> str:
    """One spelling of a body's word: organisation, Roman numerals, leading zeros; English for words of other languages
    and for acronyms, which may be several words with blanks between. A word alone is a name and stays what it is, but
    for long ones written together (Verteidigungsministerium)."""
    spelt = canonical(word) if not alone or is_long_compound(word) else tables.spellings.get(word, word)
    if spelt[0].isdigit() and (_ORDINAL.match(spelt) or _COUNTED.match(spelt)):
        spelt = spelt[:-2]
    if not first and spelt in tables.roman_numerals:
        return tables.roman_numerals[spelt]
    return (spelt.lstrip("0") or "0") if spelt.isdigit() else spelt


def _number_together(first: str, second: str) -> str | None:
    """Two numbers written in words as the one that they say, or None if they are two: twenty first is 21, one hundred
    100, hundred five 105. One alone is no number, as companies are named so (One Capital)."""
    first, second = _ONE.get(first, first), _ONE.get(second, second)
    if not (first.isdigit() and second.isdigit()):
        return None
    if first in _TENS and len(second) == 1:
        return str(int(first) + int(second))
    if second == _HUNDRED and len(first) == 1:
        return first + "00"
    return str(int(first) + int(second)) if first.endswith("00") and len(first) == 3 > len(second) else None


def _initials_behind(left: list[str | None]) -> frozenset[str]:
    """Initials of the person whose name a body bears: "named after V.I. Zelman" is "named after Zelman"."""
    at = max(place for place, word in enumerate(left) if word in _NAMED_AFTER)
    at += left[at + 1 : at + 2] == ["after"]
    return frozenset(word for word in left[at + 1 : at + 4] if word is not None and len(word) <= _LONGEST_INITIALS)


@dataclass(slots=True)
class _BodyCore:
    """The core words of a body's name, gathered one after the other, and their kinds.

    `is_alone` if the name is one word beside small ones, `translated` if words of another language are put into
    English; `bracketed` are the places of words in brackets or behind "of"; `is_company` if a word says so in another
    language.
    """

    tables: WordTables
    is_alone: bool
    translated: bool
    words: Core = field(default_factory=lambda: Core([], [], []))
    kinds: list[Kind] = field(default_factory=list)
    bracketed: set[int] = field(default_factory=set)
    is_company: bool = False
    _in_words: bool = False
    """Whether the last word was a number in letters."""

    def add_place(self, words: list[str | None]) -> None:
        """Add the words of a place as one."""
        self.words.add("".join(word or "" for word in words))
        self.kinds.append(Kind.PLACE)

    def add(self, word: str, behind: list[str | None]) -> None:
        """Add a word, before another one or none, as it is spelt in English."""
        spelt = self._in_english(word)
        ordinal = _FOREIGN_ORDINAL.match(spelt)
        if ordinal is not None and (self.translated or NUMBERED_BODIES.intersection(filter(None, behind))):
            spelt = ordinal.group(1).lstrip("0") or "0"
        for part in spelt.split() if " " in spelt else (spelt,):
            if part == _COMPANY != word:
                self.is_company = True
            elif not self._is_said(part) and not self._join_to_last(part, word):
                self.words.add(part)
                tables = self.tables
                kind = _body_kind(part, tables) if part == word else _kind_in_english(part, tables)
                self.kinds.append(kind)
                self._in_words = word.isalpha() and (kind is Kind.NUMBER or part in _ONE)

    def _in_english(self, word: str) -> str:
        tables = self.tables
        beside = None
        if self.translated and word not in tables.in_english:
            beside = tables.in_english_beside.get(word) or place_in_genitive(word)
        return beside or _spelt(word, first=not self.words.tokens, alone=self.is_alone, tables=tables)

    def _is_said(self, part: str) -> bool:
        """Whether a word says no more than the last one: machine building."""
        return part in _MAKING and bool(self.words.tokens) and self.words.tokens[-1] in _MADE

    def _join_to_last(self, part: str, word: str) -> bool:
        """Put one word in the place of the last and this, if they say together what one says."""
        tokens = self.words.tokens
        if not tokens:
            return False
        together = _word_pairs().get((tokens[-1], part))
        if together is None and self._in_words and word.isalpha():
            together = _number_together(tokens[-1], part)
        if together is None:
            return False
        tokens[-1], self.kinds[-1] = together, _body_kind(together, self.tables)
        return True


def _is_of_name(left: list[str | None], at: int, small: frozenset[str]) -> bool:
    """Whether a single letter that may join words is one of the name: beside another letter that joins none or that the
    name begins with ("M & S Trading"), or a number at its end (Zelmar I)."""
    if len(left[at] or "") != 1:
        return False
    before = [word for word in left[:at] if word not in _AND][-1:]
    behind = [word for word in left[at + 1 :] if word not in _AND]
    is_last = at > 0 and not any(behind)
    first = all(word in _AND or _is_letter(word) for word in left[:at])
    letters = [word for word in (*before, *behind[:1]) if _is_letter(word) and (first or word not in small)]
    return bool(letters) or (left[at] == _NUMBER_ONE and is_last)


def _is_letter(word: str | None) -> bool:
    return word is not None and len(word) == 1 and word.isalpha() and word.isascii()


def _small_words(left: list[str | None], tables: WordTables, *, translated: bool) -> frozenset[str]:
    """The words of a body's name that only stand between others."""
    small = tables.stop_words | tables.small_words if translated else tables.stop_words
    if _NAMED_AFTER.isdisjoint(left):
        return small
    return small | _NAMED_AFTER | {"after"} | _initials_behind(left)


def _body_core(
    left: list[str | None], flags: list[bool], tables: WordTables, longest_place: int, *, beside: bool
) -> _BodyCore:
    """The core words of a body's name, without those that say company in another language, and what they tell."""
    is_alone = sum(word is not None and word not in tables.stop_words for word in left) == 1
    written = [word for word in left if word is not None]
    translated = beside and any(map(is_long_compound if is_alone else is_foreign, written))
    core = _BodyCore(tables, is_alone, translated)
    small, after_of, at = _small_words(left, tables, translated=core.translated), False, 0
    while at < len(left):
        word, place = left[at], _place_at(left, at, tables, longest_place)
        if word is None:
            core.words.pending = []
        elif word in small and not place and not _is_of_name(left, at, small):
            core.words.pending.append(word)
            after_of = word in _OF
        else:
            if place:
                core.add_place(left[at : at + place])
            else:
                core.add(word, left[at + 1 : at + 2])
            if core.words.tokens:
                if after_of or flags[at]:
                    core.bracketed.add(len(core.words.tokens) - 1)
                after_of = False
        at += max(place, 1)
    return core


def prepare_body(
    raw: str, folded: str, tables: WordTables, longest_place: int = SHORT_PLACE, *, beside: bool = True
) -> PreparedName:
    """The parts of a body's name; places of up to so many words are read as one. Without `beside` no word is put into
    English because another one stands beside it."""
    text = _body_text(folded)
    words, left, flags, forms = _body_words(text, tables)
    found = _body_core(left, flags, tables, longest_place, beside=beside)
    core, kinds = found.words, found.kinds
    if not core.tokens:
        for word in words:
            core.add(word)
            kinds.append(Kind.NAME)
    return PreparedName(
        raw=raw,
        is_person=False,
        plain=" ".join(words),
        tokens=tuple(core.tokens),
        kinds=tuple(kinds),
        joined="".join(core.tokens),
        joins=joins(core),
        forms=forms | _PLAIN if found.is_company else forms,
        bracketed=frozenset(found.bracketed),
        syllabic=any(HAN_OR_HANGUL.match(token) for token in core.tokens) and not KANA.search(folded),
        latin=text.isascii(),
        translated=found.translated,
    )
