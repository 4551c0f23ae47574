"""From what the generated operations return to an answer, or to an error."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

from sekisho_client.errors import Fault, SekishoError
from sekisho_client.generated.models import FaultOut, ProblemOut
from sekisho_client.generated.types import Response, Unset

P = ParamSpec("P")
T = TypeVar("T")

# What the generated models raise for a document that is not theirs: a sign-in page of a proxy, another version.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


def ask(call: Callable[P, Response[ProblemOut | T]], *arguments: P.args, **options: P.kwargs) -> T:
    """Call a generated operation and return what the service answered. Raises `SekishoError` as `answer_of` does."""
    try:
        response = call(*arguments, **options)
    except UNREADABLE as error:
        raise unreadable_error(error) from error
    return answer_of(response)


async def ask_async(
    call: Callable[P, Awaitable[Response[ProblemOut | T]]], *arguments: P.args, **options: P.kwargs
) -> T:
    """The same for asyncio."""
    try:
        response = await call(*arguments, **options)
    except UNREADABLE as error:
        raise unreadable_error(error) from error
    return answer_of(response)


def answer_of(response: Response[ProblemOut | T]) -> T:
    """What the service answered.

    Raises `SekishoError` for a problem document, for a status that the description of the API does not know, and for a
    body that cannot be read: there is no third thing between an answer and an error.
    """
    parsed = response.parsed
    if isinstance(parsed, ProblemOut):
        raise problem_error(parsed)
    if parsed is None or int(response.status_code) >= 400:
        raise unknown_error(int(response.status_code), response.content)
    return parsed


def problem_error(problem: ProblemOut) -> SekishoError:
    """The error for a problem document."""
    faults = () if isinstance(problem.errors, Unset) else tuple(_fault(fault) for fault in problem.errors)
    return SekishoError(
        problem.status, problem.detail, type=problem.type_, request_id=problem.request_id, faults=faults
    )


def unknown_error(status: int, content: bytes) -> SekishoError:
    """The error for an answer that is none of the documented ones; from a proxy, say."""
    try:
        return problem_error(ProblemOut.from_dict(json.loads(content)))
    except UNREADABLE:
        return SekishoError(status, content[:500].decode("utf-8", "replace") or "the answer is empty")


def unreadable_error(error: Exception) -> SekishoError:
    """The error for a document that is not of the form that was expected."""
    return SekishoError(None, f"the answer cannot be read ({type(error).__name__}: {error}); is the address right?")


def _fault(fault: FaultOut) -> Fault:
    return Fault(fault.pointer, fault.detail, fault.expected if isinstance(fault.expected, str) else None)
