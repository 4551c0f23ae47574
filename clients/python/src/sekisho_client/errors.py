"""What a call raises when the service gave no answer. Nothing that is raised here may be read as a clear."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a request: where (an RFC 6901 pointer), what, and what would be right."""

    pointer: str
    detail: str
    expected: str | None = None


class SekishoError(Exception):
    """The service refused, failed, or answered something that cannot be read.

    `status` is the HTTP status, None where an answer came that cannot be read. `type`, `detail` and `request_id` are
    those of the problem document (RFC 9457), if there was one; `faults` says what is wrong with which field.
    """

    def __init__(
        self,
        status: int | None,
        detail: str,
        *,
        type: str | None = None,  # noqa: A002 - the name of the field in RFC 9457
        request_id: str | None = None,
        faults: tuple[Fault, ...] = (),
    ) -> None:
        super().__init__(
            (f"{status}: " if status else "")
            + detail
            + "".join(f"; {fault.pointer}: {fault.detail}" for fault in faults)
        )
        self.status = status
        self.detail = detail
        self.type = type
        self.request_id = request_id
        self.faults = faults


class JobFailedError(Exception):
    """A bulk job ended without a result; `reason` is the service's sentence."""

    def __init__(self, job_id: str, state: str, reason: str | None) -> None:
        super().__init__(f"{job_id} ended as {state}: {reason or 'no reason was given'}")
        self.job_id = job_id
        self.state = state
        self.reason = reason
