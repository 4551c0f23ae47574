"""The names of persons that one field joins: "X and Y", "X or wife", "X, Director, Acme Ltd", "X account".

Each is a name of its own and is searched as if it had been sent alone. The words are a table
(`tables/joining_words.csv`). Not handled: two names without any word or sign between, conjunctions that are written
together with the next word (Arabic, Hebrew), and bodies, of which the names hold such words themselves
(`name_parts.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from service.common.kept_tables import kept_table
from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.text import fold
from service.engine.normalise.words import is_given_name, phrase_key, read_table, word_tables

_AND, _SMALL, _KIN, _BESIDE, _MATTER, _OFFICE, _FIRM = "and", "small", "kin", "beside", "matter", "office", "firm"
_JOINT, _COMMA = "&", ","
_SIGNS = lazy_pattern(r"\s*[&;\n\r|]+\s*|\s[+/]+\s|(?<=\w{3})/(?=\w{3})|、")
_COMMAS = lazy_pattern(r"\s*[,،]\s*")
_GENITIVE = lazy_pattern(r"(?<=[^\W\d_]{2})['’`]s?(?=\s|\Z)")
_OF = frozenset(("of", "de", "des", "du", "del", "di", "da", "do", "von", "van"))
_EDGES = " .-–—'’()[]:"
_QUICK = lazy_pattern(r"[&;,،|/+、\n\r]")
_LEAST_LETTERS_OF_FORM = 3
"""Shorter legal forms are names too: Ag, Sa, Ab."""
_LEAST_WORDS = 2
_MOST_WORDS = 7
_MOST_NAMES = 6
_SPLIT = lazy_pattern(r"[\s]+")


@kept_table
def _kinds() -> dict[str, frozenset[str]]:
    """All words of the table, and legal forms of one word, folded, by what they are; some are of two kinds."""
    found: dict[str, set[str]] = {}
    for form, *more in word_tables().legal_forms:
        if not more and len(form) >= _LEAST_LETTERS_OF_FORM and not is_given_name(form):
            found[form] = {_MATTER}
    for row in read_table("joining_words.csv"):
        for word in row["words"].split("|"):
            found.setdefault(fold(word), set()).add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in found.items()}


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """The words without which, and without a sign, a text holds one name."""
    found = {word for word, kinds in _kinds().items() if kinds & {_AND, _SMALL, _KIN, _MATTER, _OFFICE, _FIRM}}
    return frozenset(found | {f"{word}." for word, kinds in _kinds().items() if _FIRM in kinds})


def may_join(word: str) -> bool:
    """Whether a folded word may stand between two names or beside one."""
    return word in _telling()


@lru_cache(maxsize=1 << 12)
def joined_names(text: str) -> tuple[str, ...]:
    """The names of persons that a text holds, none if it is one name and nothing else."""
    if _QUICK.search(text) is None and _telling().isdisjoint(
        text.lower().split() if text.isascii() else fold(text).split()
    ):
        return ()
    segments = _segments(text)
    joined = len(segments) > 1
    found: list[list[str]] = []
    for segment in segments:
        found += _names_of(_pieces(segment), joined=joined)
    names = [*found, *_sharing_a_surname(found)]
    whole = phrase_key(text)
    kept = dict.fromkeys(" ".join(name) for name in names if _is_name(name) and phrase_key(" ".join(name)) != whole)
    return tuple(kept)[:_MOST_NAMES]


def _is(word: str, *kinds: str) -> bool:
    return not _kinds().get(fold(word), frozenset()).isdisjoint(kinds)


def _segments(text: str) -> list[list[str]]:
    """The words between what joins names, with commas as words of their own."""
    marked = _COMMAS.sub(f" {_COMMA} ", _SIGNS.sub(f" {_JOINT} ", text))
    words = _SPLIT.split(marked.strip())
    segments: list[list[str]] = [[]]
    for at, word in enumerate(words):
        if word == _JOINT or _is(word, _AND) or (_is(word, _SMALL) and _joins(words, at, is_upper=text.isupper())):
            segments.append([])
        else:
            segments[-1].append(word)
    return [segment for segment in segments if segment]


def _joins(words: Sequence[str], at: int, *, is_upper: bool) -> bool:
    """Whether a word that may be a name or an initial joins two names here: "Juan Ruiz y Maria Lopez", not "Ortega y
    Zelmarson". Where all is in capitals a given name has to stand behind it."""
    if not (is_upper or words[at].islower()):
        return False
    before, behind = words[:at], words[at + 1 :]
    if _only_kin(behind):
        return len(before) >= _LEAST_WORDS
    if min(len(before), len(behind)) < _LEAST_WORDS:
        return False
    return not is_upper or is_given_name(fold(behind[0]))


def _only_kin(words: Sequence[str]) -> bool:
    return bool(words) and _is(words[-1], _KIN) and all(_is(word, _KIN, _BESIDE) for word in words)


def _pieces(segment: Sequence[str]) -> list[list[str]]:
    """The words between commas, without those at their ends that say what somebody is to a name."""
    pieces: list[list[str]] = [[]]
    for word in segment:
        if word == _COMMA:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [_without_words_beside(piece) for piece in pieces if piece]


def _without_words_beside(piece: Sequence[str]) -> list[str]:
    """A piece without what is somebody's behind a name ("family trust"), and who somebody is before one ("his wife");
    empty if it is nothing but that."""
    words = _behind_office([_bare(word) for word in piece])
    if all(_is(word, _KIN, _BESIDE, _MATTER, _FIRM) or word.isdigit() for word in words) or _is_office(words):
        return []
    end, first = len(words), 0
    while end > 1 and _is(words[end - 1], _KIN, _MATTER):
        end -= 1
    while first < end - 1 and _leads_to_name(words[first]):
        first += 1
    return words[first + (0 < first < end - 1 and fold(words[first]) in _OF) : end]


def _bare(word: str) -> str:
    """A word without signs around it and a genitive's ending; one of the table as it stands ("Fa.")."""
    return word if fold(word) in _kinds() else _GENITIVE.sub("", word).strip(_EDGES) or word


def _behind_office(words: list[str]) -> list[str]:
    """The words behind an office that stands before a name ("Genel Müdür Testan Examplov"); all of them for an office
    of something ("Director of Acme") and for others."""
    offices = next((at for at, word in enumerate(words) if not _is(word, _OFFICE)), 0)
    behind = words[offices:]
    return behind if len(behind) >= _LEAST_WORDS and fold(behind[0]) not in _OF else words


def _leads_to_name(word: str) -> bool:
    """Whether a word before others says who somebody is to somebody, is a form of address or begins the name of a firm
    that a person gives theirs to, and is no given name."""
    title = word_tables().titles.get(fold(word))
    addresses = title is not None and not (title.first_only or title.office)
    return addresses or _is(word, _BESIDE, _FIRM) or (_is(word, _KIN) and not is_given_name(fold(word)))


def _is_office(words: Sequence[str]) -> bool:
    """Whether a piece between commas says what somebody is: "Managing Director of Acme"."""
    titles = word_tables().titles
    return any(_is(word, _OFFICE) for word in words) or all(fold(word) in titles for word in words)


def _names_of(pieces: Sequence[Sequence[str]], *, joined: bool) -> Iterator[list[str]]:
    """The names among the pieces between commas. One word before a comma is a surname, and what follows its given
    names; elsewhere what has two words and more is a name by itself."""
    places = word_tables().places
    words = [list(piece) for piece in pieces if not _is_no_name(piece) and phrase_key(" ".join(piece)) not in places]
    if len(words) == 2 == len(pieces) and not joined and not _are_two(*words):
        return
    at = 0
    while at < len(words):
        piece = words[at]
        if len(piece) == 1 and at + 1 < len(words):
            yield [f"{piece[0]},", *words[at + 1]]
            at += 2
        else:
            yield piece
            at += 1


def _are_two(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two pieces on the sides of the only comma may be two names. Behind two surnames stand given names only:
    "Ruiz Lopez, Juan Carlos"."""
    if min(len(left), len(right)) < _LEAST_WORDS:
        return False
    return is_given_name(fold(left[0])) or not is_given_name(fold(right[-1]))


def _is_no_name(piece: Sequence[str]) -> bool:
    return not piece or any(letter.isdigit() for word in piece for letter in word)


def _sharing_a_surname(names: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """ "Ivan & Anna Petrov" are Ivan Petrov and Anna Petrov."""
    for one, other in pairwise(names):
        if len(one) == 1 and len(other) > 1 and fold(one[0]) not in word_tables().titles:
            yield [one[0], other[-1]]


def _accompanies(word: str) -> bool:
    """Whether a word is a particle or a title and no name."""
    tables = word_tables()
    title = tables.titles.get(word)
    return word in tables.particles or (title is not None and not title.first_only)


def _is_name(words: Sequence[str]) -> bool:
    """Whether words are enough for a person's name."""
    telling = [word for word in words if not _accompanies(fold(word.strip(",")))]
    full = [word for word in telling if len(word.strip(".,")) > 1]
    return len(telling) >= _LEAST_WORDS and bool(full) and len(words) <= _MOST_WORDS
