"""An action done every so often, until it is stopped."""

from threading import Event

from service.common.periodic import PeriodicTask


def test_the_action_is_done_again_and_again_until_it_is_stopped() -> None:
    done, times = Event(), []

    def action() -> None:
        times.append(1)
        if len(times) == 3:
            done.set()

    task = PeriodicTask("test", action, 0.001)
    task.start()
    assert done.wait(60)
    task.stop()
    assert len(times) >= 3


def test_nothing_is_done_before_the_first_time_has_passed() -> None:
    times: list[int] = []
    task = PeriodicTask("test", lambda: times.append(1), 3600)
    task.start()
    task.stop()
    assert times == []
