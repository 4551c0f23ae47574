"""Which names are paired word by word: never fewer than the scorer could accept, which test_candidates.py holds."""

import numpy as np
import pytest

from service.common.cooperative import run_to_completion
from service.engine.index import word_pairing
from service.engine.index.asked_names import AskedNames
from service.engine.index.name_index import NameIndex
from service.engine.index.required_score import NO_NEEDS
from service.engine.index.word_overlap import word_overlap
from service.engine.index.word_pairing import WordPairing
from service.engine.matching.lexicon import lexicon
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare

PERSONS = ("Oktavian Velkarnen", "Oktavian Zelmarson", "Oktavian O. Velkarnen", "Karim Xyzzyar")
BODIES = ("Zarvanex Kelprom Trading Company", "Velmarin Trading Company", "Zarvanex Shipyard")


def _paired(text: str, least: float, *, is_person: bool) -> set[str]:
    """The names that are paired with a text if they need a score."""
    names = PERSONS if is_person else BODIES
    index = NameIndex.build([prepare(name, is_person=is_person) for name in names], lexicon())
    query = prepare(text, is_person=is_person)
    resolved = run_to_completion(index.matcher.of(query.tokens, at_once=len(query.tokens)))
    asked = AskedNames([query], resolved, Weights(), NO_NEEDS)
    met = run_to_completion(word_overlap(asked.queries, asked.resolved, index.listed_words))
    pairs = run_to_completion(WordPairing(index, asked).pairs(met, np.full(len(met.rows), least)))
    return {names[at] for at in met.names[pairs].tolist()}


def test_persons_need_more_than_one_word_in_common():
    assert _paired("Oktavian Velkarnen", 0.7, is_person=True) == {PERSONS[0], PERSONS[2]}
    assert _paired("Oktavian Velkarnen", 0.0, is_person=True) == {*PERSONS[:3]}


def test_bodies_need_a_word_in_common_that_names_them():
    assert _paired("Zarvanex Trading", 0.7, is_person=False) == {BODIES[0], BODIES[2]}
    assert _paired("Pelmarov Trading Company", 0.7, is_person=False) == set()


def test_a_turn_for_others_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    at_once = _paired("Oktavian O. Velkarnen", 0.6, is_person=True)
    monkeypatch.setattr(word_pairing, "_WORD_PAIRS_A_STEP", 1)
    assert _paired("Oktavian O. Velkarnen", 0.6, is_person=True) == at_once
