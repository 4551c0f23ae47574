"""What the pages for those who come from other programs tell a new user to type, typed.

Commands of yente-client run only where SEKISHO_TEST_YENTE_CLIENT names an environment that has it.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import anyio
import pytest

from tests.e2e.installation import Installation

ROOT = Path(__file__).parents[2]
AKSYONOV = "jp_crimea_2014:026-000002"
CLIENT = Path(os.environ.get("SEKISHO_TEST_YENTE_CLIENT", ""))
PAGES = ("coming-from-yente", "coming-from-watchman", "openrefine", "agents")


def blocks(page, language):
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    fenced = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return [content for named, content in fenced if named == language]


def commands(page, program):
    """Each command of a program, with its continued lines."""
    lines = "\n".join(blocks(page, "")).replace("\\\n", " ")
    return re.findall(rf"^ *({program} (?:[^\n']|'[^']*')*)", lines, re.MULTILINE)


class Guest:
    """A new user with a service of their own and a key."""

    def __init__(self, folder):
        self.installation = Installation(folder, None, yente_keys_in_addresses="true")
        self.address = f"http://127.0.0.1:{self.installation.port}"
        self.key = ""

    def start(self):
        made = self.run("sekisho keys create yente --role screener --json")
        self.key = json.loads(made)["secret"]
        self.installation.start()

    def at_home(self, text):
        """The text of a page with the address and the key of this service."""
        return text.replace("http://127.0.0.1:8000", self.address).replace("sk_...", self.key)

    def run(self, command):
        programs = f'sekisho() {{ {sys.executable} -m service.cli "$@"; }}\n'
        found = os.environ["PATH"] if not CLIENT.name else f"{CLIENT / 'bin'}{os.pathsep}{os.environ['PATH']}"
        given = self.installation.environment | {"PATH": found, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            ["bash", "-c", programs + self.at_home(command)],
            cwd=self.installation.folder, env=given, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout


@pytest.fixture(scope="module")
def guest(tmp_path_factory):
    one = Guest(tmp_path_factory.mktemp("guest"))
    one.start()
    yield one
    one.installation.stop()


@pytest.mark.parametrize(
    ("page", "count"), [("coming-from-yente", 1), ("coming-from-watchman", 1), ("openrefine", 3), ("agents", 0)]
)
def test_requests_are_answered(guest, page, count):
    asked = commands(page, "curl")
    assert len(asked) == count
    for command in asked:
        key = "" if "Authorization" in command else f" -H 'Authorization: ApiKey {guest.key}'"
        answer = json.loads(guest.run(command + key))
        assert "name" in answer or AKSYONOV in json.dumps(answer), f"{command}\n{answer}"


@pytest.mark.parametrize("page", PAGES)
def test_keys_are_made(guest, page):
    for number, command in enumerate(commands(page, "sekisho keys")):
        assert "sk_" in guest.run(re.sub(r"create \S+", f"create {page}-{number}", command.partition("#")[0]))


def test_an_assistant_finds_the_server_by_its_configuration(guest):
    from mcp import Client, StdioServerParameters, stdio_client

    (told,) = blocks("agents", "json")
    server = json.loads(guest.at_home(told))["mcpServers"]["sekisho"]
    assert server["command"] == "sekisho-mcp"
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "service.mcp"], env=server["env"] | {"PYTHONPATH": str(ROOT)}
    )
    page = (ROOT / "docs" / "agents.md").read_text(encoding="utf-8")

    async def tools():
        async with Client(stdio_client(parameters)) as assistant:
            return {tool.name for tool in (await assistant.list_tools()).tools}

    assert anyio.run(tools) == set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))


@pytest.mark.skipif(not CLIENT.name, reason="SEKISHO_TEST_YENTE_CLIENT is not set")
def test_yente_client_as_the_page_says(guest):
    printed = [guest.run(command) for command in commands("coming-from-yente", "yente-cli")]
    assert len(printed) == 2
    assert AKSYONOV in printed[1]
    for program in blocks("coming-from-yente", "python"):
        (guest.installation.folder / "page.py").write_text(guest.at_home(program), encoding="utf-8")
        assert AKSYONOV in guest.run(f"{CLIENT / 'bin' / 'python'} page.py")
