"""Which lists are loaded, in which edition."""

from service.api.schemas.watchlists import WatchlistsOut


def test_watchlists_say_edition_and_hash(client):
    listed = WatchlistsOut.model_validate_json(client.get("/v1/watchlists").content)
    japan = next(one for one in listed.watchlists if one.id == "jp_crimea_2014")
    assert japan.entities == 42
    assert client.get("/v1/watchlists/jp_crimea_2014").json()["sha256"] == japan.sha256
    assert "jp_crimea_2014" in client.get("/v1/watchlists/none").json()["detail"]


def test_profiles_are_listed(client):
    assert "default" in [profile["id"] for profile in client.get("/v1/profiles").json()["profiles"]]
