"""Time-stamps of anchors by an authority (RFC 3161): evidence of when an anchor existed that rests neither on the clock
of this machine nor on the key that signs here. The extra `timestamps`.

What is stamped is the line of the anchor as it stands in the copy of the anchors, with its line end. The authority's
response is kept as it came, in the chain, so that whoever has the line, the response and the authority's certificates
can check it with any program.

The libraries read and verify: the status, one signature, the certificates up to one that is trusted, all valid at the
time of the stamp and the lowest one for time-stamping alone, the nonce, and the hash of what was stamped. Whether a
certificate was revoked is not looked up.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.x509 import Certificate, load_pem_x509_certificates

from service.audit.anchors import lines_of
from service.audit.event import Detail
from service.audit.link import is_place
from service.audit.signing import Anchor
from service.storage.errors import RecordsUnavailable

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse

_SHA256 = "2.16.840.1.101.3.4.2.1"
_LONGEST_REASON = 200
_OPENSSL_REASONS = (re.compile(r'Verify error: ([^"]+)"'), re.compile(r'reason: "([^"]+)"'))
"""Where OpenSSL says what is wrong within what the library passes on, which also has lines and files of C."""


class TimestampRefused(Exception):  # noqa: N818 - reads as what it is
    """A response that proves nothing about an anchor. Says why."""


@dataclass(frozen=True, slots=True)
class Timestamp:
    """The response of an authority (TimeStampResp in DER) about an anchor, and the nonce of the request."""

    anchor: Anchor
    nonce: int
    response: bytes

    def details(self) -> Mapping[str, Detail]:
        """As an event of the chain holds it. The nonce is text, as JSON numbers are not that long everywhere."""
        response = b64encode(self.response).decode()
        return {"anchor": asdict(self.anchor), "nonce": str(self.nonce), "response": response}


@dataclass(frozen=True, slots=True)
class TimestampRequest:
    """What an authority is sent (TimeStampReq in DER), and the nonce in it."""

    body: bytes
    nonce: int


def from_details(details: Mapping[str, Any]) -> Timestamp:
    """A time-stamp from the details of an event, which may be anything. Raises TimestampRefused."""
    try:
        anchor = Anchor(**details["anchor"])
        if not is_place(anchor.writer, anchor.number) or not isinstance(anchor.sha256, str):
            raise ValueError("an anchor of another type")
        return Timestamp(anchor, int(details["nonce"]), b64decode(details["response"], validate=True))
    except (KeyError, TypeError, ValueError) as error:
        raise TimestampRefused(f"it is no time-stamp of an anchor ({type(error).__name__})") from None


def stamped_text(anchor: Anchor) -> bytes:
    """What the authority's signature covers the SHA-256 of."""
    return lines_of([anchor]).encode()


def request_for(anchor: Anchor) -> TimestampRequest:
    """A request for a time-stamp, with a nonce by chance, that asks for the authority's certificates too."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(stamped_text(anchor)).hash_algorithm(HashAlgorithm.SHA256)
    request = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    if request.nonce is None:
        raise TypeError("expected a request with a nonce")
    return TimestampRequest(request.as_bytes(), request.nonce)


def verified_time(timestamp: Timestamp, trusted: Sequence[Certificate]) -> datetime:
    """When the authority says that it saw the anchor, to the second. Raises TimestampRefused."""
    from rfc3161_client import VerifierBuilder

    try:
        response = _read(timestamp.response)
        _refuse_other_hash(response)
        verifier = VerifierBuilder(roots=list(trusted), nonce=timestamp.nonce).build()
        verifier.verify_message(response, stamped_text(timestamp.anchor))
        return response.tst_info.gen_time
    except TimestampRefused:
        raise
    except Exception as error:  # of hostile bytes libraries make errors of many kinds
        raise TimestampRefused(_words(error)) from None


def _read(content: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response

    try:
        response = decode_timestamp_response(content)
    except ValueError:
        response = decode_timestamp_response(_in_order(content))
    if response.status not in (0, 1):
        said = "; ".join(response.status_string)[:_LONGEST_REASON]
        raise TimestampRefused(f"the authority refused, with status {response.status} {said}".rstrip())
    return response


def _in_order(content: bytes) -> bytes:
    """The same response with its certificates in the order that DER demands of a set. OpenSSL, and with it authorities
    that are made of it, writes the authority's first. The signature does not cover them. Raises ValueError."""
    from asn1crypto.tsp import TimeStampResp

    response = TimeStampResp.load(content, strict=True)
    signed = response["time_stamp_token"]["content"]
    signed["certificates"] = type(signed["certificates"])(sorted(signed["certificates"], key=lambda one: one.dump()))
    ordered: bytes = response.dump()
    return ordered


def _refuse_other_hash(response: TimeStampResponse) -> None:
    found = response.tst_info.message_imprint.hash_algorithm.dotted_string
    if found != _SHA256:
        raise TimestampRefused(f"expected a stamp of a SHA-256, got one of the algorithm {found}")


def _words(error: Exception) -> str:
    text = str(error)
    found = next((match[1] for one in _OPENSSL_REASONS if (match := one.search(text))), text)
    return found[:_LONGEST_REASON] or type(error).__name__


def trusted_certificates(path: Path) -> tuple[Certificate, ...]:
    """The certificates of a PEM file that time-stamps may go back to. Raises RecordsUnavailable if there are none, or
    if what verifies time-stamps is not installed."""
    if any(find_spec(name) is None for name in ("rfc3161_client", "asn1crypto")):
        raise RecordsUnavailable(
            "SEKISHO_TIMESTAMP_CERTIFICATES is set, but what verifies time-stamps is not installed: pip install "
            "'sekisho[timestamps]'"
        )
    try:
        return tuple(load_pem_x509_certificates(path.read_bytes()))
    except OSError as error:
        raise RecordsUnavailable(f"the certificates {path} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise RecordsUnavailable(f"{path}: expected certificates as PEM: {error}") from None
