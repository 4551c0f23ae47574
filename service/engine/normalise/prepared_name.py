"""A name as comparable parts: the nouns that persons and bodies share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class Kind(IntEnum):
    """What a word is. Names of persons know only NAME and INITIAL."""

    NAME = 0
    INITIAL = 1
    GENERIC = 2
    PLACE = 3
    NUMBER = 4


class Reading(IntEnum):
    """How a prepared name comes from what was written: as it was; out of Han characters, as Koreans or Vietnamese of
    that name write it otherwise; out of pinyin in Wade-Giles."""

    WRITTEN = 0
    HAN = 1
    WADE_GILES = 2


@dataclass(slots=True, eq=False)
class PreparedName:
    """One name, ready to be compared. Never changed, though not frozen: that takes four times as long to make, and
    every name asked is made into one.

    `tokens` are the core words, `kinds` their kinds, `words` the same as written (for explanations). `plain` is the
    whole folded name; `joined` the core with its particles without blanks. `given` and `surname` are the core indexes
    of the first given name and of the first of several surnames where "SURNAMES, Given" told them, -1 otherwise.
    `bracketed` are core indexes that stood in brackets or behind "of". `syllabic` marks Han and Hangul, where every
    syllable is a name of its own. `joins` are neighbouring words that may have been written as one: the text, the
    first core index, one past the last. `reading` says that the name is given here in another spelling than it was
    written in, `translated` that words of a body were put into English, `word_for_word` that no word of it was put into
    English because of another.
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
    reading: Reading = Reading.WRITTEN
    translated: bool = False
    word_for_word: bool = False

    @property
    def solid(self) -> str:
        """The whole folded name without blanks."""
        return self.plain.replace(" ", "")

    @property
    def given_first(self) -> str:
        """The core without blanks, the given names of a person before the surnames."""
        at = max(self.given, 0)
        return "".join(self.tokens[at:] + self.tokens[:at])

    @property
    def given_first_joined(self) -> str:
        """The same with particles before the surnames: "AL-TESTAN, Zora" is zoraaltestan."""
        given = "".join(self.tokens[self.given :]) if self.given > 0 else ""
        return given + self.joined.removesuffix(given) if self.joined.endswith(given) else self.given_first


@dataclass(slots=True)
class Core:
    """Core words found so far, with the particles that stand before each of them."""

    tokens: list[str]
    before: list[list[str]]
    pending: list[str]

    def add(self, token: str) -> None:
        self.tokens.append(token)
        self.before.append(self.pending)
        self.pending = []


def joins(core: Core) -> tuple[tuple[str, int, int], ...]:
    """Words that may have been written as one: a particle with its name, two or three neighbours."""
    if len(core.tokens) in (2, 3) and not any(core.before):
        return _joins_of_few(core.tokens)
    found: dict[str, tuple[str, int, int]] = {}
    tokens, before = core.tokens, core.before

    def note(text: str, first: int, end: int) -> None:
        if text not in found and (end - first > 1 or text != tokens[first]):
            found[text] = (text, first, end)

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
    return tuple(found.values())


def joins_of_names(tokens: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    """The same for words of which none is a particle."""
    if len(tokens) in (2, 3):
        return _joins_of_few(tokens)
    return joins(Core([*tokens], [[]] * len(tokens), []))


def _joins_of_few(tokens: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    head = (tokens[0] + tokens[1], 0, 2)
    if len(tokens) == 2:
        return (head,)
    tail = (tokens[1] + tokens[2], 1, 3)
    return (head, tail) if head[0] != tail[0] else (head,)


def joined(core: Core) -> str:
    if not any(core.before):
        return "".join(core.tokens)
    return "".join("".join(run) + token for run, token in zip(core.before, core.tokens, strict=True))
