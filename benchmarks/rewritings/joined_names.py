"""Persons who share a field with somebody or something, and are written shorter there than they are listed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.rewritings.model import PERSON, Json, Kind, Subject

_LEAST_WORDS, _LONG = 3, 6


def _first_and_family(name: str, _: Random) -> str | None:
    words = name.split()
    return f"{words[0]} {words[-1]}" if len(words) == _LEAST_WORDS else None


def _with_initial(name: str, _: Random) -> str | None:
    first, *rest = name.split()
    return f"{first} {rest[0][0]}. {' '.join(rest[1:])}" if len(rest) > 1 else None


def _with_slip(name: str, source: Random) -> str | None:
    """A letter lost in a long word."""
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) >= _LONG and word.isalpha()]
    if not long:
        return None
    at = source.choice(long)
    place = source.randrange(2, len(words[at]) - 1)
    words[at] = words[at][:place] + words[at][place + 1 :]
    return " ".join(words)


_WAYS: tuple[Callable[[str, Random], str | None], ...] = (_with_initial, _with_slip, _first_and_family)


def _together(kind: str, *templates: str, held_back: bool = False) -> Kind:
    """A kind in which a person's name, written in another way than listed, stands in one of some templates."""

    def write(subject: Subject, source: Random) -> Json | None:
        ways = [text for way in _WAYS if (text := way(subject.name, source)) is not None]
        if not ways:
            return None
        return {"type": subject.type, "name": source.choice(templates).format(name=source.choice(ways))}

    return Kind(kind, (PERSON,), write, own=True, held_back=held_back)


KINDS: tuple[Kind, ...] = (
    _together(
        "written shorter, alone",
        "{name}",
    ),
    _together(
        "written shorter and another person",
        "{name} & Tilda Ferngrove",
        "{name} and Piers Larkmoor",
        "Barnaby Quillfeather or {name}",
        "{name}, Oswin Larkmoor",
        "{name} und Henrike Vossbeck",
        "{name} y Tilda Ferngrove",
    ),
    _together(
        "written shorter and kin",
        "{name} and wife",
        "{name} and family",
        "{name} et fils",
        "{name} y otros",
        "{name} & Associates",
        "heirs of {name}",
        "{name} & Söhne",
    ),
    _together(
        "written shorter and another person abroad",
        "{name} e Tilda Ferngrove",
        "{name} ve Piers Larkmoor",
        "{name} en Henrike Vossbeck",
        "{name} oraz Tilda Ferngrove",
        "{name} och Piers Larkmoor",
        "{name} dan Oswin Larkmoor",
        held_back=True,
    ),
    _together(
        "written shorter, what is theirs behind",
        "{name} account",
        "{name} Consulting",
        "{name} Holdings",
        "{name}, Managing Partner",
        "{name}, Director, Quellmark Sarl",
        "{name} Nachlass",
        held_back=True,
    ),
)
