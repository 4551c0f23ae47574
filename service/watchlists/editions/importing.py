"""From files to a new edition: parse aside, pass the gates, store, activate. Whatever fails, the active one stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service import __version__
from service.common.clock import Clock
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.cache import write_cached
from service.watchlists.editions.errors import UnknownEditionError
from service.watchlists.editions.field_gates import unknown_fields
from service.watchlists.editions.gates import QualityGate, newest_record
from service.watchlists.editions.loading import load_edition
from service.watchlists.editions.model import Activation, Attempt, Edition, EditionSource, GateFinding
from service.watchlists.editions.store import Store, stored_files
from service.watchlists.errors import ListError, UnreadableFileError
from service.watchlists.load import load_files
from service.watchlists.manifest import combined_sha256
from service.watchlists.parsing.text import first_few

_OLD_DAYS = 180
"""Publishers of sanctions lists change them every few weeks."""

_SHOWN = 8

SET_ASIDE = GateFinding("known", "this edition is stored but not the active one; activate it by name if it is to count")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the operator asked for: to let an edition pass although gates object, and to activate it; also one that
    has been stored before and is not the active one, as after a rollback. A dry run reads the files and asks the gates,
    and keeps nothing."""

    accept: bool = False
    activate: bool = True
    again: bool = True
    reason: str = "import"
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an import ended, and the edition if it was let in; of a dry run the edition that would be, and `passed` if no
    gate objects. `findings` are those that were refused or accepted."""

    outcome: str
    edition: Edition | None
    findings: tuple[GateFinding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether a gate kept the edition out."""
        return self.outcome == "refused"


def import_files(
    store: Store,
    watchlist_id: str,
    files: Sequence[Path],
    *,
    gates: Sequence[QualityGate],
    clock: Clock,
    options: ImportOptions = ImportOptions(),
    origins: tuple[EditionSource, ...] = (),
) -> Outcome:
    """Make an edition of files. Raises ListError for files that cannot be read; a gate's refusal is an outcome.

    Either way the attempt is remembered and the active edition stays.
    """
    with store.lock(watchlist_id):
        try:
            outcome = _import(store, watchlist_id, files, gates, clock, options, origins)
        except ListError as error:
            if not options.dry_run:
                store.attempted(watchlist_id, Attempt(clock(), "failed", None, (str(error),)))
            raise
        if options.dry_run:
            return outcome
        sha256 = outcome.edition.sha256 if outcome.edition else None
        messages = tuple(str(finding) for finding in outcome.findings)
        store.attempted(watchlist_id, Attempt(clock(), outcome.outcome, sha256, messages))
        return outcome


def _import(
    store: Store,
    watchlist_id: str,
    files: Sequence[Path],
    gates: Sequence[QualityGate],
    clock: Clock,
    options: ImportOptions,
    origins: tuple[EditionSource, ...],
) -> Outcome:
    _refuse_twins(files)
    active = store.active(watchlist_id)
    known = _known(store, watchlist_id, files)
    if known is not None and active is not None and known.sha256 == active.sha256:
        return Outcome("unchanged", known)
    if known is not None and not options.again:
        return Outcome("stored", known, (SET_ASIDE,))
    watchlist = load_files(watchlist_id, files)
    before = None if active is None else load_edition(store, active)
    findings = tuple(finding for gate in gates for finding in gate(watchlist, before))
    refused = any(not (finding.acceptable and options.accept) for finding in findings)
    if options.dry_run:
        edition = known or _describe(watchlist, files, clock(), origins, findings)
        return Outcome("refused" if refused else "passed", edition, findings)
    if refused:
        return Outcome("refused", None, findings)
    edition = known or _describe(watchlist, files, clock(), origins, findings)
    store.add(edition, files)
    write_cached(store.home(edition) / "cache" / "edition.json", edition.sha256, watchlist)
    if not options.activate:
        return Outcome("stored", edition, findings)
    _switch(store, edition, "activate", options.reason, clock)
    return Outcome("activated", edition, findings)


def activate(
    store: Store,
    watchlist_id: str,
    name: str,
    *,
    gates: Sequence[QualityGate],
    clock: Clock,
    options: ImportOptions = ImportOptions(reason="activate"),
) -> Outcome:
    """Make a stored edition the active one, through the same gates. Raises ListError if there is no such edition."""
    store.edition(watchlist_id, name)
    with store.lock(watchlist_id):
        edition = store.edition(watchlist_id, name)
        active = store.active(watchlist_id)
        if active is not None and active.sha256 == edition.sha256:
            return Outcome("unchanged", edition)
        before = None if active is None else load_edition(store, active)
        watchlist = load_edition(store, edition)
        findings = tuple(finding for gate in gates for finding in gate(watchlist, before))
        if any(not (finding.acceptable and options.accept) for finding in findings):
            return Outcome("refused", edition, findings)
        _switch(store, edition, "activate", options.reason, clock)
        return Outcome("activated", edition, findings)


def roll_back(store: Store, watchlist_id: str, *, clock: Clock, reason: str = "rollback") -> Outcome:
    """Make the edition before the active one active again. A decision of a person, so no gate stands in its way; its
    files are verified and read all the same. Raises ListError if there is none or it cannot be read."""
    with store.lock(watchlist_id):
        previous = previous_edition(store, watchlist_id)
        if previous is None:
            raise UnknownEditionError(watchlist_id, "", "an edition that was active before", "none")
        edition = store.edition(watchlist_id, previous)
        load_edition(store, edition)
        _switch(store, edition, "rollback", reason, clock)
        return Outcome("activated", edition)


def previous_edition(store: Store, watchlist_id: str) -> str | None:
    """The edition that a rollback goes to, if there is one."""
    return _previous(store.switches(watchlist_id))


def _previous(switches: Sequence[Activation]) -> str | None:
    """The edition under the active one, where an activation puts one on top and a rollback takes it off again."""
    stack: list[str] = []
    for switch in switches:
        if switch.action == "rollback":
            stack[-1:] = []
        elif stack[-1:] != [switch.edition]:
            stack.append(switch.edition)
    return stack[-2] if len(stack) > 1 else None


def _switch(store: Store, edition: Edition, action: str, reason: str, clock: Clock) -> None:
    current = store.active_switch(edition.watchlist)
    previous = None if current is None else current.edition
    store.switch(edition.watchlist, Activation(clock(), action, edition.sha256, previous, reason))


def _known(store: Store, watchlist_id: str, files: Sequence[Path]) -> Edition | None:
    """The stored edition of exactly these files, if any."""
    try:
        sha256 = combined_sha256({file.name: file.sha256 for file in stored_files(files)})
    except OSError:
        return None  # reading the files will say what is wrong with them
    return next((one for one in store.editions(watchlist_id) if one.sha256 == sha256), None)


def _refuse_twins(files: Sequence[Path]) -> None:
    names = [path.name for path in files]
    if len(set(names)) != len(names):
        raise UnreadableFileError(", ".join(names), "", "files with different names", "a name that comes twice")


def _age_notes(watchlist: Watchlist, at: datetime) -> Iterator[str]:
    """A file that was published long ago, or holds nothing newer, is let in and said to be so."""
    published, newest = watchlist.published_on, newest_record(watchlist)
    day = published or newest
    if day is None or (at.date() - day).days <= _OLD_DAYS:
        return
    what = "it was published" if published else "it has no publication date, and its newest record is of"
    yield f"{what}{' on' if published else ''} {day}, {(at.date() - day).days:,} days before it was brought in"


def _field_notes(watchlist: Watchlist) -> Iterator[str]:
    """A field that came is let in, and said: what it holds may be worth a look."""
    unknown = [f"{name} ({count:,})" for name, count in unknown_fields(watchlist).items()]
    if unknown:
        yield f"the file has fields that its reader was not made for: {first_few(unknown, _SHOWN)}"


def _describe(
    watchlist: Watchlist,
    files: Sequence[Path],
    at: datetime,
    origins: tuple[EditionSource, ...],
    findings: Sequence[GateFinding],
) -> Edition:
    return Edition(
        watchlist=watchlist.id,
        sha256=watchlist.sha256,
        edition=watchlist.edition,
        published_on=watchlist.published_on,
        loaded_at=at,
        files=stored_files(files),
        reader=watchlist.format,
        engine=__version__,
        entities=len(watchlist.entities),
        skipped=len(watchlist.skipped),
        notes=(*watchlist.notes, *_age_notes(watchlist, at), *_field_notes(watchlist)),
        accepted=tuple(str(finding) for finding in findings),
        origins=origins,
    )
