"""`sekisho-mcp` as an assistant's program starts it: over standard input and output, with a key of its own."""

import json
import subprocess
import sys

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from tests.e2e.installation import Installation


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """How to start it beside a service that asks for keys."""
    installation = Installation(tmp_path_factory.mktemp("mcp"), None)
    command = [sys.executable, "-m", "service.cli", "keys", "create", "assistant", "--role", "screener", "--json"]
    made = subprocess.run(command, env=installation.environment, capture_output=True, text=True, check=True)
    installation.start()
    key = json.loads(made.stdout)["secret"]
    given = {"SEKISHO_MCP_URL": f"http://127.0.0.1:{installation.port}", "SEKISHO_MCP_API_KEY": key}
    yield StdioServerParameters(command=sys.executable, args=["-m", "service.mcp"], env=given)
    installation.stop()


def test_an_assistant_screens_and_explains(server):
    async def asked():
        async with Client(stdio_client(server)) as assistant:
            parties = [{"name": "Sergey Aksyonov", "type": "person"}]
            screened = await assistant.call_tool("screen_parties", {"parties": parties})
            answer = screened.structured_content
            hit = answer["parties"][0]["hits"][0]["entity_id"]
            given = {"screening_id": answer["screening_id"], "entity_id": hit}
            return answer, await assistant.call_tool("explain_hit", given)

    answer, explained = anyio.run(asked)
    assert answer["decision"] == "review"
    assert not explained.is_error


def test_help_is_told_to_people():
    done = subprocess.run([sys.executable, "-m", "service.mcp", "--help"], capture_output=True, text=True, check=False)
    assert "SEKISHO_MCP_API_KEY" in done.stderr
