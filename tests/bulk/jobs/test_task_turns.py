"""One task of a worker goes on at a time, none keeps the others for long, and nobody takes all places."""

from collections import deque

import pytest

from service.bulk.jobs.task_turns import MOST_IN_HAND, MOST_OF_ONE_CALLER, TaskInHand, TaskTurns


class CountingClock:
    """Each look at it is a second later: a turn is so many steps and not a time."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        self.now += 1
        return self.now


def done_in_turns(jobs, *, steps_a_turn=3):
    """The order of steps of jobs: `jobs` are names, callers and steps of their tasks, the oldest first."""
    done, left = [], {name: (caller, deque(tasks)) for name, caller, tasks in jobs}

    def steps_of(name, count):
        for _ in range(count):
            done.append(name)
            yield

    def begin(engaged):
        free = [
            (engaged.served.index(caller) if caller in engaged.served else -1, at, name)
            for at, (name, (caller, tasks)) in enumerate(left.items())
            if tasks and name not in engaged.jobs and caller not in engaged.callers
        ]
        if not free:
            return None
        name = min(free)[2]
        return TaskInHand(name, left[name][0], steps_of(name, left[name][1].popleft()))

    turns = TaskTurns(seconds=steps_a_turn, monotonic=CountingClock())
    take_all(turns, begin)
    return done


def take_all(turns, begin):
    while turns.take(begin):
        pass


def test_a_short_job_is_done_beside_long_ones():
    jobs = [(f"long {n}", "one", [200]) for n in range(3)] + [("short", "other", [1, 3, 1])]
    done = done_in_turns(jobs)
    assert {name: done.count(name) for name, _, _ in jobs} == {"long 0": 200, "long 1": 200, "long 2": 200, "short": 5}
    assert max(at for at, name in enumerate(done) if name == "short") < 40


def test_long_ones_take_turns():
    done = done_in_turns([(name, "one", [30]) for name in "abc"])
    turns = [done[at] for at in range(0, 60, 3)]
    assert all(set(turns[at : at + 5]) == {"a", "b", "c"} for at in range(10))


def test_a_stream_of_short_tasks_does_not_stop_a_long_one():
    done = done_in_turns([("long", "one", [30]), ("short", "other", [1] * 1_000)])
    assert max(at for at, name in enumerate(done) if name == "long") < 60


def test_callers_take_turns_however_many_jobs_one_has():
    many = [(f"job {n}", "many", [1]) for n in range(50)]
    done = done_in_turns([*many, ("few", "few", [1, 1])])
    assert done.index("few") <= 2
    assert done[:6].count("few") == 2


@pytest.mark.parametrize(("callers", "most"), [(["one"], MOST_OF_ONE_CALLER), (list("abcd"), MOST_IN_HAND)])
def test_only_so_many_are_in_hand(callers, most):
    done = done_in_turns([(f"job {n}", callers[n % len(callers)], [60]) for n in range(20)])
    assert len(set(done[: most * 6])) <= most
    assert len(set(done)) == 20


def test_others_have_places_beside_somebody_who_has_taken_his():
    heavy = [(f"heavy {n}", "one", [10_000]) for n in range(6)]
    done = done_in_turns([*heavy, ("plain", "other", [1, 1, 1])])
    assert max(at for at, name in enumerate(done) if name == "plain") < 60
    assert len(set(done[:100])) == MOST_OF_ONE_CALLER + 1


def test_what_fails_leaves_the_others_in_hand():
    done = []

    def fails():
        yield
        raise OSError("disk")

    def goes_on():
        for _ in range(5):
            done.append(1)
            yield

    begun = deque([TaskInHand("a", "one", goes_on()), TaskInHand("b", "one", fails())])
    turns = TaskTurns(seconds=1, monotonic=CountingClock())
    with pytest.raises(OSError, match="disk"):
        take_all(turns, lambda _: begun.popleft() if begun else None)
    take_all(turns, lambda _: None)
    assert len(done) == 5
