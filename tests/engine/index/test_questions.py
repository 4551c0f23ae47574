"""In which ways a text is compared with listed names."""

from service.engine.index.questions import Question, questions_of
from service.engine.matching.name_pair import NameInside
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.model.entity import EntityType

WEIGHTS = Weights()


def _asked(text: str, *, is_person: bool = True, hear_latin: bool = False) -> list[Question]:
    return questions_of(3, text, WEIGHTS, is_person=is_person, hear_latin=hear_latin)


def test_an_ordinary_name_is_compared_in_one_way():
    (question,) = _asked("Oktavian Zelmarson")
    assert (question.place, question.price, question.is_whole, question.forms()) == (3, 0.0, True, ())
    (heard,) = _asked("Oktavian Zelmarson", hear_latin=True)
    assert [form.script for form in heard.forms()] == ["Latn"]


def test_a_part_of_a_text_pays_for_being_one():
    by_words = {question.query.tokens: question for question in _asked("Oktavian Zelmarson alias Karim Velkarnen")}
    part = by_words["karim", "velkarnen"]
    assert (part.price, part.is_whole) == (WEIGHTS.alternative_part, False)


def test_a_name_in_another_script_is_heard_and_romanised():
    questions = _asked("А. Зелмарсон")
    assert any(question.forms() for question in questions)
    assert PenaltyType.ROMANISED in {question.why for question in questions}


def test_a_disguise_that_was_taken_off_is_told():
    assert {"", *(question.how for question in _asked("Z e l m a r s o n  O k t a v i a n"))} != {""}


def test_names_that_share_a_field_are_asked_as_if_alone():
    by_words = {question.query.tokens: question for question in _asked("Oktavian Zelmarson & Mary Velkarnen")}
    one = by_words["mary", "velkarnen"]
    assert (one.price, one.is_whole, one.inside) == (0.0, True, NameInside("Mary Velkarnen"))
    assert by_words["oktavian", "zelmarson", "mary", "velkarnen"].inside is None


def test_a_ship_beside_words_of_ships_is_asked_as_if_alone():
    found = questions_of(0, "ZARVANEX tanker", WEIGHTS, is_person=False, hear_latin=False, kind=EntityType.VESSEL)
    assert [(one.query.tokens, one.inside) for one in found if one.inside] == [
        (("zarvanex",), NameInside("ZARVANEX", "tanker"))
    ]
