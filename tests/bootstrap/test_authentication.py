"""How the settings compose the authenticator."""

import asyncio

import pytest
from pydantic import ValidationError

from service.api.app import create_app
from service.bootstrap import authentication
from service.bootstrap.authentication import authenticator_of
from service.engine.screening.errors import NotReady
from service.settings import Settings
from tests.auth.identity_provider import IdentityProvider
from tests.auth.test_jwt import AUDIENCE, CLAIMS, ISSUER
from tests.conftest import Client

OIDC = {"oidc_issuer": ISSUER, "oidc_audience": AUDIENCE, "oidc_jwks_url": "https://login.example.org/keys"}


@pytest.mark.parametrize("missing", sorted(OIDC))
def test_tokens_need_all_three_settings(missing):
    with pytest.raises(ValidationError, match=f"SEKISHO_{missing.upper()} not set"):
        Settings(**OIDC | {missing: None})


@pytest.mark.parametrize("algorithm", ["none", "HS256", "HS512", "rs256", ""])
def test_signatures_that_anybody_can_make_cannot_be_set(algorithm):
    with pytest.raises(ValidationError, match="oidc_algorithms"):
        Settings(**OIDC, oidc_algorithms=[algorithm])


@pytest.mark.parametrize("origin", ["*", "https://desk.example.org/", "desk.example.org", "null", "ftp://a"])
def test_origins_are_exact(origin):
    with pytest.raises(ValidationError, match="cors_origins"):
        Settings(cors_origins=[origin])


def test_without_the_library_the_operator_is_told_what_to_install(make_runtime, monkeypatch):
    monkeypatch.setattr(authentication.importlib.util, "find_spec", lambda name: None)
    runtime = make_runtime(**OIDC)
    with pytest.raises(NotReady, match=r"pip install 'sekisho\[oidc\]'"):
        authenticator_of(runtime.settings, runtime.records, runtime.clock)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "sekisho.example.org"])
def test_other_addresses_are_served_only_with_keys_tokens_or_a_guard(host):
    assert "sekisho keys create" in Settings(host=host).refusal_to_listen(keys=False)
    assert Settings(host=host).refusal_to_listen(keys=True) is None
    assert Settings(host=host, **OIDC).refusal_to_listen(keys=False) is None
    assert Settings(host=host, allow_unauthenticated=True).refusal_to_listen(keys=False) is None
    assert Settings(host="::1").refusal_to_listen(keys=False) is None


def test_a_token_is_taken_over_http_and_named_on_record(make_runtime):
    provider = IdentityProvider()
    provider.add_key("first")
    runtime = make_runtime(**OIDC | {"oidc_jwks_url": provider.address})
    client = Client(create_app(runtime))
    given = {"authorization": f"Bearer {provider.sign(CLAIMS, 'first')}"}
    body = {"parties": [{"name": "Hanako Yamada"}]}
    answer = client.post("/v1/screenings", json=body, headers=given)
    statuses = [client.get(path, headers=given).status_code for path in ("/v1/screenings", "/v1/keys")]
    statuses.append(client.post("/v1/screenings", json=body).status_code)
    provider.close()
    assert statuses == [200, 403, 401]
    assert asyncio.run(runtime.records.get(answer.json()["id"])).actor == "oidc:h.yamada"
