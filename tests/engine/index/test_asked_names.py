"""What is worked out once of names that are asked together."""

import numpy as np

from service.common.cooperative import run_to_completion
from service.engine.index.asked_names import AskedNames
from service.engine.index.name_index import NameIndex
from service.engine.index.required_score import NO_NEEDS
from service.engine.index.work import PAIRING, Count, NameWork
from service.engine.matching.lexicon import lexicon
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare

INDEX = NameIndex.build([prepare("Oktavian Velkarnen", is_person=True)], lexicon())


def _asked(*texts: str, work: list[NameWork] | None = None) -> AskedNames:
    queries = [prepare(text, is_person=True) for text in texts]
    words = [word for query in queries for word in query.tokens]
    resolved = run_to_completion(INDEX.matcher.of(words, at_once=len(words)))
    return AskedNames(queries, resolved, Weights(), NO_NEEDS, work)


def test_initials_are_those_of_the_name_in_each_row():
    asked = _asked("O. V. Zelmarson", "Karim Zelmarson")
    own = asked.initials_of(np.array([0, 0, 1]))
    assert own.number.tolist() == [2, 2, 0]
    assert own.letters[0] == own.letters[1] != 0 == own.letters[2]


def test_words_are_worked_out_once():
    asked = _asked("Oktavian Zelmarson")
    assert asked.words(0) is asked.words(0) is not None
    assert len(asked.words(0)) == 2


def test_syllables_are_no_words():
    assert _asked("김철일").words(0) is None


def test_pairs_of_names_that_took_too_much_are_left():
    party = Count(100 * PAIRING)
    spent, fresh = NameWork(party, PAIRING), NameWork(party, 10 * PAIRING)
    asked, rows = _asked("Oktavian Zelmarson", "Karim Velkarnen", work=[spent, fresh]), np.array([0, 0, 0, 1])
    assert asked.within_limits(np.array([0, 1, 2, 3]), rows).tolist() == [3]
    assert _asked("Oktavian", "Karim").within_limits(np.array([0, 3]), rows).tolist() == [0, 3]
