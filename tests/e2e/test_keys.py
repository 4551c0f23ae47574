"""Two services on one database, the same idempotency keys at both at once: one record a key, whoever was first."""

import asyncio
import json
import random
from collections import Counter, defaultdict

from sqlalchemy import func, select

from service.audit.reading import open_for_reading
from service.records.tables import SCREENINGS
from tests.e2e.installation import Installation
from tests.e2e.requests import Question, ask_all

_TIMES = 4


def test_keys_that_collide_leave_one_record_each(database_url, size, tmp_path, capsys):
    asked = [
        Question(
            json.dumps({"parties": [{"type": "person", "name": f"Proba Samplova {number}"}]}).encode(), f"k{number}"
        )
        for number in range(size.screenings // _TIMES)
    ] * _TIMES
    random.Random(1).shuffle(asked)
    houses = [Installation(tmp_path, database_url, anchor_seconds="0.5") for _ in range(2)]
    try:
        for installation in houses:
            installation.start()
        answers = asyncio.run(ask_all([installation.port for installation in houses], iter(asked), callers=200))
        for installation in houses:
            installation.stop()
    finally:
        for installation in houses:
            installation.kill()
    by_key = defaultdict(set)
    for question, body in answers.given:
        by_key[question.key].add(body)
    assert answers.refused == []
    assert len(answers.given) == len(asked)
    assert Counter(map(len, by_key.values())) == {1: len(asked) // _TIMES}
    assert _records(houses[0]) == (len(by_key), len(by_key))
    verdict = houses[0].verdict()
    assert verdict.faults == ()
    with capsys.disabled():
        print(
            f"\n{len(asked)} screenings with {len(by_key)} keys at two processes, "
            f"{'postgresql' if database_url else 'sqlite'}: one record a key; "
            f"{verdict.events} events in {verdict.chains} chains intact"
        )


def _records(installation):
    engine = open_for_reading(installation.settings.database_address)
    with engine.connect() as connection:
        counted = select(func.count(), func.count(SCREENINGS.c.idempotency_key.distinct())).select_from(SCREENINGS)
        found = tuple(connection.execute(counted).one())
    engine.dispose()
    return found
