"""Why a screening was not done, in one line."""

import pickle

from service.engine.screening.errors import Fault, InvalidRequest


def test_every_fault_is_in_the_message_and_kept() -> None:
    faults = [Fault("/parties/0/name", "too long", "at most 5", 9), Fault("", "nothing to screen")]
    error = InvalidRequest(iter(faults))
    assert error.faults == tuple(faults)
    assert str(error) == "/parties/0/name: too long; /: nothing to screen"


def test_an_error_keeps_its_faults_between_processes() -> None:
    error = InvalidRequest([Fault("/parties/0", "names are missing")])
    again = pickle.loads(pickle.dumps(error))
    assert (again.faults, str(again)) == (error.faults, str(error))
