"""`sekisho-mcp`: serves an assistant over standard input and output."""

from __future__ import annotations

import os
import sys

from service.mcp.server import build_server
from service.mcp.service_calls import ServiceCalls, open_client

DEFAULT_URL = "http://127.0.0.1:8000"
TIMEOUT_SECONDS = 60.0

HELP = f"""\
usage: sekisho-mcp

Serves the Model Context Protocol over standard input and output.
  SEKISHO_MCP_URL      address of the service ({DEFAULT_URL})
  SEKISHO_MCP_API_KEY  a key with the role screener; a service on this machine without keys needs none"""


def main() -> None:
    """Serve until the program that started this one closes standard input."""
    if len(sys.argv) > 1:
        sys.exit(HELP)
    url = os.environ.get("SEKISHO_MCP_URL", DEFAULT_URL)
    client = open_client(url, os.environ.get("SEKISHO_MCP_API_KEY"), timeout=TIMEOUT_SECONDS)
    build_server(ServiceCalls(client)).run("stdio")


if __name__ == "__main__":
    main()
