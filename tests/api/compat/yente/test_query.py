"""From example entities to parties."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.api.compat.yente.model import matchable, properties, properties_of
from service.api.compat.yente.query import read_example
from service.engine.model.entity import EntityType, Identifier, PartialDate
from service.engine.screening.errors import InvalidRequest


def party(schema="Person", **given_):
    return read_example("/queries/q", schema, {"name": "A B"} | given_).parties[0]


@pytest.mark.parametrize(
    ("schema", "types"),
    [
        ("Person", ["person"]),
        ("Company", ["entity"]),
        ("Organization", ["entity"]),
        ("PublicBody", ["entity"]),
        ("LegalEntity", ["unknown"]),
        ("Thing", ["unknown"]),
        ("Vessel", ["vessel"]),
        ("Airplane", ["aircraft"]),
        ("Vehicle", ["vessel", "aircraft"]),
        ("CryptoWallet", ["unknown"]),
        ("Security", ["unknown"]),
        ("Asset", ["unknown"]),
    ],
)
def test_schemas(schema, types):
    found = read_example("", schema, {"name": "A B"}).parties
    assert [one.type for one in found] == list(map(EntityType, types))


@pytest.mark.parametrize(
    ("schema", "name", "kind"),
    [
        ("Person", "passportNumber", "passport"),
        ("Person", "idNumber", "national_id"),
        ("Person", "socialSecurityNumber", "national_id"),
        ("Company", "taxNumber", "tax_id"),
        ("Company", "innCode", "tax_id"),
        ("Company", "vatCode", "tax_id"),
        ("Company", "registrationNumber", "registration"),
        ("Company", "ogrnCode", "registration"),
        ("Company", "leiCode", "lei"),
        ("Company", "swiftBic", "bic"),
        ("Company", "isinCode", "isin"),
        ("Security", "isin", "isin"),
        ("Vessel", "imoNumber", "imo"),
        ("Organization", "imoNumber", "registration"),
        ("Vessel", "mmsi", "mmsi"),
        ("Vessel", "callSign", "call_sign"),
        ("Airplane", "serialNumber", "aircraft_serial"),
        ("CryptoWallet", "publicKey", "wallet"),
        ("CryptoWallet", "cryptoAddress", "wallet"),
        ("Person", "email", "email"),
        ("Person", "phone", "phone"),
        ("Company", "website", "website"),
    ],
)
def test_numbers(schema, name, kind):
    assert party(schema, **{name: "1234567"}).identifiers == (Identifier(kind, "1234567"),)


@pytest.mark.parametrize("name", ["name", "alias", "previousName", "weakAlias", "abbreviation"])
def test_all_kinds_of_names_are_searched(name):
    found = read_example("", "Company", {name: ["Alpha", "Beta"]}).parties[0]
    assert found.names == ("Alpha", "Beta")


def test_the_name_comes_first_wherever_it_stands():
    assert read_example("", "Person", {"alias": "B", "name": "A"}).parties[0].names == ("A", "B")


@pytest.mark.parametrize(
    ("given_", "names"),
    [
        ({"firstName": "Ivan", "lastName": "Petrov"}, ("Ivan Petrov",)),
        ({"firstName": "Ivan", "fatherName": "Ilyich", "lastName": "Petrov"}, ("Ivan Ilyich Petrov",)),
        ({"lastName": ["Petrov", "Petroff"]}, ("Petrov", "Petroff")),
        ({"passportNumber": "AB1234567"}, ("AB1234567",)),
        ({"firstName": "Ivan", "name": "Ivan Petrov"}, ("Ivan Petrov",)),
    ],
)
def test_where_there_is_no_name(given_, names):
    assert read_example("", "Person", given_).parties[0].names == names


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("ru", ("RU",)),
        ("RU", ("RU",)),
        ("Russia", ("RU",)),
        ("gb-sct", ("GB",)),
        ("na", ("NA",)),
        ("Atlantis", ()),
        ("xx", ()),
    ],
)
def test_countries(words, codes):
    assert party(country=words).countries == codes
    assert party(nationality=[words]).nationalities == codes


@pytest.mark.parametrize(
    ("words", "born"),
    [
        ("1972", PartialDate(1972)),
        (1972, PartialDate(1972)),
        ("1972-11", PartialDate(1972, 11)),
        ("1972-11-26", PartialDate(1972, 11, 26)),
        ("1972-11-26T00:00:00", PartialDate(1972, 11, 26)),
        ("26.11.1972", None),
        ("", None),
        (None, None),
        ({"id": "x"}, None),
    ],
)
def test_birth_dates(words, born):
    assert party(birthDate=words).birth_date == born


def test_what_says_nothing_is_named():
    found = read_example("", "Person", {"name": "A B", "imoNumber": "1", "birthPlace": "Kerch", "gender": "x"})
    assert found.ignored == ("imoNumber", "birthPlace", "gender")


@pytest.mark.parametrize(
    "given_",
    [
        {},
        {"name": []},
        {"name": [None, "", "  "]},
        {"birthDate": "1972"},
        {"name": [f"name {n}" for n in range(52)]},
        {"name": "A B", "birthDate": [str(1950 + n) for n in range(11)]},
        {"name": "A B", "passportNumber": [f"A{n:07d}" for n in range(101)]},
        {"name": "A B", "passportNumber": "1" * 201},
    ],
)
def test_what_cannot_be_searched(given_):
    with pytest.raises(InvalidRequest):
        read_example("/queries/q", "Person", given_)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)
NAMES = st.sampled_from([one.name for one in properties()]) | st.text(string.ascii_letters, max_size=8)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(matchable()), st.dictionaries(NAMES, VALUES, max_size=6))
def test_whatever_is_sent_it_is_read_or_refused_with_a_reason(schema, given_):
    try:
        found = read_example("/queries/q", schema.name, given_)
    except InvalidRequest:
        return
    assert all(one.names and all(one.names) for one in found.parties)
    assert set(found.cleaned) <= set(properties_of(schema.name))
    assert set(given_) <= {*found.cleaned, *found.ignored, *(n for n, v in given_.items() if not _says_something(v))}


def _says_something(value):
    some = value if isinstance(value, list) else [value]
    return any(one.strip() if isinstance(one, str) else type(one) in (int, float) for one in some)
