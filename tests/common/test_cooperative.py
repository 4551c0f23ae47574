"""Long work lets others have a turn."""

import asyncio
import time

from service.common.cooperative import run_cooperatively

MANY = {"parties": [{"name": f"Sergey Aksyonov {number}"} for number in range(60)]}
PAIRS = {"pairs": [{"left": f"Hana {number}", "right": "Hanna"} for number in range(400)]}


def turns_during(client, path, body):
    """How often something else ran while a question was answered."""

    async def count():
        asked = asyncio.create_task(client.send("POST", path, json=body))
        turns = 0
        while not asked.done():
            await asyncio.sleep(0)
            turns += 1
        return turns, asked.result()

    return asyncio.run(count())


def test_a_step_that_lasts_gives_others_a_turn_after_it():
    def steps():
        for _ in range(4):
            time.sleep(0.006)
            yield
        return "done"

    async def both():
        turns = []
        work = asyncio.create_task(run_cooperatively(steps()))
        while not work.done():
            await asyncio.sleep(0)
            turns.append(1)
        return len(turns), work.result()

    turns, result = asyncio.run(both())
    assert result == "done"
    assert turns >= 4


def test_replay_and_compare_are_done_in_turns(client, monkeypatch):
    monkeypatch.setattr("service.common.cooperative._TURN_SECONDS", 0)
    screening, answer = turns_during(client, "/v1/screenings", MANY)
    replay, again = turns_during(client, f"/v1/screenings/{answer.json()['id']}/replay", None)
    compare, compared = turns_during(client, "/v1/compare", PAIRS)
    assert again.json()["identical"]
    assert len(compared.json()["results"]) == 400
    assert min(screening, replay) > 60
    assert compare > 400


def test_faults_are_found_before_anything_is_compared(client):
    refused = client.post(
        "/v1/compare", json={"pairs": [{"left": "Hana", "right": "Taro"}, {"left": "Hana", "right": "..."}]}
    )
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/pairs/1/right"


def test_a_large_request_is_answered_whole(client):
    parties = [{"id": str(number), "name": f"Hana Testova {number}", "address": "x" * 200} for number in range(400)]
    answer = client.post("/v1/screenings", json={"parties": parties})
    assert [party["id"] for party in answer.json()["parties"]] == [str(number) for number in range(400)]
