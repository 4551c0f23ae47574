"""The application: routes, errors, envelope."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

from fastapi import Depends, FastAPI

from service import __version__
from service.api import problems
from service.api.envelope import Envelope
from service.api.head import Head
from service.api.metrics import Metrics
from service.api.openapi import install as install_openapi
from service.api.parameters import refuse_unknown
from service.api.routes import compare, docs, editions, entities, health, maps, screenings, territories, watchlists
from service.runtime import Runtime

_DESCRIPTION = """\
*Sekisho* (関所) was the checkpoint at which officials inspected people and goods. This one answers two questions
about a trade, a payment or a customer file: **may we deal with these parties, and may these goods come in?**

Every hit says why it is one, line by line, and names the law and the exact list edition behind it. Every answer is on
record before it is given. What cannot be checked is an error with a reason, never `clear`.
"""


class Beside(Protocol):
    """Something that works beside the server from its start to its end."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


def create_app(runtime: Runtime | None, beside: Sequence[Beside] = ()) -> FastAPI:
    """An application on a runtime. Without one it can only describe itself."""
    app = FastAPI(
        title="Sekisho",
        version=__version__,
        summary="Sanctions-list screening of parties and goods",
        description=_DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        dependencies=[Depends(refuse_unknown)],
        redirect_slashes=False,
        separate_input_output_schemas=False,
    )
    app.state.runtime = runtime
    app.state.beside = tuple(beside)
    app.state.metrics = Metrics()
    routers = [
        room.router for room in (screenings, maps, compare, watchlists, editions, entities, territories, health, docs)
    ]
    for router in routers:
        app.include_router(router)
    app.state.routes = [route for router in routers for route in router.routes]
    docs.mount_static(app)
    problems.install(app)
    install_openapi(app)
    app.add_middleware(Head)
    app.add_middleware(Envelope, metrics=app.state.metrics)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    for one in app.state.beside:
        one.start()
    yield
    for one in app.state.beside:
        one.stop()
    if app.state.runtime is not None:
        app.state.runtime.close()
