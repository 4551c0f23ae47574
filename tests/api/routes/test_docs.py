"""The documentation comes from this server alone."""

import re

import pytest

from service.api.routes.docs import STATIC


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_documentation_asks_no_other_host(client, path):
    page = client.get(path)
    assert "<title>Sekisho</title>" in page.text
    assert "http:" not in page.text
    assert "https:" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    for part in re.findall(r'(?:src|href)="(static/[^"]+)"', page.text):
        assert client.get(f"/{part}").status_code == 200


def test_vendored_files_carry_their_licences():
    for folder in ("swagger-ui", "redoc"):
        assert (STATIC / folder / "LICENSE").is_file()
    assert "cdn." not in (STATIC / "redoc" / "redoc.standalone.js").read_text(encoding="utf-8")


def test_the_front_page_is_the_documentation(client):
    assert client.get("/").headers["location"] == "docs"
