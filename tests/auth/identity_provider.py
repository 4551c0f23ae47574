"""An identity provider on this machine: it has keys, publishes them, and signs what a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

KINDS: Mapping[str, tuple[Any, Any]] = {
    "RS256": (lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048), RSAAlgorithm),
    "ES256": (lambda: ec.generate_private_key(ec.SECP256R1()), ECAlgorithm),
    "EdDSA": (ed25519.Ed25519PrivateKey.generate, OKPAlgorithm),
}


@cache
def _key(key_id: str, algorithm: str) -> Any:
    return KINDS[algorithm][0]()


class IdentityProvider:
    """Serves its key set at `address`; `asked` counts how often."""

    def __init__(self) -> None:
        self.keys: dict[str, tuple[str, Any]] = {}
        self.asked = 0
        self.answer: bytes | None = None
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.asked += 1
                content = provider.answer if provider.answer is not None else provider.key_set()
                self.send_response(200)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/keys"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def add_key(self, key_id: str, algorithm: str = "RS256", *, shared: bool = True) -> None:
        """A key that is `shared` is the same in all tests: to find two large primes takes longer than most of them."""
        self.keys[key_id] = (algorithm, _key(key_id, algorithm) if shared else KINDS[algorithm][0]())

    def key_set(self) -> bytes:
        entries = [
            json.loads(KINDS[algorithm][1].to_jwk(key.public_key())) | {"kid": key_id, "use": "sig"}
            for key_id, (algorithm, key) in self.keys.items()
        ]
        return json.dumps({"keys": entries}).encode()

    def sign(self, claims: Mapping[str, Any], key_id: str) -> str:
        algorithm, key = self.keys[key_id]
        return jwt.encode(dict(claims), key, algorithm=algorithm, headers={"kid": key_id})
