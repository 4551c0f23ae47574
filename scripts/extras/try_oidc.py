"""A token of an identity provider is let in, one that another has signed is not."""

from __future__ import annotations

import json
import time

from scripts.extras.running import PERSON, Refused, ask, installed, served
from tests.auth.identity_provider import IdentityProvider

ISSUER, AUDIENCE = "https://login.example.org", "sekisho"


def main() -> None:
    installed()
    provider, another = IdentityProvider(), IdentityProvider()
    provider.add_key("first")
    another.add_key("first", shared=False)
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "h.yamada", "exp": now + 300, "iat": now, "roles": ["screener"]}
    settings = {"oidc_issuer": ISSUER, "oidc_audience": AUDIENCE, "oidc_jwks_url": provider.address}
    with served(**settings, oidc_roles_claim="roles", oidc_roles='{"screener": "screener"}') as address:
        status = {one: _status(address, one.sign(claims, "first")) for one in (provider, another)}
    assert list(status.values()) == [200, 401], status


def _status(address: str, token: str) -> int:
    try:
        answered = ask(f"{address}/v1/screenings", PERSON, {"Authorization": f"Bearer {token}"})
    except Refused as refused:
        return refused.status
    assert json.loads(answered)["decision"] == "review"
    return 200


if __name__ == "__main__":
    main()
