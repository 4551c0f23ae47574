"""Words that may have been written as one, and the forms of a whole name."""

from __future__ import annotations

import pytest

from service.engine.normalise.names import prepare
from service.engine.normalise.prepared_name import Core, joined, joins


def core(*words: str | tuple[list[str], str]) -> Core:
    """Core words, each with the particles before it."""
    found = Core([], [], [])
    for word in words:
        particles, token = ([], word) if isinstance(word, str) else word
        found.pending.extend(particles)
        found.add(token)
    return found


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (core("anna"), ()),
        (core("anna", "maria"), (("annamaria", 0, 2),)),
        (core("anna", "maria", "test"), (("annamaria", 0, 2), ("mariatest", 1, 3))),
        (
            core("a", "b", "c", "d"),
            (("ab", 0, 2), ("abc", 0, 3), ("bc", 1, 3), ("bcd", 1, 4), ("cd", 2, 4)),
        ),
        (core((["al"], "test")), (("altest", 0, 1),)),
        (core("jean", (["de", "la"], "test")), (
            ("jeantest", 0, 2), ("jeandelatest", 0, 2), ("delatest", 1, 2), ("latest", 1, 2),
        )),
    ],
)  # fmt: skip
def test_neighbours_and_particles_may_be_one_word(given: Core, expected: tuple[tuple[str, int, int], ...]) -> None:
    assert joins(given) == expected


def test_a_join_is_told_once_the_first_place_counting() -> None:
    assert joins(core("a", "a", "a")) == (("aa", 0, 2),)


def test_a_name_joined_with_its_particles() -> None:
    assert joined(core("jean", (["de", "la"], "test"))) == "jeandelatest"
    assert joined(core("anna", "maria")) == "annamaria"
    assert joined(core()) == ""


def test_given_names_first_and_without_blanks() -> None:
    name = prepare("QORVATIN IBRIN, Zelmanko", is_person=True)
    assert (name.given, name.surname) == (2, 0)
    assert name.given_first == "zelmankoqorvatinibrin"
    assert name.solid == "qorvatinibrinzelmanko"
    assert prepare("Zelmanko Qorvatin", is_person=True).given_first == "zelmankoqorvatin"
