"""Which lists are meant by datasets and collections."""

from dataclasses import replace

import pytest

from service.api.compat.yente.datasets import UnknownDatasetError, children, resolve


@pytest.fixture
def lists(snapshot):
    ids = ("jp_crimea_2014", "us_ofac_sdn", "us_bis_denied", "jp_meti_eul", "gb_fcdo_sanctions", "own_customers")
    return tuple(replace(snapshot.watchlists[0], id=id_) for id_ in ids)


def test_collections(lists):
    assert children("default", lists) == tuple(sorted(one.id for one in lists))
    assert children("sanctions", lists) == ("gb_fcdo_sanctions", "jp_crimea_2014", "us_ofac_sdn")
    assert children("us_ofac_sdn", lists) == ("us_ofac_sdn",)
    assert children("nowhere", lists) == ()


@pytest.mark.parametrize(
    ("dataset", "included", "excluded", "found"),
    [
        ("default", [], [], None),
        ("default", ["us_ofac_sdn"], [], {"us_ofac_sdn"}),
        ("default", ["us_ofac_sdn", "own_customers"], [], {"us_ofac_sdn", "own_customers"}),
        ("default", ["sanctions"], ["us_ofac_sdn"], {"jp_crimea_2014", "gb_fcdo_sanctions"}),
        ("sanctions", [], ["nowhere"], {"jp_crimea_2014", "gb_fcdo_sanctions", "us_ofac_sdn"}),
        ("sanctions", ["default"], [], {"jp_crimea_2014", "gb_fcdo_sanctions", "us_ofac_sdn"}),
    ],
)
def test_scopes(lists, dataset, included, excluded, found):
    scope = resolve(dataset, included, excluded, lists)
    assert (scope.watchlists and set(scope.watchlists)) == found


@pytest.mark.parametrize(
    ("dataset", "included", "excluded", "in_path"),
    [
        ("nowhere", [], [], True),
        ("default", ["nowhere"], [], False),
        ("default", ["us_ofac_sdn", "nowhere"], [], False),
        ("us_ofac_sdn", ["jp_meti_eul"], [], False),
        ("default", ["us_ofac_sdn"], ["us_ofac_sdn"], False),
        ("us_ofac_sdn", [], ["default"], False),
    ],
)
def test_what_would_not_be_searched_is_refused(lists, dataset, included, excluded, in_path):
    with pytest.raises(UnknownDatasetError) as caught:
        resolve(dataset, included, excluded, lists)
    assert caught.value.in_path is in_path
