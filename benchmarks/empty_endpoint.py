"""What every answer over HTTP costs here at least: an endpoint of FastAPI that does nothing.

    SEKISHO_PORT=8001 python -m benchmarks.empty_endpoint

It is served with the options of `sekisho serve`. `POST /v1/screenings` takes no parameters, so FastAPI does not look
at the body, and answers `{"status": "ok"}`.
"""

from __future__ import annotations

import uvicorn
from fastapi import FastAPI

from service.cli.serve import server_options
from service.settings import Settings

app = FastAPI()


@app.post("/v1/screenings")
async def empty() -> dict[str, str]:
    """Nothing is asked, nothing is done."""
    return {"status": "ok"}


if __name__ == "__main__":
    uvicorn.run("benchmarks.empty_endpoint:app", **server_options(Settings()))
