"""Names of which a marker hides letters, as on copies and hulls, and bodies of which words are written as initials."""

from __future__ import annotations

import re
from random import Random

from benchmarks.rewritings.model import BODY, EVERYBODY, PERSON, Kind, spelt

_BLOCKS = "█■▓●"
_LEAST_LETTERS = 4


def _block_over_a_letter(name: str, source: Random) -> str:
    """One letter of the longest word under a block."""
    longest = max(name.split(), key=len)
    at = source.randrange(len(longest))
    return name.replace(longest, longest[:at] + source.choice(_BLOCKS) + longest[at + 1 :], 1)


def _blocks_over_letters(name: str, source: Random) -> str:
    """One inner letter of every longer word under a block."""
    words = []
    for word in name.split():
        at = source.randrange(1, len(word) - 1) if len(word) > _LEAST_LETTERS else len(word)
        words.append(word[:at] + "█" + word[at + 1 :] if at < len(word) else word)
    return " ".join(words)


def _initial_for_a_word(name: str, source: Random) -> str:
    """One longer word of several as an initial."""
    return _with_initials(name, 1, source)


def _initials_for_two_words(name: str, source: Random) -> str:
    return _with_initials(name, 2, source)


def _with_initials(name: str, count: int, source: Random) -> str:
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) >= _LEAST_LETTERS and word.isalpha()]
    if len(words) < count + 2 or len(long) < count:
        return name
    for at in source.sample(long, count):
        words[at] = f"{words[at][0]}."
    return " ".join(words)


_DIGRAPH = re.compile(r"(?i)^(?:shch|sch|y[uaeo]|zh|[kscgdt]h|ts|i[ua])(?=\w{2})")
"""Letters that are one in the script a name comes from, and that its initial is written with."""
_PATRONYMIC = re.compile(r"(?i)(?:[eoy]vi(?:ch|c|č)|[eoi]vna|ichna|ilyich)$")


def _initials_of(given: list[str]) -> list[str] | None:
    """The initials of the names before the family name, at least one of several letters; of persons with a name after
    their father, as those are the ones that are called so."""
    found = [_DIGRAPH.match(word) for word in given]
    if not any(found) or not any(map(_PATRONYMIC.search, given)):
        return None
    return [match[0].capitalize() if match else word[0] for match, word in zip(found, given, strict=True)]


def _digraph_initials_behind(name: str, source: Random) -> str:
    *given, family = name.split()
    initials = _initials_of(given)
    if initials is None:
        return name
    return family + " " + source.choice(("", " ")).join(f"{one}." for one in initials)


def _digraph_initials_before(name: str, source: Random) -> str:
    *given, family = name.split()
    initials = _initials_of(given)
    if initials is None:
        return name
    return source.choice(("", " ")).join(f"{one}." for one in initials) + f" {family}"


def _digraph_middle_initial(name: str, _: Random) -> str:
    first, *middle, family = name.split()
    initials = _initials_of(middle)
    return name if initials is None else " ".join((first, *(f"{one}." for one in initials), family))


def _digraph_initials_undotted(name: str, source: Random) -> str:
    *given, family = name.split()
    initials = _initials_of(given) if len(given) > 1 else None
    if initials is None:
        return name
    return " ".join(source.choice(((family, *initials), (*initials, family)))).upper()


KINDS: tuple[Kind, ...] = (
    spelt("a block over a letter", EVERYBODY, _block_over_a_letter, own=True),
    spelt("an initial for a word of a body", (BODY,), _initial_for_a_word, own=True),
    spelt("a block over a letter of each word", EVERYBODY, _blocks_over_letters, own=True, held_back=True),
    spelt("initials for two words of a body", (BODY,), _initials_for_two_words, own=True, held_back=True),
    spelt("initials of two letters behind", (PERSON,), _digraph_initials_behind, own=True),
    spelt("initials of two letters before", (PERSON,), _digraph_initials_before, own=True, held_back=True),
    spelt("middle initial of two letters", (PERSON,), _digraph_middle_initial, own=True),
    spelt(
        "initials of two letters without full stops", (PERSON,), _digraph_initials_undotted, own=True, held_back=True
    ),
)
