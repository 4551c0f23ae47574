"""One attempt, at good and bad receivers."""

import asyncio
import socket
import ssl
from datetime import UTC, datetime, timedelta

import pytest

from service.webhooks.addresses import read_networks
from service.webhooks.sending import Sender
from tests.webhooks.receivers import raw_receiver, receiver

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LOCAL = read_networks(["127.0.0.0/8"])


def post(url, sender=None, headers=None, body=b"{}"):
    chosen = sender or Sender(LOCAL, seconds=0.5, clock=lambda: NOW)
    return asyncio.run(chosen.post(url, headers or {"webhook-id": "evt_1"}, body))


def test_a_message_arrives_as_it_is():
    with receiver() as told:
        attempt = post(told.url, body='{"a":"б"}'.encode())
    assert (attempt.status_code, attempt.error, attempt.delivered) == (204, None, True)
    ((path, headers, body),) = told.requests
    assert (path, body) == ("/hook?key=s3cr3t", '{"a":"б"}'.encode())
    assert headers["host"] == f"127.0.0.1:{told.port}"
    assert (headers["content-type"], headers["webhook-id"]) == ("application/json", "evt_1")


@pytest.mark.parametrize("status", [300, 301, 302, 307, 308, 400, 404, 410, 500])
def test_only_2xx_counts_and_no_redirect_is_followed(status):
    with receiver() as elsewhere, receiver(lambda _: (status, {"Location": elsewhere.url})) as told:
        attempt = post(told.url)
    assert (attempt.status_code, attempt.delivered) == (status, False)
    assert (len(told.requests), elsewhere.requests) == (1, [])


def test_retry_after_is_read():
    with receiver(lambda _: (503, {"Retry-After": "120"})) as told:
        assert post(told.url).retry_after == NOW + timedelta(seconds=120)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], "no answer within 0.5 s"),
        ([b"HTTP/1.1 200 OK\r\n"], "no answer within 0.5 s"),
        ([b"x"] * 20, "no answer within 0.5 s"),
        ([b""], "no answer: the connection was closed"),
        ([b"SSH-2.0-OpenSSH\r\n\r\n"], "no answer in HTTP/1.1"),
        ([b"HTTP/1.1 2000 OK\r\n\r\n"], "no answer in HTTP/1.1"),
        ([b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000], "no answer: LimitOverrunError"),
    ],
)
def test_what_hangs_drips_or_is_no_http_is_told(parts, words):
    with raw_receiver(parts, pause_seconds=0.1) as port:
        attempt = post(f"http://127.0.0.1:{port}/")
    assert (attempt.status_code, attempt.error) == (None, words)
    assert attempt.latency_ms < 2000


def test_what_comes_before_the_answer_is_passed_over():
    with raw_receiver(
        [b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"]
    ) as port:
        assert post(f"http://127.0.0.1:{port}/").status_code == 200


def test_a_receiver_that_is_not_there_is_told():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert post(f"http://127.0.0.1:{port}/").error == "no answer: Connection refused"


def resolver(*addresses):
    asked = []

    async def resolve(host, port):
        asked.append(host)
        return addresses

    return resolve, asked


def test_private_addresses_are_not_connected_to():
    with receiver() as told:
        for networks, scheme in (((), "http"), ((), "https"), (read_networks(["10.0.0.0/8"]), "http")):
            resolve, _ = resolver("127.0.0.1")
            sender = Sender(networks, seconds=0.5, resolve=resolve)
            attempt = post(f"{scheme}://receiver.example:{told.port}/", sender)
            assert attempt.error.startswith("expected a public address, got 127.0.0.1 for receiver.example")
    assert told.requests == []


def test_a_name_is_resolved_once_and_the_connection_goes_to_that_very_address():
    resolve, asked = resolver("127.0.0.1")
    with receiver() as told:
        attempt = post(f"http://receiver.example:{told.port}/", Sender(LOCAL, resolve=resolve))
    assert (attempt.delivered, asked) == (True, ["receiver.example"])
    assert told.requests[0][1]["host"] == f"receiver.example:{told.port}"


def test_a_name_that_cannot_be_resolved_is_told():
    async def resolve(host, port):
        raise socket.gaierror

    assert post("https://receiver.example/", Sender(resolve=resolve)).error == (
        "the name receiver.example cannot be resolved"
    )


def test_the_certificate_is_held_against_the_name(certificate):
    """The name of the address stands in the handshake, though the connection goes to an IP address."""
    server, trusted, asked = certificate("receiver.example")
    for host, words in (("receiver.example", None), ("other.example", "no secure connection")):
        resolve, _ = resolver("127.0.0.1")
        with server() as port:
            attempt = post(f"https://{host}:{port}/", Sender(LOCAL, seconds=2, resolve=resolve, tls=trusted))
        assert asked[-1] == host
        assert (attempt.error or "").startswith(words) if words else attempt.status_code == 200


@pytest.fixture
def certificate(tmp_path):
    from contextlib import contextmanager
    from datetime import timedelta
    from threading import Thread

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    def make(name):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .sign(key, hashes.SHA256())
        )
        pem = tmp_path / "receiver.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        pem.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
        asked = []
        serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        serving.load_cert_chain(pem)
        serving.sni_callback = lambda _, name, __: asked.append(name)

        @contextmanager
        def server():
            with socket.create_server(("127.0.0.1", 0)) as listening:

                def serve():
                    try:
                        with serving.wrap_socket(listening.accept()[0], server_side=True) as connection:
                            connection.recv(65536)
                            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                    except OSError:
                        pass  # the caller does not trust it

                thread = Thread(target=serve, daemon=True)
                thread.start()
                yield listening.getsockname()[1]
                thread.join(5)

        return server, ssl.create_default_context(cafile=str(pem)), asked

    return make
