"""What every request is given, and every answer."""


def test_request_ids_come_back_and_odd_ones_are_replaced(client):
    assert client.get("/livez", headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert client.get("/livez", headers={"x-request-id": "<script>"}).headers["x-request-id"] != "<script>"


def test_security_headers_are_on_every_answer_and_other_origins_are_not_let_in(client):
    for response in (client.get("/livez"), client.get("/nothing"), client.get("/docs")):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
    answer = client.get("/livez", headers={"origin": "https://example.com"})
    assert "access-control-allow-origin" not in answer.headers
