"""Headers that speak of a party in a role."""

import pytest

from service.bulk.columns import known_fields
from service.bulk.header_keys import key
from service.bulk.party_roles import is_role, known_roles, role_in, role_keys, without_role
from service.common.bundled_tables import bundled_rows
from service.engine.model.entity import EntityType


def test_a_word_means_one_role_and_no_role_is_a_field():
    words = [key(word) for row in bundled_rows("service.bulk", "party_roles.csv") for word in row["words"].split("|")]
    assert len(words) == len(set(words)) == len(role_keys())
    assert known_roles().keys().isdisjoint(known_fields())
    assert known_roles()["vessel"].type is EntityType.VESSEL


@pytest.mark.parametrize(
    ("header", "role", "rest"),
    [
        ("Consignee", "consignee", ""),
        ("Consignee's address", "consignee", "address"),
        ("ConsigneeName", "consignee", "Name"),
        ("vessel_imo", "vessel", "imo"),
        ("Name of the vessel", "vessel", "Name"),
        ("Adresse du destinataire", "consignee", "Adresse"),
        ("Beneficiary bank BIC", "bank", "BIC"),
        ("Ship owner", "owner", ""),
        ("2nd notify party", "notify_party", ""),
        ("荷受人住所", "consignee", "住所"),
        ("Name", None, "Name"),
        ("Bankruptcy", None, "Bankruptcy"),
        ("Shipment date", None, "Shipment date"),
    ],
)
def test_the_role_in_a_header(header, role, rest):
    assert (role_in(header), without_role(header)) == (role, rest)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Shipper's bank", "bank"),
        ("Consignee bank", "bank"),
        ("Banque du bénéficiaire", "bank"),
        ("Банк получателя", "bank"),
        ("Consignee's bank BIC", "bank"),
        ("Shipper's agent", "agent"),
        ("Company owner", "owner"),
        ("Bank contact", "contact"),
        ("Consignee contact number", "consignee"),
        ("Beneficiary customer", "beneficiary"),
    ],
)
def test_the_bank_of_a_party_is_not_the_party(header, role):
    assert role_in(header) == role


def test_a_word_for_a_role_alone():
    assert is_role("CONSIGNEE")
    assert is_role("notify-party")
    assert not is_role("Consignee name")
