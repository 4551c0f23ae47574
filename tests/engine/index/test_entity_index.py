"""Finding entities: days, weak aliases, identifiers, birth dates, scripts."""

from datetime import date
from itertools import permutations

import pytest

from service.common.cooperative import Steps, run_to_completion
from service.engine.index.entity_index import DeferredIndex, EntityIndex, Search
from service.engine.matching.lexicon import lexicon
from service.engine.matching.model import Match, Party
from service.engine.matching.profile import Profile
from service.engine.model.entity import (
    Designation,
    Entity,
    EntityType,
    Identifier,
    ListedDate,
    Location,
    Name,
    NameType,
    PartialDate,
)

DAY = date(2020, 1, 1)


def entity(record: str, *names: Name | str, kind: EntityType = EntityType.PERSON, **facts: object) -> Entity:
    listed = tuple(Name(name) if isinstance(name, str) else name for name in names)
    designation = Designation("P", "Authority", listed_on=date(2014, 8, 5))
    defaults: dict[str, object] = {"designations": (designation,)}
    return Entity(f"l:{record}", "l", record, kind, listed, Location("f", record), **(defaults | facts))  # type: ignore[arg-type]


BORN = ListedDate("1960-02-03", PartialDate(1960, 2, 3), PartialDate(1960, 2, 3))
INDEX = EntityIndex.build(
    [
        entity(
            "1",
            "Arkady ZELMANOV",
            Name("The Carpenter", NameType.ALIAS, weak=True),
            birth_dates=(BORN,),
            identifiers=(Identifier("passport", "AB1234567", "UA"),),
        ),
        entity("2", "PJSC Zelneftegaz", "ゼルネフチガス社", kind=EntityType.ENTITY),
        entity("3", "NORTHERN STAR", kind=EntityType.VESSEL, identifiers=(Identifier("imo", "IMO 9187629"),)),
        entity(
            "4",
            "Boris KARELSKY",
            designations=(Designation("P", "A", listed_on=date(2015, 1, 1), delisted_on=date(2016, 1, 1)),),
        ),
    ],
    lexicon(),
)


def find(
    *names: str,
    kind: EntityType = EntityType.PERSON,
    on: date = DAY,
    profile: Profile | None = None,
    watchlists: frozenset[str] | None = None,
    **facts: object,
) -> list[Match]:
    profile = profile or Profile("test")
    party = Party(kind, names, **facts)  # type: ignore[arg-type]
    return INDEX.search(party, Search(profile, on, profile.review_threshold, watchlists))


@pytest.mark.parametrize("name", ["Arkady ZELMANOV", "ZELMANOV, Arkady", "Аркадий Зельманов", "Arkadij Selmanow"])
def test_found_in_many_spellings(name: str) -> None:
    assert [match.entity.record_id for match in find(name)] == ["1"]


def test_the_best_of_all_names_of_an_entity_is_shown_whichever_comes_first() -> None:
    names = (
        "Arkadi ZELMANOV",
        "Arkadiy Zelmanov",
        Name("Arkadij Selmanow", NameType.ALIAS, weak=True),
        "Arkady ZELMAN",
    )
    asked = [
        Party(EntityType.PERSON, (name,))
        for name in ("Arkady Zelman", "Arkadiy Zelmanov", "Arkadij Selmanow", "Arkady Zelmanov")
    ]
    each = [EntityIndex.build([entity("1", name)], lexicon()) for name in names]
    alone = [[index.search(party, Search(Profile("test"), DAY, 0.0)) for index in each] for party in asked]
    best = [max(matches[0].score for matches in several if matches) for several in alone]
    for order in permutations(names):
        index = EntityIndex.build([entity("1", *order)], lexicon())
        found = [index.search(party, Search(Profile("test"), DAY, 0.0)) for party in asked]
        assert [matches[0].score for matches in found] == best


def test_an_index_that_is_deferred_is_had_once_and_only_to_search() -> None:
    asked: list[EntityIndex] = []

    def index() -> EntityIndex:
        asked.append(INDEX)
        return INDEX

    deferred = DeferredIndex(INDEX.entities, index)
    assert deferred.entities[0].id == "l:1"
    assert not asked
    party, search = Party(EntityType.PERSON, ("Arkady Zelmanov",)), Search(Profile("default"), DAY, 0.7)
    assert [deferred.search(party, search) for _ in range(2)] == [INDEX.search(party, search)] * 2
    assert len(asked) == 1


def test_another_person_is_not_found() -> None:
    assert find("Arkady Petrosyan") == []


def test_days_of_designation_are_kept_to() -> None:
    assert find("Arkady Zelmanov", on=date(2014, 8, 4)) == []
    assert find("Arkady Zelmanov", on=date(2014, 8, 5))


def test_delisted_entities_are_known_for_their_time() -> None:
    assert find("Boris Karelsky", on=date(2015, 12, 31))
    assert find("Boris Karelsky", on=date(2016, 1, 1)) == []


def test_a_weak_alias_does_not_fire_alone() -> None:
    assert find("The Carpenter") == []
    assert find("The Carpenter", profile=Profile("p", weak_aliases_fire=True))


def test_a_weak_alias_with_the_birth_date_fires() -> None:
    assert find("The Carpenter", birth_date=PartialDate(1960, 2, 3))


def test_an_equal_identifier_finds_whatever_the_name() -> None:
    matches = find("Somebody Else", identifiers=(Identifier("passport", "ab 123-4567"),))
    assert [match.entity.record_id for match in matches] == ["1"]
    assert matches[0].score >= 0.985


def test_a_vessel_is_found_by_its_number() -> None:
    number = (Identifier("imo", "9187629"),)
    assert find("New Name", kind=EntityType.VESSEL, identifiers=number)[0].entity.record_id == "3"


def test_an_exact_name_with_the_passport_stays_a_hit_against_another_birth_date() -> None:
    facts = {"birth_date": PartialDate(1961, 2, 3), "identifiers": (Identifier("passport", "AB1234567"),)}
    assert find("Arkady Zelmanov", **facts)[0].score >= 0.985


def test_more_evidence_never_hides_an_exact_name() -> None:
    facts = {"birth_date": PartialDate(1999, 9, 9), "nationalities": ("FR",), "gender": "female"}
    match = find("Arkady Zelmanov", **facts)[0]
    assert any(feature.name == "birth_date" and feature.contribution < 0 for feature in match.comparison.features)


def test_an_agreeing_birth_date_counts() -> None:
    without = find("Arkady Zelman")[0].score
    assert find("Arkady Zelman", birth_date=PartialDate(1960, 2, 3))[0].score > without


def test_watchlists_can_be_chosen() -> None:
    assert find("Arkady Zelmanov", watchlists=frozenset({"other"})) == []


def test_types_keep_apart_and_unknown_searches_all() -> None:
    assert find("Zelneftegaz") == []
    assert find("Zelneftegaz", kind=EntityType.ENTITY)
    assert find("Zelneftegaz", kind=EntityType.UNKNOWN)
    assert find("Arkady Zelmanov", kind=EntityType.UNKNOWN)


def test_near_misses_are_shown_on_request() -> None:
    shown = find("Arkady Petrosyan", profile=Profile("p", review_threshold=0.55))
    assert shown
    assert shown[0].score < 0.7


def test_homoglyphs_hide_nothing() -> None:
    assert find("Аrkаdу Zеlmаnоv")  # Cyrillic а, у, е, о inside Latin words


def test_an_index_from_arrays_finds_the_same() -> None:
    again = EntityIndex.unpacked(INDEX.entities, INDEX.packed(), lexicon())
    asked = [("Arkadij Selmanow", EntityType.PERSON), ("Аркадий Зельманов", EntityType.PERSON)]
    asked += [
        ("Zelneftegas", EntityType.ENTITY),
        ("ゼルネフチガス", EntityType.UNKNOWN),
        ("Nothern Star", EntityType.VESSEL),
    ]
    for name, kind in asked:
        party = Party(kind, (name,), birth_date=PartialDate(1960), identifiers=(Identifier("imo", "9187629"),))
        search = Search(Profile("test"), DAY, 0.5)
        assert again.search(party, search) == INDEX.search(party, search) != []


def test_parties_asked_together_are_answered_as_if_alone() -> None:
    born = PartialDate(1960, 2, 3)
    parties = [
        Party(EntityType.PERSON, ("Arkadij Selmanow", "The Carpenter"), birth_date=born),
        Party(EntityType.PERSON, ("The Carpenter",)),
        Party(EntityType.UNKNOWN, ("Аркадий Зельманов",)),
        Party(EntityType.ENTITY, ("ゼルネフチガス", "Arkady Zelmanov")),
        Party(EntityType.PERSON, ("Nobody Atall",), birth_date=born),
        Party(EntityType.VESSEL, ("Any",), identifiers=(Identifier("imo", "9187629"),)),
    ] * 12
    search = Search(Profile("test"), DAY, 0.5)
    together = run_to_completion(INDEX.search_in_steps(parties, search))
    assert together == [INDEX.search(party, search) for party in parties]
    assert [bool(matches) for matches in together[:6]] == [True, True, True, True, False, True]


def test_a_name_of_many_common_words_lets_others_have_a_turn_meanwhile() -> None:
    common = ["Mohammed", "Ahmad", "Ali", "Hassan", "Omar"]
    listed = [entity(str(at), " ".join([*common[at % 5 :], *common[: at % 5], f"Examplov{at}"])) for at in range(200)]
    index, asked = EntityIndex.build(listed, lexicon()), Party(EntityType.PERSON, (" ".join(common),))
    search = Search(Profile("test"), DAY, 0.5)
    turns, found = counted(index.search_in_steps([asked], search))
    assert found == [index.search(asked, search)] != [[]]
    assert turns >= 200 // 16


def counted(steps: Steps[list[list[Match]]]) -> tuple[int, list[list[Match]]]:
    """How many pauses there were, and the result."""
    turns = 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return turns, end.value
        turns += 1


OWN = EntityIndex.build(
    [
        entity("1", "Аркадий Зельманов"),
        entity("2", "ボリス・カレルスキー"),
        entity("3", "Игорь Чарский", "Igor CHARSKY"),
    ],
    lexicon(),
)


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("Arkady Zelmanov", "1"),
        ("アルカジー・ゼルマノフ", "1"),
        ("Boris Karelsky", "2"),
        ("Борис Карельский", "2"),
        ("Igor Charsky", "3"),
        ("イーゴリ・チャルスキー", "3"),
    ],
)
def test_names_listed_in_one_script_only_are_found_in_others(name: str, record: str) -> None:
    party = Party(EntityType.PERSON, (name,))
    assert [match.entity.record_id for match in OWN.search(party, Search(Profile("p"), DAY, 0.7))] == [record]
