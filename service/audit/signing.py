"""Signatures under events: Ed25519 (RFC 8032). A signed event is an anchor of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from service.audit.link import Link
from service.common.files import write_secret_once
from service.storage.errors import RecordsUnavailable


@dataclass(frozen=True, slots=True)
class Anchor:
    """A signature under event `number` of `writer`. Everything but the number is lower-case hexadecimal."""

    writer: str
    number: int
    sha256: str
    public_key: str
    signature: str


class Signer:
    """Signs events with one key."""

    def __init__(self, key: Ed25519PrivateKey | None = None) -> None:
        """Without a key, one is made that is forgotten with this object: what it signed nobody can sign again."""
        self._key = key or Ed25519PrivateKey.generate()
        self.public_key = self._key.public_key().public_bytes_raw().hex()

    def sign(self, link: Link) -> Anchor:
        """The anchor of an event."""
        signature = self._key.sign(signed_text(link.writer, link.number, link.sha256)).hex()
        return Anchor(link.writer, link.number, link.sha256, self.public_key, signature)


def signed_text(writer: str, number: int, sha256: str) -> bytes:
    """What is signed: the place of an event and its hash."""
    return f"sekisho audit anchor\n{writer} {number} {sha256}\n".encode()


def is_genuine(anchor: Anchor) -> bool:
    """Did the owner of the anchor's public key sign it?"""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(anchor.public_key))
        key.verify(bytes.fromhex(anchor.signature), signed_text(anchor.writer, anchor.number, anchor.sha256))
    except (InvalidSignature, ValueError):
        return False
    return True


def signer_from(path: Path) -> Signer:
    """The signer with the key of a PEM file, which is made on first use, for its owner's eyes only.

    Raises RecordsUnavailable if there is none and none can be made, or if it is something else.
    """
    try:
        if not path.exists():
            write_secret_once(path, _new_key())
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise RecordsUnavailable(f"the audit key {path} cannot be used: {error.strerror}") from None
    except (ValueError, TypeError) as error:
        raise RecordsUnavailable(f"the audit key {path} cannot be used: {error}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise RecordsUnavailable(f"the audit key {path} cannot be used: expected an Ed25519 key, got another kind")
    return Signer(key)


def _new_key() -> bytes:
    """A key as it is kept."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
