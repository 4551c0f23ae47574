"""When a decision needs a second person. A true match, and whatever is to be remembered, always does; a profile may let
one person decide some of the false positives (`FourEyes`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.alerts.model import AlertMatch, Proposal
from service.alerts.statuses import Outcome
from service.auth.second_person import is_a_person
from service.engine.matching.profile import FourEyes


@dataclass(frozen=True, slots=True)
class DecidedAlone:
    """What a proposal is held against. `chance` gives numbers from 0 up to 1, that nobody can foresee."""

    policy: FourEyes
    chance: Callable[[], float]

    def reason(self, proposal: Proposal, chosen: Sequence[AlertMatch], actor: str, *, proposed_before: bool) -> str:
        """Why the proposal takes effect without a second person; empty if it needs one.

        Where something was proposed before on the same alert it does: whoever could withdraw and propose again would
        choose which sample is looked at.
        """
        if proposal.outcome is not Outcome.FALSE_POSITIVE or proposal.suppress is not None or proposed_before:
            return ""
        if not is_a_person(actor):
            return ""
        score = max((one.score for one in chosen), default=1.0)
        above, percent = self.policy.above_score, self.policy.sample_percent
        if above is not None and score > above:
            return ""
        if percent is not None and self.chance() * 100 < percent:
            return ""
        if above is None and percent is None:
            return ""
        return f"decided by one person: {self._rule()}"

    def _rule(self) -> str:
        above, percent = self.policy.above_score, self.policy.sample_percent
        said = []
        if above is not None:
            said.append(f"the profile asks for two above a score of {above:g}")
        if percent is not None:
            said.append(f"it was not among the {percent:g} % that are looked at twice")
        return ", and ".join(said)
