"""Whatever is edited, decided and approved, in whatever order: no changed hit stays suppressed, and nobody decides
alone. A model that knows nothing of hashes says what has to be."""

import atexit
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from service.alerts import decisions
from service.alerts.errors import ProposalRefused
from service.alerts.states import FINAL
from service.alerts.statuses import AlertStatus, Outcome
from service.alerts.tables import ALERTS, DISPOSITION_ENDS, DISPOSITIONS, EVENTS, STATES
from service.auth.second_person import SecondPersonNeeded
from service.engine.model.entity import Designation, Name, PartialDate
from service.records.action import ActionRefused
from tests.alerts.conftest import IVANOV, open_office
from tests.bundled import bundled_rules
from tests.examples import examples

ACTORS = ("a", "A ", "b", "c", "local", "local:a")
PEOPLE = {"a": "a", "A ": "a", "b": "b", "c": "c"}
"""Who is who. The rest are nobody in particular."""

ENTITY_EDITS = {
    "names": [(Name("Pyotr Zavarzin"),), (Name("Pyotr Zavarzin"), Name("P. Zavarzin", weak=True))],
    "gender": [None, "male"],
    "nationalities": [(), ("XK",)],
    "birth_places": [(), ("Pskov",)],
    "designations": [
        (Designation("One", "Authority", measures=("asset_freeze",)),),
        (Designation("Two", "Authority", measures=("asset_freeze",)),),
    ],
}
IDLE_EDITS = {"remarks": [None, "words"], "positions": [(), ("clerk",)], "titles": [(), ("Dr",)]}
SUBJECT_EDITS = {
    "birth_date": [None, PartialDate(1970)],
    "nationalities": [(), ("UA",)],
    "address": [None, "Kyiv"],
}


class Alerts(RuleBasedStateMachine):
    """One subject, one listed entity, several people."""

    @initialize()
    def begin(self):
        self.office = the_office()
        self.number = next(_NUMBERS)
        self.entity = replace(IVANOV, id=f"test:{self.number}", record_id=str(self.number))
        self.subject, self.subject_id = {}, f"C-{self.number}"
        self.office.list(self.entity)
        self.alert = None
        self.proposal = None
        self.remembered: set[tuple[object, ...]] = set()
        """What subject, entity and rule looked like whenever a suppression was approved, unless revoked since."""

    def facts(self):
        """Everything that counts about subject, entity and rule."""
        return (
            *(repr(self.subject.get(field) or None) for field in SUBJECT_EDITS),
            *(repr(getattr(self.entity, field)) for field in ENTITY_EDITS),
        )

    @rule(edit=st.sampled_from([(f, v) for f, values in ENTITY_EDITS.items() for v in values]))
    def edit_entity(self, edit):
        self.entity = replace(self.entity, **{edit[0]: edit[1]})
        self.office.list(self.entity)

    @rule(edit=st.sampled_from([(f, v) for f, values in IDLE_EDITS.items() for v in values]))
    def edit_what_does_not_count(self, edit):
        self.entity = replace(self.entity, **{edit[0]: edit[1]})
        self.office.list(self.entity)

    @rule(edit=st.sampled_from([(f, v) for f, values in SUBJECT_EDITS.items() for v in values]))
    def edit_subject(self, edit):
        self.subject[edit[0]] = edit[1]

    @rule(days=st.sampled_from([1, 30, 400]))
    def wait(self, days):
        before = self.statuses()
        self.office.later(days=days)
        assert self.statuses() == before

    @rule()
    def screen(self):
        answer = self.office.screen(subject_id=self.subject_id, **{k: v for k, v in self.subject.items() if v})
        (party,) = answer["parties"]
        (hit,) = party["hits"]
        if hit["suppressed_by"] is not None:
            assert self.facts() in self.remembered
            assert (answer["decision"], answer["suppressed_hits"], party["alert_id"]) == ("clear", 1, None)
        else:
            assert answer["decision"] == "review"
            self.alert = party["alert_id"]
            assert self.office.alert(self.alert).status is not AlertStatus.CLOSED_FALSE_POSITIVE
            self.seen = self.facts()

    @precondition(lambda self: self.proposal is None)
    @rule()
    def decide(self):
        """All of it at once, so that most sequences have something that is remembered."""
        self.screen()
        if self.alert is not None and self.office.alert(self.alert).status not in FINAL:
            self.propose("a", Outcome.FALSE_POSITIVE)
            if self.proposal is not None:
                self.approve("b")

    @precondition(lambda self: self.alert is not None and self.proposal is None)
    @rule(actor=st.sampled_from(ACTORS), outcome=st.sampled_from(Outcome))
    def propose(self, actor, outcome):
        alert = self.office.alert(self.alert)
        try:
            self.proposal = self.office.propose(self.alert, outcome, by=actor)
        except ActionRefused as error:
            decided_true = isinstance(error, ProposalRefused) and "was decided to be true" in str(error)
            assert alert.status in (*FINAL, AlertStatus.PROPOSED) or decided_true

    @precondition(lambda self: self.proposal is not None)
    @rule(actor=st.sampled_from(ACTORS))
    def approve(self, actor):
        proposal = self.proposal
        before = self.office.alert(proposal.alert_id).status
        mine = PEOPLE.get(actor)
        second = mine is not None and mine != PEOPLE.get(proposal.proposed_by, proposal.proposed_by)
        try:
            decided = self.office.approve(proposal, by=actor)
        except SecondPersonNeeded:
            assert not second
            assert self.office.alert(proposal.alert_id).status is before
            return
        except ActionRefused:
            self.proposal = None  # stale: subject or entity have changed since
            return
        assert second
        self.proposal = None
        if decided.suppressions:
            assert self.seen_on_list() == self.facts_of_entity()
            self.remembered.add(self.seen)
        if proposal.proposal.outcome is Outcome.TRUE_MATCH:
            self.remembered.clear()
        self.office.runtime.alerts.suppressions.refresh()

    def seen_on_list(self):
        return self.seen[len(SUBJECT_EDITS) :]

    def facts_of_entity(self):
        return self.facts()[len(SUBJECT_EDITS) :]

    @precondition(lambda self: self.proposal is not None)
    @rule(actor=st.sampled_from(ACTORS))
    def withdraw(self, actor):
        action = decisions.withdraw(self.proposal.id, None, self.office.by(actor, self.proposal.alert_id))
        try:
            self.office.runtime.records.perform_now(action)
        except ActionRefused:
            return
        self.proposal = None

    def statuses(self):
        with self.office.runtime.records.engine.connect() as connection:
            return {row.alert_id: row.status for row in connection.execute(STATES.select().where(self.mine(STATES)))}

    def mine(self, table):
        """The alerts of this subject alone: all sequences share one database."""
        return table.c.alert_id.in_(select(ALERTS.c.id).where(ALERTS.c.subject_id == self.subject_id))

    @invariant()
    def states_are_what_the_events_add_up_to(self):
        if not hasattr(self, "office"):
            return
        with self.office.runtime.records.engine.connect() as connection:
            folded = {}
            mine = EVENTS.select().where(self.mine(EVENTS)).order_by(EVENTS.c.alert_id, EVENTS.c.version)
            for row in connection.execute(mine):
                folded[row.alert_id] = (row.version, row.status)
            found = connection.execute(STATES.select().where(self.mine(STATES)))
            kept = {row.alert_id: (row.version, row.status) for row in found}
            both = select(DISPOSITIONS.c.proposed_by, DISPOSITION_ENDS.c.decided_by).join(
                DISPOSITION_ENDS, DISPOSITION_ENDS.c.disposition_id == DISPOSITIONS.c.id
            )
            approved = both.where(DISPOSITION_ENDS.c.status == "approved", self.mine(DISPOSITIONS))
            approvals = connection.execute(approved).all()
        assert folded == kept
        assert all(PEOPLE.get(one, one) != PEOPLE[two] for one, two in approvals)


_NUMBERS = count(1)


@cache
def the_office():
    """One for all sequences: to open a database takes longer than a sequence."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    office = open_office(f"sqlite:///{folder / 'records.db'}", folder, bundled_rules())
    atexit.register(office.close)
    return office


TestAlerts = Alerts.TestCase
TestAlerts.settings = settings(max_examples=examples(40), stateful_step_count=15, deadline=None)
