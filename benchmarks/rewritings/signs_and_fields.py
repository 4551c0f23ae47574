"""Names of which a sign hides letters, behind which the next field follows at once, and with initials as one word."""

from __future__ import annotations

from random import Random

from benchmarks.rewritings.model import EVERYBODY, MADE_UP, NAMED_PARTIES, PERSON, Kind, spelt

_WIDTH = 30
_LEAST_LETTERS, _MOST_GIVEN = 4, 3
_CONSONANTS = "bcdfghjklmnpqrstvwxz"


def _consonant_hidden(name: str, source: Random) -> str:
    """One consonant inside a longer word hidden by a sign."""
    inside = [
        at for at in range(1, len(name) - 1) if name[at].lower() in _CONSONANTS and name[at - 1 : at + 2].isalpha()
    ]
    if not inside:
        return name
    at = source.choice(inside)
    return name[:at] + source.choice("*#_-.") + name[at + 1 :]


def _one_hidden_in_each(name: str, source: Random) -> str:
    """One letter inside each longer word hidden by the same sign."""
    sign = source.choice("*#_-.")
    words = []
    for word in name.split():
        at = source.randrange(1, len(word) - 1) if len(word) > _LEAST_LETTERS and word.isalpha() else len(word)
        words.append(word[:at] + sign + word[at + 1 :] if at < len(word) else word)
    return " ".join(words)


def _address_follows(name: str, source: Random) -> str:
    """A longer name cut at 30 characters, with the field of the address behind it."""
    return name if len(name) <= _WIDTH else name.upper()[:_WIDTH] + MADE_UP["street"](source).upper()


def _initials_in_one(name: str, source: Random) -> str:
    """Initials of several given names as one word: JM Smith, Smith JM."""
    *given, family = name.split()
    if not 2 <= len(given) <= _MOST_GIVEN or not all(word.isalpha() for word in given):
        return name
    initials = "".join(word[0] for word in given).upper()
    return source.choice((f"{initials} {family}", f"{family} {initials}", f"{family}, {initials}"))


KINDS: tuple[Kind, ...] = (
    spelt("one consonant hidden", EVERYBODY, _consonant_hidden, own=True),
    spelt("address behind a cut name", NAMED_PARTIES, _address_follows, own=True),
    spelt("initials in one word", (PERSON,), _initials_in_one, own=True),
    spelt("one letter hidden in each word", EVERYBODY, _one_hidden_in_each, own=True, held_back=True),
)
