"""The key that signs: made once, for its owner only; and what it signs."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from service.audit.link import BEGINNING, tie
from service.audit.signing import Signer, is_genuine, signer_from
from service.storage.errors import RecordsUnavailable

LINK = tie(BEGINNING, "0" * 24, 1, "2026-11-23T09:00:00.000000Z", "record_read", "desk", None, "{}")


def test_a_key_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "new" / "audit-key.pem"
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: signer_from(path).public_key, range(8)))
    assert len(keys) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["audit-key.pem"]


def test_a_signature_is_of_one_place_and_one_hash():
    anchor = Signer().sign(LINK)
    assert is_genuine(anchor)
    for changed in ({"number": 2}, {"writer": "1" * 24}, {"sha256": "0" * 64}, {"signature": "no"}, {"public_key": ""}):
        assert not is_genuine(replace(anchor, **changed))


def test_another_kind_of_key_is_refused(tmp_path):
    path = tmp_path / "key.pem"
    other = generate_private_key(SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(RecordsUnavailable, match="expected an Ed25519 key"):
        signer_from(path)
    path.write_text("nonsense")
    with pytest.raises(RecordsUnavailable, match="cannot be used"):
        signer_from(path)
