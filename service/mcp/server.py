"""The tools, as an assistant sees them."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from service import __version__
from service.mcp.inputs import GoodsInput, PartyInput, PartyType
from service.mcp.service_calls import CallFailedError, Document, ServiceCalls
from service.mcp.views import certificate_view, comparison_view, hit_view, screening_view

T = TypeVar("T")

INSTRUCTIONS = """\
Screens parties and goods of a trade against official sanctions lists, and reads what is on record.
Report decisions as they are: `clear`, `review` or `block`, with the lists that were searched and the warnings. A person
decides `review`; never say that somebody may be dealt with. An error is never a clear. Do not change names, dates
or numbers before you hand them over, and do not translate them."""

READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
RECORDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)


def build_server(calls: ServiceCalls) -> MCPServer:
    """A server whose tools call one service."""
    server = MCPServer("sekisho", title="Sekisho", instructions=INSTRUCTIONS, version=__version__)
    _add_screening(server, calls)
    _add_reading(server, calls)
    return server


def _add_screening(server: MCPServer, calls: ServiceCalls) -> None:
    @server.tool(annotations=RECORDS)
    async def screen_parties(parties: list[PartyInput], reference: str | None = None) -> Document:
        """Screen persons, companies, vessels or aircraft against all lists that are loaded. Put on record."""
        body = {"parties": [party.model_dump(exclude_none=True) for party in parties], "reference": reference}
        return screening_view(await _answered(calls.screen(body)))

    @server.tool(annotations=RECORDS)
    async def check_goods(goods: list[GoodsInput], reference: str | None = None) -> Document:
        """May these goods come in? Looks at origin, code and route of each line. Put on record."""
        body = {"goods": [_goods_body(line) for line in goods], "reference": reference}
        return screening_view(await _answered(calls.screen(body)))


def _add_reading(server: MCPServer, calls: ServiceCalls) -> None:
    @server.tool(annotations=READS)
    async def compare_names(left: str, right: str, type: PartyType = "unknown") -> Document:  # noqa: A002
        """How alike are two names, and why? Nothing is screened or recorded."""
        body = {"pairs": [{"left": left, "right": right, "type": type}]}
        return comparison_view(await _answered(calls.compare(body)))

    @server.tool(annotations=READS)
    async def explain_hit(screening_id: str, entity_id: str) -> list[Document]:
        """Every line of the score of a hit on record: what agreed, what differed, and what each was worth."""
        lines = hit_view(await _answered(calls.get_screening(screening_id)), entity_id)
        if not lines:
            raise ToolError(f"{screening_id} has no hit on {entity_id}; its hits name their entity_id")
        return lines

    @server.tool(annotations=READS)
    async def get_certificate(screening_id: str) -> Document:
        """What the certificate of a screening says, to report or to cite: findings, lists with edition and age,
        profile, earlier decisions that were applied, place in the audit chain, and the hash by which it is verified.
        That it was issued is put on record. It never says that there are no sanctions."""
        return certificate_view(await _answered(calls.get_certificate(screening_id)))

    @server.tool(annotations=READS)
    async def get_entity(entity_id: str, as_of: str | None = None) -> Document:
        """All that a list says about an entity, as it said so on a day (YYYY-MM-DD; today if left out)."""
        return await _answered(calls.get_entity(entity_id, as_of))


def _goods_body(line: GoodsInput) -> Document:
    """The line as the HTTP API takes it: text and country of origin stand in one object there."""
    body = line.model_dump(exclude_none=True, exclude={"origin", "origin_country"})
    origin = {"text": line.origin, "country": line.origin_country}
    stated = {key: value for key, value in origin.items() if value is not None}
    return body | ({"origin": stated} if stated else {})


async def _answered(call: Awaitable[T]) -> T:
    try:
        return await call
    except CallFailedError as error:
        raise ToolError(str(error)) from error
