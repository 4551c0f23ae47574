"""A name as comparable parts: which words carry it, which only accompany it.

The listed side and the asked side go through the same function. Preparing is done once for a listed name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from service.engine.normalise.text import fold
from service.engine.normalise.words import Title, WordTables, word_tables


class Kind(IntEnum):
    """What a word is. Names of persons know only NAME and INITIAL."""

    NAME = 0
    INITIAL = 1
    GENERIC = 2
    PLACE = 3
    NUMBER = 4


@dataclass(frozen=True, slots=True, eq=False)
class PreparedName:
    """One name, ready to be compared.

    `tokens` are the core words, `kinds` their kinds, `words` the same as written (for explanations). `plain` is the
    whole folded name; `joined` the core with its particles without blanks. `given` and `surname` are the core indexes
    of the first given name and of the first of several surnames where "SURNAMES, Given" told them, -1 otherwise.
    `bracketed` are core indexes that stood in brackets or behind "of". `syllabic` marks Han and Hangul, where every
    syllable is a name of its own. `joins` are neighbouring words that may have been written as one: the text, the
    first core index, one past the last.
    """

    raw: str
    is_person: bool
    plain: str
    tokens: tuple[str, ...]
    kinds: tuple[Kind, ...]
    joined: str
    joins: tuple[tuple[str, int, int], ...]
    given: int = -1
    surname: int = -1
    title_first: bool = False
    business_ending: bool = False
    forms: frozenset[str] = frozenset()
    bracketed: frozenset[int] = frozenset()
    particles: tuple[str, ...] = ()
    syllabic: bool = False
    latin: bool = True


class _WordTable(dict[int, str]):
    """Blanks for everything that is no letter, mark or digit; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        keeps = unicodedata.category(character)[0] in "LNM"
        kept = self[code] = character if keeps else " "
        return kept


_WORDS = _WordTable()
_DOTTED = re.compile(r"(?<![^\W_])((?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])\.?)")
_SPACED_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\. ){2,}[^\W\d_]\.?(?![^\W_])")
_SLASHED = re.compile(r"(?<![^\W_])([a-zа-я])/([a-zа-я])(?![^\W_])")
_DIGIT_LETTERS = str.maketrans("013456789@$!", "oieasgtbgasi")
_HAN_OR_HANGUL = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_ABD = re.compile(r"^abd(?:o?ul|el|al|il|ur(?=r)|er(?=r)|us(?=s)|es(?=s)|un(?=n)|en(?=n))(?=[^l]..|lah)")
_DIN = re.compile(r"^(.{3,}?)[aeui]dd?(?:in|een|ine|yn)$")
_DIN_ENDINGS = ("in", "een", "ine", "yn")
_ABD_WORDS = frozenset(("abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdus", "abdil", "abdu", "abdo"))
_DIN_WORDS = frozenset(
    ("din", "deen", "eddin", "eddine", "uddin", "addin", "dine", "aldin", "eldin", "uldin", "eldeen")
)
_SIMPLE = re.compile(r"[a-z]+(?: [a-z]+)*\Z")
_MAY_HOLD_COMPOUND = re.compile(r"abd|d(?:in|een|yn)")
_OF = frozenset(("of", "de", "del", "für", "von"))
_VESSEL_PREFIX = re.compile(r"^(?:m/?v|m/?t|m/?s|s/?s|motor vessel|motor tanker|tanker|vessel)\.? +(?=\S{2})")
_BUSINESS_ENDINGS = frozenset(
    ("llc", "ltd", "limited", "inc", "foundation", "group", "trust", "gmbh", "corp", "corporation", "company", "plc")
)


def split_words(folded: str) -> list[str]:
    """The words of a folded text: runs of letters, marks and digits."""
    return folded.translate(_WORDS).split()


def _expand_syllables(words: list[str]) -> list[str]:
    """Han and Hangul words as single syllables; a word with kana stays whole, as its parts are not names."""
    result: list[str] = []
    for word in words:
        if _HAN_OR_HANGUL.search(word) and not _KANA.search(word):
            result.extend(word)
        else:
            result.append(word)
    return result


def _letters_for_digits(word: str) -> str:
    """A word that mixes letters and digits, with the letters that the digits look like ("S3rgei")."""
    if word.isalpha() or word.isdigit() or not word.isascii():
        return word
    return word.translate(_DIGIT_LETTERS)


def _compound(word: str) -> str:
    """One spelling of compounds written as one word: Abdurrahman, Salaheddin."""
    if word.startswith("abd"):
        word = _ABD.sub("abdul", word)
    return _DIN.sub(r"\1din", word) if word.endswith(_DIN_ENDINGS) else word


def _join_compounds(words: list[str], particles: frozenset[str]) -> list[str]:
    """`abd al rahman`, `abdur rahman` -> `abdulrahman`; `salah al din` -> `salahdin`: one name, however written."""
    result: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word in _ABD_WORDS:
            after = at + 1
            while after < len(words) and words[after] in particles:
                after += 1
            if after < len(words):
                rest = words[after]
                result.append("abdul" + (rest[1:] if rest.startswith("llah") else rest))
                at = after + 1
                continue
        if word in _DIN_WORDS and result:
            while len(result) > 1 and result[-1] in particles:
                result.pop()
            result[-1] += "din"
        else:
            result.append(word)
        at += 1
    return result


@dataclass(slots=True)
class _Core:
    """Core words found so far, with the particles that stand before each of them."""

    tokens: list[str]
    before: list[list[str]]
    pending: list[str]

    def add(self, token: str) -> None:
        self.tokens.append(token)
        self.before.append(self.pending)
        self.pending = []


def _joins(core: _Core) -> tuple[tuple[str, int, int], ...]:
    """Words that may have been written as one: a particle with its name, two or three neighbours."""
    if len(core.tokens) == 2 and not any(core.before):
        return ((core.tokens[0] + core.tokens[1], 0, 2),)
    joins: dict[str, tuple[str, int, int]] = {}
    tokens, before = core.tokens, core.before

    def note(text: str, first: int, end: int) -> None:
        if text not in joins and (end - first > 1 or text != tokens[first]):
            joins[text] = (text, first, end)

    for first, token in enumerate(tokens):
        run = before[first]
        for start in range(len(run)):
            note("".join(run[start:]) + token, first, first + 1)
        if first + 1 < len(tokens):
            second = tokens[first + 1]
            between = "".join(before[first + 1])
            note(token + second, first, first + 2)
            if between:
                note(token + between + second, first, first + 2)
            if first + 2 < len(tokens) and len(tokens) > 3:
                note(token + between + second + "".join(before[first + 2]) + tokens[first + 2], first, first + 3)
    return tuple(joins.values())


def _joined(core: _Core) -> str:
    if not any(core.before):
        return "".join(core.tokens)
    return "".join("".join(run) + token for run, token in zip(core.before, core.tokens, strict=True))


def _kinds(tokens: tuple[str, ...], *, syllabic: bool) -> tuple[Kind, ...]:
    """The kinds of a person's words."""
    if syllabic or 1 not in map(len, tokens):
        return (Kind.NAME,) * len(tokens)
    return tuple([Kind.INITIAL if len(token) == 1 else Kind.NAME for token in tokens])


def _is_title(title: Title, *, first: bool, words: int) -> bool:
    if not title.first_only:
        return True
    return first and (title.office or words > 2)


def _person(raw: str, folded: str, tables: WordTables, *, compounds: bool) -> PreparedName:
    comma = folded.find(",")
    head = len(_expand_syllables(split_words(folded[:comma]))) if 0 < comma < len(folded) - 1 else 0
    simple = _SIMPLE.match(folded) is not None  # as most are; what changes no such name is not tried
    words = folded.split(" ") if simple else _expand_syllables(split_words(folded))
    if head and words[head:] and all(word in tables.titles for word in words[head:]):
        head = 0  # "Smith, Jr." names no given name
    plain = " ".join(words)
    ending = len(words) > 1 and words[-1] in _BUSINESS_ENDINGS
    if ending:
        words = words[:-1]
    surnames = words[:head]
    parts = [surnames, words[head:]]
    if not simple:
        parts = [[_letters_for_digits(word) for word in part] for part in parts]
    if compounds and not (simple and _MAY_HOLD_COMPOUND.search(folded) is None):
        parts = [_join_compounds([_compound(word) for word in part], tables.particles) for part in parts]
    core, given, title_first = _Core([], [], []), -1, False
    several = len(words) > 1
    for number, part in enumerate(parts):
        if number == 1 and head:
            given = len(core.tokens)
        for word in part:
            if word not in tables.beside_names or not several:
                core.add(word)
                continue
            first = not core.tokens and not core.pending
            title = tables.titles.get(word)
            # "KING, Sam": before the comma stands a surname, whatever else the word may mean.
            # "AMIR ABDULLAH": with one word beside it, a title that is also a name is rather the name.
            if title is not None and _is_title(title, first=first and not (head and number == 0), words=len(words)):
                title_first = title_first or (first and title.office)
            elif word in tables.particles:
                core.pending.append(word)
            else:
                core.add(word)
    if not core.tokens:
        core = _Core([], [], [])
        for word in words:
            core.add(_letters_for_digits(word))
        given = -1
    tail = core.pending
    tokens = tuple(core.tokens)
    syllabic = not simple and any(_HAN_OR_HANGUL.match(token) for token in tokens)
    return PreparedName(
        raw=raw,
        is_person=True,
        plain=plain,
        tokens=tokens,
        kinds=_kinds(tokens, syllabic=syllabic),
        joined=_joined(core) + "".join(tail),
        joins=_joins(core),
        given=given if 0 < given < len(tokens) else -1,
        surname=0 if 1 < given < len(tokens) else -1,
        title_first=title_first,
        business_ending=ending,
        particles=tuple([word for run in core.before for word in run]),
        syllabic=syllabic,
        latin=plain.isascii(),
    )


def _strip_forms(words: list[str], tables: WordTables) -> tuple[list[str | None], frozenset[str]]:
    """Blank out legal forms, longest phrase first. A form that may only stand last is kept in first place."""
    left: list[str | None] = list(words)
    found: set[str] = set()
    at = 0
    while at < len(words):
        for length in range(min(6, len(words) - at), 0, -1):
            form = tables.legal_forms.get(tuple(words[at : at + length]))
            if form is not None and not (form.last_only and at == 0):
                left[at : at + length] = [None] * length
                found.add(form.form_class)
                at += length
                break
        else:
            at += 1
    if all(word is None or word in tables.stop_words for word in left):
        return list(words), frozenset()
    return left, frozenset(found)


def _body_kind(word: str, tables: WordTables) -> Kind:
    if any(character.isdigit() for character in word):
        return Kind.NUMBER
    if word in tables.generic_words:
        return Kind.GENERIC
    return Kind.NAME


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
            flags.extend([depth > 0] * len(_expand_syllables(split_words(part))))
    return flags


def _body_words(text: str, tables: WordTables) -> tuple[list[str], list[str | None], list[bool], frozenset[str]]:
    """The words of a body's name; the same with legal forms blanked out; which stand in brackets; which forms."""
    whole = split_words(text)
    words = _expand_syllables(whole)
    # Written out, a form is looked up with its words as they are: 有限公司 must not be split before.
    cut = _cut_glued_forms(whole)
    if cut == words:
        left, forms = _strip_forms(words, tables)
        return words, left, _bracket_flags(text), forms
    kept, forms = _strip_forms(cut, tables)
    words = _expand_syllables([word for word in kept if word])
    return words, list(words), [False] * len(words), forms


def _place_at(left: list[str | None], at: int, tables: WordTables) -> int:
    """How many words from here name a place, 0 if none do. The longest reading counts: Hong Kong."""
    if left[at] not in tables.place_beginnings:
        return 0
    for span in (3, 2, 1):
        key = tuple(word or "" for word in left[at : at + span])
        if len(key) == span and key in tables.places:
            return span
    return 0


def _spelt(word: str, *, first: bool, tables: WordTables) -> str:
    """One spelling of a body's word: organisation, Roman numerals, leading zeros."""
    spelt = tables.spellings.get(word, word)
    if not first and spelt in tables.roman_numerals:
        return tables.roman_numerals[spelt]
    return (spelt.lstrip("0") or "0") if spelt.isdigit() else spelt


def _body_core(
    left: list[str | None], flags: list[bool], tables: WordTables
) -> tuple[_Core, list[Kind], frozenset[int]]:
    """The core words of a body's name, their kinds, and which of them stand in brackets or behind "of"."""
    core, kinds, bracketed, after_of = _Core([], [], []), list[Kind](), set[int](), False
    at = 0
    while at < len(left):
        word, place = left[at], _place_at(left, at, tables)
        if word is None:
            core.pending = []
        elif place:
            core.add("".join(part or "" for part in left[at : at + place]))
            kinds.append(Kind.PLACE)
        elif word in tables.stop_words:
            core.pending.append(word)
            after_of = word in _OF
        else:
            core.add(_spelt(word, first=not core.tokens, tables=tables))
            kinds.append(_body_kind(core.tokens[-1], tables))
        if word is not None and (place or word not in tables.stop_words):
            if after_of or flags[at]:
                bracketed.add(len(core.tokens) - 1)
            after_of = False
        at += max(place, 1)
    return core, kinds, frozenset(bracketed)


def _body(raw: str, folded: str, tables: WordTables) -> PreparedName:
    text = _body_text(folded)
    words, left, flags, forms = _body_words(text, tables)
    core, kinds, bracketed = _body_core(left, flags, tables)
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
        joins=_joins(core),
        forms=forms,
        bracketed=bracketed,
        syllabic=any(_HAN_OR_HANGUL.match(token) for token in core.tokens) and not _KANA.search(folded),
        latin=text.isascii(),
    )


def _cut_glued_forms(words: list[str]) -> list[str]:
    """East Asian forms are glued to the name: チョルノモルネフチガス社, 平壌商社株式会社."""
    result: list[str] = []
    for word in words:
        if word.isascii():
            result.append(word)
            continue
        for (form, *more), _ in _glued_forms():
            if more or len(word) <= len(form) + 1:
                continue
            if word.endswith(form):
                result.extend((word[: -len(form)], form))
                break
            if word.startswith(form):
                result.extend((form, word[len(form) :]))
                break
        else:
            result.append(word)
    return result


@lru_cache(maxsize=1)
def _glued_forms() -> tuple[tuple[tuple[str, ...], str], ...]:
    forms = word_tables().legal_forms.items()
    glued = [(key, form.form_class) for key, form in forms if len(key) == 1 and _HAN_OR_HANGUL.match(key[0])]
    return tuple(sorted(glued, key=lambda item: -len(item[0][0])))


def prepare(raw: str, *, is_person: bool, compounds: bool = True) -> PreparedName:
    """Split a name into its comparable parts. Never raises; a name without letters or digits has no tokens.

    `compounds` makes one word of Arabic compounds (abd al-, -al-din), in persons' names only.
    """
    tables = word_tables()
    folded = fold(raw)
    if is_person:
        return _person(raw, folded, tables, compounds=compounds)
    return _body(raw, folded, tables)


def views(raw: str, *, is_person: bool) -> tuple[PreparedName, ...]:
    """The name as prepared, and once more word by word if it holds a compound.

    A slip inside "abd" or "din" breaks the compound on one side only ("BADUR REHMAN"); then the words still meet.
    """
    first = prepare(raw, is_person=is_person)
    if not is_person or not first.latin or _MAY_HOLD_COMPOUND.search(fold(raw)) is None:
        return (first,)
    second = prepare(raw, is_person=True, compounds=False)
    return (first,) if second.tokens == first.tokens else (first, second)


_ALSO_KNOWN = re.compile(r"\b(?:a\.?k\.?a\.?|f\.?k\.?a\.?|n\.?k\.?a\.?|also known as|formerly)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_SLASH = re.compile(r"\s*(?<=\w{3})/(?=\w{3})\s*|\s+/\s+")


def alternatives(raw: str, *, is_person: bool) -> tuple[str, ...]:
    """Further names that one published name holds: "X a.k.a. Y", "X/Y", "X (Y)". Empty for most names.

    A bracket that holds a place or a number is part of the name ("Bank of China (Hong Kong)") and is not cut.
    """
    found: list[str] = []
    parts = [part for part in _ALSO_KNOWN.split(raw) if part.strip(" ,;()[]'\"")]
    if len(parts) > 1:
        found.extend(part.strip(" ,;()[]'\"") for part in parts)
    elif "(" in raw or "[" in raw:
        found.extend(_bracket_alternatives(raw, is_person))
    elif "/" in raw:
        sides = [side for side in _SLASH.split(raw) if side]
        if len(sides) == 2 and not is_person:
            found.extend(side for side in sides if len(side) >= 5)
    return tuple(part for part in found if part and part != raw)


def _bracket_alternatives(raw: str, is_person: bool) -> list[str]:
    tables = word_tables()
    inside = " ".join(_BRACKETS.findall(raw))
    key = tuple(split_words(fold(inside)))
    if key in tables.places or any(word.isdigit() for word in key) or any((word,) in tables.places for word in key):
        return []
    outside = _BRACKETS.sub(" ", raw).strip()
    return [outside] if outside else []
