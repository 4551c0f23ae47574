"""A picture of where goods come from."""

from service.api import examples


def test_the_origin_of_goods_is_drawn(client):
    answer = client.post("/v1/screenings", json=examples.SCREENINGS["cyrillic"]["value"]).json()
    picture = client.get(f"/v1/screenings/{answer['id']}/goods/line-1/map")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert picture.text.startswith("<svg")
    assert "Sevastopol" in picture.text
    assert client.get(f"/v1/screenings/{answer['id']}/goods/none/map").status_code == 404
