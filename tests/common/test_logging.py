"""Log lines: JSON on standard error, without secrets, whoever wrote them."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from service.common import logging as logs
from service.common.logging import Logger, configure_logs

TOKEN = "Bearer abcdefgh12345678"


@pytest.fixture(autouse=True)
def logs_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server that ran in this process before may have left levels of its own behind."""
    for name in ("level", "least"):
        monkeypatch.setattr(logs._Asked, name, getattr(logs._Asked, name))
    root = logging.getLogger()
    loggers = [root, *map(logging.getLogger, ("uvicorn", "uvicorn.error", "uvicorn.access", "library", "own"))]
    before = [(one, one.handlers[:], one.level, one.disabled, one.propagate) for one in loggers]
    for one in loggers[1:]:
        one.setLevel(logging.NOTSET)
        one.disabled = False
    yield
    for one, handlers, level, disabled, propagate in before:
        one.handlers[:], one.disabled, one.propagate = handlers, disabled, propagate
        one.setLevel(level)
    structlog.reset_defaults()
    logs._bound.cache_clear()


def written(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_our_own_lines_and_those_of_libraries_are_json(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    Logger("own").info("screened", name="Ёлка", count=2)
    logging.getLogger("library").warning("slow: %s", "yes")
    own, library = written(capsys)
    assert (own["event"], own["name"], own["count"], own["level"], own["logger"]) == (
        "screened",
        "Ёлка",
        2,
        "info",
        "own",
    )
    assert (library["event"], library["level"]) == ("slow: yes", "warning")
    assert str(own["timestamp"]).endswith("Z")


def test_secrets_are_taken_out_wherever_they_stand(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    Logger("own").info(f"got {TOKEN}", headers={"authorization": TOKEN}, parts=[TOKEN, ("x", TOKEN)])
    logging.getLogger("library").error("refused %s", TOKEN)
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logging.getLogger("library").exception("failed")
        Logger("own").exception("failed", error=ValueError(TOKEN))
    lines = capsys.readouterr().err
    assert lines.count("\n") == 4
    assert "abcdefgh12345678" not in lines


@pytest.mark.parametrize("logger", [logging.getLogger("library"), Logger("own")])
def test_an_error_is_told_with_the_way_to_it(logger: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    try:
        raise ValueError("no such file")
    except ValueError:
        logger.exception("failed")
    (line,) = written(capsys)
    assert "Traceback" in str(line["exception"])
    assert str(line["exception"]).endswith("ValueError: no such file")


def test_lines_below_the_level_and_of_every_request_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("warning")
    Logger("own").info("quiet")
    logging.getLogger("uvicorn.access").error("GET /?name=somebody")
    logging.getLogger("uvicorn.error").warning("loud")
    assert [line["event"] for line in written(capsys)] == ["loud"]


def test_configured_twice_a_line_is_written_once(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    configure_logs("info")
    logging.getLogger("library").warning("once")
    assert len(written(capsys)) == 1


def test_structlog_is_imported_with_the_first_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "structlog", None)  # cannot be imported
    configure_logs("warning")
    Logger("own").info("quiet")
    with pytest.raises(ImportError):
        Logger("own").warning("loud")
