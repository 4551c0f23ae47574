"""The tools against an application in this process."""

import json

import anyio
import httpx
import pytest
from mcp import Client

from service.mcp.server import build_server
from service.mcp.service_calls import ServiceCalls

AKSYONOV = "jp_crimea_2014:026-000002"


@pytest.fixture
def call(client):
    """Call a tool by name and return what an assistant would get: an answer, or the sentence of an error."""

    async def called(name, given):
        transport = httpx.ASGITransport(app=client.app)
        http = httpx.AsyncClient(transport=transport, base_url="http://localhost")
        async with http, Client(build_server(ServiceCalls(http))) as assistant:
            result = await assistant.call_tool(name, given)
        if result.is_error:
            return result.content[0].text
        content = result.structured_content
        return content.get("result", content) if isinstance(content, dict) else json.loads(result.content[0].text)

    return lambda name, **given: anyio.run(called, name, given)


def test_parties_are_screened_and_recorded(call):
    answer = call("screen_parties", parties=[{"name": "Sergey Aksyonov", "type": "person"}], reference="TRD-1")
    assert answer["decision"] == "review"
    assert answer["parties"][0]["hits"][0]["entity_id"] == AKSYONOV
    assert answer["note"]
    [lines] = call("explain_hit", screening_id=answer["screening_id"], entity_id=AKSYONOV)
    assert lines["listed_name"] == "Sergey AKSYONOV"
    total = sum(line["contribution"] for line in lines["lines"])
    assert total == pytest.approx(lines["score"], abs=0.01)


def test_a_clear_says_which_lists_were_searched(call):
    answer = call("screen_parties", parties=[{"name": "Testa Testova"}])
    assert (answer["decision"], answer["note"]) == ("clear", None)
    assert [name.split()[0] for name in answer["lists"]] == ["jp_crimea_2014"]


def test_goods_are_looked_at(call):
    answer = call("check_goods", goods=[{"description": "wine", "hs_code": "2204", "origin": "г. Севастополь"}])
    assert (answer["decision"], answer["goods"][0]["territory"]) == ("block", "sevastopol")


def test_a_certificate_is_read(call):
    asked = call("screen_parties", parties=[{"name": "Testa Testova"}])["screening_id"]
    certificate = call("get_certificate", screening_id=asked)
    assert certificate["findings"][0]["hits"] == 0
    assert len(certificate["sha256"]) == 64
    assert "request" not in certificate


def test_names_are_compared(call):
    assert call("compare_names", left="Aksyonov", right="Аксёнов", type="person")["match"]


def test_an_entity_is_read_as_of_a_day(call):
    assert call("get_entity", entity_id=AKSYONOV, as_of="2015-01-01")["listed"] is True


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("screen_parties", {"parties": [{"name": "A", "nationalities": ["ZZ"]}]}, "/parties/0/nationalities/0"),
        ("screen_parties", {"parties": [{"name": "A", "country": "UA"}]}, "country"),
        ("get_entity", {"entity_id": "jp_crimea_2014:none"}, "404"),
        ("explain_hit", {"screening_id": "scr_0123456789ab0123456789abcdef", "entity_id": AKSYONOV}, "404"),
    ],
)
def test_what_is_wrong_is_an_error_with_its_place(call, name, given, sentence):
    assert sentence in call(name, **given)


def test_a_service_that_is_down_is_an_error_and_no_clear():
    async def called():
        http = httpx.AsyncClient(base_url="http://127.0.0.1:9")
        async with http, Client(build_server(ServiceCalls(http))) as assistant:
            return await assistant.call_tool("screen_parties", {"parties": [{"name": "Testa"}]})

    result = anyio.run(called)
    assert result.is_error
    assert "nothing was screened" in result.content[0].text


def test_no_tool_decides(client):
    async def names():
        async with httpx.AsyncClient() as http, Client(build_server(ServiceCalls(http))) as assistant:
            return {tool.name: tool.annotations.read_only_hint for tool in (await assistant.list_tools()).tools}

    assert anyio.run(names) == {
        "screen_parties": False,
        "check_goods": False,
        "compare_names": True,
        "explain_hit": True,
        "get_entity": True,
        "get_certificate": True,
    }
