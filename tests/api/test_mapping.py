"""Bodies become the program's own nouns, and nothing they say is lost."""

from service.api.mapping import to_pair, to_request, to_subject
from service.api.schemas.compare import PairIn
from service.api.schemas.screening_request import ScreeningRequestIn
from service.api.schemas.subjects import SubjectIn
from service.engine.goods.model import Direction
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType, Identifier, PartialDate
from service.engine.screening.request import ScreeningRequest


def request(body: str) -> ScreeningRequest:
    return to_request(ScreeningRequestIn.model_validate_json(body))


def test_every_field_of_a_party_arrives() -> None:
    (asked,) = request(
        '{"parties": [{"type": "person", "name": "Testan Examplov", "aliases": ["Tester"], "birth_date": "1961-02",'
        '"nationalities": ["jp"], "countries": ["sy"], "gender": "male", "address": "1 Example Street",'
        '"identifiers": [{"type": " passport ", "value": "X1", "country": "ua"}]}]}'
    ).parties
    assert asked.party == Party(
        EntityType.PERSON,
        ("Testan Examplov", "Tester"),
        birth_date=PartialDate(1961, 2),
        nationalities=("JP",),
        countries=("SY",),
        gender="male",
        identifiers=(Identifier("passport", "X1", "UA"),),
        address="1 Example Street",
    )


def test_what_has_no_id_gets_its_place() -> None:
    asked = request(
        '{"parties": [{"name": "A B"}, {"id": "p", "name": "C D"}], "goods": [{"id": "g"}, {"hs_code": "1001"}]}'
    )
    assert [one.id for one in asked.parties] == ["1", "p"]
    assert [one.id for one in asked.goods] == ["g", "2"]


def test_a_party_may_be_an_address_alone() -> None:
    (asked,) = request('{"parties": [{"address": "1 Example Street"}]}').parties
    assert (asked.party.names, asked.party.address) == ((), "1 Example Street")


def test_lines_of_goods_keep_where_they_come_from() -> None:
    (asked,) = request(
        '{"goods": [{"description": "wheat", "origin": {"country": "ua", "city": "Testopolis", "latitude": 0,'
        '"longitude": 0}, "certificate_of_origin": {"issuer_country": "ru"}, "shipped_from": "tr",'
        '"direction": "export"}]}'
    ).goods
    goods = asked.goods
    assert (goods.origin.country, goods.origin.city, goods.shipped_from) == ("UA", "Testopolis", "TR")
    assert (goods.origin.latitude, goods.origin.longitude) == (0, 0)
    assert goods.certificate is not None
    assert goods.certificate.issuer_country == "RU"
    assert goods.direction is Direction.EXPORT


def test_no_choice_of_lists_is_not_a_choice_of_none() -> None:
    assert request('{"parties": [{"name": "A B"}]}').options.watchlists is None
    asked = request('{"parties": [{"name": "A B"}], "options": {"watchlists": ["own_list"], "threshold": 0.5}}')
    assert (asked.options.watchlists, asked.options.threshold) == (("own_list",), 0.5)


def test_a_subject_names_each_list_once() -> None:
    body = SubjectIn.model_validate_json('{"name": "Testan Examplov", "watchlists": ["own_b", "own_a", "own_b"]}')
    assert to_subject(body).watchlists == ("own_a", "own_b")
    assert to_subject(SubjectIn.model_validate_json('{"name": "Testan Examplov"}')).watchlists is None


def test_a_listed_name_has_the_type_of_the_other_unless_it_says_its_own() -> None:
    left, right = to_pair(PairIn.model_validate_json('{"left": "A", "right": "B", "type": "person"}'))
    assert (left, right) == (Party(EntityType.PERSON, ("A",)), Party(EntityType.PERSON, ("B",)))
    _, other = to_pair(
        PairIn.model_validate_json('{"left": "A", "right": "B", "type": "person", "listed_type": "entity"}')
    )
    assert other.type is EntityType.ENTITY
