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

    data_dir: Path = Field(default=Path("var"), description="Where records and editions of lists are kept.")
    database_url: str | None = Field(
        default=None, description="SQLAlchemy address; default: SQLite in the data directory."
    )
    lists_dir: Path = Field(default_factory=bundled_lists, description="Watchlists, rules and profiles.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on.")
    workers: int = Field(default=1, ge=1, le=64, description="Processes that answer, all on the one port.")
    allow_unauthenticated: bool = Field(
        default=False,
        description="Serve other addresses than loopback without keys, because something in front guards them.",
    )
    max_body_bytes: int = Field(default=8 * 1024 * 1024, ge=1024, description="Largest request body.")
    max_name_length: int = Field(default=500, ge=50, le=5_000, description="Longest name, in characters.")
    record_timeout_seconds: float = Field(
        default=5.0, gt=0, le=60, description="Longest wait for a record to be written."
    )
    audit_key_file: Path | None = Field(
        default=None,
        description="Ed25519 key that signs the audit chain, as PEM; default: `audit-key.pem` in the data directory, "
        "made on first use.",
    )
    anchor_seconds: float = Field(
        default=60.0, gt=0, le=86_400, description="How often the audit chain is signed, if there is anything new."
    )
    utc_offset_hours: float = Field(
        default=9.0,
        ge=-12,
        le=14,
        description="Which day is today: hours ahead of UTC. The default is Japan's, where the bundled measures apply.",
    )
    remembered_bytes: int = Field(
        default=32 * 1024 * 1024,
        ge=0,
        description="Memory of each process for answers about parties that may be asked about again; 0 for none.",
    )
    reload_seconds: float = Field(
        default=2.0, ge=0, le=3600, description="How often to look for another active edition; 0 for never."
    )
    refresh_hours: float = Field(
        default=0.0, ge=0, le=8760, description="How often to ask publishers for new editions; 0 for never."
    )
    list_addresses: dict[str, str] = Field(
        default_factory=dict,
        description="Where to fetch lists, as JSON by watchlist id; several addresses with spaces between them. "
        "For others the official address is taken.",
    )
    fetch_seconds: float = Field(default=30.0, gt=0, le=600, description="Longest silence while downloading a list.")
    fetch_max_bytes: int = Field(default=500_000_000, ge=1024, description="Largest list that is downloaded.")
    max_shrink: float = Field(
        default=0.1, ge=0, le=1, description="A new edition with fewer entities than this share less is refused."
    )
    max_list_age_hours: float = Field(
        default=0.0, ge=0, description="Not ready once a list was last found current so long ago; 0 for never."
    )
    canaries_file: Path | None = Field(
        default=None, description="CSV of names that must be found: watchlist,type,name,entity_id."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="`debug` logs every request."
    )

    @property
    def database_address(self) -> str:
        """Where the records are."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'sekisho.db').absolute()}"

    @property
    def editions_dir(self) -> Path:
        """Where the editions of lists are."""
        return self.data_dir / "editions"

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
