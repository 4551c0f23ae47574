"""FollowTheMoney's words: schemata, topics and relations -> types, measures and links.

Source: https://followthemoney.tech/explorer/ (schemata) and the topics of https://www.opensanctions.org/docs/topics/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from service.engine.model.entity import EntityType
from service.watchlists.parsing.text import unique

TYPES: Mapping[str, EntityType] = MappingProxyType(
    {
        "Person": EntityType.PERSON,
        "Company": EntityType.ENTITY,
        "Organization": EntityType.ENTITY,
        "PublicBody": EntityType.ENTITY,
        "LegalEntity": EntityType.UNKNOWN,  # a person or a company: its publisher does not say which
        "Asset": EntityType.UNKNOWN,
        "Vessel": EntityType.VESSEL,
        "Airplane": EntityType.AIRCRAFT,
        "CryptoWallet": EntityType.UNKNOWN,
        "Security": EntityType.UNKNOWN,
    }
)
"""The schemata that are parties."""

RELATIONS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = MappingProxyType(
    {
        "Ownership": (("owner", "owner of"), ("asset", "owned by")),
        "Directorship": (("director", "director of"), ("organization", "directed by")),
        "Membership": (("member", "member of"), ("organization", "has as member")),
        "Employment": (("employee", "employee of"), ("employer", "employer of")),
        "Family": (("person", "relative"), ("relative", "relative")),
        "Associate": (("person", "associate"), ("associate", "associate")),
        "Representation": (("agent", "agent of"), ("client", "represented by")),
        "Succession": (("predecessor", "predecessor of"), ("successor", "successor of")),
        "UnknownLink": (("subject", "linked to"), ("object", "linked to")),
    }
)
"""The schemata that relate two parties: for each end its property, and what the party there is to the other."""

_MEASURES: Mapping[str, str] = MappingProxyType(
    {
        "sanction": "sanction",
        "sanction.linked": "sanction_linked",
        "sanction.counter": "counter_sanction",
        "debarment": "debarment",
        "export.control": "export_licence",
        "export.control.linked": "export_red_flag",
        "export.risk": "export_red_flag",
        "invest.ban": "investment_ban",
        "invest.risk": "investment_ban",
        "role.pep": "pep",
        "role.rca": "pep_relative",
        "role.pol": "pep",
    }
)


def measures_of_topics(topics: Iterable[str]) -> tuple[str, ...]:
    """What the topics of a target mean. A politically exposed person is under no sanction; other topics are a `topic`
    of interest (`crime`, `wanted`, `poi`)."""
    return unique(_MEASURES.get(topic) or ("pep" if topic.startswith("role.pep") else "topic") for topic in topics)
