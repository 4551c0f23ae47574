"""One listed entity and what is connected with it."""

import pytest

AKSYONOV = "jp_crimea_2014:026-000002"


def test_an_entity_has_its_sanctions_in_it(yente):
    entity = yente.get(f"/yente/entities/{AKSYONOV}").json()
    (sanction,) = entity["properties"]["sanctions"]
    assert entity["caption"] == "Sergey AKSYONOV"
    assert (sanction["schema"], sanction["properties"]["entity"]) == ("Sanction", [AKSYONOV])
    assert sanction["properties"]["listingDate"] == ["2014-08-05"]
    assert sanction["properties"]["provisions"] == ["asset_freeze"]


def test_an_entity_alone(yente):
    entity = yente.get(f"/yente/entities/{AKSYONOV}", params={"nested": "false"}).json()
    assert "sanctions" not in entity["properties"]
    assert entity["properties"]["birthDate"] == ["1972-11-26"]


def test_the_kinds_of_names_are_kept_apart(yente):
    properties = yente.get(f"/yente/entities/{AKSYONOV}").json()["properties"]
    assert properties["name"] == ["Sergey AKSYONOV", "セルゲイ・アクショーノフ"]
    assert "Sergei AKSENOV" in properties["alias"]


def test_what_is_connected_comes_in_pages(yente):
    overview = yente.get(f"/yente/entities/{AKSYONOV}/adjacent").json()
    assert overview["entity"]["id"] == AKSYONOV
    assert overview["adjacent"]["sanctions"]["total"] == {"value": 1, "relation": "eq"}
    page = yente.get(f"/yente/entities/{AKSYONOV}/adjacent/sanctions", params={"offset": 1, "limit": 3}).json()
    assert page == {"results": [], "total": {"value": 1, "relation": "eq"}, "limit": 3, "offset": 1}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nobody", 404),
        ("nobody/adjacent", 404),
        (f"{AKSYONOV}/adjacent/birthDate", 404),
        (f"{AKSYONOV}/adjacent/shoeSize", 404),
        (f"{AKSYONOV}/adjacent/addressEntity", 200),
        (f"{AKSYONOV}/adjacent?limit=501", 422),
    ],
)
def test_what_there_is_not(yente, path, status):
    response = yente.get(f"/yente/entities/{path}")
    assert response.status_code == status
    assert status == 200 or response.json()["detail"]
