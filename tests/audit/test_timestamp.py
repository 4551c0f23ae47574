"""Time-stamps of anchors: those that prove something, and all others."""

import shutil
import subprocess
from contextlib import suppress
from dataclasses import replace

import pytest
from asn1crypto import tsp
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from service.audit import timestamp as module
from service.audit.link import BEGINNING, tie
from service.audit.signing import Signer
from service.audit.timestamp import (
    Timestamp,
    TimestampRefused,
    from_details,
    request_for,
    stamped_text,
    trusted_certificates,
    verified_time,
)
from service.storage.errors import RecordsUnavailable
from tests.audit.authority import NOW, STAMPING, Authority, issue, pem_file, root, signer
from tests.audit.tampered import VALUES

SIGNER = Signer()
ANCHOR = SIGNER.sign(tie(BEGINNING, "0" * 24, 1, "2026-11-23T09:00:00.000000Z", "chains_anchored", "a", None, "{}"))
OTHER = SIGNER.sign(tie(BEGINNING, "0" * 24, 2, "2026-11-23T09:00:00.000000Z", "chains_anchored", "a", None, "{}"))
ROOT = (root().certificate,)


def stamp(authority=None, anchor=ANCHOR):
    request = request_for(anchor)
    return Timestamp(anchor, request.nonce, (authority or Authority())(request.body))


def test_a_request_is_of_the_line_of_the_anchor_and_asks_for_the_certificates():
    request = tsp.TimeStampReq.load(request_for(ANCHOR).body)
    assert request["cert_req"].native
    assert request["message_imprint"]["hash_algorithm"]["algorithm"].native == "sha256"
    assert stamped_text(ANCHOR).endswith(b"}\n")
    assert len({request_for(ANCHOR).nonce for _ in range(5)}) == 5


@pytest.mark.parametrize(
    "authority",
    [Authority(), Authority(unordered=True), Authority(issue("Below the root", root(), usages=[STAMPING]))],
    ids=["below another", "certificates in any order", "below the root"],
)
def test_the_time_of_a_good_one_is_the_authoritys(authority):
    timestamp = stamp(authority)
    assert verified_time(timestamp, ROOT) == NOW
    assert from_details(timestamp.details()) == timestamp
    others = (issue("Another", ca=True).certificate, *ROOT)
    assert verified_time(timestamp, others) == NOW


IMPRINT = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": b"a" * 32}
SHA1 = {"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": b"a" * 20}
REFUSED = {
    "another root of the same name": (lambda: Authority(issue("A", issue("Root", ca=True), usages=[STAMPING])), "cert"),
    "not for time-stamping": (lambda: Authority(issue("A", root())), "unsuitable certificate purpose"),
    "for servers": (
        lambda: Authority(issue("A", root(), usages=[ExtendedKeyUsageOID.SERVER_AUTH])),
        "unsuitable certificate purpose",
    ),
    "for servers too": (
        lambda: Authority(issue("A", root(), usages=[ExtendedKeyUsageOID.SERVER_AUTH, STAMPING])),
        "unsuitable certificate purpose",
    ),
    "use not critical": (
        lambda: Authority(issue("A", root(), usages=[STAMPING], critical=False)),
        "unsuitable certificate purpose",
    ),
    "expired when it stamped": (lambda: Authority(issue("A", root(), usages=[STAMPING], days=20)), "has expired"),
    "issued by one who may not": (
        lambda: Authority(issue("A", issue("B", root()), usages=[STAMPING])),
        "invalid CA certificate",
    ),
    "without its certificate": (lambda: Authority(include=[]), "signer certificate not found"),
    "with another certificate": (lambda: Authority(include=[root().certificate]), "signer certificate not found"),
    "another nonce": (lambda: Authority(change={"nonce": 5}), "Nonce mismatch"),
    "no nonce": (lambda: Authority(change={"nonce": None}), "Nonce mismatch"),
    "another hash": (lambda: Authority(change={"message_imprint": IMPRINT}), "Mismatch between messages"),
    "another kind of hash": (lambda: Authority(change={"message_imprint": SHA1}), "expected a stamp of a SHA-256"),
    "refused": (lambda: Authority(status="rejection"), "the authority refused, with status 2 not today"),
    "changed as it was granted": (lambda: Authority(status="granted_with_mods"), "not GRANTED"),
}


@pytest.mark.parametrize(("authority", "words"), REFUSED.values(), ids=REFUSED)
def test_others_are_refused_with_the_reason(authority, words):
    with pytest.raises(TimestampRefused, match=words) as refused:
        verified_time(stamp(authority()), ROOT)
    assert len(str(refused.value)) < 300


def test_what_is_trusted_decides():
    timestamp = stamp()
    for trusted in ([], [issue("Root", ca=True).certificate], [signer().certificate]):
        with pytest.raises(TimestampRefused):
            verified_time(timestamp, trusted)


def test_it_is_of_this_anchor_and_of_this_request_only():
    timestamp = stamp()
    changes = ({"anchor": OTHER}, {"nonce": timestamp.nonce + 1}, {"response": b""}, {"response": stamp().response})
    for changed in changes:
        with pytest.raises(TimestampRefused):
            verified_time(replace(timestamp, **changed), ROOT)


def test_no_flipped_bit_gives_another_time():
    """Some bytes are not signed, such as the version of the envelope; what they wrap then is the same."""
    timestamp = stamp()
    refused = 0
    for place in range(len(timestamp.response)):
        response = bytearray(timestamp.response)
        response[place] ^= 1 << (place % 8)
        try:
            assert verified_time(replace(timestamp, response=bytes(response)), ROOT) == NOW
        except TimestampRefused:
            refused += 1
    assert refused > len(timestamp.response) * 0.95


GOOD = stamp()


@given(st.integers(0, len(GOOD.response)), st.integers(0, 40), st.binary(max_size=40))
def test_whatever_an_authority_answers_is_a_time_or_refused(place, cut, inserted):
    response = GOOD.response[:place] + inserted + GOOD.response[place + cut :]
    with suppress(TimestampRefused):
        assert verified_time(replace(GOOD, response=response), ROOT) == NOW
    with pytest.raises(TimestampRefused):
        verified_time(replace(GOOD, response=inserted), ROOT)


@given(VALUES, VALUES)
def test_details_are_a_time_stamp_or_refused(value, other):
    for details in (value, {"anchor": value, "nonce": other, "response": value}, GOOD.details() | {"anchor": value}):
        with pytest.raises(TimestampRefused):
            from_details(details)


def test_certificates_are_read_or_said_what_is_wrong(tmp_path, monkeypatch):
    path = pem_file(tmp_path / "ca.pem", *ROOT, *signer().above)
    assert len(trusted_certificates(path)) == 3
    for content, words in ((b"", "expected certificates as PEM"), (b"nonsense", "expected certificates as PEM")):
        path.write_bytes(content)
        with pytest.raises(RecordsUnavailable, match=words):
            trusted_certificates(path)
    with pytest.raises(RecordsUnavailable, match="cannot be read: No such file"):
        trusted_certificates(tmp_path / "none.pem")
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(RecordsUnavailable, match=r"pip install 'sekisho\[timestamps\]'"):
        trusted_certificates(path)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the program openssl is not installed")
def test_openssl_says_the_same(tmp_path):
    (tmp_path / "one.anchor").write_bytes(stamped_text(ANCHOR))
    (tmp_path / "one.tsr").write_bytes(stamp(Authority(unordered=True)).response)
    pem_file(tmp_path / "ca.pem", *ROOT)
    pem_file(tmp_path / "other.pem", issue("Other", ca=True).certificate)
    command = ["openssl", "ts", "-verify", "-data", "one.anchor", "-in", "one.tsr", "-attime", f"{NOW.timestamp():.0f}"]
    for certificates, status in (("ca.pem", 0), ("other.pem", 1)):
        whole = [*command, "-CAfile", certificates]
        done = subprocess.run(whole, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
