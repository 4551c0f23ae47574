"""What the operator sets. The only reader of the environment: `SEKISHO_*` variables, each with a default that works."""

from __future__ import annotations

import json
import os
import re
from datetime import date, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.common.loopback import is_loopback
from service.common.roles import Role

SigningAlgorithm = Literal["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures that only the issuer can make. With HS256 whoever can check could also sign; `none` is no signature."""

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+\Z", re.ASCII)
_PACKAGE = Path(__file__).resolve().parent


def bundled_lists() -> Path:
    """The lists that come with the program: inside an installed package, beside it in a checkout."""
    inside = _PACKAGE / "lists"
    return inside if inside.is_dir() else _PACKAGE.parent / "lists"


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
    path_prefix: str = Field(
        default="",
        pattern=r"^(/[A-Za-z0-9._~-]+)*$",
        description="Path below which a reverse proxy shows the service, such as /sanctions.",
    )
    workers: int = Field(default=1, ge=1, le=64, description="Processes that answer, all on the one port.")
    allow_unauthenticated: bool = Field(
        default=False,
        description="Serve other addresses than loopback without keys, because something in front guards them.",
    )
    key_seconds: float = Field(
        default=5.0,
        gt=0,
        le=300,
        description="Longest time for which an API key that was revoked elsewhere still counts here.",
    )
    keys_need_two: bool = Field(
        default=False,
        description="A new API key lets nobody in until another administrator than the one who made it has approved "
        "it.",
    )
    requests_per_second: float = Field(
        default=0.0,
        ge=0,
        le=1_000_000,
        description="Requests a second of one key or token, in each process; 0 for no limit. A key may have its own.",
    )
    failed_keys_per_minute: int = Field(
        default=30,
        ge=0,
        le=1_000_000,
        description="Wrong keys or tokens that one address may send, in each process; 0 for no limit. Right ones are "
        "always taken.",
    )
    work_in_hand: int = Field(
        default=8_000_000,
        ge=0,
        description="Units of work that one key or token, or without keys one address, may have asked for and not been "
        "answered yet, in each process; 0 for no limit. One request may take 6,000,000.",
    )
    request_seconds: float = Field(
        default=30.0, gt=0, le=3600, description="Longest time for one request. One that takes longer is refused."
    )
    oidc_issuer: str | None = Field(
        default=None, description="`iss` of bearer tokens that are taken; unset for none. Needs `sekisho[oidc]`."
    )
    oidc_audience: str | None = Field(default=None, description="`aud` that bearer tokens must have.")
    oidc_jwks_url: str | None = Field(default=None, description="Where the identity provider publishes its keys.")
    oidc_algorithms: tuple[SigningAlgorithm, ...] = Field(
        default=("RS256", "ES256", "EdDSA"), min_length=1, description="Signatures that are taken, as JSON."
    )
    oidc_roles_claim: str = Field(
        default="roles", min_length=1, description="Claim with the roles; `a.b` for one within another."
    )
    oidc_roles: dict[str, Role] = Field(
        default_factory=lambda: {role.value: role for role in Role},
        description="Which value of that claim is which role, as JSON. By default they have the same names.",
    )
    tls: bool = Field(
        default=False, description="Callers come over HTTPS, which something in front ends: tell browsers to insist."
    )
    cors_origins: tuple[str, ...] = Field(
        default=(), description='Other origins whose pages may call, as JSON, such as `["https://desk.example.org"]`.'
    )
    log_names: Literal["none", "hashed", "plain"] = Field(
        default="hashed",
        description="How names that were screened stand in the log, at level `debug`: not at all, as keyed hashes, or "
        "as they came.",
    )
    log_key_file: Path | None = Field(
        default=None, description="The key of those hashes; default: log.key in the data directory, made on first use."
    )
    name_index_key_file: Path | None = Field(
        default=None,
        description="The key of the hashes by which screenings are found by name; the same for all servers of one "
        "database. Default: name-index.key in the data directory, made on first use.",
    )
    trace_address: str | None = Field(
        default=None, description="Where spans go (OTLP over HTTP); unset for nowhere. Needs `sekisho[tracing]`."
    )
    metrics_open: bool = Field(default=False, description="Let anybody read `/metrics`, without a key.")
    yente_open: bool = Field(
        default=False,
        description="Let anybody read the catalogue and the algorithms at `/yente`, as Marble does, without a key.",
    )
    yente_keys_in_addresses: bool = Field(
        default=False,
        description="Take keys at `/yente` as `?api_key=` too, for clients that cannot send headers, such as "
        "OpenRefine. Addresses end up in logs of proxies.",
    )
    keep_alive_seconds: int = Field(
        default=75, ge=1, le=3600, description="How long a connection without requests is kept open."
    )
    shutdown_seconds: int = Field(
        default=30, ge=1, le=3600, description="How long requests at work may take to end when the service stops."
    )
    max_connections: int = Field(
        default=1_000,
        ge=16,
        description="Connections at a time in each process that serves; fewer where it may not open as many files.",
    )
    max_body_bytes: int = Field(default=8 * 1024 * 1024, ge=1024, description="Largest request body.")
    bulk_max_bytes: int = Field(
        default=2 * 1024**3, ge=1024, description="Largest file that is taken in, packed or not."
    )
    bulk_unpacked_bytes: int = Field(default=8 * 1024**3, ge=1024, description="Largest file once it is unpacked.")
    bulk_processes: int = Field(
        default_factory=usable_cores,
        ge=0,
        le=256,
        description="Processes that work on bulk jobs, on each machine; 0 if others do it. Default: one a core.",
    )
    rescreen_processes: int = Field(
        default_factory=usable_cores,
        ge=0,
        le=256,
        description="Processes that screen the book again, on each machine; 0 if others do it. Default: one a core.",
    )
    rescreen_hour: int = Field(
        default=3,
        ge=0,
        le=23,
        description="Hour of the day, where you work, from which on the whole book is screened once more in full.",
    )
    bulk_max_waiting: int = Field(
        default=10_000, ge=1, description="Bulk jobs that may wait or run at a time; more are refused."
    )
    bulk_uploads: int = Field(
        default=32,
        ge=1,
        le=1000,
        description="Files that may come in at a time, in each process: of bulk jobs, of lists, over the desk.",
    )
    bulk_uploads_per_caller: int = Field(
        default=8,
        ge=1,
        le=1000,
        description="Of these so many of one key or token; without keys, of one address.",
    )
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
    anchor_copies: tuple[str, ...] = Field(
        default=(),
        description="Where signatures of the audit chain are copied to besides the data directory, as JSON: other "
        "folders, such as of a disk that this program cannot delete from, and addresses (`https://...`) that take a "
        "POST of JSON lines.",
    )
    timestamp_authority: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="Address of an authority (RFC 3161) that time-stamps the signatures of the audit chain; unset for "
        "none. Needs `sekisho[timestamps]` and the next setting.",
    )
    timestamp_certificates: Path | None = Field(
        default=None, description="PEM file of the certificates that time-stamps have to go back to."
    )
    timestamp_seconds: float = Field(
        default=3600.0, ge=1, le=86_400, description="How often to ask for a time-stamp, if there is anything new."
    )
    timestamps_required_since: date | None = Field(
        default=None,
        description="From this day on, such as `2027-01-01` (UTC), all that was recorded has to be time-stamped: "
        "`audit verify` finds what is not.",
    )
    timestamps_required_within_hours: float = Field(
        default=24.0,
        ge=1,
        description="So long after that, not counting hours in which nothing was recorded.",
    )
    clock_behind_seconds: float = Field(
        default=600.0,
        ge=0,
        description="How far the clock may be behind what was recorded last. If it is further, nothing is answered. So "
        "far too it may be off from that of a time-stamping authority.",
    )
    retention_years: int = Field(
        default=10, ge=0, le=100, description="Screenings younger than this are deleted only if that is asked for."
    )
    time_zone: str = Field(
        default="Asia/Tokyo",
        description="Which day is today: the time zone where you work, by its name in the IANA database, such "
        "as `Europe/Zurich` or `UTC`. The default is Japan's, where the bundled measures apply.",
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
        "For others the official address is taken; an empty one fetches that list no more.",
    )
    fetch_seconds: float = Field(default=30.0, gt=0, le=600, description="Longest silence while downloading a list.")
    fetch_allow_private: bool = Field(
        default=False,
        description="Fetch lists over plain http and from private addresses too, as from your own mirror.",
    )
    fetch_max_bytes: int = Field(default=500_000_000, ge=1024, description="Largest list that is downloaded.")
    webhook_networks: tuple[str, ...] = Field(
        default=(),
        description="Networks that are not public and that webhooks may be sent to all the same, over plain http too, "
        'as JSON, such as `["10.20.0.0/16"]`.',
    )
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
    def counters_dir(self) -> Path:
        """Where several processes that serve together keep what they count."""
        return self.data_dir / "counters"

    @property
    def bulk_dir(self) -> Path:
        """Where the files of bulk jobs are."""
        return self.data_dir / "bulk"

    def day_of(self, at: datetime) -> date:
        """The day of a moment, where the operator is."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def rescreens_dir(self) -> Path:
        """Where the records of rescreens are."""
        return self.data_dir / "rescreens"

    @property
    def indexes_dir(self) -> Path:
        """Where built indexes are."""
        return self.data_dir / "indexes"

    @property
    def log_key_path(self) -> Path:
        """Where the key of the hashes of names is."""
        return self.log_key_file or self.data_dir / "log.key"

    @property
    def name_index_key_path(self) -> Path:
        """Where the key of the index of names is kept."""
        return self.name_index_key_file or self.data_dir / "name-index.key"

    def kept_since(self, now: datetime) -> datetime:
        """Screenings from here on are to be kept."""
        day = min(now.day, 28) if now.month == 2 else now.day
        return now.replace(year=now.year - self.retention_years, day=day)

    @property
    def editions_dir(self) -> Path:
        """Where the editions of lists are."""
        return self.data_dir / "editions"

    def environment(self) -> dict[str, str]:
        """The variables by which another process gets the same settings."""
        given = self.model_dump(mode="json", include=set(self.model_fields_set))
        return {
            f"SEKISHO_{name.upper()}": value if isinstance(value, str) else json.dumps(value)
            for name, value in given.items()
            if value is not None
        }

    @model_validator(mode="after")
    def _timestamps_can_be_verified(self) -> Self:
        wanted = self.timestamp_authority is not None or self.timestamps_required_since is not None
        if wanted and self.timestamp_certificates is None:
            raise ValueError(
                "time-stamps are verified with the certificates of their authority; set SEKISHO_TIMESTAMP_CERTIFICATES"
            )
        return self

    @model_validator(mode="after")
    def _oidc_is_complete(self) -> Self:
        given = {name: getattr(self, name) for name in ("oidc_issuer", "oidc_audience", "oidc_jwks_url")}
        missing = [name for name, value in given.items() if not value]
        if any(given.values()) and missing:
            names = " and ".join(f"SEKISHO_{name.upper()}" for name in missing)
            raise ValueError(f"bearer tokens need an issuer, an audience and the address of its keys; {names} not set")
        return self

    @field_validator("time_zone")
    @classmethod
    def _is_a_time_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(
                f"expected a name of the IANA time zone database, such as Asia/Tokyo, got {name!r}"
            ) from None
        return name

    @field_validator("webhook_networks")
    @classmethod
    def _are_networks(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        for one in networks:
            try:
                ip_network(one)
            except ValueError as error:
                raise ValueError(f"expected networks such as 10.20.0.0/16: {error}") from None
        return networks

    @field_validator("cors_origins")
    @classmethod
    def _origins_are_exact(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not _ORIGIN.match(origin):
                raise ValueError(f"expected origins such as https://desk.example.org, without a path; got {origin!r}")
        return origins

    def refusal_to_listen(self, *, keys: bool) -> str | None:
        """Why this address may not be served, or None. Without `keys`, only this machine may ask."""
        if keys or self.oidc_issuer or self.allow_unauthenticated or is_loopback(self.host):
            return None
        return (
            f"refusing to listen on {self.host}: there are no API keys, so only loopback (127.0.0.1, ::1, localhost) "
            "is served. Create a key (sekisho keys create NAME --role admin), or set "
            "SEKISHO_ALLOW_UNAUTHENTICATED=true if something in front of the service guards it."
        )
