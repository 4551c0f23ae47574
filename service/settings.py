"""What the operator sets. The only reader of the environment: `SEKISHO_*` variables, each with a default that works."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_PACKAGE = Path(__file__).resolve().parent


def bundled_lists() -> Path:
    """The lists that come with the program: inside an installed package, beside it in a checkout."""
    inside = _PACKAGE / "lists"
    return inside if inside.is_dir() else _PACKAGE.parent / "lists"


class Settings(BaseSettings):
    """Read once when the program starts, then handed on."""

    model_config = SettingsConfigDict(env_prefix="SEKISHO_", frozen=True)

    data_dir: Path = Field(default=Path("var"), description="Where records are kept.")
    database_url: str | None = Field(
        default=None, description="SQLAlchemy address; default: SQLite in the data directory."
    )
    lists_dir: Path = Field(default_factory=bundled_lists, description="Watchlists, rules and profiles.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on.")
    allow_unauthenticated: bool = Field(
        default=False,
        description="Serve other addresses than loopback without keys, because something in front guards them.",
    )
    max_body_bytes: int = Field(default=8 * 1024 * 1024, ge=1024, description="Largest request body.")
    max_name_length: int = Field(default=500, ge=50, le=10_000, description="Longest name, in characters.")
    record_timeout_seconds: float = Field(
        default=5.0, gt=0, le=60, description="Longest wait for a record to be written."
    )
    utc_offset_hours: float = Field(
        default=9.0,
        ge=-12,
        le=14,
        description="Which day is today: hours ahead of UTC. The default is Japan's, where the bundled measures apply.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="`debug` logs every request."
    )

    @property
    def database_address(self) -> str:
        """Where the records are."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'sekisho.db').absolute()}"

    def refusal_to_listen(self) -> str | None:
        """Why this address may not be served, or None. Nobody is asked for a key, so only this machine may ask."""
        if self.allow_unauthenticated or is_loopback(self.host):
            return None
        return (
            f"refusing to listen on {self.host}: requests are not authenticated, so only loopback (127.0.0.1, ::1, "
            "localhost) is served. Set SEKISHO_ALLOW_UNAUTHENTICATED=true if something in front of the service "
            "guards it."
        )


def is_loopback(host: str) -> bool:
    """Does this address only reach this machine?"""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
