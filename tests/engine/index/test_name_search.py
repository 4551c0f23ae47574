"""Listed names found for a text: by words, by sound, cut, backwards, and under another type of party."""

import numpy as np
import pytest

from service.engine.index.name_search import Found, NameSearch
from service.engine.index.required_score import RequiredScores
from service.engine.index.work import PartyWork, WorkLimits
from service.engine.matching.lexicon import lexicon
from service.engine.matching.weights import Weights
from service.engine.model.entity import Entity, EntityType, Location, Name

WEIGHTS = Weights()
LIMITS = WorkLimits()
REQUIRED = RequiredScores(0.7, 1.0, lambda places, names: np.zeros(len(places)))


def entity(number: int, *names: str | Name, type_: EntityType = EntityType.PERSON) -> Entity:
    listed = tuple(name if isinstance(name, Name) else Name(name) for name in names)
    return Entity(f"l:{number}", "l", str(number), type_, listed, Location("f", str(number)))


PERSONS = [
    entity(0, "Zelmanko Qorvatin", "Boris Ibrin"),
    entity(1, "Зелманко Корватин"),
    entity(2, "Maximiliano Alessandro Constantinopoulos Testovanov"),
    entity(3, "Anna Testova"),
    entity(4, "..."),
    entity(5, "CHOE Yong Ja"),
    entity(6, "崔文哲"),
    entity(7, "Nguyen Van Hung"),
    entity(8, "阮氏蘭"),
    entity(9, "Chu Jung-chi"),
]


@pytest.fixture(scope="module")
def persons() -> NameSearch:
    return NameSearch.build(PERSONS, range(len(PERSONS)), lexicon(), is_person=True)


@pytest.fixture(scope="module")
def bodies() -> NameSearch:
    companies = [entity(0, "Zelmanko Shipping Ltd", type_=EntityType.ENTITY)]
    return NameSearch.build(companies, [0], lexicon(), is_person=False)


def find(search: NameSearch, *asked: str, limits: WorkLimits = LIMITS) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in asked]
    for answer in search.find(
        asked, [EntityType.UNKNOWN] * len(asked), WEIGHTS, REQUIRED, PartyWork(len(asked), limits).names
    ):
        if answer is not None:
            place, one = answer
            if one.match.total >= 0.7:
                found[place].add(one.listed.entity)
    return found


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Zelmanko Qorvatin", {0}),
        ("QORVATIN, Zelmanko", {0}),
        ("Zelmanka Qorvatin", {0}),
        ("Ibrin Boris", {0}),
        ("崔英子", {5}),
        ("CHOE Mun Chol", {6}),
        ("최문철", {6}),
        ("阮文雄", {7}),
        ("Nguyễn Thị Lan", {8}),
        ("Zhu Rongji", {9}),
        ("Зелманко Корватин", {0, 1}),
        ("Zelmanko Korvatin", {0, 1}),
        ("Maximiliano Alessandro Constantinop", {2}),
        ("avotseT annA", {3}),
        ("Nobody Atall", set()),
        ("", set()),
        ("...", set()),
    ],
)
def test_who_is_found(persons: NameSearch, text: str, entities: set[int]) -> None:
    (found,) = find(persons, text)
    assert found >= entities
    assert found <= entities | ({0, 1} if entities & {0, 1} else set())


def test_texts_asked_together_find_what_they_find_alone(persons: NameSearch) -> None:
    asked = ["Anna Testova", "Зелманко Корватин", "", "Boris Ibrin"]
    assert find(persons, *asked) == [find(persons, text)[0] for text in asked]


def test_a_name_without_words_is_not_listed_but_its_entity_has_no_names(persons: NameSearch) -> None:
    assert persons.names_of(4) == []
    assert [one.name.text for one in persons.names_of(0)] == ["Zelmanko Qorvatin", "Boris Ibrin"]
    assert len(persons) == len(persons.entity_of)


def test_the_best_name_of_an_entity_found_by_a_number(persons: NameSearch) -> None:
    best = persons.best_of(0, ["Ibrin", "Boris Ibrin"], WEIGHTS)
    assert (best.listed.name.text, best.query) == ("Boris Ibrin", "Boris Ibrin")
    low = persons.best_of(3, ["Zelmanko Qorvatin"], WEIGHTS)
    assert low.match.total < 0.5
    without = persons.best_of(0, [], WEIGHTS)
    assert (without.match.total, without.query) == (0.0, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zelmanko Shipping Ltd", True),
        ("ltd SHIPPING zelmanko", True),
        ("owned by Zelmanko Shipping Ltd", True),
        ("Zelmanka Shipping Ltd", False),
        ("Zelmanko", False),
        ("", False),
    ],
)
def test_a_name_filed_under_another_type_is_found_if_it_is_exact(bodies: NameSearch, text: str, found: bool) -> None:
    exact: list[Found] = bodies.exact(text, WEIGHTS)
    assert bool(exact) is found
    assert all(one.match.total <= 1.0 - WEIGHTS.other_type for one in exact)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Zelmanko DPRK", "Zelmanko Democratic People's Republic of Korea"),
        ("Zelmanko Democratic People's Republic of Korea", "Zelmanko DPRK"),
        ("Zelmanko Democratc People's Republic of Korea", "Zelmanko Democratic People's Republic of Korea"),
    ],
)
def test_a_country_may_be_written_short_or_in_full(asked: str, listed: str) -> None:
    search = NameSearch.build([entity(0, listed, type_=EntityType.ENTITY)], [0], lexicon(), is_person=False)
    assert find(search, asked) == [{0}]


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("岡浜不動産", "Okahama Real Estate"),
        ("Okahama Real Estate", "岡浜不動産"),
        ("Zelnar Forty-Fifth Brigade", "45th Zelnar Brigade"),
        ("Zelnar Prtg & Warehsg", "Zelnar Printing and Warehousing"),
    ],
)
def test_a_body_is_found_that_other_words_name(asked: str, listed: str) -> None:
    search = NameSearch.build([entity(0, listed, type_=EntityType.ENTITY)], [0], lexicon(), is_person=False)
    assert find(search, asked) == [{0}]


def test_weak_names_are_marked() -> None:
    listed = [entity(0, "Zelmanko Qorvatin", Name("Zelm", weak=True))]
    search = NameSearch.build(listed, [0], lexicon(), is_person=True)
    assert [one.is_weak for one in search.names_of(0)] == [False, True]


def test_a_name_that_took_too_much_work_is_not_searched_on(persons: NameSearch) -> None:
    assert find(persons, "Zelmanko Qorvatin", limits=WorkLimits(name=1)) == [set()]


def test_an_empty_list_has_nobody() -> None:
    nobody = NameSearch.build([], [], lexicon(), is_person=True)
    assert find(nobody, "Anna Testova", "Анна Тестова") == [set(), set()]
    assert nobody.exact("Anna Testova", WEIGHTS) == []
