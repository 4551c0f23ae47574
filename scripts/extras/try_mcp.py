"""`sekisho-mcp` as an assistant's program starts it: it lists its tools, and one of them answers."""

from __future__ import annotations

import anyio
from mcp import Client, StdioServerParameters, stdio_client

from scripts.extras.running import installed, served


async def asked(address: str) -> tuple[set[str], str]:
    """The names of the tools, and what is decided about somebody who is listed."""
    program = StdioServerParameters(command="sekisho-mcp", env={"SEKISHO_MCP_URL": address})
    async with Client(stdio_client(program)) as assistant:
        tools = {tool.name for tool in (await assistant.list_tools()).tools}
        parties = [{"name": "Sergei Aksenov", "type": "person"}]
        answer = await assistant.call_tool("screen_parties", {"parties": parties})
    assert answer.structured_content is not None
    return tools, answer.structured_content["decision"]


def main() -> None:
    installed()
    with served() as address:
        tools, decision = anyio.run(asked, address)
    assert {"screen_parties", "check_goods", "compare_names", "explain_hit", "get_certificate"} < tools, tools
    assert decision == "review"


if __name__ == "__main__":
    main()
