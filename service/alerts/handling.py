"""What people do with an alert before anything is decided: take it, pass it on, write something down. Each is an
`Action`, as in `decisions`."""

from __future__ import annotations

from sqlalchemy import Connection

from service.alerts.model import Alert
from service.alerts.states import Step
from service.alerts.steps import By, expected, hashed, performed, take_step
from service.records.action import Action, Performed


def assign(alert_id: str, assignee: str, by: By) -> Action[Alert]:
    """Give an alert to somebody, or take it."""

    def run(connection: Connection) -> Performed[Alert]:
        alert = expected(connection, alert_id, by)
        take_step(connection, alert, Step.ASSIGN, by, "assigned", {"assignee": assignee}, assignee=assignee)
        return performed(connection, alert_id, [by.event("alert_assigned", alert_id, {"assignee": assignee})])

    return Action(run)


def escalate(alert_id: str, comment: str, by: By) -> Action[Alert]:
    """Pass an alert on that one person alone should not decide."""

    def run(connection: Connection) -> Performed[Alert]:
        alert = expected(connection, alert_id, by)
        take_step(connection, alert, Step.ESCALATE, by, "escalated", {"comment": comment})
        return performed(connection, alert_id, [by.event("alert_escalated", alert_id, hashed(comment))])

    return Action(run)


def comment_on(alert_id: str, comment: str, by: By) -> Action[Alert]:
    """Write something down about an alert, in whatever state."""

    def run(connection: Connection) -> Performed[Alert]:
        alert = expected(connection, alert_id, by)
        take_step(connection, alert, Step.COMMENT, by, "commented", {"comment": comment})
        return performed(connection, alert_id, [by.event("alert_commented", alert_id, hashed(comment))])

    return Action(run)
