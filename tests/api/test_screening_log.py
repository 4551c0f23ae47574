"""Names in the log as the operator wants them."""

import pytest
from structlog.testing import CapturingLogger

from service.api import screening_log
from service.api.schemas.screening_request import ScreeningRequestIn
from service.api.screening_log import ScreeningLog, hashed

BODY = ScreeningRequestIn.model_validate_json(
    '{"parties": [{"name": "Testan Examplov", "aliases": ["Tester"]}], "goods": [{"description": "wheat"}]}'
)


@pytest.mark.parametrize(
    ("name", "same"),
    [("TESTAN  examplov", True), ("Ｔｅｓｔａｎ Examplov", True), ("Testan Examplova", False), ("Testan\ud800", False)],
)
def test_a_hash_tells_the_same_name(name: str, same: bool) -> None:
    assert (hashed(name, b"key") == hashed("Testan Examplov", b"key")) is same


def test_another_key_gives_other_hashes() -> None:
    assert hashed("Testan Examplov", b"key") != hashed("Testan Examplov", b"other")
    assert len(hashed("", b"key")) == 16


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ("none", None),
        ("plain", ["Testan Examplov", "Tester"]),
        ("hashed", [hashed("Testan Examplov", b"key"), hashed("Tester", b"key")]),
    ],
)
def test_names_are_shown_as_the_operator_wants(shown, names, monkeypatch) -> None:
    logger = CapturingLogger()
    monkeypatch.setattr(screening_log, "log", logger)
    ScreeningLog(shown, b"key", wanted=True).note("scr_1", "review", "desk", BODY, "req-1")
    (line,) = [call.kwargs for call in logger.calls]
    assert line.get("names") == names
    assert (line["parties"], line["goods"], line["actor"], line["request_id"]) == (1, 1, "desk", "req-1")
    assert shown == "plain" or "Examplov" not in str(line)
