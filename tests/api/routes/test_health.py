"""Alive, ready, and counted."""


def test_health(client):
    assert client.get("/livez").json() == {"status": "alive"}
    assert client.get("/readyz").json()["entities"] >= 42


def test_metrics_count_without_names(client):
    client.post("/v1/screenings", json={"parties": [{"name": "Hanako Yamada"}]})
    text = client.get("/metrics").text
    assert 'sekisho_screenings_total{decision="clear"} 1.0' in text
    assert 'route="/v1/screenings"' in text
    assert "Hanako" not in text
