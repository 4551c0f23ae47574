"""Subjects to rescreen, and a rescreen of them."""

from service.customers.model import Method, SubjectContent, Trigger
from service.customers.writing import Put, put_contents
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.records.action import Action, Performed
from tests.conftest import NOW

NEW = "f" * 64


def put(records, number):
    def run(connection):
        content = SubjectContent(Party(EntityType.PERSON, ("Anna Example",)))
        for one in range(number):
            put_contents(connection, [Put(f"C-{one}", content)], actor="t", at=NOW)
        return Performed(None, ())

    records.perform_now(Action(run))


def plan(store):
    return store.plan(NEW, NOW.date(), lambda _: (Trigger.SUBJECT_CHANGED, Method.FULL), daily=False)
