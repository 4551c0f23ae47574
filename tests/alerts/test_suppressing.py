"""A suppression answers a hit exactly while nothing that counts differs from what was decided on."""

from dataclasses import fields, replace
from types import SimpleNamespace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from service.alerts.finding_model import Suppression
from service.alerts.fingerprint import entity_sha256, party_sha256, rule_sha256
from service.alerts.listed_fingerprints import ListedFingerprints
from service.alerts.significant_fields import significant_fields
from service.alerts.suppressing import SubjectSuppressions
from service.engine.matching.model import Comparison, Match, Party
from service.engine.model.entity import (
    Address,
    Designation,
    Entity,
    EntityType,
    Identifier,
    Link,
    ListedDate,
    Location,
    Name,
    PartialDate,
)
from tests.alerts.conftest import IVANOV, watchlist

PASSPORT = Identifier("passport", "AB123456", "UA")
D = Designation("P", "A", "law", ("asset_freeze",))
ENTITY = {
    "type": [EntityType.PERSON, EntityType.ENTITY],
    "names": [(Name("Pyotr Zavarzin"),), (Name("Pyotr Zavarzin"), Name("Petya", weak=True)), (Name("Petr Zavarzin"),)],
    "birth_dates": [(), (ListedDate("1970", PartialDate(1970), PartialDate(1970)),)],
    "birth_places": [(), ("Pskov",)],
    "nationalities": [(), ("UA",), ("UA", "RU")],
    "countries": [(), ("RU",)],
    "gender": [None, "male"],
    "identifiers": [(), (PASSPORT,)],
    "addresses": [(), (Address("Kirova 18, Pskov", country="RU"),)],
    "links": [(), (Link("owner", "Somebody"),)],
    "facts": [(), (("flag", "Malta"),)],
    "designations": [
        (D,),
        (replace(D, programme="Q"),),
        (replace(D, legal_basis="another law"),),
        (replace(D, measures=("travel_ban",)),),
        (D, replace(D, programme="Q")),
    ],
}
IDLE = {
    "location": [Location("a", "1"), Location("b", "2", 7)],
    "titles": [(), ("Dr",)],
    "positions": [(), ("clerk",)],
    "remarks": [None, "words"],
}
LAW = {"authority": ["One", "Two"], "legal_basis": [None, "law"], "jurisdiction": ["XX", "YY"]}
IDLE_LIST = {"edition": ["1", "2"], "source_url": ["https://a.example", "https://b.example"]}
SUBJECT = {
    "type": [EntityType.PERSON, EntityType.UNKNOWN],
    "names": [("Pyotr Zavarzin",), ("Pyotr Zavarzin", "Petya"), ("Pyotr Zavarzine",)],
    "birth_date": [None, PartialDate(1970), PartialDate(1970, 2)],
    "nationalities": [(), ("UA",)],
    "countries": [(), ("UA",)],
    "gender": [None, "male"],
    "identifiers": [(), (PASSPORT,)],
    "address": [None, "Kyiv"],
}


def edits(side, table):
    return st.sampled_from([(side, name, value) for name, values in table.items() for value in values])


EDITS = st.one_of(
    edits("entity", ENTITY),
    edits("entity", IDLE),
    edits("list", LAW),
    edits("list", IDLE_LIST),
    edits("subject", SUBJECT),
)


def facts(subject, entity, law):
    """What counts, compared field by field and without any hash."""
    return (
        [getattr(subject, name) for name in SUBJECT],
        [getattr(entity, name) for name in ENTITY],
        [getattr(law, name) for name in LAW],
    )


def answered(suppression, subject, entity, law, score):
    snapshot = SimpleNamespace(rules=SimpleNamespace(sha256="r"))
    known = SubjectSuppressions(
        [suppression], subject_sha256=party_sha256(subject), listed=ListedFingerprints(snapshot)
    )
    match = Match(entity, Comparison(score, "", entity.names[0], (), ()))
    return known.match(match, law) is not None


@given(before=st.lists(EDITS, max_size=6), after=st.lists(EDITS, min_size=1, max_size=6))
def test_no_edit_of_any_side_hides_a_changed_hit(before, after):
    state = {"subject": Party(EntityType.PERSON, ("Pyotr Zavarzin",)), "entity": IVANOV, "list": watchlist(IVANOV)}
    for side, name, value in before:
        state[side] = replace(state[side], **{name: value})
    decided = facts(*state.values())
    suppression = Suppression(
        "sup_1",
        "id:C-1",
        party_sha256(state["subject"]),
        IVANOV.id,
        entity_sha256(state["entity"]),
        rule_sha256(state["entity"], state["list"]),
        "default",
        0.8,
        "dsp_1",
        "b",
        "",
        "",
    )
    for side, name, value in after:
        state[side] = replace(state[side], **{name: value})
        assert answered(suppression, *state.values(), 0.8) == (facts(*state.values()) == decided)
        assert not answered(suppression, *state.values(), 0.91)


def test_the_table_knows_every_field():
    known = {(one.record, one.field) for one in significant_fields()}
    assert {field for record, field in known if record == "entity"} == {one.name for one in fields(Entity)}
    assert {field for record, field in known if record == "designation"} == {one.name for one in fields(Designation)}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("Pyotr Zavarzin",), ("ZAVARZIN, Pyotr",)),
        (("Pyotr Zavarzin", "Petya"), ("Petya", "Pyotr Zavarzin")),
        (("José Núñez",), ("Jose Nunez",)),
    ],
)
def test_the_same_letters_are_the_same_subject(one, two):
    assert party_sha256(Party(EntityType.PERSON, one)) == party_sha256(Party(EntityType.PERSON, two))
