"""Bodies of certificates and dossiers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from service.api.schemas.base import Incoming, Outgoing

_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class ScreeningCertificateOut(Outgoing):
    """The certificate of a screening. Keep the file as it was sent: to write it anew changes its bytes."""

    certificate: dict[str, Any] = Field(
        description="What was asked and answered, the lists that were searched, and its place in the audit chain.",
        examples=[{}],
    )
    sha256: str = Field(description="SHA-256 of the bytes of `certificate`, as they stand here.", examples=[_SHA256])


class DossierOut(Outgoing):
    """A dossier: everything on record in the order of time."""

    dossier: dict[str, Any] = Field(description="What it is about, and its entries, oldest first.", examples=[{}])
    sha256: str = Field(description="SHA-256 of the bytes of `dossier`, as they stand here.", examples=[_SHA256])


class VerifyIn(Incoming):
    """A certificate or dossier as it was sent, or its hash alone."""

    certificate: dict[str, Any] | None = Field(default=None, description="That of a certificate.", examples=[None])
    dossier: dict[str, Any] | None = Field(default=None, description="That of a dossier.", examples=[None])
    sha256: Sha256 = Field(description="The hash.", examples=[_SHA256])


class IssueOut(Outgoing):
    """One time that it was issued."""

    at: datetime = Field(description="When, UTC.", examples=["2026-11-23T09:00:00.123456Z"])
    actor: str = Field(description="To whom.", examples=["auditor-2"])
    format: str = Field(description="`json`, `html` or `pdf`.", examples=["pdf"])
    writer: str = Field(description="Chain of the event that says so.", examples=["019ab0f4c1d29f86d081884c"])
    number: int = Field(description="Its number in the chain.", examples=[42])


class VerifiedOut(Outgoing):
    """Whether a certificate or dossier holds."""

    holds: bool = Field(description="Whether nothing is wrong with it.", examples=[True])
    known: bool = Field(description="Whether one with this content was issued here.", examples=[True])
    intact: bool | None = Field(
        description="Whether no byte of the file was changed; `null` where only a hash was given.", examples=[True]
    )
    same: bool | None = Field(
        description="Whether the records still say the same. Of a hash alone: whether the screening is still what its "
        "event in the audit chain says; `null` if it was not looked at: for the hash of a dossier, and for a file that "
        "was not issued here where whoever asks does not see all records.",
        examples=[True],
    )
    format: str | None = Field(description="What it is.", examples=["sekisho/screening-certificate"])
    of: str | None = Field(
        description="Id or reference of what it is of.", examples=["scr_019ab0f4c1d29f86d081884c7d65"]
    )
    sha256: str = Field(description="The hash of its content.", examples=[_SHA256])
    issued: list[IssueOut] = Field(description="When it was issued, and to whom, newest first, a hundred at most.")
    faults: list[str] = Field(description="What is wrong, in sentences.", examples=[[]])
