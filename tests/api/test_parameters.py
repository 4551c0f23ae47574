"""Query parameters that a path does not know are refused."""

import pytest


@pytest.mark.parametrize(
    ("path", "pointers"),
    [
        ("/v1/screenings?refrence=x", ["/refrence"]),
        ("/v1/screenings?reference=x", []),
        ("/v1/screenings?a=1&limit=5&b=2", ["/a", "/b"]),
        ("/v1/profiles?x=1", ["/x"]),
        ("/v1/screenings?a/b~c=1", ["/a~1b~0c"]),
        ("/docs?x=1", []),
    ],
)
def test_each_that_is_unknown_is_named_and_what_is_known_is_told(client, path, pointers):
    answer = client.get(path)
    if not pointers:
        assert answer.status_code == 200
        return
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == pointers
    assert answer.json()["errors"][0]["expected"].startswith(("known: ", "no parameters"))
