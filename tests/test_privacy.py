"""What may stand in a log: no secrets, and names only as the operator wants them."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from structlog.testing import CapturingLogger

from service.api import screening_log
from service.api.app import create_app
from service.api.schemas.screening_request import ScreeningRequestIn
from service.api.screening_log import ScreeningLog, hashed
from service.auth.key_generation import new_secret
from service.common.json_lines import _take_secrets_out
from service.engine.screening.errors import NotReady
from service.storage.installation_key import installation_key
from tests.conftest import Client

NAMES = ["Hanako Yamada", "Сергей Аксёнов", "Placeholder Trading"]
BODY = {"parties": [{"name": NAMES[0], "aliases": [NAMES[1]]}, {"name": NAMES[2]}]}
KEY = b"k" * 32


@pytest.mark.parametrize(
    ("shown", "names"), [("none", None), ("hashed", [hashed(name, KEY) for name in NAMES]), ("plain", NAMES)]
)
def test_names_stand_in_the_log_as_the_operator_wants_them(shown, names, monkeypatch):
    logger = CapturingLogger()
    monkeypatch.setattr(screening_log, "log", logger)
    body = ScreeningRequestIn.model_validate(BODY)
    ScreeningLog(shown, KEY, wanted=True).note("scr_1", "clear", "desk", body, "request-1")
    [call] = logger.calls
    assert call.kwargs.get("names") == names
    assert (call.method_name, call.kwargs["actor"], call.kwargs["parties"]) == ("debug", "desk", 2)


def test_a_hash_tells_the_same_name_and_needs_the_key():
    assert hashed("ＨＡＮＡＫＯ  yamada", KEY) == hashed(NAMES[0], KEY)
    assert len({hashed(NAMES[0], KEY), hashed(NAMES[1], KEY), hashed(NAMES[0], b"other" * 8)}) == 3


def test_secrets_are_taken_out_of_every_line():
    _, secret = new_secret()
    line = _take_secrets_out(None, "", {"event": f"sent Bearer {secret}", "given": [{"key": secret}], "n": 1})
    assert line == {"event": "sent Bearer…", "given": [{"key": f"{secret[:11]}…"}], "n": 1}


def test_no_error_repeats_a_secret(make_runtime):
    client = Client(create_app(make_runtime()))
    _, secret = new_secret()
    asked = [f"/v1/profiles?{secret}=1", f"/v1/profiles?a={secret}", f"/{secret}", f"/v1/entities/{secret}"]
    for path in asked:
        answer = client.get(path)
        assert answer.status_code in {404, 422}
        assert secret[12:] not in answer.text


def test_the_key_of_an_installation_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "new" / "log.key"
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: installation_key(path), range(32)))
    assert len(keys) == 1
    assert len(keys.pop()) == 32
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["log.key"]


def test_a_key_that_is_none_is_said(tmp_path):
    (tmp_path / "short").write_bytes(b"short")
    with pytest.raises(NotReady, match="32 bytes or more, got 5"):
        installation_key(tmp_path / "short")
    with pytest.raises(NotReady, match="cannot be used"):
        installation_key(tmp_path / "short" / "log.key")
