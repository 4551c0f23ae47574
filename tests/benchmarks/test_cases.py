"""The commands that measure clears: what they take for right, and what they write."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from benchmarks.application import Listed
from benchmarks.evasions import KINDS, Relations, as_people_write, questions, sample
from benchmarks.public_cases import Got, is_right
from benchmarks.rewritings.model import EVERYBODY, Subject

_NUMBERS = (("passport", "X0840102"), ("bic", "QXBCZZ0H"), ("imo", "9000010"), ("wallet", "0xAb" + "c0" * 19))
_PARTIES = [
    Subject("own:1", "person", "Oswin Barnaby LARKMOOR", _NUMBERS),
    Subject("own:2", "entity", "WEXCOMBE BLAST FURNACE TRADING COMPANY", _NUMBERS),
    Subject("own:3", "vessel", "QUELLMARK STAR", _NUMBERS),
    Subject("own:4", "vessel", "QUELLMARK", _NUMBERS),
    Subject("mid", "person", "Robert Al-Testafi Examplovich"),
    Subject("two", "person", "Pavel Testanov"),
    Subject("father", "person", "Yuri Yakovlevich Testanov"),
    Subject("given", "person", "Mohammad Yaaqub Cossham"),
    Subject("long", "entity", "Tamberline International Engineering"),
    Subject("group", "entity", "Grupo Comercial Tamberline"),
    Subject("first", "vessel", "TAMBERLINE I"),
    Subject("second", "vessel", "TAMBERLINE 2"),
]


@pytest.mark.parametrize(
    ("expected", "got", "right"),
    [
        ("match", Got("match"), True),
        ("no match", Got("refused"), False),
        ("hit Larkmoor", Got("review", (("LARKMOOR, Oswin", 0.9),)), True),
        ("hit Larkmoor", Got("review", (("Somebody", 0.9),), ("Oswin Larkmoor",)), True),
        ("hit Larkmoor", Got("clear", (("LARKMOOR, Oswin", 0.6),)), False),
        ("hit any", Got("block", (("Somebody", 0.9),)), True),
        ("hit any", Got("clear"), False),
        ("clear", Got("refused"), False),
        ("not clear", Got("refused"), False),
        ("not block", Got("refused"), False),
        ("answered", Got("block"), True),
        ("read", Got("refused"), False),
        ("rejected", Got("refused"), True),
    ],
)
def test_what_is_right(expected: str, got: Got, right: bool) -> None:
    assert is_right(expected, got) is right


def test_an_unknown_wish_is_an_error() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        is_right("perhaps", Got("clear"))


def test_kinds_have_names_of_their_own() -> None:
    assert [name for name, count in Counter(kind.name for kind in KINDS).items() if count > 1] == []


def test_what_is_written_hangs_on_the_seed_alone() -> None:
    first = [question.party for question in questions(KINDS, _PARTIES, 1)]
    assert first == [question.party for question in questions(KINDS, _PARTIES, 1)]
    assert first != [question.party for question in questions(KINDS, _PARTIES, 2)]
    alone = [question.party for question in questions(KINDS[5:6], _PARTIES, 1)]
    assert alone == [one.party for one in questions(KINDS, _PARTIES, 1) if one.kind is KINDS[5]]


def test_each_kind_writes_something_for_somebody() -> None:
    written = {question.kind.name for seed in range(5) for question in questions(KINDS, _PARTIES, seed)}
    numbered = {kind.name for kind in KINDS if kind.numbers & {"email", "phone", "mmsi"} and len(kind.numbers) < 3}
    cut = {kind.name for kind in KINDS if kind.name.startswith("legal form")}
    assert {kind.name for kind in KINDS} - written <= numbered | cut


def test_a_sample_takes_every_list_and_type_in_turn() -> None:
    listed = [
        Listed(f"{watchlist}:{type_}{at}", watchlist, type_, ("NAME, Some",), ())
        for watchlist in ("first", "second")
        for type_ in EVERYBODY
        for at in range(10)
    ]
    taken = Counter((one.type, one.id.partition(":")[0]) for one in sample(listed, 12, Random(1)))
    assert set(taken.values()) == {2}
    assert len(taken) == 6


def test_the_same_party_on_another_list_is_found_too() -> None:
    first = Listed("first:1", "first", "person", ("LARKMOOR, Oswin",), ())
    second = Listed("second:1", "second", "person", ("Oswin Larkmoor", "Barnaby"), (("passport", "X0840102"),))
    third = Listed("third:1", "third", "person", ("Another",), (("passport", "X0840102"),))
    relations = Relations([first, second, third])
    assert relations.same("first:1") == {"first:1", "second:1"}
    assert relations.same("second:1") == {"first:1", "second:1", "third:1"}


def test_given_names_come_first() -> None:
    assert as_people_write("LARKMOOR, Oswin", "person") == "Oswin LARKMOOR"
    assert as_people_write("LARKMOOR, INC", "entity") == "LARKMOOR, INC"
