"""Run inside an environment that has yente-client[cli,mcp]: asks the service at an address by its SDK and its MCP
server, and writes what they got as one JSON document. Imports nothing of ours."""

import asyncio
import json
import os
import sys
from pathlib import Path


def by_sdk(address, key):
    from yente_client import Client, Company, Person
    from yente_client.exceptions import AuthenticationError, BadRequestError, NotFoundError

    def error(call, *kinds):
        try:
            call()
        except kinds as caught:
            return [caught.status_code, caught.detail]
        return None

    with Client(base_url=address, api_key=key) as client:
        hits = client.match(Person(name="Сергей Аксёнов", birthDate="1972-11-26"), datasets=["sanctions"])
        id_ = hits.top.id
        pairs = [(str(n), Person(name=name)) for n, name in enumerate(("Sergey Aksyonov", "Hanako Yamada", "Ltd."))]
        stream = dict(client.match_iter(pairs, workers=20, on_error="collect"))
        return {
            "top": [id_, hits.top.score, hits.top.match, hits.top.target],
            "total": hits.total.value,
            "clear": client.match(Company(name="Zzyzx Qwomply Nonexistent")).results,
            "stream": {key: type(one).__name__ for key, one in sorted(stream.items())},
            "search": client.search("aksyonov").results[0].id,
            "fetched": client.fetch(id_).properties["sanctions"][0].schema_,
            "adjacent": list(client.adjacent(id_).adjacent),
            "page": client.adjacent(id_, prop="sanctions").total.value,
            "datasets": sorted(one.name for one in client.datasets().datasets),
            "again": sorted(one.name for one in client.datasets().datasets),
            "best": client.algorithms().best,
            "health": [client.healthz().status, client.readyz().status],
            "refused": error(lambda: client.match(Person(name="-")), BadRequestError),
            "unknown": error(lambda: client.match(Person(name="Ivan"), datasets=["nowhere"]), NotFoundError),
            "statements": error(lambda: client.statements(canonical_id=id_), NotFoundError)[0],
            "keyless": error(
                lambda: Client(base_url=address, api_key="no").match(Person(name="Ivan")), AuthenticationError
            )[0],
        }


async def by_async_sdk(address, key):
    from yente_client import AsyncClient, Person

    async with AsyncClient(base_url=address, api_key=key) as client:
        return (await client.match(Person(name="Sergey Aksyonov"))).top.id


async def by_mcp(address, key):
    from fastmcp import Client
    from fastmcp.client.transports import StdioTransport

    program = str(Path(sys.executable).with_name("yente-mcp"))
    given = {"YENTE_BASE_URL": address, "OPENSANCTIONS_API_KEY": key, "PATH": os.environ["PATH"]}
    async with Client(StdioTransport(command=program, args=["--transport", "stdio"], env=given)) as client:

        async def call(tool, **arguments):
            return (await client.call_tool(tool, arguments)).data

        found = await call("match_entity", schema="Person", properties={"name": ["Sergey Aksyonov"]})
        id_ = found["results"][0]["id"]
        return {
            "match": id_,
            "search": (await call("search_entities", q="aksyonov"))["results"][0]["id"],
            "fetch": (await call("fetch_entity_by_id", entity_id=id_))["caption"],
            "relations": list(await call("fetch_entity_relations", entity_id=id_)),
            "dataset": (await call("describe_dataset", name="jp_crimea_2014"))["name"],
        }


if __name__ == "__main__":
    address_, key_ = sys.argv[1:]
    document = {
        "sdk": by_sdk(address_, key_),
        "async": asyncio.run(by_async_sdk(address_, key_)),
        "mcp": asyncio.run(by_mcp(address_, key_)),
    }
    print(json.dumps(document))
