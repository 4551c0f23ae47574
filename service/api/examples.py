"""Named examples for the documentation. Each can be sent as it stands."""

from __future__ import annotations

from typing import Any

_ENGLISH = {
    "reference": "TRD-2026-0001",
    "parties": [
        {
            "id": "buyer",
            "type": "person",
            "name": "Sergey Aksyonov",
            "birth_date": "1972-11-26",
            "nationalities": ["UA"],
        },
        {"id": "carrier", "type": "entity", "name": "Black Sea Grain Carriers Ltd", "countries": ["TR"]},
    ],
    "goods": [
        {
            "id": "line-1",
            "description": "wine",
            "hs_code": "2204",
            "origin": {"text": "Product of Massandra, Yalta", "country": "RU"},
        }
    ],
}

_CYRILLIC = {
    "reference": "TRD-2026-0002",
    "parties": [{"id": "seller", "type": "person", "name": "Сергей Аксёнов", "birth_date": "1972-11-26"}],
    "goods": [{"id": "line-1", "description": "вино", "origin": {"text": "г. Севастополь", "country": "RU"}}],
}

_KATAKANA = {
    "reference": "TRD-2026-0003",
    "parties": [{"id": "consignor", "type": "person", "name": "セルゲイ・アクショーノフ"}],
    "goods": [{"id": "line-1", "description": "ワイン", "origin": {"text": "クリミア産"}}],
}

_CLEAR = {
    "reference": "TRD-2026-0004",
    "parties": [{"id": "buyer", "type": "person", "name": "Hanako Yamada", "birth_date": "1985-04-01"}],
    "goods": [{"id": "line-1", "description": "green tea", "origin": {"text": "Uji, Kyoto", "country": "JP"}}],
}

_AS_OF = {
    "reference": "TRD-2014-0001",
    "parties": [{"id": "buyer", "type": "person", "name": "Sergey Aksyonov"}],
    "options": {"as_of": "2014-08-04"},
}

_BEER = {
    "reference": "TRD-2026-0005",
    "goods": [{"id": "line-1", "description": "beer", "hs_code": "2203.00", "origin": {"country": "RU"}}],
    "options": {"regimes": ["JP"]},
}

_STEEL = {
    "reference": "TRD-2026-0006",
    "goods": [
        {"id": "line-1", "description": "hot-rolled coils", "hs_code": "7208.37", "origin": {"text": "Made in Russia"}},
        {
            "id": "line-2",
            "description": "hot-rolled coils, rerolled",
            "hs_code": "7208.37",
            "origin": {"country": "TR"},
            "processed_in": "TR",
        },
    ],
    "options": {"regimes": ["EU"]},
}

_KNITWEAR = {
    "reference": "TRD-2026-0007",
    "goods": [{"id": "line-1", "description": "ニット", "hs_code": "6110.20", "origin": {"text": "北朝鮮製"}}],
}

_COBALT = {
    "reference": "TRD-2026-0008",
    "goods": [{"id": "line-1", "description": "cobalt, unwrought", "origin": {"country": "RU"}, "shipped_from": "RU"}],
    "options": {"regimes": ["EU", "UK"]},
}

SCREENINGS: dict[str, Any] = {
    "cyrillic": {"summary": "A trade, in Cyrillic", "value": _CYRILLIC},
    "english": {"summary": "A trade, in English", "value": _ENGLISH},
    "katakana": {"summary": "A trade, in katakana", "value": _KATAKANA},
    "clear": {"summary": "A trade with nothing against it", "value": _CLEAR},
    "beer": {"summary": "Goods: beer from Russia into Japan", "value": _BEER},
    "steel": {"summary": "Goods: steel from Russia, and of a third country, into the EU", "value": _STEEL},
    "knitwear": {"summary": "Goods: knitwear from North Korea", "value": _KNITWEAR},
    "cobalt": {"summary": "Goods: cobalt from Russia without a code", "value": _COBALT},
    "as_of": {"summary": "What applied the day before the measures", "value": _AS_OF},
}

COMPARISONS: dict[str, Any] = {
    "across_scripts": {
        "summary": "Cyrillic and katakana against the list",
        "value": {
            "pairs": [
                {"type": "person", "left": "Сергей Аксёнов", "right": "Sergey AKSYONOV"},
                {"type": "person", "left": "セルゲイ・アクショーノフ", "right": "Sergey AKSYONOV"},
            ]
        },
    },
    "companies": {
        "summary": "Two spellings of a company, and another company",
        "value": {
            "pairs": [
                {"type": "entity", "left": "SIS DOO", "right": "SIS d.o.o."},
                {"type": "entity", "left": "Feodosia Oil Terminal", "right": "Chernomorneftegaz"},
            ]
        },
    },
}

ACTIVATIONS: dict[str, Any] = {
    "digits": {
        "summary": "By the first digits of its SHA-256",
        "value": {"edition": "3f2a9c", "reason": "approved by the board"},
    },
}

ROLLBACKS: dict[str, Any] = {"mistake": {"summary": "After a mistake", "value": {"reason": "wrong file"}}}

KEYS: dict[str, Any] = {
    "screener": {
        "summary": "A trading system that asks",
        "value": {"name": "trading-desk", "roles": ["screener"], "expires_at": "2099-12-31"},
    },
    "officer": {
        "summary": "An officer who also looks after keys and lists",
        "value": {"name": "h.yamada", "roles": ["officer", "admin"]},
    },
}

ASSIGNMENTS: dict[str, Any] = {
    "take": {"summary": "Take it", "value": {}},
    "give": {"summary": "Give it to somebody", "value": {"assignee": "k.tanaka"}},
}

COMMENTS: dict[str, Any] = {
    "question": {"summary": "What is missing", "value": {"comment": "Please add the date of birth from the passport."}},
}

SUBJECTS: dict[str, Any] = {
    "customer": {
        "summary": "A customer",
        "value": {"type": "person", "name": "Anna Example", "birth_date": "1980-05-01", "segment": "trade"},
    },
}

WITHDRAWALS: dict[str, Any] = {
    "ended": {"summary": "No customer any more", "value": {"reason": "The business relation has ended."}},
}

VERIFICATIONS: dict[str, Any] = {
    "hash": {
        "summary": "The hash on a printed certificate",
        "value": {"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    },
}

RESCREENS: dict[str, Any] = {
    "asked": {"summary": "Of the whole book", "value": {"reason": "The supervisor asked for it."}},
}

DISPOSITIONS: dict[str, Any] = {
    "false_positive": {
        "summary": "Another person, to be remembered",
        "value": {
            "match_ids": [1],
            "outcome": "false_positive",
            "reason_code": "birth_date_differs",
            "rationale": "Born in 1991 by passport; the listed person was born in 1962.",
            "checks": ["list", "type", "whole_name", "other_facts", "conclusion"],
            "suppress": {},
        },
    },
    "true_match": {
        "summary": "The listed person",
        "value": {
            "match_ids": [1],
            "outcome": "true_match",
            "reason_code": "other",
            "rationale": "Name, date of birth and passport are those of the list.",
        },
    },
}

SUPPRESSIONS: dict[str, Any] = {
    "known_customer": {
        "summary": "A customer who is known to be another person",
        "value": {
            "party": {"subject_id": "C-1001", "type": "person", "name": "Sergey Aksyonov", "birth_date": "1991-05-01"},
            "entity_ids": ["jp_crimea_2014:026-000002"],
            "reason_code": "birth_date_differs",
            "rationale": "Born in 1991 by passport; the listed person was born in 1972.",
        },
    },
}

APPROVALS: dict[str, Any] = {
    "approve": {
        "summary": "Exactly this proposal",
        "value": {"disposition_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    },
}

WEBHOOKS: dict[str, Any] = {
    "alerts": {
        "summary": "Alerts, for a case management",
        "value": {
            "url": "https://receiver.example.org/sekisho",
            "event_types": ["alert.opened", "alert.closed", "alert.overdue"],
            "description": "case management",
        },
    },
    "everything": {"summary": "All events", "value": {"url": "https://receiver.example.org/sekisho"}},
}
