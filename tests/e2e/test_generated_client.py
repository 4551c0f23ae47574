"""A Python client generated from openapi.yaml calls the application, and every answer has its type."""

import asyncio
import importlib
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]


class InProcess(httpx.BaseTransport):
    """Hands requests of a synchronous client to an ASGI application."""

    def __init__(self, app):
        self._transport = httpx.ASGITransport(app=app)

    def handle_request(self, request):
        async def answered():
            response = await self._transport.handle_async_request(request)
            return httpx.Response(response.status_code, headers=response.headers, content=await response.aread())

        request.stream = httpx.ByteStream(request.read())
        return asyncio.run(answered())


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """The package, as the generator writes it without one warning."""
    folder = tmp_path_factory.mktemp("client")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
    config = ["--config", str(ROOT / "examples" / "openapi-python-client.yaml")]
    paths = ["--path", str(ROOT / "openapi.yaml"), "--output-path", str(folder / "sekisho_client")]
    done = subprocess.run([*command, *config, *paths], capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "WARNING" not in said, said
    sys.path.insert(0, str(folder))
    yield importlib.import_module("sekisho_client")
    sys.path.remove(str(folder))


@pytest.fixture
def call(generated, client):
    """Call an operation by its module and return the parsed answer."""
    base = "http://localhost"
    caller = generated.Client(base_url=base)
    caller.set_httpx_client(httpx.Client(transport=InProcess(client.app), base_url=base))

    def call_(module, *path, **given):
        return importlib.import_module(f"sekisho_client.api.{module}").sync(*path, client=caller, **given)

    return call_


def model(name, **document):
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
    return getattr(importlib.import_module(f"sekisho_client.models.{snake}"), name).from_dict(document)


def test_a_screening_is_asked_read_again_and_replayed(call):
    request = model("ScreeningRequestIn", parties=[{"id": "buyer", "type": "person", "name": "Sergey Aksyonov"}])
    answer = call("screenings.screen", body=request)
    assert (type(answer).__name__, answer.decision.value) == ("ScreeningOut", "review")
    again = call("screenings.get_screening", answer.id)
    assert again.parties[0].hits[0].entity_id == answer.parties[0].hits[0].entity_id
    replayed = call("screenings.replay_screening", answer.id)
    assert (type(replayed).__name__, replayed.identical) == ("ReplayOut", True)


def test_problems_have_their_type(call):
    assert type(call("screenings.get_screening", "scr_0123456789ab0123456789abcdef")).__name__ == "ProblemOut"
