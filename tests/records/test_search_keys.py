"""Keyed hashes that say which names may be alike, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.records.search_keys import SearchKeys

KEYS = SearchKeys(b"k" * 32)


@pytest.mark.parametrize(
    ("kept", "asked", "way"),
    [
        ("Sergey Aksyonov", "AKSYONOV", KEYS.by_spelling),
        ("Muammar Qadhafi", "gaddafi", KEYS.by_spelling),
        ("John Smith", "Jon Smyth", KEYS.by_spelling),
        ("Сергей Примеров", "Sergej Primerow", KEYS.by_sound),
        ("Vladimir Testovich", "Владимир Тестович", KEYS.by_sound),
    ],
)
def test_names_alike_share_a_key_of_every_word(kept, asked, way):
    theirs = KEYS.of_names([kept])
    assert way(asked)
    assert all(not theirs.isdisjoint(keys) for keys in way(asked))


def test_another_name_and_another_key_share_nothing():
    assert KEYS.of_names(["Sergey Aksyonov"]).isdisjoint(KEYS.of_names(["Hanako Yamada"]))
    assert KEYS.of_names(["Sergey"]).isdisjoint(SearchKeys(b"l" * 32).of_names(["Sergey"]))
    assert KEYS.of_id("sergey") not in KEYS.of_names(["sergey"])


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=10))
def test_every_word_of_a_name_finds_it(name, more):
    kept = KEYS.of_names([name, more])
    assert {key for keys in (*KEYS.by_spelling(name), *KEYS.by_sound(name)) for key in keys} <= kept
    assert all(-(2**63) <= key < 2**63 for key in kept)
