"""Where events may be sent, and where not."""

import pytest

from service.webhooks.addresses import NotAllowed, allowed, read_networks, read_target
from service.webhooks.errors import WebhookRefused

HTTPS = read_target("https://receiver.example/hook?key=1")
HTTP = read_target("http://receiver.example:8080/hook")


def test_an_address_is_taken_apart():
    assert (HTTPS.host, HTTPS.port, HTTPS.path, HTTPS.host_header) == (
        "receiver.example",
        443,
        "/hook?key=1",
        "receiver.example",
    )
    assert HTTP.host_header == "receiver.example:8080"
    assert read_target("https://[2606:4700::1]:444").host_header == "[2606:4700::1]:444"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "receiver.example",
        "ftp://receiver.example/",
        "https://",
        "https:///hook",
        "https://user:hunter2@receiver.example/",
        "https://user@receiver.example/",
        "https://receiver.example/#part",
        "https://receiver.example:99999/",
        "https://receiver.example:0/",
        "https://receiver.example/a b",
        "https://receiver.example/\r\nX-Evil: 1",
        "https://münchen.example/",
        "https://[::1/",
        "https://receiver.example/" + "a" * 2000,
    ],
)
def test_what_cannot_be_sent_to_is_refused(url):
    with pytest.raises(WebhookRefused) as refused:
        read_target(url)
    assert refused.value.field == "url"
    assert "hunter2" not in str(refused.value)


def test_only_public_addresses_over_https():
    assert allowed(HTTPS, ["10.0.0.1", "8.8.8.8"], ()) == ["8.8.8.8"]
    with pytest.raises(NotAllowed, match="expected a public address"):
        allowed(HTTPS, ["10.0.0.1"], ())
    with pytest.raises(NotAllowed, match="got plain http"):
        allowed(HTTP, ["8.8.8.8"], ())


def test_other_networks_only_if_the_operator_lets_them():
    networks = read_networks(["10.0.0.0/8", "fd00::/8"])
    assert allowed(HTTP, ["10.0.0.1", "fd00::1", "192.168.0.1"], networks) == ["10.0.0.1", "fd00::1"]
    assert allowed(HTTPS, ["::ffff:10.0.0.1"], networks) == ["::ffff:10.0.0.1"]
    with pytest.raises(NotAllowed):
        allowed(HTTPS, ["192.168.0.1"], networks)
