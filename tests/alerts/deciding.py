"""What people do with an alert in tests: on which lists, and how two of them decide."""

from dataclasses import replace

from service.alerts.decisions import approve, propose
from service.alerts.model import Proposal, WantedSuppression
from service.alerts.statuses import Outcome

PROPOSAL = Proposal((1,), Outcome.FALSE_POSITIVE, "name_only", "Another person: only the name is alike.")
REMEMBERED = replace(PROPOSAL, suppress=WantedSuppression(""))


class Lists:
    """What is listed now: everything as it was found, but for what is said to be changed."""

    rules_sha256 = "rules"

    def __init__(self, **changed):
        self.changed = changed

    def find(self, entity_id):
        return self.changed.get(entity_id.partition(":")[2], (f"like {entity_id}", "rules"))


def approved(act, proposal, alert_id, **lists):
    made = act(propose, alert_id, proposal).value
    listed = Lists(**lists)

    def with_lists(disposition_id, by):
        return approve(disposition_id, made.content_sha256, by, lambda: listed)

    return act(with_lists, made.id, by="b")
