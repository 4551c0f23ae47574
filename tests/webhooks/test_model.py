"""What counts as delivered, and that secrets are never shown."""

import pytest

from service.webhooks.model import Attempt, Claim, PublishedEvent, SigningKeys


@pytest.mark.parametrize(
    ("status", "delivered"), [(200, True), (299, True), (199, False), (300, False), (410, False), (None, False)]
)
def test_only_2xx_is_delivered(status, delivered):
    assert Attempt(status).delivered is delivered


def test_keys_and_addresses_are_not_shown():
    keys = SigningKeys("whsec_S3CRET", "whsk_S3CRET", "whsec_OLDS3CRET", "whsk_OLDS3CRET")
    claim = Claim("whd_1", "one", 1, "whk_1", "https://a.example/S3CRET", keys, PublishedEvent("e", "t", "t", {}))
    assert "S3CRET" not in repr(claim)
