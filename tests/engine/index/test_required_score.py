"""What a name has to reach, given what the facts beside it bring or take."""

import numpy as np

from service.engine.index.required_score import NO_NEEDS, RequiredScores

POINTS = np.array([[0.2, 0.0, -0.3], [0.1, -0.1, 0.0]])
REQUIRED = RequiredScores(0.7, 0.9, lambda places, entities: POINTS[places, entities])
PLACES, ENTITIES = np.array([0, 0, 0, 1]), np.array([0, 1, 2, 1])


def test_facts_that_agree_ask_for_less_and_facts_that_disagree_for_more() -> None:
    assert np.allclose(REQUIRED.by_sound(PLACES, ENTITIES), [0.5, 0.7, 1.0, 0.8])


def test_in_one_script_no_more_than_an_exact_name_is_asked_for() -> None:
    assert np.allclose(REQUIRED.by_letters(PLACES, ENTITIES), [0.5, 0.7, 0.9, 0.8])


def test_names_that_stand_elsewhere_and_names_of_entities() -> None:
    swapped = REQUIRED.of(np.array([1, 0]))
    assert np.allclose(swapped.by_sound(np.array([0, 1]), np.array([0, 0])), [0.6, 0.5])
    of_names = REQUIRED.of_names(np.array([2, 2, 0], dtype=np.int32))
    assert np.allclose(of_names.by_sound(np.array([0, 0, 0]), np.array([0, 1, 2])), [1.0, 1.0, 0.5])


def test_without_needs_any_score_will_do() -> None:
    assert NO_NEEDS.by_letters(PLACES, ENTITIES).tolist() == [0, 0, 0, 0]
