"""In whose line the work of a request stands."""

import pytest
from starlette.requests import Request

from service.api.context import caller_of, line_of
from service.auth.model import Actor


def request(actor, client=("10.0.0.7", 1234)):
    return Request({"type": "http", "headers": [], "actor": actor, "client": client})


@pytest.mark.parametrize(
    ("name", "client", "line"),
    [
        ("yamada", ("10.0.0.7", 1), "yamada"),
        ("local", ("10.0.0.7", 1), "local 10.0.0.7"),
        ("local", ("10.0.0.8", 1), "local 10.0.0.8"),
        ("local", None, "local"),
    ],
)
def test_a_key_has_one_line_and_without_keys_each_address_has(name, client, line):
    actor = Actor(name, frozenset())
    assert caller_of(request(actor, client)) == line
    assert line_of(actor, request(None, client)) == line
