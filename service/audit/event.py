"""What can be written into the audit chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from service.audit.link import canonical

PERFORMED = "screening_performed"
"""The kind of most events by far: a screening was answered."""

ROWS_WRITTEN = "rows_written"
"""The kind of events that hold the hashes of rows of other tables (`service.storage.seals`)."""
ROWS_ADOPTED = "rows_adopted"
RESUMED = "writing_resumed"
DELETED = "records_deleted"
TIMESTAMPED = "anchor_timestamped"

Detail = str | int | bool | None | list["Detail"] | dict[str, "Detail"]
"""What details may hold: JSON without fractions, so that there is one way only to write it."""

KINDS: Mapping[str, str] = {
    "chain_started": "A process began to write. Names the last events of the chains that nobody had gone on from.",
    "chains_anchored": "The last events of all chains were signed.",
    TIMESTAMPED: "An authority (RFC 3161) said when it saw an anchor. Holds the anchor and the authority's response.",
    PERFORMED: "A screening was answered. Holds the hashes of its record.",
    ROWS_WRITTEN: "Rows of other tables were written: keys, ended jobs, alerts, subjects. Holds their hashes.",
    ROWS_ADOPTED: "Rows of an earlier program, which did not hash them, are taken as they were found.",
    "snapshot_recorded": "A snapshot is used for the first time. Names its lists, editions, rules and profiles.",
    "snapshot_activated": "Answers of this process rest on that snapshot from here on.",
    "profile_changed": "A profile of the new snapshot is not what it was in the one before.",
    "record_read": "Somebody read a screening.",
    "records_searched": "Somebody looked for screenings by name or party. Holds which conditions, not what was sought.",
    DELETED: "Screenings were deleted, and why. Names them all.",
    "list_change_asked": "Somebody asked for another edition of a list. `snapshot_activated` follows if it was let in.",
    "backup_made": "A copy of everything was made. Names the hash of its manifest.",
    "backup_restored": "What is on record was restored from a backup: what was recorded after that is not here.",
    RESUMED: "Records can be written again after they could not, as on a full disk. Holds the reason.",
    "certificate_issued": "A certificate or dossier was issued. Its subject is the hash of it; names what it is of.",
    "key_created": "An API key was made.",
    "key_approved": "A second administrator let an API key come into force.",
    "key_revoked": "An API key was withdrawn.",
    "job_finished": "A bulk job came to its end.",
    "result_written_out": "The result of a bulk job was written out in another format. Holds the hash of the file.",
    "alert_opened": "An alert was raised.",
    "alert_superseded": "A newer alert carries the same matches, with what has changed.",
    "alert_assigned": "Somebody took an alert, or was given it.",
    "alert_escalated": "An alert was passed on.",
    "alert_commented": "Somebody wrote something down about an alert. Holds the hash of it.",
    "alert_closed": "All matches of an alert are decided.",
    "disposition_proposed": "Somebody proposed a decision. Holds the hash of all of it.",
    "disposition_approved": "A second person approved a proposal, which takes effect. Names its hash.",
    "disposition_returned": "A second person sent a proposal back.",
    "disposition_withdrawn": "Somebody took a proposal of their own back.",
    "disposition_stale": "What a proposal was about has changed before it was approved.",
    "suppression_started": "A decision is remembered from here on. Names its subject and entity by hashes.",
    "suppression_lapsed": "Subject, entity or rule have changed: a remembered decision does not hold any more.",
    "suppression_revoked": "Somebody ended a remembered decision.",
    "subject_put": "A subject came into the book, or another version of it. Names the hash of the version.",
    "subject_withdrawn": "A subject is not watched any more, and why.",
    "book_imported": "A file was taken into the book. Names its hash and how many subjects came, changed and went.",
    "rescreen_started": "The book is screened again. Names both snapshots.",
    "rescreen_finished": "A rescreen came to its end. Names its totals and the hash of its certificate.",
    "webhook_created": "Events are sent to an endpoint from here on. Holds the origin and a hash of its address.",
    "webhook_rotated": "An endpoint was given a new secret and key.",
    "webhook_tested": "Somebody had a message sent to an endpoint, to try it.",
    "webhook_enabled": "Somebody had events sent to a disabled endpoint again.",
    "webhook_disabled": "An endpoint was given up: it is gone, or an event could not be delivered in all attempts.",
    "webhook_deleted": "Nothing is sent to an endpoint any more. Its secrets were taken out.",
    "webhook_replayed": "Somebody had an event sent once more.",
}
"""The kinds of events and what each says. Others are refused: add a line here first."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done. `actor` is who did it (as `Document.actor`), `subject` the id of what it was done to.

    The chain is kept for ever and shown to auditors: no names of parties and no secrets belong into `details`.
    """

    kind: str
    actor: str
    subject: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of event {self.kind!r}; known: {', '.join(KINDS)}")


class RecordedEvent(NamedTuple):
    """An event as it is written: when (like `Link.at`), what, and the details as canonical JSON."""

    at: str
    kind: str
    actor: str
    subject: str | None
    details: str


def recorded_event(event: Event, at: str) -> RecordedEvent:
    """An event that happened at a moment."""
    return RecordedEvent(at, event.kind, event.actor, event.subject, canonical(event.details))
