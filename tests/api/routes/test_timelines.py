"""What happened to the lists, day by day."""


def test_the_rounds_of_japan_are_told_by_day(client):
    path = "/v1/watchlists/jp_crimea_2014/timeline"
    before = client.get(path, params={"as_of": "2014-08-04"}).json()["rounds"]
    on = client.get(path, params={"as_of": "2014-08-05"}).json()["rounds"]
    assert on[:-1] == before
    assert (on[-1]["watchlist"], on[-1]["in_force"], on[-1]["individuals"]) == ("jp_crimea_2014", True, 40)
    assert not before[-1]["in_force"]
    assert client.get("/v1/watchlists/none/timeline").status_code == 404
