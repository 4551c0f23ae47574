"""The territories and places that goods are read for."""


def test_every_territory_says_what_it_covers(client):
    territories = client.get("/v1/territories").json()["territories"]
    assert {"sevastopol", "crimea"} & {one["id"] for one in territories}
    assert len({one["id"] for one in territories}) == len(territories)
