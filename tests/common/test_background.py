"""What works beside a server: it starts, it ends, and it may be stopped before it began."""

from threading import Event

from service.common.background import BackgroundThread


class Waiting(BackgroundThread):
    """Says that it runs and waits to be stopped."""

    def __init__(self) -> None:
        super().__init__("test-waiting")
        self.running, self.ended = Event(), Event()

    def run(self) -> None:
        self.running.set()
        self.stopped.wait(60)
        self.ended.set()


def test_stop_waits_until_the_thread_has_ended() -> None:
    work = Waiting()
    work.start()
    assert work.running.wait(60)
    work.stop()
    assert work.ended.is_set()
    work.stop()


def test_what_never_began_can_be_stopped() -> None:
    work = Waiting()
    work.stop()
    assert not work.running.is_set()
