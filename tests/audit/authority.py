"""A time-stamping authority (RFC 3161) for tests: real tokens, of keys and certificates that are made when they are
needed, over HTTP on this machine."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_SHA256 = {"algorithm": "sha256"}
STAMPING = ExtendedKeyUsageOID.TIME_STAMPING


@dataclass(frozen=True)
class Issued:
    """A certificate, its key, and those above it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    above: tuple[x509.Certificate, ...] = ()

    @property
    def root(self) -> x509.Certificate:
        return self.above[-1] if self.above else self.certificate


def issue(
    name: str,
    by: Issued | None = None,
    *,
    ca: bool = False,
    usages: Sequence[x509.ObjectIdentifier] = (),
    critical: bool = True,
    days: int = 365,
) -> Issued:
    """A certificate that is valid from a month before NOW for so many days; of its own key, or by another."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=30))
        .not_valid_after(NOW + timedelta(days=days - 30))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if usages:
        builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical=critical)
    certificate = builder.sign(by.key if by else key, hashes.SHA256())
    return Issued(certificate, key, (by.certificate, *by.above) if by else ())


@cache
def root() -> Issued:
    """The one that is trusted."""
    return issue("Root", ca=True)


@cache
def signer() -> Issued:
    """An authority that is what it has to be: below another one, below the root."""
    return issue("Authority", issue("Authorities", root(), ca=True), usages=[STAMPING])


@dataclass
class Authority:
    """Answers requests. `at` is its clock; `change` is done to what is stamped, `include` are the certificates in
    tokens (those above it by default), in an order that DER does not allow if `unordered`."""

    issued: Issued = field(default_factory=signer)
    at: Callable[[], datetime] = lambda: NOW
    change: dict[str, Any] = field(default_factory=dict)
    status: str = "granted"
    include: Sequence[x509.Certificate] | None = None
    unordered: bool = False
    requests: list[bytes] = field(default_factory=list)

    def __call__(self, request: bytes) -> bytes:
        """The response to a request, in DER."""
        self.requests.append(request)
        if self.status not in ("granted", "granted_with_mods"):
            return _Refusal({"status": {"status": self.status, "status_string": ["not today"]}}).dump()
        asked = tsp.TimeStampReq.load(request)
        info = {
            "version": "v1",
            "policy": "1.3.6.1.4.1.99999.1",
            "message_imprint": asked["message_imprint"],
            "serial_number": len(self.requests),
            "gen_time": self.at().replace(microsecond=0),
            "nonce": asked["nonce"],
        }
        info |= self.change
        token = self._signed(tsp.TSTInfo({name: value for name, value in info.items() if value is not None}))
        return tsp.TimeStampResp({"status": {"status": self.status}, "time_stamp_token": token}).dump()

    def _signed(self, info: tsp.TSTInfo) -> cms.ContentInfo:
        content = info.dump()
        leaf = self.issued.certificate
        issued = leaf.public_bytes(Encoding.DER)
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [hashlib.sha256(content).digest()]},
                {
                    "type": "signing_certificate_v2",
                    "values": [{"certs": [{"cert_hash": hashlib.sha256(issued).digest()}]}],
                },
            ]
        )
        included = (leaf, *self.issued.above[:-1]) if self.include is None else self.include
        certificates = sorted((one.public_bytes(Encoding.DER) for one in included), reverse=self.unordered)
        parsed = [asn1_x509.Certificate.load(one) for one in certificates]
        signer_info = {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {
                    "issuer": asn1_x509.Certificate.load(issued).issuer,
                    "serial_number": leaf.serial_number,
                },
            ),
            "digest_algorithm": _SHA256,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": self.issued.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
        }
        data = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [_SHA256],
                "encap_content_info": {"content_type": "tst_info", "content": cms.ParsableOctetString(content)},
                "certificates": _Unordered(parsed) if self.unordered else parsed,
                "signer_infos": [signer_info],
            }
        )
        return cms.ContentInfo({"content_type": "signed_data", "content": data})


class _Refusal(core.Sequence):
    """A response without a token."""

    _fields: ClassVar = [("status", tsp.PKIStatusInfo)]


class _Unordered(cms.CertificateSet):
    """As OpenSSL writes them: in the order in which they are."""

    def _set_contents(self, force: bool = False) -> None:
        super()._set_contents(force)
        self._contents = b"".join(one.dump(force=force) for one in self)


def pem_file(path: Path, *certificates: x509.Certificate) -> Path:
    """A file of trusted certificates."""
    path.write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in certificates))
    return path


@contextmanager
def serving(authority: Authority) -> Iterator[str]:
    """The address of an authority that serves until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            wanted = self.headers["Content-Type"] == "application/timestamp-query"
            answer = authority(body) if wanted else b""
            self.send_response(200 if wanted else 415)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa"
    finally:
        server.shutdown()
        server.server_close()
