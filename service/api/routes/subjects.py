"""The book: counterparties that are watched."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from service.api import examples
from service.api.actions import body_of
from service.api.context import actor_of, metrics_of, refuse_what_the_key_forbids, runtime_of
from service.api.mapping import to_subject
from service.api.responses import documented, json_body, json_bytes, json_model
from service.api.schemas.base import Key
from service.api.schemas.subjects import (
    Segment,
    SubjectIn,
    SubjectListOut,
    SubjectOut,
    SubjectPutOut,
    WithdrawSubjectIn,
)
from service.api.subject_views import subject_out
from service.common.lookups import look_up
from service.customers.model import SubjectStatus
from service.customers.reading import SubjectQuery
from service.customers.state import options_of

router = APIRouter(prefix="/v1/subjects", tags=["Book"])

Reference = Annotated[
    str,
    Path(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x20\x7f/\u200e\u200f\u202a-\u202e\u2066-\u2069]+$",
        description="Your reference of the subject: printable characters without blanks and slashes.",
        examples=["C-1001"],
    ),
]
_PUTTING = (400, 403, 413, 415, 422, 503)


@router.put(
    "/{reference}",
    summary="Put a counterparty into the book",
    responses=documented(SubjectPutOut, *_PUTTING) | documented(SubjectPutOut, status=201),
    openapi_extra=json_body(SubjectIn, examples.SUBJECTS),
)
async def put_subject(request: Request, reference: Reference) -> Response:
    """Put a subject, new (201) or another version (200), and screen it at once. From now on it is screened again
    whenever a list changes, and once a day. The same body again makes no other version.

    Subject, screening and alert are written together, before the answer is sent.
    """
    runtime, actor = runtime_of(request), actor_of(request)
    content = to_subject(await body_of(request, SubjectIn))
    refuse_what_the_key_forbids(request, options_of(content, 1))
    put = await runtime.book.put(reference, content, actor=actor.name, segments=segments_of(request))
    metrics_of(request).screening(put.screening.decision, 1, 0)
    subject = subject_out(put.subject).model_dump_json().encode()
    body = b'{"subject":' + subject + b',"screening":' + put.screening.answer + b"}"
    return json_bytes(body, status=201 if put.created else 200)


@router.get("", summary="List the book", responses=documented(SubjectListOut, 422, 503))
async def list_subjects(
    request: Request,
    segment: Annotated[Segment | None, Query(description="Only those of this segment.", examples=["trade"])] = None,
    status: Annotated[SubjectStatus | None, Query(description="Only those with it.", examples=["active"])] = None,
    decision: Annotated[
        Literal["clear", "review", "block"] | None,
        Query(description="Only those last answered so.", examples=["review"]),
    ] = None,
    entity: Annotated[
        Key | None, Query(description="Only those with this hit.", examples=["jp_crimea_2014:026-000002"])
    ] = None,
    after: Annotated[Key | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most on a page.", examples=[50])] = 50,
) -> Response:
    """Subjects, newest first. A key that is bound to segments sees those alone."""
    query = SubjectQuery(segments_of(request), segment, status, decision, entity, after, limit)
    page = await runtime_of(request).book.page(query)
    return await look_up(
        lambda: json_model(SubjectListOut(subjects=[subject_out(one) for one in page.subjects], next=page.next))
    )


@router.get("/{reference}", summary="One subject", responses=documented(SubjectOut, 404, 422, 503))
async def get_subject(request: Request, reference: Reference) -> Response:
    """A subject with its newest answer and its hits."""
    subject, hits = await runtime_of(request).book.get(reference, segments=segments_of(request))
    return json_model(subject_out(subject, hits))


@router.post(
    "/{reference}/withdraw",
    summary="Stop watching a subject",
    responses=documented(SubjectOut, 400, 404, 413, 415, 422, 503),
    openapi_extra=json_body(WithdrawSubjectIn, examples.WITHDRAWALS),
)
async def withdraw_subject(request: Request, reference: Reference) -> Response:
    """It stays on record, and is screened no more until it is put again. Its alerts stay open."""
    body = await body_of(request, WithdrawSubjectIn)
    book, actor = runtime_of(request).book, actor_of(request)
    subject = await book.withdraw(reference, body.reason, actor=actor.name, segments=segments_of(request))
    return json_model(subject_out(subject))


def segments_of(request: Request) -> tuple[str, ...] | None:
    """The segments that whoever asks may work on; None for all."""
    policy = actor_of(request).policy
    return None if policy is None else policy.segments
