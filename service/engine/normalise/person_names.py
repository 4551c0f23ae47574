"""Names of persons: titles and particles step back, compounds become one word, a comma tells the given name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.prepared_name import Core, Kind, PreparedName, joined, joins, joins_of_names
from service.engine.normalise.text import fold, is_ordinary
from service.engine.normalise.word_splitting import HAN_OR_HANGUL, expand_syllables, split_words
from service.engine.normalise.words import Title, WordTables, word_tables

_DIGIT_LETTERS = str.maketrans("013456789@$!", "oieasgtbgasi")
_ABD = lazy_pattern(r"^abd(?:o?ul|el|al|il|ur(?=r)|er(?=r)|us(?=s)|es(?=s)|un(?=n)|en(?=n))(?=[^l]..|lah)")
_DIN = lazy_pattern(r"^(.{3,}?)[aeui](?:dd?(?:in|een|ine|yn)|ttin)$")
_DIN_ENDINGS = ("in", "een", "ine", "yn")
_ABD_WORDS = frozenset(("abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdus", "abdil", "abdu", "abdo"))
_DIN_WORDS = frozenset(
    ("din", "deen", "eddin", "eddine", "uddin", "addin", "dine", "aldin", "eldin", "uldin", "eldeen")
)
_SIMPLE = lazy_pattern(r"[a-z]+(?: [a-z]+)*\Z")
_LETTERS_ALONE = lazy_pattern(r"[^\W\d_]+(?: [^\W\d_]+)*")
MAY_HOLD_COMPOUND = lazy_pattern(r"abd|d(?:in|een|yn)|[ae]ttin")
_BUSINESS_ENDINGS = frozenset(
    ("llc", "ltd", "limited", "inc", "foundation", "group", "trust", "gmbh", "corp", "corporation", "company", "plc")
)


def _letters_for_digits(word: str) -> str:
    """A word that mixes letters and digits, with the letters that the digits look like ("S3rgei")."""
    if word.isalpha() or word.isdigit() or not word.isascii():
        return word
    return word.translate(_DIGIT_LETTERS)


def _compound(word: str) -> str:
    """One spelling of compounds written as one word: Abdurrahman, Salaheddin, Selahattin."""
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


def _kinds(tokens: tuple[str, ...], *, syllabic: bool) -> tuple[Kind, ...]:
    """The kinds of a person's words."""
    if syllabic or 1 not in map(len, tokens):
        return (Kind.NAME,) * len(tokens)
    return tuple([Kind.INITIAL if len(token) == 1 else Kind.NAME for token in tokens])


def _is_title(title: Title, *, first: bool, words: int) -> bool:
    if not title.first_only:
        return True
    return first and (title.office or words > 2)


class _Words(NamedTuple):
    """The words of a name, before it is known which of them are titles and particles."""

    words: list[str]
    before_comma: int
    """How many of them stand before a comma that tells surname from given name."""
    plain: str
    """The name as it is written, folded."""
    simple: bool
    """Whether it is ASCII letters and single spaces, as most are: what changes no such name is not tried."""
    business_ending: bool


def prepare_person(raw: str, folded: str, tables: WordTables, *, compounds: bool) -> PreparedName:
    """A person's name as comparable parts; `compounds` makes one word of Arabic compounds."""
    if is_ordinary(raw) and MAY_HOLD_COMPOUND.search(folded) is None:
        words = folded.split(" ")
        if _words_to_look_at().isdisjoint(words):
            return of_names_alone(raw, folded, words)
    alone = _names_alone(raw, folded)
    if alone is not None:
        return alone
    found = _words(raw, folded, tables)
    core, given, title_first = _core(_parts(found, folded, tables, compounds=compounds), len(found.words), tables)
    if not core.tokens:
        core, given = Core([], [], []), -1
        for word in found.words:
            core.add(_letters_for_digits(word))
    tokens = tuple(core.tokens)
    syllabic = not found.simple and any(HAN_OR_HANGUL.match(token) for token in tokens)
    return PreparedName(
        raw=raw,
        is_person=True,
        plain=found.plain,
        tokens=tokens,
        kinds=_kinds(tokens, syllabic=syllabic),
        joined=joined(core) + "".join(core.pending),
        joins=joins(core),
        given=given if 0 < given < len(tokens) else -1,
        surname=0 if 1 < given < len(tokens) else -1,
        title_first=title_first,
        business_ending=found.business_ending,
        particles=tuple([word for run in core.before for word in run]),
        syllabic=syllabic,
        latin=found.plain.isascii(),
    )


def is_name_alone(word: str) -> bool:
    """Whether a folded word of an ordinary text can be nothing else than a name in a person's name."""
    return word not in _words_to_look_at() and _compound(word) == word


@lru_cache(maxsize=1)
def _words_to_look_at() -> frozenset[str]:
    """All words that may be something else than a name in a person's name."""
    tables = word_tables()
    return tables.beside_names | tables.abbreviations.keys() | _BUSINESS_ENDINGS | _ABD_WORDS | _DIN_WORDS | {"ma"}


def of_names_alone(
    raw: str, folded: str, words: Sequence[str], *, syllabic: bool = False, latin: bool = True
) -> PreparedName:
    """A name in which every word is a name, as those of most customers are."""
    kinds = (Kind.NAME,) * len(words)
    together, pairs = "".join(words), joins_of_names(words)
    return PreparedName(raw, True, folded, tuple(words), kinds, together, pairs, syllabic=syllabic, latin=latin)


def _names_alone(raw: str, folded: str) -> PreparedName | None:
    """A name of letters beyond ASCII in which every word is a name, and none an initial; None for others. What is
    looked for in `prepare_person` is not there: signs, digits, words beside names, compounds."""
    if raw.isascii() or _LETTERS_ALONE.fullmatch(folded) is None or MAY_HOLD_COMPOUND.search(folded) is not None:
        return None
    written = folded.split(" ")
    words = expand_syllables(written)
    if not _words_to_look_at().isdisjoint(words) or _RAISED.search(raw) is not None:
        return None
    syllabic = any(map(HAN_OR_HANGUL.match, words))
    if 1 in map(len, words) and not syllabic:
        return None
    return of_names_alone(raw, " ".join(words), words, syllabic=syllabic, latin=folded.isascii())


def _words(raw: str, folded: str, tables: WordTables) -> _Words:
    """Split a name, write abbreviations out, and take off a degree or a legal form at its end."""
    if "-" in folded and not folded.isascii():
        folded = _LETTERS_LEFT_OUT.sub(lambda found: tables.abbreviations.get(found[0], found[0]), folded)
    raised = not raw.isascii() and _RAISED.search(raw) is not None
    simple = _SIMPLE.match(folded) is not None and not raised
    words = folded.split(" ") if simple else expand_syllables(split_words(folded))
    plain = " ".join(words)
    if raised or ("." in raw and not simple):
        words = expand_syllables(split_words(_without_dots(raw, folded, tables)))
    head = 0 if simple else _words_before_comma(folded, words, tables)
    if not simple:
        words = words[: _words_with_degree(words, head)]
    words = _without_abbreviations(words, tables)
    ending = len(words) > 1 and words[-1] in _BUSINESS_ENDINGS
    return _Words(words[:-1] if ending else words, head, plain, simple, ending)


def _without_abbreviations(words: list[str], tables: WordTables) -> list[str]:
    if len(words) > 2 and words[0] == "ma" and len(words[1]) >= _LEAST_BEHIND_MARIA:
        words = ["maria", *words[1:]]  # "Ma Teresa Cruz" of the Philippines; in "Ma Xiao Ming" it is a surname
    if len(words) > 1 and not tables.abbreviations.keys().isdisjoint(words):
        return [tables.abbreviations.get(word, word) for word in words]
    return words


def _parts(found: _Words, folded: str, tables: WordTables, *, compounds: bool) -> list[list[str]]:
    """The words before the comma and the others, digits read as letters and compounds joined."""
    parts = [found.words[: found.before_comma], found.words[found.before_comma :]]
    if not found.simple:
        parts = [[_letters_for_digits(word) for word in part] for part in parts]
    if compounds and not (found.simple and MAY_HOLD_COMPOUND.search(folded) is None):
        parts = [_join_compounds([_compound(word) for word in part], tables.particles) for part in parts]
    return parts


_LETTERS_LEFT_OUT = lazy_pattern(r"(?<![\w-])[а-яё]{1,5}-[а-яё]{1,4}(?![\w-])")
"""Russian abbreviations with a hyphen for what is left out: Ал-др, Ник-й."""

# "Mª Teresa", "Antº Ruiz": a raised letter ends an abbreviation as the full stop of "Ma. Teresa" does.
_RAISED = lazy_pattern("[ªº]")
_LEAST_BEHIND_MARIA = 5
_SHORT_WORD = lazy_pattern(r"(?<![^\W\d_])([^\W\d_]{2,6})\.")


def _without_dots(raw: str, folded: str, tables: WordTables) -> str:
    """The folded name with abbreviations that end in a full stop or a raised letter written out."""
    if _RAISED.search(raw):
        folded = fold(raw.replace("ª", "a.").replace("º", "o."))
    folded = _DOTTED_DEGREE.sub(lambda found: _degree(found, tables), folded)
    short = tables.dotted_abbreviations
    return _SHORT_WORD.sub(lambda found: short.get(found[1], found[1]) + " ", folded)


_DOTTED_DEGREE = lazy_pattern(r"(?<=[\w.,]) *((?:[^\W\d_]{1,4}\. ?)+[^\W\d_]{0,4})(?= *(?:,|\Z))")
_SEVERAL_WORDS = lazy_pattern(r"\w[\w.'’-]*\s[^,]*,")
_LEAST_LETTERS_OF_DEGREE = 3


def _degree(found: re.Match[str], tables: WordTables) -> str:
    """A degree written with full stops, behind a name, as one word: "Ph.D." is phd. Single letters are one only behind
    a comma that two words stand before; elsewhere they are initials ("Rao M.S.C.")."""
    letters = found[1].replace(".", "").replace(" ", "")
    if len(letters) < _LEAST_LETTERS_OF_DEGREE or letters not in tables.titles or "." not in found[1].strip()[:-1]:
        return found[0]
    initials = max(map(len, re.split(r"[. ]+", found[1]))) == 1
    before = found.string[: found.start(1)].rstrip()
    if initials and not (before.endswith(",") and _SEVERAL_WORDS.match(before)):
        return found[0]
    return f" {letters}"


_DEGREES = frozenset(
    (
        *("md", "ma", "ba", "bs", "ms", "do", "jd", "rn", "np", "pe", "pa", "qc", "kc", "sc", "od", "cm", "ca", "dl"),
        *("jp", "dba", "cams", "arch", "rag", "mice", "aca", "mla", "mch", "barch", "bed", "stb", "notar", "notary"),
        *("mag", "advocate", "spec"),
    )
)
"""Letters and words that are names too, and a degree or a calling only behind a comma."""


def _words_with_degree(words: list[str], head: int) -> int:
    """How many words are left without a degree behind a comma: "John Smith, MD" has two. One word before
    the comma is a surname, and what follows a given name ("Rahman, Md")."""
    return head if head >= 2 and len(words) == head + 1 and words[head] in _DEGREES else len(words)


def _words_before_comma(folded: str, words: list[str], tables: WordTables) -> int:
    """How many words stand before a comma that tells surname from given name; 0 for "Smith, Jr." and without one."""
    comma = folded.find(",")
    if not 0 < comma < len(folded) - 1:
        return 0
    head = len(expand_syllables(split_words(folded[:comma])))
    return 0 if words[head:] and all(word in tables.titles for word in words[head:]) else head


def _core(parts: list[list[str]], count: int, tables: WordTables) -> tuple[Core, int, bool]:
    """The core of a name of so many words, given as those before a comma and the others; the core index of the first
    given name, or -1; and whether an office leads the name."""
    core, given, title_first = Core([], [], []), -1, False
    head = len(parts[0])
    names = _particles_that_are_names(parts, tables)
    for number, part in enumerate(parts):
        if number == 1 and head:
            given = len(core.tokens)
        for at, word in enumerate(part):
            if word not in tables.beside_names or count < _LEAST_WORDS_WITH_TITLE or (number, at) in names:
                core.add(_WRITTEN_OUT.get(word, word) if (number, at) in names else word)
                continue
            first = not core.tokens and (not core.pending or _is_article(core.pending, count))
            title = tables.titles.get(word)
            # "KING, Sam": before the comma stands a surname, whatever else the word may mean.
            # "AMIR ABDULLAH": with one word beside it, a title that is also a name is rather the name.
            if title is not None and _is_title(title, first=first and not (head and number == 0), words=count):
                title_first = title_first or (first and title.office)
            elif word in tables.particles and not _is_initial(part, at):
                core.pending.append(word)
            else:
                core.add(word)
    return core, given, title_first


def _is_article(pending: list[str], count: int) -> bool:
    """Whether what stands before a word that may be a title is its article: "Al Sayed Omar Hasan". With one word less
    it is rather a name: "Al Sayed Omar"."""
    return count >= _LEAST_WORDS_WITH_ARTICLE and _ARTICLES.issuperset(pending)


def _is_initial(part: list[str], at: int) -> bool:
    """Whether a letter that is also a conjunction is an initial, as it joins no two words: "Y. Zelmarson", "Zelmarson
    K. E.", not "Ortega y Zelmarson". "U Thein Sein" is Mr Thein Sein."""
    if len(part[at]) > 1 or (part[at] == _BURMESE_MR and at == 0 and 1 not in map(len, part[1:])):
        return False
    return at in (0, len(part) - 1) or 1 in (len(part[at - 1]), len(part[at + 1]))


_BURMESE_MR = "u"
_LEAST_WORDS_WITH_TITLE, _LEAST_WORDS_WITH_ARTICLE = 2, 4
_ARTICLES = frozenset(("al", "el", "as", "es", "ul"))
_CONJUNCTIONS = frozenset(("and", "und", "y", "e", "u"))
_NEVER_NAMES = _CONJUNCTIONS | {"bin", "ibn", "bint", "binti", "al", "el", "ul"}
_KOREAN_U = "u"
_WRITTEN_OUT = {_KOREAN_U: "woo"}
"""A name of one letter, which else would be an initial: Jong U Song is Jung Woo-sung."""
_LONGEST_EASTERN = 5
_MOST_EASTERN = 4
_SHORT_NAME = 3


def _particles_that_are_names(parts: list[list[str]], tables: WordTables) -> set[tuple[int, int]]:
    """Places of particles that are names: beside a Chinese, Korean or Vietnamese family name all of them (Kim Jong Il,
    Pham Van Dong), and where there are no other words (Van Le)."""
    words = [word for part in parts for word in part]
    if tables.particles.isdisjoint(words):
        return set()
    family = bool(words) and not tables.eastern_family_names.isdisjoint((words[0], words[-1]))
    eastern = family and all(len(word) <= _LONGEST_EASTERN for word in words) and len(words) <= _MOST_EASTERN
    alone = all(word in tables.particles for word in words)
    found = {
        (number, at)
        for number, part in enumerate(parts)
        for at, word in enumerate(part)
        if word in tables.particles
        and ((word not in _NEVER_NAMES and (eastern or alone)) or (word == _KOREAN_U and eastern and len(words) > 2))
    }
    # "Anh Le", "Wang Da": what ends a short name introduces nothing, so it is a name. "Kim Ul" too, not "Hassan Al".
    never = _CONJUNCTIONS if family and len(words) == _LEAST_WORDS_WITH_TITLE else _NEVER_NAMES
    short = len(words) <= _SHORT_NAME and all(len(word) <= _LONGEST_EASTERN for word in words)
    if not parts[0] and short and words[-1] in tables.particles - never:
        found.add((1, len(parts[1]) - 1))
    return found
