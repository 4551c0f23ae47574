"""Whatever is edited, decided and approved, in whatever order: no changed hit stays suppressed, and nobody decides
alone. A model that knows nothing of hashes says what has to be."""

import tempfile
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from service.alerts import decisions
from service.alerts.errors import SecondPersonNeeded
from service.alerts.model import AlertStatus, Outcome
from service.alerts.reading import EVENTS, STATES
from service.alerts.states import FINAL
from service.engine.goods.rules import load_rules
from service.engine.model.entity import Designation, Name, PartialDate
from service.records.action import ActionRefused
from service.settings import bundled_lists
from tests.alerts.conftest import IVANOV, open_office

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
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name)
        self.office = open_office(f"sqlite:///{path / 'records.db'}", path, load_rules_once())
        self.entity, self.subject = IVANOV, {}
        self.subject_id = "C-1"
        self.alert = None
        self.proposal = None
        self.remembered: set[tuple[object, ...]] = set()
        """What subject, entity and rule looked like whenever a suppression was approved, unless revoked since."""

    def teardown(self):
        if hasattr(self, "office"):
            self.office.close()
            self.folder.cleanup()

    def facts(self):
        """Everything that counts about subject, entity and rule."""
        return (
            *(repr(self.subject.get(field)) for field in SUBJECT_EDITS),
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

    @precondition(lambda self: self.alert is not None and self.proposal is None)
    @rule(actor=st.sampled_from(ACTORS), outcome=st.sampled_from(Outcome))
    def propose(self, actor, outcome):
        alert = self.office.alert(self.alert)
        try:
            self.proposal = self.office.propose(self.alert, outcome, by=actor)
        except ActionRefused:
            assert alert.status in (*FINAL, AlertStatus.PROPOSED)

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
            return dict(connection.exec_driver_sql("SELECT alert_id, status FROM alert_states").all())

    @invariant()
    def states_are_what_the_events_add_up_to(self):
        if not hasattr(self, "office"):
            return
        with self.office.runtime.records.engine.connect() as connection:
            folded = {}
            for row in connection.execute(EVENTS.select().order_by(EVENTS.c.alert_id, EVENTS.c.version)):
                folded[row.alert_id] = (row.version, row.status)
            kept = {row.alert_id: (row.version, row.status) for row in connection.execute(STATES.select())}
            approvals = connection.exec_driver_sql(
                "SELECT proposed_by, decided_by FROM dispositions JOIN disposition_ends ON disposition_id = id "
                "WHERE disposition_ends.status = 'approved'"
            ).all()
        assert folded == kept
        assert all(PEOPLE.get(one, one) != PEOPLE[two] for one, two in approvals)


_RULES = []


def load_rules_once():
    if not _RULES:
        _RULES.append(load_rules(bundled_lists() / "territories"))
    return _RULES[0]


TestAlerts = Alerts.TestCase
TestAlerts.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestAlerts = pytest.mark.timeout(600)(TestAlerts)
