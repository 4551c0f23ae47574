"""Looking names up by words."""

import pytest


def found(yente, dataset="default", **parameters):
    response = yente.get(f"/yente/search/{dataset}", params=parameters)
    assert response.status_code == 200, response.text
    return response.json()


def captions(yente, **parameters):
    return [one["caption"] for one in found(yente, **parameters)["results"]]


@pytest.mark.parametrize(
    "words", ["sergey aksyonov", "AKSYONOV", "Aksyonov, Sergey", "セルゲイ・アクショーノフ", "aksy*", "(Aksyonov)"]
)
def test_words_of_names_find(yente, words):
    assert "Sergey AKSYONOV" in captions(yente, q=words)


def test_a_word_goes_on_only_where_that_is_asked(yente):
    assert captions(yente, q="aksyo") == []
    assert "Sergey AKSYONOV" in captions(yente, q="aksyo", simple=True)


def test_a_whole_name_comes_first(yente):
    assert captions(yente, q="Sergey Aksyonov")[0] == "Sergey AKSYONOV"


def test_no_words_list_all_in_pages(yente):
    first = found(yente, limit=30)
    rest = found(yente, limit=30, offset=30)
    assert first["total"] == {"value": 42, "relation": "eq"}
    assert len({one["id"] for one in [*first["results"], *rest["results"]]}) == 42
    assert (rest["limit"], rest["offset"]) == (30, 30)


def test_facets_count_what_is_found(yente):
    facets = found(yente, facets=["schema", "topics", "datasets"])["facets"]
    assert {one["name"]: one["count"] for one in facets["schema"]["values"]} == {"Person": 40, "Organization": 2}
    assert facets["topics"]["values"] == [{"name": "sanction", "label": "Sanctioned entity", "count": 42}]
    assert facets["datasets"]["values"][0]["label"].startswith("Japan")


def test_the_usual_facets(yente):
    assert set(found(yente, q="aksyonov")["facets"]) == {"countries", "topics", "datasets"}


@pytest.mark.parametrize(
    ("parameters", "total"),
    [
        ({"schema": "Person"}, 40),
        ({"schema": "LegalEntity"}, 42),
        ({"schema": "Vessel"}, 0),
        ({"exclude_schema": "Person"}, 2),
        ({"topics": "sanction"}, 42),
        ({"topics": ["sanction", "role.pep"]}, 42),
        ({"topics": ["sanction", "role.pep"], "filter_op": "AND"}, 0),
        ({"countries": "zz"}, 0),
        ({"datasets": "jp_crimea_2014"}, 42),
        ({"filter": "birthDate:1972-11-26"}, 1),
        ({"filter": "properties.birthDate:1972-11-26"}, 1),
        ({"changed_since": "2022-05-28"}, 0),
        ({"target": "true"}, 42),
        ({"target": "false"}, 0),
    ],
)
def test_filters(yente, parameters, total):
    assert found(yente, **parameters)["total"]["value"] == total


def test_the_order_can_be_chosen(yente):
    names = captions(yente, sort="caption:desc", limit=50)
    assert names == sorted(names, key=str.casefold, reverse=True)


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "name:Putin"},
        {"q": "Aks*nov"},
        {"q": "Aksyonov~2"},
        {"q": "Sergey AND Aksyonov"},
        {"q": "-Sergey"},
        {"q": "[a TO b]"},
        {"q": "Aksyonov", "fuzzy": "true"},
        {"sort": "shoeSize"},
        {"filter": "shoeSize:42"},
        {"filter": "birthDate"},
        {"schema": "Yacht"},
        {"include_dataset": "not_loaded"},
    ],
)
def test_what_is_not_understood_is_refused(yente, parameters):
    response = yente.get("/yente/search/default", params=parameters)
    assert response.status_code == 400
    assert response.json()["detail"]


@pytest.mark.parametrize(
    "parameters", [{"limit": 501}, {"offset": 9500}, {"facets": "shoes"}, {"changed_since": "now"}]
)
def test_parameters_have_bounds(yente, parameters):
    assert yente.get("/yente/search/default", params=parameters).status_code == 422


def test_a_dataset_that_is_not_loaded(yente):
    assert yente.get("/yente/search/nowhere").status_code == 404


def test_with_simple_everything_is_words(yente):
    assert captions(yente, q='name:"Sergey" AND +Aksyonov', simple=True) == []
    assert "Sergey AKSYONOV" in captions(yente, q='"Sergey" +Aksyonov', simple=True)
