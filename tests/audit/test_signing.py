"""The key that signs: made once, for its owner only; and what it signs."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from service.audit.anchors import AnchorFile
from service.audit.link import BEGINNING, canonical, line_of, tie
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


def test_the_copy_of_the_anchors_is_read_but_for_a_line_cut_short(tmp_path):
    copy = AnchorFile(tmp_path / "anchors.jsonl")
    anchor = Signer().sign(LINK)
    copy.add([anchor, anchor])
    with copy.path.open("a") as file:
        file.write('{"writer":"01')
    assert list(copy.anchors()) == [anchor, anchor]
    copy.add([anchor])
    assert list(copy.anchors()) == [anchor] * 3
    with copy.path.open("a") as file:
        file.write("nonsense\n")
    with pytest.raises(ValueError, match=r"anchors.jsonl, line 5: expected an anchor"):
        list(copy.anchors())


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.none() | st.booleans() | st.integers() | words | st.lists(words, max_size=3)


@given(
    actor=words,
    subject=st.none() | words,
    details=st.dictionaries(st.text("abc"), values, max_size=4),
)
def test_what_is_hashed_is_canonical_json(actor, subject, details):
    line = line_of(BEGINNING, "w", 1, "t", "record_read", actor, subject, canonical(details))
    known = {"writer": "w", "number": 1, "at": "t", "kind": "record_read", "previous": BEGINNING}
    assert json.loads(line) == known | {"actor": actor, "subject": subject, "details": details}
    assert canonical(json.loads(line)) == line
