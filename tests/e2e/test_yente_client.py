"""The client of yente from PyPI (SDK, command line, MCP server), unchanged, against a server of ours.

It is installed over the network into an environment of its own, so only where SEKISHO_TEST_YENTE_CLIENT is set: to 1,
or to the folder of an environment that has `yente-client[cli,mcp]` already.
"""

import csv
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.e2e.installation import Installation

ASKED = "SEKISHO_TEST_YENTE_CLIENT"
AKSYONOV = "jp_crimea_2014:026-000002"

pytestmark = pytest.mark.skipif(ASKED not in os.environ, reason=f"{ASKED} is not set")


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """The folder of the programs of an environment with the client."""
    given = Path(os.environ[ASKED])
    if given.is_dir():
        return given / "bin"
    folder = tmp_path_factory.mktemp("yente-client")
    venv.create(folder, with_pip=True)
    subprocess.run([folder / "bin" / "pip", "install", "--quiet", "yente-client[cli,mcp]==0.2.0"], check=True)
    return folder / "bin"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Address and key of a service that asks for keys."""
    folder = tmp_path_factory.mktemp("service")
    installation = Installation(folder, None)
    command = [sys.executable, "-m", "service.cli", "keys", "create", "client", "--role", "screener", "--json"]
    made = subprocess.run(command, env=installation.environment, capture_output=True, text=True, check=True)
    installation.start()
    yield f"http://127.0.0.1:{installation.port}/yente", json.loads(made.stdout)["secret"]
    installation.kill()


def test_sdk_and_mcp_server(programs, server):
    script = Path(__file__).with_name("yente_programs.py")
    # -P: our own folder must not come before the packages of that environment.
    run = subprocess.run([programs / "python", "-P", script, *server], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout.splitlines()[-1])
    sdk = found["sdk"]
    assert (
        sdk["top"][0] == sdk["search"] == found["async"] == found["mcp"]["match"] == found["mcp"]["search"] == AKSYONOV
    )
    assert sdk["top"][2:] == [True, True]
    assert (sdk["total"], sdk["clear"]) == (1, [])
    assert sdk["stream"] == {"0": "MatchResponse", "1": "MatchResponse", "2": "MatchError"}
    assert sdk["fetched"] == "Sanction"
    assert sdk["adjacent"] == found["mcp"]["relations"] == ["sanctions"]
    assert sdk["datasets"] == sdk["again"] == ["default", "jp_crimea_2014", "sanctions"]
    assert (sdk["best"], sdk["health"]) == ("sekisho", ["ok", "ok"])
    assert sdk["refused"][0] == 400
    assert "/queries/q/name" in sdk["refused"][1]
    assert (sdk["unknown"][0], sdk["statements"], sdk["keyless"]) == (404, 404, 401)
    assert (found["mcp"]["fetch"], found["mcp"]["dataset"]) == ("Sergey AKSYONOV", "jp_crimea_2014")


def run_cli(programs, server, *arguments):
    address, key = server
    command = [programs / "yente-cli", "--base-url", address, "--api-key", key, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_command_line(programs, server):
    status = json.loads(run_cli(programs, server, "status", "-f", "json").stdout)
    assert (status["api"]["liveness"]["status"], status["api"]["readiness"]["status"]) == ("ok", "ok")
    match = run_cli(programs, server, "match", "-s", "Person", "-p", "name=Sergey Aksyonov", "-f", "json")
    assert AKSYONOV in match.stdout
    assert run_cli(programs, server, "match", "-s", "Person", "-p", "name=Hanako Yamada").returncode == 1


def test_a_file_is_screened_and_what_cannot_be_is_an_error(programs, server, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("row,name\n1,Sergey Aksyonov\n2,Hanako Yamada\n3,Ltd.\n", encoding="utf-8")
    run = run_cli(programs, server, "screen", str(path), "-", "-s", "Person", "-i", "name=name", "--include-empty")
    rows = {row["row"]: row for row in csv.DictReader(run.stdout.splitlines())}
    assert run.returncode == 5  # "completed, but some rows failed"
    assert (rows["1"]["match_id"], rows["1"]["match"]) == (AKSYONOV, "true")
    assert (rows["2"]["match_id"], rows["2"]["match_error"]) == ("", "")
    assert "cannot be searched" in rows["3"]["match_error"]
